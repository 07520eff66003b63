internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection
public import PlanningStudies

/// Where people live, as places that ways are taken from: each with the people who live around it.
///
/// Parts of cells of the source (`PeopleGround`) are divided into sample cells (`PeopleGrid`); in each part
/// people are spread evenly over its area. A sample cell stands at the centroid of its ground. People at
/// points stand there. `sample` is searched from as the ground's cells are:
///
/// ```swift
/// guard let cells = try context.peopleCells(finestMeters: 250) else { return reached }
/// let search = try model.search(
///   from: cells.sample, threads: context.threads, phases: context.phases)
/// let costs = try search.costs(
///   to: try context.layer("stations"), threads: context.threads, phases: context.phases)
/// reached.count = cells.people(costs.within(800, of: cells)).total  // expected, low, high
/// ```
///
/// **CRS:** places are in the system that distances are measured in. **Units:** metres, people.
public struct PeopleCells: Sendable {
  /// The places in the order of zones, those outside all zones last; weights are people.
  public let sample: SampleCells
  /// The zone that each place lies in; nil outside all.
  public let zones: [Int?]
  /// The source's groups: their names, and the people of each at each place; 0 where the source does not
  /// say.
  public let groups: [(name: String, people: [Double], isKnown: [Bool])]
  /// The row of the source that each place is in.
  let rows: [Int]
  /// Why people of a zone are not known; nil where they are.
  let unknown: [UnknownReason?]
  /// The income of the people of each place; nil where it is not known, and everywhere without incomes.
  let incomes: [Double?]?
  /// The id of the zone of each place; nil outside all.
  let zoneIDs: [String?]
  /// The source.
  public let source: PeopleSource

  /// The number of places.
  public var count: Int { sample.count }
  /// The people of each place.
  public var people: [Double] { sample.weights }
  /// How far from its place the people of each may live at most, metres.
  public var reachesMeters: [Double] { sample.reaches }
  /// The place of each, in the system that distances are measured in.
  public var points: Geometries { sample.points }
  /// All people, by zone.
  public let peopleByZone: PeopleByZone
  /// The people of each group, by zone.
  let peopleByZoneOfGroups: [PeopleByZone]
  /// The number of zones.
  public var zoneCount: Int { sample.offsets.count - 1 }

  /// - Throws: `GEOSError` when rows cannot be cut by zones; `PROJError` when places cannot be brought to
  ///   where distances are measured; `InputError` for too many places.
  init(
    _ source: PeopleSource, zones: ZoneSet, grid: PeopleGrid, incomes table: PeopleIncomes? = nil,
    in distanceCRS: CRS, threads: Int
  ) throws {
    let ground = try PeopleGround(source, zones: zones, threads: threads)
    let made = try Pieces(ground, grid, isGlobal: distanceCRS == .localFrames, threads: threads)
    var offsets = Array(repeating: 0, count: zones.count + 1)
    for part in made.parts {
      if let zone = ground.parts[part].zone { offsets[zone + 1] += 1 }
    }
    for zone in 0..<zones.count { offsets[zone + 1] += offsets[zone] }
    sample = try SampleCells(
      offsets: offsets, weights: made.people, reaches: made.reaches,
      blockEnds: Self.blockEnds(made.parts.map { ground.parts[$0] }), points: made.points,
      in: distanceCRS, threads: threads)
    self.zones = made.parts.map { ground.parts[$0].zone }
    rows = made.parts.map { ground.parts[$0].row }
    let ids = zones.ids.map(\.text)
    zoneIDs = self.zones.map { zone in zone.map { ids[$0] } }
    let incomeOfParts = table.map { table in
      ground.parts.map { part in
        table.income(of: source.rows[part.row], inZone: part.zone.map { ids[$0] })
      }
    }
    incomes = incomeOfParts.map { incomes in made.parts.map { incomes[$0] } }
    unknown = ground.unknown
    self.source = source
    let (people, rows) = (made.people, rows)
    let everybody = PlaceFigures(people.map { _ in 1 })
    let isKnown = unknown.map { $0 == nil }
    peopleByZone = everybody.people(people, sample, isKnown: isKnown)
    let (sample, groupsOfRows) = (sample, source.rows.map(\.groupShares))
    let groups = source.groups.names.enumerated().map { group, name in
      let shares = rows.map { groupsOfRows[$0][group] }
      // Not known where people live of whom no row says how many are in the group.
      let isTold = isKnown.indices.map { zone in
        let inhabited = sample.cells(ofZone: zone).filter { people[$0] > 0 }
        return isKnown[zone] && (inhabited.isEmpty || inhabited.contains { shares[$0] != nil })
      }
      return (
        name: name, people: zip(shares, people).map { ($0 ?? 0) * $1 }, isKnown: isTold
      )
    }
    peopleByZoneOfGroups = groups.map { everybody.people($0.people, sample, isKnown: $0.isKnown) }
    self.groups = groups
  }

