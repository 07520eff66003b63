internal import GeoAlgorithms
public import GeoCore

/// Ground that is reached along streets within limits of time: bands of polygons between one limit
/// and the next.
///
/// The cost at a point of the ground is what `EdgeSnapper` and a search would say of a place there:
/// that of the nearest point of the nearest street, of all streets that are open in some direction,
/// and of the straight walk between both. Ground farther than the reach from every street has none.
/// Along an edge the cost grows evenly from where it is entered, in the directions that are open;
/// where a limit ends in the middle of an edge, so does what is reached. The ground of a facility
/// with polygons costs nothing.
///
/// The ground within a limit t is where min(reach, (t − c) / w) is no less than the distance to the
/// street, with c the cost there and w the time a metre off the street takes. Whatever time is
/// left, reached streets are drawn 1½ cells wide. Both are sampled on a grid whose nodes are whole
/// multiples of the cell and traced by `MarchingSquares`; consecutive bands are made of the same
/// border points.
///
/// **Units:** cutoffs in minutes, everything else in metres. **CRS:** computed in the local
/// equal-area system of a snapper, or of each neighbourhood (`StreetFrames.grounds`); polygons are in
/// WGS 84, rounded to 7 decimals of a degree, and cut at 180°.
/// **Shapes:** polygons with holes, valid in the sense of OGC Simple Features, those of one band in
/// one feature; the bands of one question overlap nowhere and have no gaps between them.
/// **Boundary rule:** a cost of exactly a cutoff belongs to the band that ends there.
/// **Accuracy:** all that is reached of a street is inside. Borders lie within a cell of where they
/// belong, but for holes that were filled: within a sixteenth of a cell where the cost is even,
/// about half a cell where the nearest street changes to one that is reached later.
/// **Complexity:** O(n log n) in the nodes and edges reached, the cells of their ground, and the
/// streets within reach of each.
///
/// ```swift
/// // A street of 2,226.39 m on the equator, walked at 4.8 km/h from its western end.
/// let street = try StreetNetwork(
///   mode: .walk, nodeCoordinates: [0, 0, 0.02, 0], edgeFrom: [0], edgeTo: [1],
///   lengthsMillimeters: [2_226_390], forwardMilliseconds: [1_669_793],
///   backwardMilliseconds: [1_669_793])
/// var station = Geometries(crs: .wgs84)
/// station.appendPoint(x: 0, y: 0)
/// let snapper = try EdgeSnapper(street, threads: 1)
/// let ground = try snapper.projected(station, threads: 1)
/// let isochrones = Isochrones(
///   SavedStreetNetwork(street, facts: []), snapper, cutoffsMinutes: [5, 15],
///   .fromPlaces, .usual(for: .walk))
/// let bands = try isochrones.bands(
///   of: try snapper.places(ground, threads: 1), grounds: ground, threads: 1)
/// let meters = bands.streetMeters  // 400 m within 5 minutes, 800 m more within 15
/// ```
///
/// **Source:** Dijkstra 1959, doi:10.1007/BF01386390; Maple 2003, doi:10.1109/GMAG.2003.1219671.
public struct Isochrones: Sendable {
  /// Which way is travelled.
  public enum Direction: Sendable {
    /// What can be reached from the places.
    case fromPlaces
    /// From where the places can be reached.
    case towardsPlaces
  }

  /// The limits of time, ascending; exactly a limit is within it.
  public let cutoffsMinutes: [Double]
  /// What counts as reached, and how finely it is drawn.
  public let settings: IsochroneSettings
  private let direction: PlaceTerminals.Direction
  private let router: StreetRouter
  private let graph: StreetGraph
  private let planes: Planes
  /// Milliseconds.
  private let limits: [Double]

  /// Where streets are drawn.
  private enum Planes: Sendable {
    case one(EdgeSnapper)
    case local(StreetFrames)
  }

