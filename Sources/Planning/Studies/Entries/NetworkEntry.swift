internal import GeoCore
internal import GeoStreets

/// A street network, and how places are joined to it.
public struct NetworkEntry: Sendable, Equatable {
  /// The file of the network.
  public var source: String
  /// What lies farther from every street, in metres, is not connected.
  public var maxSnapMeters = EdgeSnapper.usualReachMeters
  /// Times to give shares for, minutes.
  public var cutoffsMinutes: [Double] = usualCutoffs

  private static let usualCutoffs: [Double] = [5, 10, 15, 30]

  /// A network, with the usual reach and limits.
  public init(source: String) { self.source = source }

  /// How far places may lie from streets.
  public static let maxSnap = Parameter(
    key: "max_snap_m", option: "max-snap", units: Quantity.meters, in: 0...100_000,
    usual: JSONText.number(EdgeSnapper.usualReachMeters),
    meaning: "A place farther than that from every street is not connected")

  /// The times that shares are given for.
  public static let cutoffs = Parameter(
    key: "cutoffs_min", option: "cutoffs", units: Quantity.minutes, in: Parameter.positive,
    isList: true, usual: usualCutoffs.map(JSONText.number).joined(separator: ","),
    meaning: "Times to give shares for, in minutes")
}
