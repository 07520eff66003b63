internal import GeoAlgorithms
internal import GeoCore

/// The cells of a source of people cut where they may not live and where counts of zones end.
///
/// Each fragment belongs to one cell, and to at most one zone of each layer that cut it. The first
/// feature in the order of ids has ground on which two overlap. What is less than `noPart` of a cell is
/// rounding along a border, and stays with the rest.
///
/// **Units:** m² of the equal-area system.
struct PeopleFragments {
  private(set) var geometries: Geometries
  /// The row of the source that each fragment is a part of, ascending.
  private(set) var rows: [Int]
  /// For each layer that cut them, the zone of each fragment; nil outside all of its zones.
  private(set) var zones: [[Int?]] = []
  /// The area of each fragment, m².
  private(set) var areas: [Double]
  /// Whether the fragment is all of its cell.
  private(set) var isWhole: [Bool]
  /// Rows whose ground is all uninhabited: they keep it, since somebody was counted there.
  private(set) var rowsWithoutGround: Set<Int> = []

  /// A part of a cell that is smaller says nothing.
  static let noPart = 1e-6

  /// - Parameter source: cells or polygons; rows that are left out have no fragment.
  init(of source: PeopleSource) {
    self.init(
      of: source, rows: source.rows.indices.filter { source.rows[$0].droppedReason == nil })
  }

  /// - Parameter kept: the rows that are cut, ascending.
  init(of source: PeopleSource, rows kept: [Int]) {
    geometries = source.geometries.selecting(kept)
    rows = kept
    areas = kept.map { source.index.areas[$0] }
    isWhole = Array(repeating: true, count: kept.count)
  }

  var count: Int { rows.count }

  /// Cuts fragments at the borders of zones that count people.
  /// - Throws: `GEOSError` when two shapes cannot be overlaid.
  mutating func cut(by layer: ArealLayer, threads: Int) throws {
    let pieces = try Pieces(of: self, layer, threads: threads)
    var next = self
    next.clear()
    var own: [Int?] = []
    var done = 0
    func takeOver(upTo fragment: Int) {
      next.append(done..<fragment, of: self)
      own += pieces.zoneOfWhole[done..<fragment]
    }
    for part in pieces.parts {
      if part.fragment >= done {
        takeOver(upTo: part.fragment)
        done = part.fragment + 1
      }
      next.append(part.shape, of: pieces.shapes, cutFrom: self, part.fragment)
      own.append(part.zone)
    }
    takeOver(upTo: count)
    next.zones.append(own)
    self = next
  }

  /// Takes ground away on which nobody lives. A cell that would lose all of it keeps it.
  /// - Throws: `GEOSError` when two shapes cannot be overlaid.
  mutating func leaveOut(_ layer: ArealLayer, threads: Int) throws {
    try restrict(to: layer, keepsInside: false, threads: threads)
  }

  /// Keeps the ground of a layer alone. A cell that has none of it keeps its own.
  /// - Throws: `GEOSError` when two shapes cannot be overlaid.
  mutating func keep(_ layer: ArealLayer, threads: Int) throws {
    try restrict(to: layer, keepsInside: true, threads: threads)
  }

  private mutating func restrict(
    to layer: ArealLayer, keepsInside: Bool, threads: Int
  ) throws {
    var cut = self
    try cut.cut(by: layer, threads: threads)
    let inside = cut.zones.removeLast()
    let isKept = inside.map { ($0 != nil) == keepsInside }
    var hasGround = Array(repeating: false, count: (rows.last ?? -1) + 1)
    for fragment in 0..<cut.count where isKept[fragment] { hasGround[cut.rows[fragment]] = true }
    var next = self
    next.clear()
    next.append(isKept, of: cut)
    let isLost = rows.map { !hasGround[$0] }
    if isLost.contains(true) {
      // What was whole before stays so when it has no other ground.
      next.append(isLost, of: self)
      for (row, isLost) in zip(rows, isLost) where isLost { next.rowsWithoutGround.insert(row) }
      next = next.inOrderOfRows()
    }
    self = next
  }

  // MARK: Making

  /// Leaves no fragment, and room for as many.
  private mutating func clear() {
    let older = geometries
    geometries = Geometries(crs: older.crs)
    geometries.reserve(as: older)
    rows = []
    areas = []
    isWhole = []
    zones = zones.map { _ in [] }
  }

  /// Some fragments as they are.
  private mutating func append(_ run: Range<Int>, of other: PeopleFragments) {
    geometries.append(features: run, of: other.geometries)
    rows += other.rows[run]
    areas += other.areas[run]
    isWhole += other.isWhole[run]
    for layer in zones.indices { zones[layer] += other.zones[layer][run] }
  }

  /// The chosen fragments as they are.
  private mutating func append(_ isChosen: [Bool], of other: PeopleFragments) {
    var start = 0
    while let first = isChosen[start...].firstIndex(of: true) {
      start = isChosen[first...].firstIndex(of: false) ?? isChosen.count
      append(first..<start, of: other)
    }
  }

  /// A part of a fragment.
  private mutating func append(
    _ shape: Int, of shapes: Geometries, cutFrom older: PeopleFragments, _ fragment: Int
  ) {
    geometries.append(feature: shape, of: shapes)
    rows.append(older.rows[fragment])
    areas.append(geometries.area(ofFeature: count - 1))
    isWhole.append(false)
    for layer in zones.indices { zones[layer].append(older.zones[layer][fragment]) }
  }

  private func inOrderOfRows() -> PeopleFragments {
    let order = rows.indices.sorted { (rows[$0], $0) < (rows[$1], $1) }
    var sorted = self
    sorted.geometries = geometries.selecting(order)
    sorted.rows = order.map { rows[$0] }
    sorted.areas = order.map { areas[$0] }
    sorted.isWhole = order.map { isWhole[$0] }
    sorted.zones = zones.map { layer in order.map { layer[$0] } }
    return sorted
  }
}

