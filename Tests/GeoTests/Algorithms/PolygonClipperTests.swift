import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

@Suite struct PolygonClipperTests {
  typealias Ring = [(Double, Double)]

  private func layer(_ parts: [[Ring]]) -> Geometries {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendMultiPolygon(parts, kind: parts.count == 1 ? .polygon : .multiPolygon)
    return layer
  }

  private func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Ring {
    [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
  }

  /// The shape of two features; nil when it is refused, in either order.
  private func clip(_ a: Geometries, _ b: Geometries) -> Geometries? {
    let (indexA, indexB) = (PolygonIndex(a), PolygonIndex(b))
    let untouched = layer([[box(0, 0, 1, 1)]])
    var shape = untouched
    var exchanged = untouched
    let isDone = PolygonClipper.appendIntersection(indexA, 0, indexB, 0, to: &shape)
    #expect(isDone == PolygonClipper.appendIntersection(indexB, 0, indexA, 0, to: &exchanged))
    #expect(shape == exchanged)
    if !isDone { #expect(shape == untouched) }
    return isDone ? shape.selecting([1]) : nil
  }

  private func clip(_ a: [[Ring]], _ b: [[Ring]]) -> Geometries? { clip(layer(a), layer(b)) }

  // MARK: Shapes

  @Test func twoSquares() {
    let shape = clip([[box(0, 0, 4, 4)]], [[box(2, 1, 6, 5)]])
    #expect(shape == layer([[box(2, 1, 4, 4)]]))
  }

  @Test func directionAndStartDoNotMatter() {
    let shape = clip(
      [[[(4, 4), (4, 0), (0, 0), (0, 4)]]], [[[(6, 5), (6, 1), (2, 1), (2, 5)]]])
    #expect(shape == layer([[box(2, 1, 4, 4)]]))
  }

  @Test func aCrossOfTwoBars() {
    let shape = clip([[box(0, 2, 9, 3)]], [[box(4, 0, 6, 9)]])
    #expect(shape == layer([[box(4, 2, 6, 3)]]))
  }

  @Test func anEdgeCrossedSeveralTimes() {
    // Three teeth reach over the bar's upper side; their gaps leave three parts.
    let comb: Ring = [
      (0, 9), (0, 1), (1, 1), (1, 8), (2, 8), (2, 1), (3, 1), (3, 8), (4, 8), (4, 1), (5, 1),
      (5, 9),
    ]
    let shape = clip([[comb]], [[box(-1, 0, 6, 4)]])
    #expect(shape == layer([[box(0, 1, 1, 4)], [box(2, 1, 3, 4)], [box(4, 1, 5, 4)]]))
    let through = clip([[comb]], [[box(-1, 2, 6, 4)]])
    #expect(through == layer([[box(0, 2, 1, 4)], [box(2, 2, 3, 4)], [box(4, 2, 5, 4)]]))
  }

  @Test func aHoleCutOpen() {
    let ringed = [[box(0, 0, 9, 9), box(3, 3, 6, 6)]]
    let left = clip(ringed, [[box(-1, -1, 4.5, 10)]])
    #expect(
      left
        == layer([
          [[(0, 0), (4.5, 0), (4.5, 3), (3, 3), (3, 6), (4.5, 6), (4.5, 9), (0, 9)]]
        ]))
    let bar = clip(ringed, [[box(4, 4, 12, 5)]])
    #expect(bar == layer([[box(6, 4, 9, 5)]]))
    let across = clip(ringed, [[box(-2, 4, 12, 5)]])
    #expect(across == layer([[box(0, 4, 3, 5)], [box(6, 4, 9, 5)]]))
  }

  @Test func aHoleThatStaysWhole() {
    let shape = clip([[box(0, 0, 9, 9), box(3, 3, 6, 6)]], [[box(1, 1, 12, 12)]])
    #expect(shape == layer([[box(1, 1, 9, 9), [(3, 3), (3, 6), (6, 6), (6, 3)]]]))
  }

  @Test func oneInsideTheOther() {
    let outer = [[box(0, 0, 9, 9)]]
    #expect(clip(outer, [[box(3, 3, 6, 6)]]) == layer([[box(3, 3, 6, 6)]]))
    let ringed: [[Ring]] = [[box(1, 1, 8, 8), [(3, 3), (3, 6), (6, 6), (6, 3)]]]
    #expect(clip(outer, ringed) == layer(ringed))
  }

  @Test func oneInsideTheHoleOfTheOtherSharesNothing() {
    let shape = clip([[box(0, 0, 9, 9), box(3, 3, 6, 6)]], [[box(4, 4, 5, 5)]])
    #expect(shape?.count == 1 && shape?.kinds == [.multiPolygon])
    #expect(shape?.isEmpty(feature: 0) == true)
  }

  @Test func holesOfBothAroundEachOther() {
    // The smaller hole lies in the larger, so the larger alone is the hole of the shape.
    let shape = clip(
      [[box(0, 0, 9, 9), box(2, 2, 7, 7)]], [[box(-1, -1, 10, 10), box(4, 4, 5, 5)]])
    #expect(shape == layer([[box(0, 0, 9, 9), [(2, 2), (2, 7), (7, 7), (7, 2)]]]))
  }

  @Test func anIslandInAHoleIsAPartOfItsOwn() {
    let shape = clip(
      [[box(0, 0, 20, 20), box(2, 2, 18, 18)], [box(4, 4, 16, 16), box(6, 6, 8, 8)]],
      [[box(-1, -1, 30, 30)]])
    #expect(
      shape
        == layer([
          [box(0, 0, 20, 20), [(2, 2), (2, 18), (18, 18), (18, 2)]],
          [box(4, 4, 16, 16), [(6, 6), (6, 8), (8, 8), (8, 6)]],
        ]))
  }

