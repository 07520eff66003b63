public import GeoCore
public import GeoStreets
public import PlanningStudies

/// A street network and how places are joined to it.
public struct NetworkJoining: Sendable {
  /// The streets.
  public let saved: SavedStreetNetwork
  /// A place farther from every street is not connected. Metres.
  public let maxSnapMeters: Double
  /// The streets in planes around places.
  public let frames: StreetFrames
  /// What results call ways along streets.
  public static let model = "street_network"

  /// Points by which places are entered.
  public struct GivenEntrances: Sendable {
    /// Points, each with the id of its place.
    public var layer: StudyLayer
    /// The column that names the place.
    public var column: String

    /// Entrances, named by the usual column or another.
    public init(_ layer: StudyLayer, column: String = Entrances.usualColumn) {
      self.layer = layer
      self.column = column
    }
  }

  /// A network, and how far places may lie from its streets, metres.
  public init(_ saved: SavedStreetNetwork, maxSnapMeters: Double, threads: Int) {
    self.saved = saved
    self.maxSnapMeters = maxSnapMeters
    frames = StreetFrames(saved.network, threads: threads)
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
      places, by: frames, within: maxSnapMeters, entrances: given,
      needsOne: needsOne, threads: threads)
  }

  /// What results say of the network: its profile, its extract by name and hash, how far places
  /// may lie from it, and in which plane they are joined to it.
  public var provenance: [(name: String, value: JSONValue)] {
    saved.provenance + [
      ("max_snap_m", .number(maxSnapMeters)), ("joined_in", .string(DegreeFrame.rule)),
    ]
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
