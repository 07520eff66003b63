public import GeoCore

/// The systems that areas and distances are measured in; nil chooses by place.
public struct MeasuringEntry: Sendable {
  public var areaCRS: CRS?
  public var distanceCRS: CRS?

  public init(areaCRS: CRS? = nil, distanceCRS: CRS? = nil) {
    self.areaCRS = areaCRS
    self.distanceCRS = distanceCRS
  }
}
