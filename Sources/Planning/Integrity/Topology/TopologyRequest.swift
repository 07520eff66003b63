public import GeoCore

/// What of a coverage is checked.
public struct TopologyRequest: Sendable {
  /// A void at most so wide in the mean is a gap. Metres.
  public var maxGapMeters: Double
  /// Polygons that every layer should fill and not leave.
  public var boundary: Layer?

  /// Gaps of up to a metre, and no boundary, unless told otherwise.
  public init(maxGapMeters: Double = 1, boundary: Layer? = nil) {
    self.maxGapMeters = maxGapMeters
    self.boundary = boundary
  }
}