/// What a layer cuts fragments into.
private struct Pieces {
  /// The shapes of fragments that are cut, in the order of fragments and zones, what lies outside last.
  private(set) var shapes: Geometries
  private(set) var parts: [(fragment: Int, zone: Int?, shape: Int)] = []
  /// The zone of a fragment that is not cut.
  private(set) var zoneOfWhole: [Int?]

  init(of fragments: PeopleFragments, _ layer: ArealLayer, threads: Int) throws {
    let index = PolygonIndex(fragments.geometries, threads: threads)
    zoneOfWhole = Array(repeating: nil, count: fragments.count)
    shapes = Geometries(crs: fragments.geometries.crs)
    let pairs = OverlapPairs.all(index, layer.index, threads: threads)
      .filter { $0.area > PeopleFragments.noPart * index.areas[$0.a] }
      .sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    var groups: [Range<Int>] = []
    var start = 0
    while start < pairs.count {
      var end = start + 1
      while end < pairs.count, pairs[end].a == pairs[start].a { end += 1 }
      let shared = pairs[start].area
      let whole = index.areas[pairs[start].a]
      if shared >= (1 - PeopleFragments.noPart) * whole {
        zoneOfWhole[pairs[start].a] = pairs[start].b
      } else {
        groups.append(start..<end)
      }
      start = end
    }
    let cut = groups
    let shared = try AuditedOverlay.shapes(
      of: pairs, only: cut, index, layer.index, threads: threads)
    let overlaps = Overlaps(in: layer, threads: threads)
    let chunks = try Parallel.map(count: cut.count, chunk: 64, threads: threads) { range in
      try range.reduce(into: Chunk(crs: index.geometries.crs)) { chunk, group in
        try chunk.append(
          pairs, cut[group], shared.shapes, first: shared.first[group], index, overlaps)
      }
    }
    for chunk in chunks {
      let first = shapes.count
      shapes.append(contentsOf: chunk.shapes)
      parts += chunk.parts.map { ($0.fragment, $0.zone, $0.shape + first) }
    }
  }

  /// The pieces of some fragments.
  private struct Chunk {
    var shapes: Geometries
    var parts: [(fragment: Int, zone: Int?, shape: Int)] = []

    init(crs: CRS) { shapes = Geometries(crs: crs) }

    /// - Parameters:
    ///   - group: all pairs of one fragment.
    ///   - shared: what it shares with each of their zones, from `first` on.
    mutating func append(
      _ pairs: [OverlapPair], _ group: Range<Int>, _ shared: Geometries, first: Int,
      _ fragments: PolygonIndex, _ overlaps: Overlaps
    ) throws {
      let fragment = pairs[group.lowerBound].a
      let least = PeopleFragments.noPart * fragments.areas[fragment]
      var placeOfZone: [Int: Int] = [:]
      var isApart = true
      for (place, pair) in zip(first..., pairs[group]) {
        var shape = Geometries(crs: shapes.crs)
        let taken = overlaps.zones(overlapping: pair.b, least: least).compactMap { placeOfZone[$0] }
        if taken.isEmpty {
          shape.append(feature: place, of: shared)
        } else {
          // Where zones overlap, the first has the ground.
          isApart = false
          try Overlay.appendDifference(shared, place, minus: taken, of: shared, to: &shape)
        }
        placeOfZone[pair.b] = place
        append(shape, fragment, zone: pair.b, least)
      }
      let sum = pairs[group].reduce(0) { $0 + $1.area }
      if isApart, fragments.areas[fragment] - sum <= least { return }
      var rest = Geometries(crs: shapes.crs)
      try Overlay.appendDifference(
        fragments.geometries, fragment, minus: Array(first..<(first + group.count)), of: shared,
        to: &rest)
      append(rest, fragment, zone: nil, least)
    }

    private mutating func append(
      _ shape: Geometries, _ fragment: Int, zone: Int?, _ least: Double
    ) {
      guard !shape.isEmpty(feature: 0), shape.area(ofFeature: 0) > least else { return }
      parts.append((fragment, zone, shapes.count))
      shapes.append(feature: 0, of: shape)
    }
  }
}

/// How much ground the zones of a layer share with each other.
private struct Overlaps {
  /// For each zone those before it that share ground with it, and how much, m².
  private var earlier: [Int: [(zone: Int, area: Double)]] = [:]

  init(in layer: ArealLayer, threads: Int) {
    OverlapPairs.forEach(within: layer.index, threads: threads) { pairs in
      for pair in pairs { earlier[pair.b, default: []].append((pair.a, pair.area)) }
    }
  }

  /// The zones before one that share more than so many m² with it, ascending.
  func zones(overlapping zone: Int, least: Double) -> [Int] {
    (earlier[zone] ?? []).filter { $0.area > least }.map(\.zone).sorted()
  }
}

extension AuditedOverlay {
  /// The shapes of the pairs of some groups, one after the other, and where those of each group begin.
  fileprivate static func shapes(
    of pairs: [OverlapPair], only groups: [Range<Int>], _ a: PolygonIndex, _ b: PolygonIndex,
    threads: Int
  ) throws -> (shapes: Geometries, first: [Int]) {
    var first: [Int] = []
    var chosen: [OverlapPair] = []
    for group in groups {
      first.append(chosen.count)
      chosen += pairs[group]
    }
    let overlay = try shapes(of: chosen, a, b, threads: threads) { pair in
      "part \(pair.a + 1) of the cells and zone \(pair.b + 1)"
    }
    return (overlay.shapes, first)
  }
}
