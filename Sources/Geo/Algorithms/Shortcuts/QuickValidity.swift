internal import GeoCore

/// Tells quickly that a polygon is surely valid; whatever is in doubt is left to GEOS.
///
/// A feature is surely valid when no two of its edges meet but neighbours at their common vertex,
/// its holes lie in its shell and apart by their boxes, and the boxes of its parts do not meet.
/// Orientation is decided by a floating-point filter: in doubt, the answer is no.
///
/// **Units, CRS:** any. **Shapes:** closed rings; NaN and infinity are doubted, and so are parts
/// with too many edges side by side to compare them all. **Complexity:** O(n log n + pairs of edges
/// that share an x, or for large parts a y when they are fewer).
/// **Source:** the filter of Shewchuk 1997, Adaptive precision floating-point arithmetic and fast
/// robust geometric predicates, doi:10.1007/PL00009321.
struct QuickValidity {
  /// An edge and the box around it.
  private struct Edge {
    var minX: Double
    var maxX: Double
    var minY: Double
    var maxY: Double
    var start: Int32
    var ring: Int32
  }

  /// Edges whose memory is kept for the next feature, and that are swept along x without a look.
  private static let mostKept = 1 << 14
  /// Pairs of edges that are compared before a part is in doubt: so many for each, and for all.
  private static let comparisonsPerEdge = 512
  private static let comparisons = 1 << 26

  private var edges: [Edge] = []

  /// Whether fewer edges share a y than an x: then the axes are exchanged for the sweep.
  private func sweepsY(
    _ rings: Range<Int>, _ geometries: Geometries, _ xy: UnsafeBufferPointer<Double>
  ) -> Bool {
    var (sumX, sumY) = (0.0, 0.0)
    var box = Box.empty
    for ring in rings {
      for vertex in geometries.vertices(ofRing: ring).dropLast() {
        sumX += abs(xy[2 * vertex + 2] - xy[2 * vertex])
        sumY += abs(xy[2 * vertex + 3] - xy[2 * vertex + 1])
        box.extend(x: xy[2 * vertex], y: xy[2 * vertex + 1])
      }
    }
    return sumY * box.width < sumX * box.height
  }

  private mutating func exchangeAxes() {
    for i in edges.indices {
      let edge = edges[i]
      (edges[i].minX, edges[i].maxX) = (edge.minY, edge.maxY)
      (edges[i].minY, edges[i].maxY) = (edge.minX, edge.maxX)
    }
  }

  /// Whether the polygons of the feature are surely valid. Keeps its memory for the next call.
  mutating func isSurelyValid(_ geometries: Geometries, feature: Int) -> Bool {
    guard geometries.kinds[feature].isAreal else { return false }
    return geometries.coordinates.withUnsafeBufferPointer { xy in
      let parts = geometries.parts(ofFeature: feature)
      for part in parts {
        guard isSurelyValid(part: part, geometries, xy) else { return false }
      }
      return parts.count <= 1 || boxesAreApart(parts.map { box(ofPart: $0, geometries) })
    }
  }

  /// Whether the feature has polygons that are not surely valid; those of a collection never are.
  mutating func isDoubtful(_ geometries: Geometries, feature: Int) -> Bool {
    let kind = geometries.kinds[feature]
    if kind == .geometryCollection { return true }
    return kind.isAreal && !isSurelyValid(geometries, feature: feature)
  }

  private func box(ofPart part: Int, _ geometries: Geometries) -> Box {
    box(ofRing: geometries.rings(ofPart: part).lowerBound, geometries)
  }

  private func box(ofRing ring: Int, _ geometries: Geometries) -> Box {
    var box = Box.empty
    for vertex in geometries.vertices(ofRing: ring) {
      box.extend(x: geometries.x(vertex), y: geometries.y(vertex))
    }
    return box
  }

  private func boxesAreApart(_ boxes: [Box]) -> Bool {
    let tree = BoxTree(boxes)
    return boxes.indices.allSatisfy { i in
      var meets = false
      tree.query(boxes[i]) { if $0 != i { meets = true } }
      return !meets
    }
  }

