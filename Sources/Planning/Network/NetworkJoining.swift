public import Geo

/// A street network and how places are joined to it.
public struct NetworkJoining: Sendable {
  public let saved: SavedStreetNetwork
  /// A place farther from every street is not connected. Metres.
  public let maxSnapMeters: Double
  public let snapper: EdgeSnapper

  /// Points by which destinations are entered.
  public struct GivenEntrances: Sendable {
    public var layer: StudyLayer
    /// The column that names the destination.
    public var column: String

    public init(_ layer: StudyLayer, column: String = Entrances.usualColumn) {
      self.layer = layer
      self.column = column
    }
  }

  /// - Throws: `PROJError` when the network cannot be projected.
  public init(_ saved: SavedStreetNetwork, maxSnapMeters: Double, threads: Int) throws {
    self.saved = saved
    self.maxSnapMeters = maxSnapMeters
    snapper = try EdgeSnapper(saved.network, threads: threads)
  }

  /// Places and where they meet the network.
  /// - Parameter needsOne: whether it is an error when none does.
  /// - Throws: what `Entrances` and `JoinedPlaces` throw.
  public func join(
    _ places: Places, entrances: GivenEntrances? = nil, needsOne: Bool = true, threads: Int
  ) throws -> JoinedPlaces {
    let given = try entrances.map {
      try Entrances($0.layer.layer, of: places, column: $0.column)
    }
    return try JoinedPlaces(
      places, to: saved.network, by: snapper, within: maxSnapMeters, entrances: given,
      needsOne: needsOne, threads: threads)
  }

  /// What results say of the network: its profile, its extract by name and hash, and how far places
  /// may lie from it.
  public var provenance: [(name: String, value: JSONValue)] {
    saved.provenance + [("max_snap_m", .number(maxSnapMeters))]
  }
}

extension SavedStreetNetwork {
  /// The network by its profile, and its extract by name and hash.
  var origin: [(name: String, value: String)] {
    ["profile", "extract", "extract_sha256"].compactMap { name in fact(name).map { (name, $0) } }
  }

  /// The same, as provenance records it.
  public var provenance: [(name: String, value: JSONValue)] {
    origin.map { ($0.name, .string($0.value)) }
  }
}
