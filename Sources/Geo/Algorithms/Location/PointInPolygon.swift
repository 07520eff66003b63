internal import GeoCore

/// Where a point lies in relation to a polygon.
public enum PointPlace: Sendable, Hashable {
  /// Within the shell and within no hole.
  case inside
  /// On an edge or a vertex of any ring, a hole's too.
  case boundary
  /// Beyond the shell or within a hole.
  case outside
}

/// Where points lie in relation to polygons.
///
/// The point is inside when its winding number is not 0, every ring turned to its role (shells
/// counterclockwise, holes clockwise) whatever its direction. In valid polygons this is the
/// even-odd rule; where parts of a feature overlap, the overlap is inside.
///
/// **Units, CRS:** any, the same for both. **Shapes:** polygon parts; an empty feature has no
/// inside, and neither has a point or a line.
/// **Boundary rule:** the boundary is its own answer, decided exactly: no tolerance, no rounding.
/// **Complexity:** O(vertices); O(log vertices + edges near the point's height) for polygons large
/// enough to have a hierarchy of edges.
///
/// **Source:** Hormann & Agathos 2001, The point in polygon problem for arbitrary polygons,
/// doi:10.1016/S0925-7721(01)00012-8.
public enum PointInPolygon {
  /// Where the point lies in relation to feature `i`.
  public static func place(x: Double, y: Double, in layer: PolygonIndex, _ i: Int) -> PointPlace {
    precondition(layer.features.indices.contains(i), "feature \(i) is not in the layer")
    guard layer.boxes[i].contains(x: x, y: y) else { return .outside }
    return layer.withView { place(x, y, $0, i) }
  }

  /// The features that have the point inside or on their boundary, in order.
  ///
  /// **Complexity:** O(log n) for the candidates, then one decision for each.
  public static func features(
    atX x: Double, y: Double, in layer: PolygonIndex
  ) -> [(feature: Int, place: PointPlace)] {
    var found: [(feature: Int, place: PointPlace)] = []
    layer.withView { view in
      layer.tree.query(Box(minX: x, minY: y, maxX: x, maxY: y)) { i in
        let place = Self.place(x, y, view, i)
        if place != .outside { found.append((i, place)) }
      }
    }
    return found.sorted { $0.feature < $1.feature }
  }

  static func place(_ x: Double, _ y: Double, _ view: PolygonView, _ i: Int) -> PointPlace {
    let feature = view.features[i]
    var count = UpwardRay(x: x, y: y)
    if feature.root >= 0 {
      count.descend(Int(feature.root), view)
    } else {
      for ring in Int(feature.firstRing)..<Int(feature.endRing) where !count.isOnBoundary {
        let ring = view.rings[ring]
        count.scan(view.xy, Int(ring.firstVertex), Int(ring.lastVertex), ring.sign)
      }
    }
    if count.isOnBoundary { return .boundary }
    return count.winding == 0 ? .outside : .inside
  }
}

/// Counts the edges that a ray straight up from a point crosses, with their directions.
///
/// An edge is crossed when one end is at or left of the ray and the other right of it, so that a
/// vertex on the ray counts once.
package struct UpwardRay {
  let x: Double
  let y: Double
  private(set) var winding = 0.0
  private(set) var isOnBoundary = false

  init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  mutating func descend(_ index: Int, _ view: PolygonView) {
    let node = view.nodes[index]
    guard !isOnBoundary, node.box.minX <= x, node.box.maxX >= x, node.box.maxY >= y else { return }
    if node.box.minY > y {
      let first = view.rings[Int(node.firstRing)]
      let last = view.rings[Int(node.lastRing)]
      if node.firstRing == node.lastRing {
        addRun(view.xy, node.firstVertex, node.lastVertex, first.sign)
      } else {
        addRun(view.xy, node.firstVertex, first.lastVertex, first.sign)
        addRun(view.xy, last.firstVertex, node.lastVertex, last.sign)
      }
    } else if node.childCount == 0 {
      let sign = view.rings[Int(node.firstRing)].sign
      scan(view.xy, Int(node.firstVertex), Int(node.lastVertex), sign)
    } else {
      let first = Int(node.firstChild)
      for child in first..<(first + Int(node.childCount)) { descend(child, view) }
    }
  }

  /// Adds what a run of edges above the point comes to: the two ends tell.
  private mutating func addRun(
    _ xy: UnsafePointer<Double>, _ first: Int32, _ last: Int32, _ sign: Double
  ) {
    let startsLeft = xy[2 * Int(first)] <= x
    let endsLeft = xy[2 * Int(last)] <= x
    if startsLeft != endsLeft { winding += startsLeft ? -sign : sign }
  }

  mutating func scan(_ xy: UnsafePointer<Double>, _ first: Int, _ last: Int, _ sign: Double) {
    var x0 = xy[2 * first]
    var y0 = xy[2 * first + 1]
    for vertex in first..<last {
      let x1 = xy[2 * vertex + 2]
      let y1 = xy[2 * vertex + 3]
      if max(y0, y1) >= y, min(x0, x1) <= x, max(x0, x1) >= x { add(x0, y0, x1, y1, sign) }
      x0 = x1
      y0 = y1
    }
  }

  /// Adds an edge that is not below the point and shares its x.
  private mutating func add(
    _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ sign: Double
  ) {
    if x0 == x1 {
      // Every such edge is on the ray's line, and on the point when its heights enclose it.
      if x0 == x, min(y0, y1) <= y { isOnBoundary = true }
      return
    }
    let side = Orientation.sign(x0, y0, x1, y1, x, y)
    if side == 0 {
      isOnBoundary = true
    } else if (x0 <= x) != (x1 <= x), (side > 0) == (x1 < x0) {
      winding += x1 < x0 ? sign : -sign
    }
  }
}
