internal import GeoAlgorithms
internal import GeoCore

/// The border of the ground reached within one limit, as closed rings of lattice points with the
/// ground on their left: counterclockwise around islands, clockwise around holes.
///
/// A point has one predecessor and one successor, so that rings meet neither themselves nor each
/// other. Small holes are filled, with all that is in them, and small islands where no way starts
/// dropped. Both keep the regions of ascending limits one inside the other: what is filled within
/// one limit is filled, or reached, within all later ones.
struct BorderRings {
  /// Ring i has the points `offsets[i] ..< offsets[i + 1]`; its first is not repeated.
  private(set) var offsets: [Int] = [0]
  private(set) var points: [UInt64] = []

  var count: Int { offsets.count - 1 }

  func range(_ ring: Int) -> Range<Int> { offsets[ring]..<offsets[ring + 1] }

  /// Joins the pieces of one level, in any order.
  ///
  /// **Complexity:** O(n log n).
  /// - Parameters:
  ///   - leastHole: smaller holes are filled, in square steps of the lattice.
  ///   - leastIsland: smaller islands are dropped,
  ///   - starts: but for those that hold one of these points.
  init(
    _ pieces: [BorderPiece], leastHole: Double, leastIsland: Double,
    starts: [(x: Double, y: Double)]
  ) {
    let sorted = pieces.sorted()
    var all = BorderRings()
    var isUsed = Array(repeating: false, count: sorted.count)
    for start in sorted.indices where !isUsed[start] {
      var piece = start
      while !isUsed[piece] {
        isUsed[piece] = true
        all.points.append(sorted[piece].from)
        piece = Self.piece(from: sorted[piece].to, in: sorted)
      }
      all.offsets.append(all.points.count)
    }
    drop(from: all, leastHole: max(leastHole, leastIsland), leastIsland: leastIsland, starts)
  }

  private init() {}

  private static func piece(from point: UInt64, in sorted: [BorderPiece]) -> Int {
    sorted.firstPlace { $0.from >= point }
  }

  /// Takes over all rings but those that are too small.
  private mutating func drop(
    from all: BorderRings, leastHole: Double, leastIsland: Double,
    _ starts: [(x: Double, y: Double)]
  ) {
    let areas = (0..<all.count).map { Lattice.area(all.points[all.range($0)]) }
    let holes = SmallRings(
      areas.indices.filter { areas[$0] < 0 && -areas[$0] < leastHole }, of: all)
    let islands = SmallRings(
      areas.indices.filter { areas[$0] > 0 && areas[$0] < leastIsland }, of: all)
    var hasStart = Array(repeating: false, count: all.count)
    for start in starts { islands.visit(around: start.x, start.y) { hasStart[$0] = true } }
    for ring in areas.indices {
      let points = all.points[all.range(ring)]
      if areas[ring] < 0 {
        guard -areas[ring] >= leastHole else { continue }
      } else {
        guard areas[ring] >= leastIsland || hasStart[ring] else { continue }
        // An island in a hole that is filled is not larger than the hole.
        if areas[ring] < leastHole {
          let first = LatticePoint(key: points[points.startIndex])
          var isFilled = false
          holes.visit(around: Double(first.x), Double(first.y)) { _ in isFilled = true }
          if isFilled { continue }
        }
      }
      self.points += points
      offsets.append(self.points.count)
    }
  }
}

/// Some of the rings, and which of them are around a point.
private struct SmallRings {
  private let rings: [Int]
  private let all: BorderRings
  private let tree: BoxTree

  init(_ rings: [Int], of all: BorderRings) {
    self.rings = rings
    self.all = all
    tree = BoxTree(rings.map { Lattice.box(all.points[all.range($0)]) })
  }

  func visit(around x: Double, _ y: Double, _ visit: (_ ring: Int) -> Void) {
    tree.query(Box(minX: x, minY: y, maxX: x, maxY: y)) { place in
      let points = all.points[all.range(rings[place])]
      if Lattice.contains(points, x: x, y: y) { visit(rings[place]) }
    }
  }
}
