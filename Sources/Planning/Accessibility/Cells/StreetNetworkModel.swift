public import Geo

/// The fastest way along a street network; its length is the distance.
///
/// Cells and destinations are joined to the nearest point of the nearest street; polygons are
/// entered where streets cross their boundary, and from inside the way costs nothing. A cell farther
/// than the reach from every street has no way.
///
/// **Units:** metres along streets, minutes.
public struct StreetNetworkModel: CellModel {
  public static let name = "street_network"

  public let cutoffsMinutes: [Double]
  private let path: String
  private let streets: NetworkJoining
  private let router: StreetRouter

  /// - Throws: `FormatError` when the file is not a street network, `PROJError` when it cannot be
  ///   projected.
  public init(
    path: String, maxSnapMeters: Double = EdgeSnapper.usualReachMeters, cutoffsMinutes: [Double],
    threads: Int
  ) throws {
    self.path = path
    self.cutoffsMinutes = cutoffsMinutes
    streets = try NetworkJoining(
      SavedStreetNetwork(path: path), maxSnapMeters: maxSnapMeters, threads: threads)
    router = StreetRouter(streets.saved.network, graph: streets.saved.graph)
  }

  public var name: String { Self.name }
  public var profile: String? { streets.saved.network.mode.rawValue }

  public var provenance: [(name: String, value: JSONValue)] {
    streets.provenance + [("cutoffs_min", .array(cutoffsMinutes.map { .number($0) }))]
  }

  public func search(from cells: SampleCells, threads: Int) throws -> any CellSearch {
    let projected = try streets.snapper.projected(cells.points, threads: threads)
    let doors = try streets.snapper.places(
      projected, within: streets.maxSnapMeters, threads: threads)
    let joined = (0..<doors.count).count { doors.isConnected($0) }
    guard joined > 0 else {
      throw InputError(
        path: path,
        reason: "no sample cell of the zones lies within \(JSONText.number(streets.maxSnapMeters)) m of a "
          + "street of this network",
        remedy: "build the network of an extract that covers the zones")
    }
    return Search(model: self, points: projected, doors: doors)
  }

  private struct Search: CellSearch {
    let model: StreetNetworkModel
    let points: Geometries
    let doors: NetworkPlaces

    var notes: [String] {
      let missing = (0..<doors.count).count { !doors.isConnected($0) }
      guard missing > 0 else { return [] }
      return [
        "\(missing) of \(doors.count) sample cells are farther than "
          + "\(JSONText.number(model.streets.maxSnapMeters)) m from any street: not_connected"
      ]
    }

    func costs(to destinations: StudyLayer, threads: Int) throws -> CellCosts {
      let geometries = destinations.layer.geometries.droppingElevations()
      let transformed = try geometries.transformed(to: model.streets.snapper.crs, threads: threads)
      let places = try model.streets.snapper.places(
        transformed.geometries, within: model.streets.maxSnapMeters, threads: threads)
      let nearest = NearestFacilities(1, of: places, in: model.router)
      let inside = InsidePairs(points, transformed.geometries)
      let found = inside.lowering(
        try nearest.costs(from: doors, threads: threads), ofOrigins: 0..<doors.count, nearest: 1)
      var meters = Array(repeating: Double.infinity, count: doors.count)
      var minutes = meters
      for cell in 0..<doors.count {
        guard let entry = found.entries(ofOrigin: cell).first else { continue }
        meters[cell] = found.costs[entry].meters
        minutes[cell] = found.costs[entry].minutes
      }
      let missing = (0..<places.count).count { !places.isConnected($0) }
      let note =
        "\(missing) of \(places.count) destinations of \"\(destinations.name)\" are farther than "
        + "\(JSONText.number(model.streets.maxSnapMeters)) m from any street: not_connected"
      return CellCosts(
        meters: meters, times: .measured(model.streets.saved.network.mode.rawValue, minutes),
        pipeline: transformed.pipeline, notes: missing > 0 ? [note] : [])
    }
  }
}
