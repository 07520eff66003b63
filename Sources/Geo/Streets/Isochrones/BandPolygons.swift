internal import GeoCore

/// Puts rings together to polygons: each clockwise ring is a hole of the smallest counterclockwise
/// ring around it.
///
/// Rings may touch at points, as those of `BandRings` do, but share no edges. Which rings are around
/// a hole is found on a line from one of its edges to the left, along the row of cells that the
/// edge is in.
/// **Complexity:** O(n log n), and for each hole what lies to the left of it in one row.
struct BandPolygons {
  /// The rings of each polygon, its shell first, polygons in the order of their shells.
  private(set) var polygons: [[Int]] = []

  init(_ rings: BandRings) {
    let areas = (0..<rings.count).map { Lattice.area(rings.points[rings.range($0)]) }
    let shells = areas.indices.filter { areas[$0] > 0 }
    var places = Array(repeating: -1, count: areas.count)
    for (place, shell) in shells.enumerated() { places[shell] = place }
    polygons = shells.map { [$0] }
    let holes = areas.indices.filter { areas[$0] < 0 }
    guard shells.count > 1 else {
      if !shells.isEmpty { polygons[0] += holes }
      return
    }
    guard !holes.isEmpty else { return }
    let rows = EdgeRows(rings)
    var around = Around(count: areas.count)
    for hole in holes {
      rows.visitRings(leftOf: hole, in: rings) { around.cross($0) }
      let shell = around.odd().filter { areas[$0] > 0 && $0 != hole }
        .min { (areas[$0], $0) < (areas[$1], $1) }
      if let shell { polygons[places[shell]].append(hole) }
      around.clear()
    }
  }
}

/// How often a line crosses each ring.
private struct Around {
  private var isOdd: [Bool]
  private var touched: [Int] = []

  init(count: Int) { isOdd = Array(repeating: false, count: count) }

  mutating func cross(_ ring: Int) {
    isOdd[ring].toggle()
    touched.append(ring)
  }

  func odd() -> Set<Int> { Set(touched.filter { isOdd[$0] }) }

  mutating func clear() {
    for ring in touched { isOdd[ring] = false }
    touched.removeAll(keepingCapacity: true)
  }
}

/// The edges of rings by the row of cells that they are in, from left to right.
private struct EdgeRows {
  private struct Entry {
    var cell: UInt64
    var ring: Int32
    var from: UInt64
    var to: UInt64
  }

  private let entries: [Entry]

  init(_ rings: BandRings) {
    var entries: [Entry] = []
    entries.reserveCapacity(rings.points.count)
    for ring in 0..<rings.count {
      let range = rings.range(ring)
      var before = rings.points[range.upperBound - 1]
      for point in rings.points[range] {
        entries.append(
          Entry(cell: Self.cell(before, point), ring: Int32(ring), from: before, to: point))
        before = point
      }
    }
    self.entries = entries.sorted { ($0.cell, $0.from, $0.to) < ($1.cell, $1.from, $1.to) }
  }

  /// The cell that an edge crosses.
  private static func cell(_ from: UInt64, _ to: UInt64) -> UInt64 {
    let (a, b) = (LatticePoint(key: from), LatticePoint(key: to))
    let size = 2 * LatticePoint.perCell
    func floor(_ sum: Int32) -> Int32 { (sum - ((sum % size) + size) % size) / size }
    return LatticePoint(x: floor(a.x + b.x), y: floor(a.y + b.y)).key
  }

  /// Calls `visit` with the ring of every edge to the left of an edge of a ring, at a height where
  /// no point lies.
  func visitRings(leftOf ring: Int, in rings: BandRings, _ visit: (Int) -> Void) {
    let range = rings.range(ring)
    var before = rings.points[range.upperBound - 1]
    for point in rings.points[range] {
      let (a, b) = (LatticePoint(key: before), LatticePoint(key: point))
      guard a.y != b.y else {
        before = point
        continue
      }
      let y = Double(min(a.y, b.y)) + 0.5
      let cell = Self.cell(before, point)
      guard let x = Lattice.crossing(a, b, y: y) else { return }
      var place = end(ofCell: cell)
      while place > 0, entries[place - 1].cell >> 32 == cell >> 32 {
        place -= 1
        let edge = entries[place]
        let crossing = Lattice.crossing(
          LatticePoint(key: edge.from), LatticePoint(key: edge.to), y: y)
        if let crossing, crossing < x { visit(Int(edge.ring)) }
      }
      return
    }
  }

  private func end(ofCell cell: UInt64) -> Int {
    entries.firstPlace { $0.cell > cell }
  }
}