  /// Isochrones on a network in one metric system.
  ///
  /// - Parameters:
  ///   - network: what `snapper` was made of.
  ///   - cutoffsMinutes: one or more, ascending, above 0.
  public init(
    _ network: SavedStreetNetwork, _ snapper: EdgeSnapper, cutoffsMinutes: [Double],
    _ direction: Direction = .fromPlaces, _ settings: IsochroneSettings
  ) {
    self.init(network, .one(snapper), cutoffsMinutes, direction, settings)
  }

  /// The same in planes of neighbourhoods, for networks however wide.
  public init(
    _ network: SavedStreetNetwork, _ frames: StreetFrames, cutoffsMinutes: [Double],
    _ direction: Direction = .fromPlaces, _ settings: IsochroneSettings
  ) {
    self.init(network, .local(frames), cutoffsMinutes, direction, settings)
  }

  private init(
    _ network: SavedStreetNetwork, _ planes: Planes, _ cutoffsMinutes: [Double],
    _ direction: Direction, _ settings: IsochroneSettings
  ) {
    precondition(
      cutoffsMinutes.first.map { $0 > 0 } == true
        && zip(cutoffsMinutes, cutoffsMinutes.dropFirst()).allSatisfy { $0 < $1 },
      "cutoffs ascend and are above 0")
    precondition(
      settings.cellMeters >= IsochroneSettings.leastCellMeters
        && settings.cellMeters <= settings.reachMeters,
      "cells are of \(IsochroneSettings.leastCellMeters) m or more, and no larger than the reach")
    self.cutoffsMinutes = cutoffsMinutes
    self.settings = settings
    self.planes = planes
    self.direction = direction == .fromPlaces ? .departing : .arriving
    router = StreetRouter(network.network, graph: network.graph)
    graph = direction == .fromPlaces ? network.graph : network.graph.reversed()
    limits = cutoffsMinutes.map { $0 * 60_000 }
  }

  /// The bands of several places together: the nearest place counts.
  /// - Parameters:
  ///   - doors: of the places, as the snapper found them.
  ///   - grounds: the places themselves, in the snapper's system, or in WGS 84 with `StreetFrames`.
  ///     Those without doors have no part.
  /// - Throws: `PROJError` when the polygons cannot be turned into degrees, `NetworkError` when they
  ///   would take too much memory or are too wide.
  public func bands(
    of doors: NetworkPlaces, grounds: Geometries, threads: Int
  ) throws -> IsochroneBands {
    var search = ShortestPathSearch(nodeCount: router.network.nodeCount)
    return try bands(of: 0..<doors.count, doors, grounds, &search, threads: threads)
  }

  /// The bands of every place alone, in their order; nil for a place that is not connected.
  /// - Throws: as `bands` does.
  public func bandsOfEach(
    of doors: NetworkPlaces, grounds: Geometries, threads: Int
  ) throws -> [IsochroneBands?] {
    try Parallel.map(count: doors.count, chunk: 8, threads: threads) {
      places -> [IsochroneBands?] in
      var search = ShortestPathSearch(nodeCount: router.network.nodeCount)
      return try places.map { place -> IsochroneBands? in
        guard doors.isConnected(place) else { return nil }
        return try bands(of: place..<(place + 1), doors, grounds, &search, threads: 1)
      }
    }.flatMap { $0 }
  }

  private func bands(
    of places: Range<Int>, _ doors: NetworkPlaces, _ grounds: Geometries,
    _ search: inout ShortestPathSearch, threads: Int
  ) throws -> IsochroneBands {
    let starts = Array(places.lazy.flatMap { doors.doors(ofPlace: $0) })
    let reached = ReachedStreets(
      from: starts, direction, within: limits, router, graph, &search)
    let extended = places.filter {
      doors.isConnected($0) && grounds.kinds[$0].hasPolygons(of: grounds, feature: $0)
    }
    let drawn = try planes(for: reached, starts, doors, extended, grounds, threads: threads)
    let shapes = try drawn.map { plane in
      let traced = try tracedTiles(reached, plane, threads: threads)
      let borders = try borders(
        traced, starts: starts.filter { plane.holds($0.edge) }, plane.snapper, threads: threads)
      return try IsochroneBands.shapes(
        borders, cellMeters: settings.cellMeters, in: plane.snapper.crs, threads: threads)
    }
    return IsochroneBands(shapes, streetMeters: reached.millimeters.map { $0 / 1000 })
  }

