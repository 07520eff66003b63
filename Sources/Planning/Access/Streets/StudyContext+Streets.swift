internal import GeoCore
internal import GeoStreets
internal import PlanningStudies

extension StudyContext {
  /// The streets of the request, and how places are joined to them; nil for straight lines.
  /// - Throws: `FormatError` when the file is no street network.
  func streets() throws -> NetworkJoining? {
    guard let network else { return nil }
    let saved = try phases.measure("read") {
      try SavedStreetNetwork(path: path(of: network.source))
    }
    return phases.measure("join") {
      NetworkJoining(saved, maxSnapMeters: network.maxSnapMeters, threads: threads)
    }
  }

  /// The streets of a request that cannot do without.
  /// - Throws: `InputError` when it names none; as `streets`.
  func requiredStreets() throws -> NetworkJoining {
    if let streets = try streets() { return streets }
    throw InputError(
      reason: "ways are along streets, and no network is named",
      remedy: "name one with \(StreetSetting.network)", kind: .usage)
  }

  /// The entrances of places; nil when none are named.
  /// - Throws: `InputError` for a name that no layer has.
  func entrances(_ entry: EntranceEntry?) throws -> NetworkJoining.GivenEntrances? {
    try entry.map { NetworkJoining.GivenEntrances(try layer($0.layer), column: $0.column) }
  }
}

/// Which layer holds the entrances of places, and which of its columns names the place.
public struct EntranceEntry: Sendable, Equatable {
  /// The name of the layer of points.
  public var layer: String
  /// The column that names the place of each.
  public var column: String

  /// Entrances, named by the usual column or another.
  public init(layer: String, column: String = Entrances.usualColumn) {
    self.layer = layer
    self.column = column
  }
}
