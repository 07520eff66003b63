package import GeoAlgorithms
internal import GeoCore

/// People in regions, from polygons with even density or from points, with bounds.
///
/// From polygons: `expected` = Σ people × area(cell ∩ region) / area(cell); `low` counts only
/// cells that lie wholly in the region, `high` every cell that shares area with it; strips of less than
/// a millimetre make no difference (see `CellShare`). From points: `expected` and `high` count what is
/// inside or on the border, `low` what is strictly inside the region as a whole, whatever borders
/// between its parts run there (see `PointPlaces`); a point on the border of several zones is expected
/// in equal parts in each, so that nobody counts twice.
public struct PeopleCount: Sendable, Equatable {
  /// The best estimate.
  public var expected = 0.0
  /// No fewer than these, wherever in their cells people live.
  public var low = 0.0
  /// No more than these, wherever in their cells people live.
  public var high = 0.0

  /// How much of the count hangs on where in their cells people live: the sum over cells of the people
  /// inside times those of the same cell outside, people². 0 where no cell is cut.
  public var cut = 0.0

  /// Nobody.
  public init() {}

  init(expected: Double, low: Double, high: Double, cut: Double = 0) {
    self.expected = expected
    self.low = low
    self.high = high
    self.cut = cut
  }

  /// A share of a cell that is no more than rounding along its border.
  static let noShare = 1e-9

  /// The sum of all that are known; nil when none is.
  package static func sum(_ counts: [PeopleCount?]) -> PeopleCount? {
    let known = counts.compactMap { $0 }
    guard !known.isEmpty || counts.isEmpty else { return nil }
    return known.reduce(into: PeopleCount()) { sum, one in
      sum.expected += one.expected
      sum.low += one.low
      sum.high += one.high
      sum.cut += one.cut
    }
  }

  /// The people in each zone's region, one count a zone.
  /// - Parameters:
  ///   - regions: the part of each zone that is asked for, or the zones themselves.
  ///   - taken: ground whose people at points, on its border too, are counted already.
  /// - Throws: `GEOSError` when a cell cannot be held against a region.
  package static func counts(
    of source: PeopleSource, in regions: PolygonIndex, zones: PolygonIndex,
    besides taken: PolygonIndex? = nil, threads: Int
  ) throws -> [PeopleCount] {
    var sums = Sums(count: regions.count)
    if source.isPoints {
      for row in source.rows.indices where source.rows[row].droppedReason == nil {
        guard let (x, y) = source.place(ofRow: row) else { continue }
        if let taken, !PointInPolygon.features(atX: x, y: y, in: taken).isEmpty { continue }
        let people = source.rows[row].people
        for zone in PointPlaces.zones(aroundX: x, y: y, in: zones) {
          let place = PointPlaces.place(x: x, y: y, in: regions, zone.feature)
          guard place != .outside else { continue }
          sums.add(
            expected: people * zone.part, low: place == .inside ? people : 0, high: people,
            cut: 0, to: zone.feature)
        }
      }
    } else if let cells = source.cells {
      try add(source, cells, in: regions, to: &sums, threads: threads)
    } else {
      let wholes = source.wholeAreasSquareMeters
      try OverlapPairs.forEach(source.index, regions, threads: threads) { pairs in
        let shares = try Parallel.map(count: pairs.count, chunk: 64, threads: threads) { range in
          try pairs[range].map {
            try CellShare(of: $0, cells: source.index, wholes: wholes, regions: regions)
          }
        }.joined()
        for (pair, share) in zip(pairs, shares) where source.rows[pair.a].droppedReason == nil {
          let people = source.rows[pair.a].people
          guard share.value > 0 else { continue }
          sums.add(
            expected: people * share.value, low: share.isWhole ? people : 0, high: people,
            cut: people * share.value * (people * (1 - share.value)), to: pair.b)
        }
      }
    }
    return sums.counts
  }

