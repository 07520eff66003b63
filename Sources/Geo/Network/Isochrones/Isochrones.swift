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
/// **Units:** cutoffs in minutes, everything else in metres. **CRS:** computed in the snapper's
/// local equal-area system; polygons are in WGS 84, rounded to 7 decimals of a degree.
/// **Shapes:** polygons with holes, valid in the sense of OGC Simple Features, those of one band in
/// one feature; the bands of one question overlap nowhere and have no gaps between them.
/// **Boundary rule:** a cost of exactly a cutoff belongs to the band that ends there.
/// **Accuracy:** all that is reached of a street is inside. Borders lie within a cell of where they
/// belong, but for holes that were filled: within a sixteenth of a cell where the cost is even,
/// about half a cell where the nearest street changes to one that is reached later.
/// **Complexity:** O(n log n) in the nodes and edges reached, the cells of their ground, and the
/// streets within reach of each.
/// **Source:** Dijkstra 1959, doi:10.1007/BF01386390; Maple 2003, doi:10.1109/GMAG.2003.1219671.
public struct Isochrones: Sendable {
  /// Which way is travelled.
  public enum Direction: Sendable {
    case fromPlaces
    case towardsPlaces
  }

  public let cutoffsMinutes: [Double]
  public let settings: IsochroneSettings
  private let direction: PlaceTerminals.Direction
  private let router: StreetRouter
  private let graph: StreetGraph
  private let snapper: EdgeSnapper
  /// Milliseconds.
  private let limits: [Double]

  /// - Parameters:
  ///   - network: what `snapper` was made of.
  ///   - cutoffsMinutes: one or more, ascending, above 0.
  public init(
    _ network: SavedStreetNetwork, _ snapper: EdgeSnapper, cutoffsMinutes: [Double],
    _ direction: Direction = .fromPlaces, _ settings: IsochroneSettings
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
    self.snapper = snapper
    self.direction = direction == .fromPlaces ? .departing : .arriving
    router = StreetRouter(network.network, graph: network.graph)
    graph = direction == .fromPlaces ? network.graph : network.graph.reversed()
    limits = cutoffsMinutes.map { $0 * 60_000 }
  }

  /// The bands of several places together: the nearest place counts.
  /// - Parameters:
  ///   - doors: of the places, as the snapper found them.
  ///   - grounds: the places themselves, in the snapper's system. Those without doors have no part.
  /// - Throws: `PROJError` when the polygons cannot be turned into degrees.
  public func bands(
    of doors: NetworkPlaces, grounds: Geometries, threads: Int
  ) throws -> IsochroneBands {
    var search = ShortestPathSearch(nodeCount: router.network.nodeCount)
    return try bands(of: 0..<doors.count, doors, grounds, &search, threads: threads)
  }

  /// The bands of every place alone, in their order; nil for a place that is not connected.
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
    precondition(grounds.crs == snapper.crs, "grounds are in the snapper's own system")
    let starts = places.lazy.flatMap { doors.doors(ofPlace: $0) }
    let reached = ReachedStreets(
      from: starts, direction, within: limits, router, graph, &search)
    let costs = GroundCosts(
      reached: reached, snapper: snapper, limits: limits, settings: settings)
    let extended = places.filter {
      doors.isConnected($0) && grounds.kinds[$0].hasPolygons(of: grounds, feature: $0)
    }
    let traced = try tracedTiles(costs, extended, grounds, threads: threads)
    let borders = try borders(traced, starts: Array(starts), threads: threads)
    return try IsochroneBands(
      borders, cellMeters: settings.cellMeters, in: snapper.crs,
      streetMeters: reached.millimeters.map { $0 / 1000 }, threads: threads)
  }

  /// The pieces of the borders of all limits, tile by tile.
  private func tracedTiles(
    _ costs: GroundCosts, _ extended: [Int], _ grounds: Geometries, threads: Int
  ) throws -> [TracedTile] {
    let boxes = extended.map { grounds.box(ofFeature: $0) }
    let groundTree = BoxTree(boxes)
    let grid = ReachGrid(settings, grounds: boxes) { add in costs.visitReachedPieces(add) }
    return try Parallel.map(count: grid.tiles.count, chunk: 4, threads: threads) { range in
      range.map { i in
        var tile = ReachTile(grid.tiles[i], levels: limits.count)
        costs.raise(&tile)
        groundTree.query(tile.window) { tile.raise(groundOf: extended[$0], in: grounds) }
        tile.accumulate()
        return MarchingSquares.borders(of: tile)
      }
    }.flatMap { $0 }
  }

  /// The border of the ground reached within each limit.
  private func borders(
    _ traced: [TracedTile], starts: [NetworkDoor], threads: Int
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
