import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

/// Overlaps of small integer polygons against fractions without rounding.
@Suite struct OverlapAreaExactTests {
  private func check(
    _ a: ExactOverlap.Feature, _ b: ExactOverlap.Feature, isValid: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let layer = PolygonIndex(Geometries([a, b]))
    var exact = ExactOverlap.area(a, b)
    if !isValid { exact = min(max(exact, 0), layer.areas[0], layer.areas[1]) }
    let found = OverlapArea.between(layer, 0, layer, 1)
    #expect(
      exact == 0 ? found == 0 : abs(found - exact) <= 1e-13 * exact + 1e-13,
      "\(found) for \(exact): \(a) with \(b)", sourceLocation: sourceLocation)
    #expect(
      abs(OverlapArea.between(layer, 1, layer, 0) - found) <= 1e-13 * exact,
      sourceLocation: sourceLocation)
  }

  private func box(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int) -> ExactOverlap.Ring {
    [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
  }

  @Test func theReferenceItself() {
    #expect(ExactOverlap.area([[box(0, 0, 4, 4)]], [[box(2, 1, 9, 3)]]) == 4)
    #expect(ExactOverlap.area([[[(0, 0), (4, 0), (0, 4)]]], [[[(0, 0), (4, 0), (4, 4)]]]) == 4)
    #expect(
      ExactOverlap.area([[box(0, 0, 9, 9), box(1, 1, 8, 8)]], [[box(0, 0, 2, 2)]]) == 3)
  }

  @Test func placesOfTwoBoxes() {
    // Every way two intervals can lie, in x and in y: coincident sides, touching, nested, apart.
    let spans = [(0, 4), (4, 8), (1, 3), (0, 2), (2, 4), (2, 6), (-2, 2), (-1, 5), (6, 9)]
    for (x0, x1) in spans {
      for (y0, y1) in spans { check([[box(0, 0, 4, 4)]], [[box(x0, y0, x1, y1)]]) }
    }
  }

  @Test func sharedAndTouchingBorders() {
    let base: ExactOverlap.Ring = [(0, 0), (6, 1), (7, 7), (1, 6)]
    check([[base]], [[[(6, 1), (13, 2), (14, 8), (7, 7)]]])  // one whole side
    check([[base]], [[[(7, 7), (9, 7), (9, 9)]]])  // one corner
    check([[base]], [[[(12, 0), (12, 4), (6, 1)]]])  // corner on corner, box beside
    check([[box(0, 0, 6, 6)]], [[[(6, 2), (9, 0), (9, 5)]]])  // corner on a side
    check([[box(0, 0, 6, 6)]], [[[(3, 0), (6, 6), (0, 6)]]])  // inside, touching
    check([[[(0, 0), (9, 9), (0, 9)]]], [[[(3, 3), (6, 6), (6, 0)]]])  // collinear, opposite sides
    check([[[(0, 0), (9, 9), (0, 9)]]], [[[(3, 3), (6, 6), (2, 6)]]])  // collinear, same side
    check([[[(0, 0), (9, 9), (0, 9)]]], [[[(-3, -3), (6, 6), (6, 0)]]])  // overlapping sides
  }

  @Test func sharedBordersWithMoreVerticesOnOneSide() {
    let whole: ExactOverlap.Ring = [(0, 0), (12, 8), (0, 8)]
    let divided: ExactOverlap.Ring = [(0, 0), (3, 2), (6, 4), (9, 6), (12, 8), (12, 0)]
    check([[whole]], [[divided]])
    check([[divided]], [[divided.reversed()]])
  }

  @Test func nestedRings() {
    let frame: [ExactOverlap.Ring] = [box(0, 0, 12, 12), box(2, 2, 10, 10)]
    check([frame], [[box(2, 2, 10, 10)]])  // what fills the hole
    check([frame], [[box(1, 1, 11, 11)]])
    check([frame], [[box(4, 4, 6, 6)]])
    check([frame], [frame])
    check([frame, [box(3, 3, 9, 9), box(5, 5, 7, 7)]], [[box(4, 0, 6, 12)]])
    check([frame, [box(3, 3, 9, 9), box(5, 5, 7, 7)]], [[[(0, 0), (12, 5), (5, 12)]]])
  }

  @Test func holeTouchingTheShell() {
    let pinched: [ExactOverlap.Ring] = [box(0, 0, 10, 10), [(0, 5), (4, 3), (4, 7)]]
    check([pinched], [[box(-5, 2, 3, 8)]])
    check([pinched], [[box(0, 0, 10, 10)]])
  }

  @Test func directionsAndStartsDoNotMatter() {
    let a: ExactOverlap.Ring = [(0, 0), (7, 2), (9, 9), (2, 7), (4, 4)]
    let b: ExactOverlap.Ring = [(1, 3), (8, 0), (6, 6), (3, 9)]
    for k in 0..<5 {
      let turned = Array(a[k...] + a[..<k])
      check([[turned]], [[b]])
      check([[turned.reversed()]], [[b]])
      check([[turned]], [[b.reversed()]])
    }
  }

  @Test func degenerateInput() {
    check([[[(0, 0), (4, 0), (8, 0)]]], [[box(0, -2, 5, 5)]])
    check([[[(0, 0), (4, 4), (8, 8), (4, 4)]]], [[box(0, 0, 8, 8)]])
    check([[[(0, 0), (0, 0), (6, 0), (6, 0), (6, 6), (6, 6)]]], [[box(0, 0, 8, 8)]])
    // A spike out and back along itself.
    check([[[(0, 0), (6, 0), (6, 3), (9, 3), (6, 3), (6, 6), (0, 6)]]], [[box(5, 1, 9, 4)]])
  }

  @Test func randomRightAngledPolygonsOnACoarseGrid() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<400 {
      check(
        Self.staircase(using: &generator), Self.staircase(using: &generator), isValid: true)
    }
  }

  @Test func randomStarsOnACoarseGrid() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<400 {
      check(Self.star(using: &generator), Self.star(using: &generator))
    }
  }

  @Test func anyRingsCountByWinding() {
    var generator = SeededGenerator(seed: 13)
    for _ in 0..<300 {
      let a = (0..<6).map { _ in Self.place(0...9, using: &generator) }
      let b = Self.star(using: &generator)
      check([[a]], b, isValid: false)
    }
  }

  private static func place(_ range: ClosedRange<Int>, using generator: inout SeededGenerator)
    -> (Int, Int)
  {
    (Int.random(in: range, using: &generator), Int.random(in: range, using: &generator))
  }

  /// A histogram of columns: full of right angles and sides on common lines.
  private static func staircase(using generator: inout SeededGenerator) -> ExactOverlap.Feature {
    let (x, y) = place(0...4, using: &generator)
    var ring: ExactOverlap.Ring = [(x, y)]
    let columns = Int.random(in: 1...5, using: &generator)
    ring.append((x + columns, y))
    for column in stride(from: columns, to: 0, by: -1) {
      let top = y + Int.random(in: 1...5, using: &generator)
      ring.append((x + column, top))
      ring.append((x + column - 1, top))
    }
    return [[ring]]
  }

  /// Corners around a centre at distinct angles, a simple polygon.
  private static func star(using generator: inout SeededGenerator) -> ExactOverlap.Feature {
    let (x, y) = place(4...8, using: &generator)
    let directions = [
      (1, 0), (2, 1), (1, 1), (1, 2), (0, 1), (-1, 2), (-1, 1), (-2, 1), (-1, 0), (-2, -1),
      (-1, -1), (-1, -2), (0, -1), (1, -2), (1, -1), (2, -1),
    ]
    let ring = directions.map { dx, dy in
      let reach = Int.random(in: 1...3, using: &generator)
      return (x + dx * reach, y + dy * reach)
    }
    return [[ring]]
  }
}
