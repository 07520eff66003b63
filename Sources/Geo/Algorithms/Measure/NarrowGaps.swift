package import GeoCore

/// Whether parts of a border come so near to each other that a gap, or a neck, might be no wider.
///
/// **Units, CRS:** those of the layer. **Shapes:** polygon parts; edges that follow each other on a ring
/// are not compared. **Complexity:** O(n log n) for n edges of a usual border; beyond 32 comparisons an
/// edge the answer is yes, unasked.
package enum NarrowGaps {
  private struct Edge {
    var start: SIMD2<Double>
    var end: SIMD2<Double>
    var ring: Int32
    var place: Int32
    /// How many edges its ring has.
    var count: Int32

    var minX: Double { min(start.x, end.x) }
    var maxX: Double { max(start.x, end.x) }
  }

  private static let mostComparisons = 32
  private static let few = 4096

  /// Whether two edges of a feature's border, other than neighbours on a ring, may be nearer to each
  /// other than that; false only when none are.
  package static func mayBe(in geometries: Geometries, feature: Int, width: Double) -> Bool {
    let edges = edges(of: geometries, feature)
    var left = mostComparisons * edges.count + few
    for (i, edge) in edges.enumerated() {
      let reach = edge.maxX + width
      let (low, high) = (
        min(edge.start.y, edge.end.y) - width, max(edge.start.y, edge.end.y) + width
      )
      var j = i + 1
      while j < edges.count, edges[j].minX <= reach {
        let other = edges[j]
        j += 1
        left -= 1
        if left < 0 { return true }
        guard min(other.start.y, other.end.y) <= high, max(other.start.y, other.end.y) >= low,
          !follow(edge, other)
        else { continue }
        if squaredDistance(edge, other) <= width * width { return true }
      }
    }
    return false
  }

  /// The edges that have a length, by their least x.
  private static func edges(of geometries: Geometries, _ feature: Int) -> [Edge] {
    var edges: [Edge] = []
    geometries.forEachPolygonPart(ofFeature: feature) { part in
      for ring in geometries.rings(ofPart: part) {
        let first = edges.count
        for vertex in geometries.vertices(ofRing: ring).dropLast() {
          let start = SIMD2(geometries.x(vertex), geometries.y(vertex))
          let end = SIMD2(geometries.x(vertex + 1), geometries.y(vertex + 1))
          if start == end { continue }
          edges.append(
            Edge(
              start: start, end: end, ring: Int32(ring), place: Int32(edges.count - first),
              count: 0))
        }
        for place in first..<edges.count { edges[place].count = Int32(edges.count - first) }
      }
    }
    edges.sort { ($0.minX, $0.ring, $0.place) < ($1.minX, $1.ring, $1.place) }
    return edges
  }

  private static func follow(_ a: Edge, _ b: Edge) -> Bool {
    guard a.ring == b.ring else { return false }
    let apart = abs(a.place - b.place)
    return apart == 1 || apart == a.count - 1
  }

  /// 0 where they cross.
  private static func squaredDistance(_ a: Edge, _ b: Edge) -> Double {
    func side(_ p: SIMD2<Double>, _ edge: Edge) -> Double {
      let (way, to) = (edge.end - edge.start, p - edge.start)
      return way.x * to.y - way.y * to.x
    }
    let crosses =
      side(b.start, a) * side(b.end, a) <= 0 && side(a.start, b) * side(a.end, b) <= 0
    func away(_ p: SIMD2<Double>, _ edge: Edge) -> Double {
      let way = edge.end - edge.start
      let part = min(max(((p - edge.start) * way).sum() / (way * way).sum(), 0), 1)
      let gap = p - (edge.start + part * way)
      return (gap * gap).sum()
    }
    // Edges on one line satisfy the first without crossing, and are told by their ends.
    let nearest = min(away(a.start, b), away(a.end, b), away(b.start, a), away(b.end, a))
    return crosses && !isOnOneLine(a, b) ? 0 : nearest
  }

  private static func isOnOneLine(_ a: Edge, _ b: Edge) -> Bool {
    let (one, other) = (a.end - a.start, b.end - b.start)
    return one.x * other.y - one.y * other.x == 0
  }
}