  @Test func whatDoesNotMeetSharesNothing() {
    let corner: Ring = [(0, 0), (9, 0), (9, 1), (1, 1), (1, 9), (0, 9)]
    for other in [box(3, 3, 8, 8), box(20, 0, 30, 5), box(9, 0, 12, 1)] {
      #expect(clip([[corner]], [[other]])?.isEmpty(feature: 0) == true)
    }
    #expect(clip([], [[corner]])?.isEmpty(feature: 0) == true)
  }

  @Test func repeatedVerticesAreDropped() {
    let shape = clip(
      [[[(0, 0), (0, 0), (4, 0), (4, 4), (4, 4), (4, 4), (0, 4), (0, 0)]]],
      [[[(2, 1), (6, 1), (6, 5), (2, 5), (2, 1), (2, 1)]]])
    #expect(shape == layer([[box(2, 1, 4, 4)]]))
    let whole = clip(
      [[[(1, 1), (1, 1), (2, 1), (2, 2), (2, 2), (1, 1)]]], [[box(0, 0, 4, 4)]])
    #expect(whole == layer([[[(1, 1), (2, 1), (2, 2)]]]))
  }

  @Test func otherGeometriesHaveNoPolygons() {
    var points = Geometries(crs: .laeaEurope)
    points.appendPoint(x: 1, y: 1)
    #expect(clip(points, layer([[box(0, 0, 4, 4)]]))?.isEmpty(feature: 0) == true)
  }

  // MARK: Refusals

  @Test func touchingBordersAreRefused() {
    let square = [[box(0, 0, 4, 4)]]
    let others: [Ring] = [
      box(0, 0, 4, 4),  // the same
      box(2, 0, 6, 3),  // sides on one line
      box(1, 0, 3, 2),  // a side on a side, from inside
      box(-1, -1, 4, 2),  // a side on a side, and a crossing
      [(2, 0), (5, -2), (5, 2)],  // a vertex on a side, from outside
      [(2, 4), (1, 2), (3, 2)],  // the same from inside
      [(4, 4), (3, 2), (6, 2)],  // a shared vertex
      [(-1, 3), (1, 5), (-1, 5)],  // an edge through a vertex
    ]
    for (k, other) in others.enumerated() {
      #expect(clip(square, [[other]]) == nil, "\(k)")
    }
  }

