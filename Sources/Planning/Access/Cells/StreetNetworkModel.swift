public import GeoCore
internal import GeoProjection
public import GeoStreets
internal import PlanningStudies

/// The fastest way along a street network; its length is the distance.
///
/// Cells and destinations are joined to the nearest point of the nearest street; polygons are
/// entered where streets cross their boundary, and from inside the way costs nothing. A cell farther
/// than `maxSnapMeters` from every street has no way.
///
/// **Units:** metres along streets, minutes.
public struct StreetNetworkModel: CellModel {
  /// The model's name in results.
  public static let name = "street_network"

  /// The limits of time, minutes; exactly a limit is within it.
  public let cutoffsMinutes: [Double]
  private let path: String
  private let streets: NetworkJoining
  private let router: StreetRouter

  /// Reads a street network from its GeoPackage.
  ///
  /// - Throws: `FormatError` when the file is not a street network.
  public init(
    path: String, maxSnapMeters: Double = EdgeSnapper.usualReachMeters, cutoffsMinutes: [Double],
    threads: Int
  ) throws {
    self.path = path
    self.cutoffsMinutes = cutoffsMinutes
    streets = NetworkJoining(
      try SavedStreetNetwork(path: path), maxSnapMeters: maxSnapMeters, threads: threads)
    router = StreetRouter(streets.saved.network, graph: streets.saved.graph)
  }

  /// `street_network`.
  public var name: String { Self.name }
  /// What the network says of itself: its profile, its extract and that one's checksum.
  public var facts: [(name: String, value: String)] { streets.saved.origin }

  /// The network's facts, how far cells may lie from streets, and the limits of time.
  public var provenance: [(name: String, value: JSONValue)] {
    streets.provenance + [("cutoffs_min", .array(cutoffsMinutes.map { .number($0) }))]
  }

  private var reach: String { JSONText.number(streets.maxSnapMeters) + " m" }

  /// Joins the cells to streets, ready for a search.
  ///
  /// - Throws: `PROJError` when cells cannot be brought to longitude and latitude; `InputError`
  ///   when none meets a street.
  public func search(
    from cells: SampleCells, threads: Int, phases: Phases
  ) throws -> any CellSearch {
    try phases.measure("project") {
      let points = try cells.points.transformed(to: .wgs84, threads: threads).geometries
      let doors = try places(points, threads: threads)
      guard (0..<doors.count).contains(where: doors.isConnected) else {
        throw InputError(
          path: path,
          reason: "no sample cell of the zones lies within \(reach) of a street of this network",
          remedy: "build the network of an extract that covers the zones")
      }
      return Search(model: self, points: points, doors: doors)
    }
  }

  private func places(_ degrees: Geometries, threads: Int) throws -> NetworkPlaces {
    try streets.frames.places(degrees, within: streets.maxSnapMeters, threads: threads)
  }

  /// What to say of places that are not connected; nothing when all are.
  private func note(on places: NetworkPlaces, called name: String) -> [String] {
    let missing = (0..<places.count).count { !places.isConnected($0) }
    guard missing > 0 else { return [] }
    return [
      "\(missing) of \(places.count) \(name) are farther than \(reach) from any street: "
        + CellReason.notConnected.rawValue
    ]
  }

  private struct Search: CellSearch {
    let model: StreetNetworkModel
    let points: Geometries
    let doors: NetworkPlaces

    var notes: [String] { model.note(on: doors, called: "sample cells") }

    func costs(
      to destinations: StudyLayer, threads: Int, phases: Phases
    ) throws -> CellCosts {
      let (transformed, places) = try phases.measure("project") {
        let transformed = try destinations.layer.geometries.droppingElevations()
          .transformed(to: .wgs84, threads: threads)
        return (transformed, try model.places(transformed.geometries, threads: threads))
      }
      let nearest = try phases.measure("nearest") {
        try ways(to: places, shaped: transformed.geometries, threads: threads)
      }
      return CellCosts(
        meters: nearest.map { $0?.meters ?? .infinity },
        times: .measured(
          model.streets.saved.network.mode.rawValue, nearest.map { $0?.minutes ?? .infinity }),
        pipeline: transformed.pipeline,
        notes: model.note(on: places, called: "destinations of \"\(destinations.name)\""))
    }

    /// The time to the nearest place where a street leaves the zones.
    func borderCosts(of area: Layer, threads: Int) throws -> [Double] {
      let exits = try model.streets.frames.exits(
        from: ClipArea(area, threads: threads), threads: threads)
      return try ways(to: exits.places, shaped: exits.points, threads: threads)
        .map { $0?.minutes ?? .infinity }
    }

    /// The fastest way from each cell to any of some places; nil where there is none.
    private func ways(
      to places: NetworkPlaces, shaped shapes: Geometries, threads: Int
    ) throws -> [TravelCost?] {
      let costs = try NearestFacilities(1, of: places, in: model.router)
        .costs(from: doors, threads: threads)
      let nearest = try InsidePairs(
        onEarthFrom: points, through: doors, to: shapes, through: places
      )
      .lowering(costs, ofOrigins: 0..<doors.count, nearest: 1)
      return (0..<doors.count).map { cell in
        nearest.entries(ofOrigin: cell).first.map { nearest.costs[$0] }
      }
    }
  }
}
