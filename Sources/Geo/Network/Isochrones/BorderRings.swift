/// The border of the ground reached within one limit, as closed rings of lattice points with the
/// ground on their left: counterclockwise around islands, clockwise around holes.
///
/// A point has one predecessor and one successor, so that rings meet neither themselves nor each
/// other. Small holes are filled, with all that is in them, and small islands dropped. Both keep
/// the regions of ascending limits one inside the other: what is filled within one limit is
/// filled, or reached, within all later ones.
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
  ///   - leastIsland: smaller islands are dropped.
  init(_ pieces: [BorderPiece], leastHole: Double, leastIsland: Double) {
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
    drop(from: all, leastHole: max(leastHole, leastIsland), leastIsland: leastIsland)
  }

  private init() {}

  private static func piece(from point: UInt64, in sorted: [BorderPiece]) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].from < point { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Takes over all rings but those that are too small.
  private mutating func drop(from all: BorderRings, leastHole: Double, leastIsland: Double) {
    let areas = (0..<all.count).map { Lattice.area(all.points[all.range($0)]) }
    let small = areas.indices.filter { areas[$0] < 0 && -areas[$0] < leastHole }
    let tree = BoxTree(small.map { Lattice.box(all.points[all.range($0)]) })
    for ring in areas.indices {
      let points = all.points[all.range(ring)]
      if areas[ring] < 0 {
        guard -areas[ring] >= leastHole else { continue }
      } else {
        guard areas[ring] >= leastIsland else { continue }
        // An island in a hole that is filled is not larger than the hole.
        if areas[ring] < leastHole {
          let first = LatticePoint(key: points[points.startIndex])
          let (x, y) = (Double(first.x), Double(first.y))
          var isFilled = false
          tree.query(Box(minX: x, minY: y, maxX: x, maxY: y)) { hole in
            isFilled =
              isFilled
              || Lattice.contains(all.points[all.range(small[hole])], x: x, y: y)
          }
          if isFilled { continue }
        }
      }
      self.points += points
      offsets.append(self.points.count)
    }
  }
}

/// Measures rings of lattice points, in steps.
enum Lattice {
  /// The area inside a ring, positive when it runs counterclockwise. Exact.
  static func area(_ ring: ArraySlice<UInt64>) -> Double {
    guard let last = ring.last else { return 0 }
    let base = LatticePoint(key: last)
    var before = base
    var twice = 0
    for key in ring {
      let point = LatticePoint(key: key)
      let (x0, y0) = (Int(before.x) - Int(base.x), Int(before.y) - Int(base.y))
      let (x1, y1) = (Int(point.x) - Int(base.x), Int(point.y) - Int(base.y))
      twice += x0 * y1 - x1 * y0
      before = point
    }
    return Double(twice) / 2
  }

  static func box(_ ring: ArraySlice<UInt64>) -> Box {
    var box = Box.empty
    for key in ring {
      let point = LatticePoint(key: key)
      box.extend(x: Double(point.x), y: Double(point.y))
    }
    return box
  }

  /// Whether a point that is not on the ring lies inside it.
  static func contains(_ ring: ArraySlice<UInt64>, x: Double, y: Double) -> Bool {
    guard let last = ring.last else { return false }
    var before = LatticePoint(key: last)
    var isInside = false
    for key in ring {
      let point = LatticePoint(key: key)
      if let crossing = crossing(before, point, y: y), crossing < x { isInside.toggle() }
      before = point
    }
    return isInside
  }

  /// Where an edge passes a height; nil when it does not. Its upper end counts as below.
  static func crossing(_ a: LatticePoint, _ b: LatticePoint, y: Double) -> Double? {
    let (ya, yb) = (Double(a.y), Double(b.y))
    guard (ya < y) != (yb < y) else { return nil }
    return Double(a.x) + Double(b.x - a.x) * ((y - ya) / (yb - ya))
  }
}
