import GeoCore

/// A fraction of two integers, kept in lowest terms: exact as long as it fits.
struct Fraction: Comparable {
  var top: Int128
  var bottom: Int128

  init(_ top: Int128, _ bottom: Int128 = 1) {
    var (a, b) = (abs(top), abs(bottom))
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = bottom < 0 ? -a : a
    self.top = top / divisor
    self.bottom = bottom / divisor
  }

  var double: Double { Double(top) / Double(bottom) }

  static func < (a: Fraction, b: Fraction) -> Bool { a.top * b.bottom < b.top * a.bottom }
  static func + (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
  }
  static func - (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom)
  }
  static func * (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.top * b.top, a.bottom * b.bottom)
  }
}

/// The overlap of small integer polygons by a slow method without rounding: cut the plane into
/// upright slabs at every vertex and every crossing, order the edges in each, add up the trapezoids
/// that both cover. Only the last sum, of exact terms of one sign, is rounded.
enum ExactOverlap {
  typealias Ring = [(Int, Int)]
  /// Shells and holes of one feature, each ring without its closing vertex.
  typealias Feature = [[Ring]]

  struct Edge {
    var x0: Int128, y0: Int128, x1: Int128, y1: Int128
    /// +1 where the polygon lies under the edge.
    var sign: Int

    func height(_ x: Fraction) -> Fraction {
      Fraction(y0) + (x - Fraction(x0)) * Fraction(y1 - y0, x1 - x0)
    }
  }

  static func area(_ a: Feature, _ b: Feature) -> Double {
    let edgesA = edges(a)
    let edgesB = edges(b)
    let all = edgesA + edgesB
    var cuts = all.flatMap { [Fraction($0.x0), Fraction($0.x1)] }
    for (k, e) in all.enumerated() {
      for f in all[(k + 1)...] {
        if let x = crossing(e, f) { cuts.append(x) }
      }
    }
    cuts.sort()
    var total = 0.0
    for (from, to) in zip(cuts, cuts.dropFirst()) where from < to {
      let middle = (from + to) * Fraction(1, 2)
      var levels: [(height: Fraction, a: Int, b: Int)] = []
      func add(_ edge: Edge, isA: Bool) {
        guard Fraction(edge.x0) <= from, to <= Fraction(edge.x1) else { return }
        levels.append((edge.height(middle), isA ? edge.sign : 0, isA ? 0 : edge.sign))
      }
      for edge in edgesA { add(edge, isA: true) }
      for edge in edgesB { add(edge, isA: false) }
      levels.sort { $0.height > $1.height }
      var (windingA, windingB) = (0, 0)
      for (upper, lower) in zip(levels, levels.dropFirst()) {
        windingA += upper.a
        windingB += upper.b
        let both = windingA * windingB
        if both != 0, lower.height < upper.height {
          total += Double(both) * ((to - from) * (upper.height - lower.height)).double
        }
      }
    }
    return total
  }

  private static func edges(_ feature: Feature) -> [Edge] {
    var edges: [Edge] = []
    for part in feature {
      for (place, ring) in part.enumerated() {
        let next = ring.dropFirst() + ring.prefix(1)
        let doubled = zip(ring, next).reduce(0) { $0 + $1.0.0 * $1.1.1 - $1.1.0 * $1.0.1 }
        guard doubled != 0 else { continue }
        let role = (place == 0) == (doubled > 0) ? 1 : -1
        for (p, q) in zip(ring, next) where p.0 != q.0 {
          let (l, r) = p.0 < q.0 ? (p, q) : (q, p)
          edges.append(
            Edge(
              x0: Int128(l.0), y0: Int128(l.1), x1: Int128(r.0), y1: Int128(r.1),
              sign: p.0 > q.0 ? role : -role))
        }
      }
    }
    return edges
  }

  /// The x at which two edges that are not parallel cross or touch.
  private static func crossing(_ e: Edge, _ f: Edge) -> Fraction? {
    let (ex, ey) = (e.x1 - e.x0, e.y1 - e.y0)
    let (fx, fy) = (f.x1 - f.x0, f.y1 - f.y0)
    let turn = ex * fy - ey * fx
    guard turn != 0 else { return nil }
    let along = (f.x0 - e.x0) * fy - (f.y0 - e.y0) * fx
    let x = Fraction(e.x0) + Fraction(along * ex, turn)
    let (from, to) = (max(e.x0, f.x0), min(e.x1, f.x1))
    return Fraction(from) < x && x < Fraction(to) ? x : nil
  }
}

extension Geometries {
  /// A layer of features with small integer coordinates.
  init(_ features: [ExactOverlap.Feature]) {
    self.init(crs: .laeaEurope)
    for feature in features {
      appendMultiPolygon(
        feature.map { $0.map { $0.map { (Double($0.0), Double($0.1)) } } },
        kind: feature.count > 1 ? .multiPolygon : .polygon)
    }
  }
}
