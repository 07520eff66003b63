extension WalkableArea {
  /// Which rings bound a hole by where they lie: in an odd number of others, as a hole in a shell does,
  /// and an island in a hole does not.
  ///
  /// Exact, in whole 1e-7 degrees. Rings that touch lie in each other when some vertex, or the middle
  /// of some edge, is strictly inside.
  ///
  /// **Complexity:** O(rings² + vertices of rings whose boxes meet).
  static func liesInHoles(_ rings: [[Int32]], _ extract: OSMExtract) -> [Bool] {
    guard rings.count > 1, let first = rings[0].first else { return rings.map { _ in false } }
    let plane = SquarePlane(at: Int(first), of: extract)
    let outlines = rings.map { ring in DoubledRing(ring.map { plane.point(of: Int($0)) }) }
    return outlines.indices.map { i in
      let around = outlines.indices.count { $0 != i && outlines[$0].holds(outlines[i]) }
      return around % 2 == 1
    }
  }
}

/// A ring in doubled coordinates, so that the middles of its edges are whole.
private struct DoubledRing {
  private let points: [SquarePlane.Point]
  private let low: SquarePlane.Point
  private let high: SquarePlane.Point

  init(_ ring: [SquarePlane.Point]) {
    let doubled = ring.map { SquarePlane.Point(x: 2 * $0.x, y: 2 * $0.y) }
    points = doubled
    low = SquarePlane.Point(
      x: doubled.map(\.x).min() ?? 0, y: doubled.map(\.y).min() ?? 0)
    high = SquarePlane.Point(
      x: doubled.map(\.x).max() ?? 0, y: doubled.map(\.y).max() ?? 0)
  }

  /// Whether another ring lies in this one: decided by the first of its vertices, or middles of its
  /// edges, that is not on this one's border.
  func holds(_ other: DoubledRing) -> Bool {
    guard other.low.x >= low.x, other.low.y >= low.y, other.high.x <= high.x,
      other.high.y <= high.y
    else { return false }
    for point in other.points {
      if let isInside = isInside(point) { return isInside }
    }
    for (a, b) in zip(other.points, other.points.dropFirst() + other.points.prefix(1)) {
      let middle = SquarePlane.Point(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2)
      if let isInside = isInside(middle) { return isInside }
    }
    return false
  }

  /// nil on the border.
  private func isInside(_ point: SquarePlane.Point) -> Bool? {
    var isInside = false
    var a = points[points.count - 1]
    for b in points {
      defer { a = b }
      let side = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
      let isBeside =
        point.x >= min(a.x, b.x) && point.x <= max(a.x, b.x) && point.y >= min(a.y, b.y)
        && point.y <= max(a.y, b.y)
      if side == 0, isBeside { return nil }
      guard (a.y > point.y) != (b.y > point.y) else { continue }
      if (side > 0) == (b.y > a.y) { isInside.toggle() }
    }
    return isInside
  }
}
