internal import GeoCore

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