  /// A block is what one cell has in one zone.
  private static func blockEnds(_ parts: [PeopleGround.Part]) -> [Int] {
    var ends = Array(repeating: 0, count: parts.count)
    var first = 0
    for place in parts.indices {
      let isSame = parts[first].cell == parts[place].cell && parts[first].zone == parts[place].zone
      if !isSame { first = place }
      ends[first] = place + 1
    }
    return ends
  }

  /// The places of each part of a row, those outside all zones left out: runs of one row in one zone.
  var parts: [Range<Int>] {
    var parts: [Range<Int>] = []
    let (inZones, rows, zones) = (sample.inZones, rows, zones)
    var first = 0
    for place in inZones {
      let next = place + 1
      let isLast = next == inZones.upperBound
      if isLast || rows[next] != rows[place] || zones[next] != zones[place] {
        parts.append(first..<next)
        first = next
      }
    }
    return parts
  }

  /// The part of a place's people that is in a group; nil where the source does not say.
  func share(ofGroup group: Int, at place: Int) -> Double? {
    source.rows[rows[place]].groupShares[group]
  }

  /// The sample cells of all parts, in their order.
  private struct Pieces {
    var parts: [Int] = []
    var people: [Double] = []
    var reaches: [Double] = []
    var points: Geometries

    private static let chunk = 256

    init(_ ground: PeopleGround, _ grid: PeopleGrid, isGlobal: Bool, threads: Int) throws {
      let shapes = ground.geometries
      if ground.isPoints {
        parts = Array(ground.parts.indices)
        people = ground.parts.map(\.people)
        reaches = people.map { _ in 0 }
        points = shapes
        return
      }
      let needsPlanes = isGlobal && LocalBuffer.isNeeded(for: shapes)
      let tiles = needsPlanes ? try ZoneTiles(polygons: shapes, threads: threads) : nil
      points = Geometries(crs: tiles == nil ? shapes.crs : .wgs84)
      let chunks = try Parallel.map(
        count: ground.parts.count, chunk: Self.chunk, threads: threads
      ) { range in
        try range.map { part in
          try Self.places(ofPart: part, ground, grid, tiles)
        }
      }
      for (part, own) in chunks.joined().enumerated() {
        let area = own.reduce(0) { $0 + $1.piece.area }
        for place in own {
          parts.append(part)
          people.append(ground.parts[part].people * (place.piece.area / area))
          reaches.append(place.reach)
          points.appendPoint(x: place.piece.x, y: place.piece.y)
        }
      }
    }

    private static func places(
      ofPart part: Int, _ ground: PeopleGround, _ grid: PeopleGrid, _ tiles: ZoneTiles?
    ) throws -> [(piece: GridCells.Piece, reach: Double)] {
      let shapes = ground.geometries
      let box = shapes.box(ofFeature: part)
      let one = ground.parts[part]
      let size = grid.sizeMeters(
        box: box, areaSquareMeters: one.areaSquareMeters, people: one.people)
      if let tiles {
        let size = size ?? max(box.width, box.height)
        return try tiles.pieces(ofZone: part, size: size)
          .map { ($0, SampleCells.reach(of: $0, size: size)) }
      }
      if let size {
        return GridCells(covering: part, of: shapes, size: size).pieces
          .map { ($0, SampleCells.reach(of: $0, size: size)) }
      }
      return GridCells.whole(part, of: shapes).map { [($0, reach(of: $0, part, shapes))] } ?? []
    }

    /// To the farthest vertex.
    private static func reach(
      of piece: GridCells.Piece, _ part: Int, _ shapes: Geometries
    ) -> Double {
      shapes.vertices(ofFeature: part).reduce(0) { reach, vertex in
        let (dx, dy) = (shapes.x(vertex) - piece.x, shapes.y(vertex) - piece.y)
        return max(reach, (dx * dx + dy * dy).squareRoot())
      }
    }
  }
}

extension StudyContext {
  /// Where people live, as places that ways are taken from; nil when nobody is counted. Made once for
  /// all studies that ask for the same size.
  ///
  /// - Parameter finestMeters: the largest side of a sample cell, metres: a third of the smallest
  ///   distance that is asked about serves well.
  /// - Throws: `InputError` for counts that are none; `GEOSError` and `PROJError` for what cannot be
  ///   cut or projected.
  public func peopleCells(finestMeters: Double) throws -> PeopleCells? {
    guard let people = try people() else { return nil }
    let zones = try zones()
    let incomes = try incomes()
    let cells: PeopleCells = try shared("people cells of \(finestMeters) m") {
      try phases.measure("people") {
        try PeopleCells(
          people, zones: zones, grid: PeopleGrid(finestMeters: finestMeters), incomes: incomes,
          in: systems.distance, threads: threads)
      }
    }
    return cells
  }
}