  /// The planes that what is reached is drawn in, with the polygons of the facilities.
  private func planes(
    for reached: ReachedStreets, _ starts: [NetworkDoor], _ doors: NetworkPlaces,
    _ extended: [Int], _ grounds: Geometries, threads: Int
  ) throws -> [IsochroneGround] {
    switch planes {
    case .one(let snapper):
      precondition(grounds.crs == snapper.crs, "grounds are in the snapper's own system")
      return [
        IsochroneGround(
          snapper: snapper, edges: nil, polygons: grounds.selecting(extended))
      ]
    case .local(let frames):
      precondition(grounds.crs == .wgs84, "grounds are in degrees")
      var planes = try frames.grounds(
        of: { Set(reached.legs.map(\.edge)).union(starts.map(\.edge)).sorted() },
        within: settings.reachMeters + settings.cellMeters)
      guard !extended.isEmpty else { return planes.map(\.ground) }
      let own = grounds.selecting(extended)
      let parts = PlacePart.parts(of: own).filter { $0.kind == .polygon }
      for (i, plane) in planes.enumerated() {
        let here = parts.filter { part in
          let near = planes.indices.filter { i in
            doors.doors(ofPlace: extended[part.feature]).contains {
              planes[i].ground.holds($0.edge)
            }
          }
          return near.min { part.meters(to: planes[$0].frame) < part.meters(to: planes[$1].frame) }
            == i
        }
        for part in here { try part.requireSmall() }
        planes[i].ground.polygons = try own.features(of: here, in: plane.frame, threads: threads)
      }
      return planes.map(\.ground)
    }
  }

  /// The pieces of the borders of all limits, tile by tile.
  private func tracedTiles(
    _ reached: ReachedStreets, _ plane: IsochroneGround, threads: Int
  ) throws -> [TracedTile] {
    let costs = GroundCosts(
      reached: reached, snapper: plane.snapper, limits: limits, settings: settings)
    let grounds = plane.polygons
    let boxes = grounds.boxes()
    let groundTree = BoxTree(boxes)
    let grid = try ReachGrid(settings, grounds: boxes, limits: limits.count) { add in
      costs.visitReachedPieces(where: plane.holds, add)
    }
    return try Parallel.map(count: grid.tiles.count, chunk: 4, threads: threads) { range in
      range.map { i in
        var tile = ReachTile(grid.tiles[i], levels: limits.count)
        costs.raise(&tile)
        groundTree.query(tile.window) { tile.raise(groundOf: $0, in: grounds) }
        tile.accumulate()
        return MarchingSquares.borders(of: tile)
      }
    }.flatMap { $0 }
  }

  /// The border of the ground reached within each limit.
  private func borders(
    _ traced: [TracedTile], starts: [NetworkDoor], _ snapper: EdgeSnapper, threads: Int
  ) throws -> [BorderRings] {
    let step = settings.cellMeters / Double(LatticePoint.perCell)
    return try Parallel.map(count: limits.count, chunk: 1, threads: threads) { range in
      let level = range.lowerBound
      var pieces: [BorderPiece] = []
      for tile in traced { pieces += tile.pieces(ofLevel: level) }
      let near = starts.filter { Double($0.connector.milliseconds) <= limits[level] }
        .map { snapper.place(of: $0) }
      return BorderRings(
        pieces, leastHole: settings.leastHoleSquareMeters / (step * step),
        leastIsland: settings.leastIslandSquareMeters / (step * step),
        starts: near.map { ($0.x / step, $0.y / step) })
    }
  }
}

extension GeometryKind {
  /// Whether a feature of this kind has polygons.
  fileprivate func hasPolygons(of geometries: Geometries, feature: Int) -> Bool {
    switch self {
    case .polygon, .multiPolygon: true
    case .geometryCollection: geometries.partKinds(ofFeature: feature).contains(.polygon)
    case .null, .point, .lineString, .multiPoint, .multiLineString: false
    }
  }
}
