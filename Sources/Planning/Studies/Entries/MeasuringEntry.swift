public import GeoCore

/// The systems that areas and distances are measured in; nil chooses by place.
public struct MeasuringEntry: Sendable {
  /// An equal-area system in metres; nil chooses by place.
  public var areaCRS: CRS?
  /// A metric system; nil chooses by place.
  public var distanceCRS: CRS?

  /// Systems that are named, or chosen by place.
  public init(areaCRS: CRS? = nil, distanceCRS: CRS? = nil) {
    self.areaCRS = areaCRS
    self.distanceCRS = distanceCRS
  }
}
