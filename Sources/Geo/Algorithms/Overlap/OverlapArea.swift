public import GeoCore

/// The area that two polygons share, computed without building the shared polygon.
///
/// With every edge e of a polygon taken as the strip below it, signed +1 where the polygon lies
/// under the edge and -1 where it lies over it, the polygon is the signed sum of its strips. So
///
///     area(A ∩ B) = Σ over e in A, f in B of  sₑ s_f ∫ min(yₑ, y_f) dx   over their shared x.
///
/// No topology is built, and none can fail: touching borders, shared vertices and collinear edges
/// need no special case. Only the shared part of the two boxes is looked at; where many edges
/// meet, it is halved again and again, so that the sum stays short and its terms small.
///
/// **Units:** the square of the CRS's unit. **CRS:** the same for both, an equal-area one; never
/// degrees.
/// **Shapes:** polygons and multipolygons with holes; polygon parts of collections. Ring direction
/// does not matter: the first ring of a part is its shell, the others are holes. Points and lines
/// share no area. In what is not valid each place counts as often as its winding number says, with
/// every ring turned to its role; where the parts of a feature overlap, so does their sum.
/// **Boundary rule:** boundaries have no area. Polygons that only share a border have exactly 0 in
/// common: a sum that is not above its own rounding is returned as 0. A polygon whose whole box
/// lies in the other's interior gives its own area to the last bit.
/// **Accuracy:** about 10⁻¹⁵ of the area of the windows that edges of both cross, far below 10⁻⁹ of
/// the result for all but slivers.
/// **Complexity:** O(a + b + pairs of edges that share a window); with hierarchies of edges,
/// O(log a + log b) instead of O(a + b) beyond what meets.
///
/// ```swift
/// var squares = Geometries(crs: .laeaEurope)
/// squares.appendPolygon([[(0, 0), (2, 0), (2, 2), (0, 2)]])
/// squares.appendPolygon([[(1, 0), (3, 0), (3, 2), (1, 2)]])
/// let index = PolygonIndex(squares)
/// let shared = OverlapArea.between(index, 0, index, 1)  // 2 m²
/// ```
///
/// **Source:** Franklin & Sivaswami 1990, OVERPROP: calculating areas of map overlay polygons
/// without calculating the overlay.
public enum OverlapArea {
  /// The area shared by feature `i` of one layer and feature `j` of another or the same.
  public static func between(_ a: PolygonIndex, _ i: Int, _ b: PolygonIndex, _ j: Int) -> Double {
    precondition(a.features.indices.contains(i), "feature \(i) is not in the first layer")
    precondition(b.features.indices.contains(j), "feature \(j) is not in the second layer")
    var stack = EdgePieces()
    return a.withView { a in b.withView { b in between(a, i, b, j, &stack) } }
  }

  /// The area of feature `i` inside a box, a cell of a grid for instance.
  public static func inside(_ box: Box, _ a: PolygonIndex, _ i: Int) -> Double {
    precondition(a.features.indices.contains(i), "feature \(i) is not in the layer")
    var stack = EdgePieces()
    return a.withView { inside(box, $0, i, &stack) }
  }

  static func between(
    _ a: PolygonView, _ i: Int, _ b: PolygonView, _ j: Int, _ stack: inout EdgePieces
  ) -> Double {
    between(a, i, b, j, in: .everything, &stack)
  }

  /// The area that two features share in a window.
  static func between(
    _ a: PolygonView, _ i: Int, _ b: PolygonView, _ j: Int, in window: Box,
    _ stack: inout EdgePieces
  ) -> Double {
    let boxA = a.boxes[i]
    let boxB = b.boxes[j]
    let shared = boxA.intersection(boxB).intersection(window)
    guard shared.width > 0, shared.height > 0 else { return 0 }
    stack.truncate(to: 0)
    let partA = EdgeWindow(a, feature: i, in: shared, &stack)
    if partA.pieces.isEmpty {
      if partA.cover == 0 { return 0 }
      if partA.cover == 1, shared == boxB { return b.areas[j] }
    }
    let partB = EdgeWindow(b, feature: j, in: shared, &stack)
    if partB.pieces.isEmpty, partB.cover == 1, shared == boxA { return a.areas[i] }
    var sum = OverlapSum()
    sum.add(partA, partB, &stack)
    return min(max(sum.value, 0), a.areas[i], b.areas[j])
  }

  static func inside(
    _ box: Box, _ a: PolygonView, _ i: Int, _ stack: inout EdgePieces
  ) -> Double {
    if box.contains(a.boxes[i]) { return a.areas[i] }
    let shared = a.boxes[i].intersection(box)
    guard shared.width > 0, shared.height > 0 else { return 0 }
    stack.truncate(to: 0)
    let part = EdgeWindow(a, feature: i, in: shared, &stack)
    var sum = OverlapSum()
    sum.add(part, stack)
    return min(max(sum.value, 0), a.areas[i], shared.width * shared.height)
  }
}

extension Box {
  /// The box of the whole plane.
  fileprivate static let everything = Box(
    minX: -.infinity, minY: -.infinity, maxX: .infinity, maxY: .infinity)
}