  private mutating func isSurelyValid(
    part: Int, _ geometries: Geometries, _ xy: UnsafeBufferPointer<Double>
  ) -> Bool {
    let rings = geometries.rings(ofPart: part)
    edges.removeAll(keepingCapacity: edges.capacity <= Self.mostKept)
    let vertices = Int(
      geometries.vertexOffsets[rings.upperBound] - geometries.vertexOffsets[rings.lowerBound])
    if vertices > Self.mostKept { edges.reserveCapacity(vertices) }
    for ring in rings {
      let vertices = geometries.vertices(ofRing: ring)
      guard vertices.count >= 4 else { return false }
      for vertex in vertices.dropLast() {
        let ax = xy[2 * vertex]
        let ay = xy[2 * vertex + 1]
        let bx = xy[2 * vertex + 2]
        let by = xy[2 * vertex + 3]
        guard ax != bx || ay != by, (ax + ay).isFinite else { return false }
        edges.append(
          Edge(
            minX: min(ax, bx), maxX: max(ax, bx), minY: min(ay, by), maxY: max(ay, by),
            start: Int32(vertex), ring: Int32(ring)))
      }
    }
    if vertices > Self.mostKept, sweepsY(rings, geometries, xy) { exchangeAxes() }
    edges.sort { $0.minX < $1.minX }
    let mostComparisons = Self.comparisonsPerEdge * edges.count + Self.comparisons
    let isSimple = edges.withUnsafeBufferPointer { edges in
      var compared = 0
      for i in edges.indices {
        let edge = edges[i]
        var j = i + 1
        while j < edges.count, edges[j].minX <= edge.maxX {
          if edges[j].minY <= edge.maxY, edges[j].maxY >= edge.minY,
            !Self.areApart(edge, edges[j], geometries, xy)
          {
            return false
          }
          j += 1
        }
        compared += j - i
        if compared > mostComparisons { return false }
      }
      return true
    }
    if edges.count > Self.mostKept { edges = [] }
    return isSimple && (rings.count == 1 || holesFit(rings, geometries, xy))
  }

  /// Whether each hole lies in the shell, given that no edges meet, and no two holes can nest.
  private func holesFit(
    _ rings: Range<Int>, _ geometries: Geometries, _ xy: UnsafeBufferPointer<Double>
  ) -> Bool {
    let shell = geometries.vertices(ofRing: rings.lowerBound)
    for hole in rings.dropFirst() {
      let vertex = geometries.vertices(ofRing: hole).lowerBound
      guard Self.isSurelyInside(xy[2 * vertex], xy[2 * vertex + 1], shell, xy) else {
        return false
      }
    }
    return boxesAreApart(rings.dropFirst().map { box(ofRing: $0, geometries) })
  }

  private static func isSurelyInside(
    _ x: Double, _ y: Double, _ ring: Range<Int>, _ xy: UnsafeBufferPointer<Double>
  ) -> Bool {
    var isInside = false
    for vertex in ring.dropLast() {
      let ay = xy[2 * vertex + 1]
      let by = xy[2 * vertex + 3]
      guard (ay > y) != (by > y) else { continue }
      let side = turn(vertex, vertex + 1, x, y, xy)
      if side == 0 { return false }
      if (side > 0) == (by > ay) { isInside.toggle() }
    }
    return isInside
  }

  /// Whether two edges surely share no point but a common vertex of neighbours.
  private static func areApart(
    _ a: Edge, _ b: Edge, _ geometries: Geometries, _ xy: UnsafeBufferPointer<Double>
  ) -> Bool {
    let (i, j) = (Int(a.start), Int(b.start))
    if a.ring == b.ring {
      let ring = geometries.vertices(ofRing: Int(a.ring))
      let last = ring.upperBound - 2
      if j == i + 1 || (j == ring.lowerBound && i == last) { return opensUp(i, j, xy) }
      if i == j + 1 || (i == ring.lowerBound && j == last) { return opensUp(j, i, xy) }
    }
    let p = turn(i, i + 1, xy[2 * j], xy[2 * j + 1], xy)
    let q = turn(i, i + 1, xy[2 * j + 2], xy[2 * j + 3], xy)
    if p * q > 0 { return true }
    let r = turn(j, j + 1, xy[2 * i], xy[2 * i + 1], xy)
    let s = turn(j, j + 1, xy[2 * i + 2], xy[2 * i + 3], xy)
    return r * s > 0
  }

  /// Whether an edge and its successor do not fold back on each other.
  private static func opensUp(
    _ first: Int, _ second: Int, _ xy: UnsafeBufferPointer<Double>
  ) -> Bool {
    if turn(first, first + 1, xy[2 * second + 2], xy[2 * second + 3], xy) != 0 { return true }
    let ux = xy[2 * first + 2] - xy[2 * first]
    let uy = xy[2 * first + 3] - xy[2 * first + 1]
    let vx = xy[2 * second + 2] - xy[2 * second]
    let vy = xy[2 * second + 3] - xy[2 * second + 1]
    return ux * vx + uy * vy > 0
  }

  /// +1 or -1 when the point is surely to the left or right of a → b, 0 when in doubt.
  @inline(__always)
  private static func turn(
    _ a: Int, _ b: Int, _ x: Double, _ y: Double, _ xy: UnsafeBufferPointer<Double>
  ) -> Int {
    let left = (xy[2 * a] - x) * (xy[2 * b + 1] - y)
    let right = (xy[2 * a + 1] - y) * (xy[2 * b] - x)
    let determinant = left - right
    let doubt = 3.3306690738754716e-16 * (abs(left) + abs(right))
    return determinant > doubt ? 1 : determinant < -doubt ? -1 : 0
  }
}