  /// Adds the people of parts of cells. Bounds go by cells, since the parts of one share its people: `low`
  /// counts a cell whose parts all lie wholly in the region, `high` all of a cell of which a part does.
  private static func add(
    _ source: PeopleSource, _ cells: [Int], in regions: PolygonIndex, to sums: inout Sums,
    threads: Int
  ) throws {
    var members: [Int: [Int]] = [:]
    for (row, cell) in cells.enumerated() { members[cell, default: []].append(row) }
    var found: [CellInRegion: (expected: Double, wholes: Int)] = [:]
    try OverlapPairs.forEach(source.index, regions, threads: threads) { pairs in
      let shares = try Parallel.map(count: pairs.count, chunk: 64, threads: threads) { range in
        try pairs[range].map {
          try CellShare(
            of: $0, cells: source.index, wholes: source.wholeAreasSquareMeters, regions: regions)
        }
      }.joined()
      for (pair, share) in zip(pairs, shares) where share.value > 0 {
        let key = CellInRegion(cell: cells[pair.a], region: pair.b)
        found[key, default: (0, 0)].expected += source.rows[pair.a].people * share.value
        found[key, default: (0, 0)].wholes += share.isWhole ? 1 : 0
      }
    }
    for (key, sum) in found.sorted(by: { $0.key < $1.key }) {
      let rows = members[key.cell] ?? []
      let people = rows.reduce(0) { $0 + source.rows[$1].people }
      sums.add(
        expected: sum.expected, low: sum.wholes == rows.count ? people : 0, high: people,
        cut: sum.expected * max(0, people - sum.expected), to: key.region)
    }
  }

  private struct CellInRegion: Hashable, Comparable {
    var cell: Int
    var region: Int

    static func < (a: CellInRegion, b: CellInRegion) -> Bool {
      (a.cell, a.region) < (b.cell, b.region)
    }
  }

  /// Counts that are being added up.
  private struct Sums {
    private var expected: FixedPointSums
    private var low: FixedPointSums
    private var high: FixedPointSums
    private var cut: FixedPointSums

    init(count: Int) {
      expected = FixedPointSums(count: count)
      low = expected
      high = expected
      cut = expected
    }

    mutating func add(
      expected: Double, low: Double, high: Double, cut: Double, to region: Int
    ) {
      self.expected.add(expected, to: region)
      self.low.add(low, to: region)
      self.high.add(high, to: region)
      self.cut.add(cut, to: region)
    }

    var counts: [PeopleCount] {
      let (expected, low, high, cut) = (
        self.expected.totals, self.low.totals, self.high.totals, self.cut.totals
      )
      return expected.indices.map {
        PeopleCount(expected: expected[$0], low: low[$0], high: high[$0], cut: cut[$0])
      }
    }
  }

  /// The people of each row that live in any zone, counted once.
  /// - Throws: `GEOSError` when a cell cannot be held against the zones.
  static func assigned(
    of source: PeopleSource, to zones: ArealLayer, threads: Int
  ) throws -> [Double] {
    var assigned = Array(repeating: 0.0, count: source.rows.count)
    if source.isPoints {
      for row in source.rows.indices {
        guard let (x, y) = source.place(ofRow: row),
          !PointPlaces.zones(aroundX: x, y: y, in: zones.dissolved).isEmpty
        else { continue }
        assigned[row] = source.rows[row].people
      }
      return assigned
    }
    var areas = Array(repeating: 0.0, count: source.rows.count)
    var zonesOf: [Int: [Int]] = [:]
    OverlapPairs.forEach(source.index, zones.dissolved, threads: threads) { pairs in
      for pair in pairs {
        areas[pair.a] += pair.area
        if pair.area < source.wholeAreasSquareMeters[pair.a] {
          zonesOf[pair.a, default: []].append(pair.b)
        }
      }
    }
    for row in assigned.indices where areas[row] > 0 {
      let isWhole = try CellShare.isWhole(
        row, of: source.index, source.wholeAreasSquareMeters[row], sharing: areas[row],
        with: zonesOf[row] ?? [], of: zones.dissolved)
      let people = source.rows[row].people
      assigned[row] =
        isWhole ? people : people * min(1, areas[row] / source.wholeAreasSquareMeters[row])
    }
    return assigned
  }
}
