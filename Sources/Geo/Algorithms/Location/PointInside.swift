internal import GeoCore

/// A point well inside a polygon, for thin ones too.
///
/// Lines across the polygon, level and upright, are cut by its rings into intervals; of their
/// middles, the one furthest from the rings is taken.
///
/// **Shapes:** polygons with holes. **Complexity:** O(vertices) for a constant number of lines.
enum PointInside {
  private static let linesPerAxis = 5
  private static let intervalsPerLine = 3

  /// A point in the interior of feature `i`; nil when there is none to be found, which is so for
  /// what is thinner than coordinates resolve.
  static func of(_ geometries: Geometries, feature i: Int) -> (x: Double, y: Double)? {
    let rings = geometries.rings(ofFeature: i).map { geometries.vertices(ofRing: $0) }
    let index = PolygonIndex(geometries.selecting([i]))
    var best: (x: Double, y: Double)?
    var clearance = 0.0
    for axis in 0...1 {
      for line in lines(geometries, rings, axis: 1 - axis) {
        for middle in middles(geometries, rings, axis: axis, line) {
          let (x, y) = axis == 0 ? (middle, line) : (line, middle)
          guard PointInPolygon.place(x: x, y: y, in: index, 0) == .inside else { continue }
          let distance = squaredDistance(x, y, geometries, rings)
          if distance > clearance || best == nil { (best, clearance) = ((x, y), distance) }
        }
      }
    }
    return best
  }

  /// Places between vertices: in the middle of the widest spacings, and of all.
  private static func lines(
    _ geometries: Geometries, _ rings: [Range<Int>], axis: Int
  ) -> [Double] {
    let places = rings.flatMap { $0.map { geometries.coordinates[2 * $0 + axis] } }.sorted()
    guard let first = places.first, let last = places.last, first < last else { return [] }
    let spacings = zip(places, places.dropFirst()).filter { $0 < $1 }
    let widest = spacings.sorted { ($1.1 - $1.0, $0.0) < ($0.1 - $0.0, $1.0) }
    let middle = first + (last - first) / 2
    return widest.prefix(linesPerAxis - 1).map { $0.0 + ($0.1 - $0.0) / 2 } + [middle]
  }

  /// The middles of the longest intervals that a line has inside, along an axis.
  private static func middles(
    _ geometries: Geometries, _ rings: [Range<Int>], axis: Int, _ line: Double
  ) -> [Double] {
    let xy = geometries.coordinates
    var crossings: [Double] = []
    for ring in rings {
      for vertex in ring.dropLast() {
        let from = xy[2 * vertex + 1 - axis]
        let to = xy[2 * vertex + 3 - axis]
        guard (from > line) != (to > line) else { continue }
        let (start, end) = (xy[2 * vertex + axis], xy[2 * vertex + 2 + axis])
        crossings.append(start + (line - from) / (to - from) * (end - start))
      }
    }
    crossings.sort()
    let intervals = stride(from: 0, to: crossings.count - 1, by: 2).map {
      (crossings[$0], crossings[$0 + 1])
    }
    let longest = intervals.sorted { ($1.1 - $1.0, $0.0) < ($0.1 - $0.0, $1.0) }
    return longest.prefix(intervalsPerLine).map { $0.0 + ($0.1 - $0.0) / 2 }
  }

  private static func squaredDistance(
    _ x: Double, _ y: Double, _ geometries: Geometries, _ rings: [Range<Int>]
  ) -> Double {
    let point = SIMD2(x, y)
    var least = Double.infinity
    for ring in rings {
      for vertex in ring.dropLast() {
        let a = SIMD2(geometries.x(vertex), geometries.y(vertex)) - point
        let along = SIMD2(geometries.x(vertex + 1), geometries.y(vertex + 1)) - point - a
        let squared = (along * along).sum()
        let part = squared > 0 ? min(max(-(a * along).sum() / squared, 0), 1) : 0
        let nearest = a + along * part
        least = min(least, (nearest * nearest).sum())
      }
    }
    return least
  }
}