  @Test func borderOfAHoleIsABorder() {
    let ringed = [[box(0, 0, 9, 9), box(3, 3, 6, 6)]]
    #expect(clip(ringed, [[box(4, 4, 6, 5)]]) == nil)
    #expect(clip(ringed, [[box(1, 1, 3, 3)]]) == nil)
    #expect(clip(ringed, [[box(3, 3, 6, 6)]]) == nil)
  }

  @Test func ringsThatTouchEachOtherAreRefusedWhereTheOtherPolygonIs() {
    // The hole's lowest vertex is on the shell: a cut through the hole would make a ring that
    // meets itself there.
    let touched: [[Ring]] = [[box(0, 0, 9, 9), [(4, 0), (6, 3), (2, 3)]]]
    #expect(clip(touched, [[box(-1, -1, 10, 2)]]) == nil)
    #expect(clip(touched, [[box(-1, 2, 10, 10)]]) != nil)
  }

  @Test(arguments: [0, 1, 16, -1, -16])
  func lessThanTheToleranceIsATouch(units: Int) {
    // At 4,000,000 a unit in the last place is 2⁻³¹, the tolerance 2⁻²⁵ or more.
    let shift = Double(units) * 0x1p-31
    let x = 4_000_000.0
    let side = x + 4 + shift
    let square = [[box(x, 0, x + 4, 4)]]
    // A vertex next to the square's right side, of a polygon with an arm above the square.
    let hook: Ring = [(side, 1), (x + 7, 0), (x + 7, 9), (x + 2, 9), (x + 2, 6), (x + 6, 6)]
    #expect(clip(square, [[hook]]) == nil)
    // A side next to it.
    #expect(clip(square, [[box(x + 1, 1, side, 2)]]) == nil)
  }

  @Test(arguments: [1e-9, 1e-8, 1e-3])
  func crossingsOfOneEdgeNearToEachOtherAreRefused(width: Double) {
    // A bar crosses the square's right side; its waist, a micrometre before, is `width` wide.
    let x = 4_000_000.0
    let bar: Ring = [
      (x + 2, 1.99), (x + 4 - 1e-6, 2 - width), (x + 6, 1.99), (x + 6, 2), (x + 2, 2),
    ]
    let shape = clip([[box(x, 0, x + 4, 4)]], [[bar]])
    #expect((shape == nil) == (width < 1e-7))
    // A sliver too thin for its direction to be sure.
    let needle: Ring = [(x + 2, 2), (x + 6, 2), (x + 6, 2 + width)]
    #expect((clip([[box(x, 0, x + 4, 4)]], [[needle]]) == nil) == (width < 1e-7))
  }

  @Test func aMillimetreIsNoTouch() {
    let x = 4_000_000.0
    let square = [[box(x, 0, x + 4, 4)]]
    #expect(
      clip(square, [[box(x + 1, 1, x + 4.001, 2)]]) == layer([[box(x + 1, 1, x + 4, 2)]]))
    #expect(
      clip(square, [[box(x + 1, 1, x + 3.999, 2)]]) == layer([[box(x + 1, 1, x + 3.999, 2)]]))
  }

  @Test func coordinatesBeyondTheRangeOfProductsAreRefused() {
    for scale in [1e-170, 1e-100, 1e100, 1e160, 1e300] {
      let a = layer([[box(0, 0, 4, 4)]]).mapVertices { ($0 * scale, $1 * scale) }
      let b = layer([[box(2, 1, 6, 5)]]).mapVertices { ($0 * scale, $1 * scale) }
      let whole = PolygonIndex(a).boxes[0].isEmpty
      // What has no area in doubles is no polygon any more, and shares nothing.
      #expect(clip(a, b) == nil || whole, "\(scale)")
    }
  }
}
