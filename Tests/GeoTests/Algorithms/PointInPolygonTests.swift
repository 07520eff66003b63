import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

@Suite struct PointInPolygonTests {
  private func layer(_ build: (inout Geometries) -> Void) -> PolygonIndex {
    var layer = Geometries(crs: .laeaEurope)
    build(&layer)
    return PolygonIndex(layer)
  }

  @Test func aSquareWithAHoleAndAnIslandInIt() {
    let square = layer {
      $0.appendMultiPolygon([
        [[(0, 0), (9, 0), (9, 9), (0, 9)], [(2, 2), (7, 2), (7, 7), (2, 7)]],
        [[(4, 4), (5, 4), (5, 5), (4, 5)]],
      ])
    }
    let cases: [(Double, Double, PointPlace)] = [
      (1, 1, .inside), (3, 3, .outside), (4.5, 4.5, .inside), (10, 5, .outside),
      (0, 0, .boundary), (9, 4, .boundary), (4, 9, .boundary), (2, 5, .boundary),
      (7, 7, .boundary), (4, 4.5, .boundary), (4.5, 3, .outside), (-1, 0, .outside),
      (1, 9, .boundary), (0, 10, .outside),
    ]
    for (x, y, place) in cases {
      #expect(PointInPolygon.place(x: x, y: y, in: square, 0) == place, "\(x) \(y)")
    }
  }

  @Test func theRayThroughVerticesCountsThemOnce() {
    let zigzag = layer {
      $0.appendPolygon([[(0, 0), (8, 0), (8, 4), (6, 2), (4, 4), (2, 2), (0, 4)]])
    }
    for x in [1.0, 2, 3, 4, 5, 6, 7] {
      #expect(PointInPolygon.place(x: x, y: 1, in: zigzag, 0) == .inside)
      #expect(PointInPolygon.place(x: x, y: -1, in: zigzag, 0) == .outside)
    }
    #expect(PointInPolygon.place(x: 6, y: 3, in: zigzag, 0) == .outside)
  }

  @Test func directionDoesNotMatter() {
    let clockwise = layer { $0.appendPolygon([[(0, 0), (0, 5), (5, 5), (5, 0)]]) }
    #expect(PointInPolygon.place(x: 2, y: 2, in: clockwise, 0) == .inside)
  }

  @Test func oneUnitInTheLastPlaceDecides() {
    // The line through (0.1, 0.1) and (9.7, 9.7) holds exactly the points with x = y.
    let wedge = layer { $0.appendPolygon([[(0.1, 0.1), (9.7, 9.7), (0.1, 9.7)]]) }
    for x in stride(from: 0.3, to: 9.5, by: 0.37) {
      #expect(PointInPolygon.place(x: x, y: x, in: wedge, 0) == .boundary)
      #expect(PointInPolygon.place(x: x, y: x.nextUp, in: wedge, 0) == .inside)
      #expect(PointInPolygon.place(x: x, y: x.nextDown, in: wedge, 0) == .outside)
    }
  }

  @Test func emptyAndOtherFeaturesHaveNoInside() {
    let others = layer {
      $0.beginFeature(.polygon)
      $0.appendPoint(x: 1, y: 1)
    }
    #expect(PointInPolygon.place(x: 1, y: 1, in: others, 0) == .outside)
    #expect(PointInPolygon.place(x: 1, y: 1, in: others, 1) == .outside)
  }

  @Test func everyPointOfATessellationIsInOneCell() {
    let grid = Tessellation.jitteredGrid(columns: 6, rows: 5, size: 100, inserted: 9, seed: 4)
    let index = PolygonIndex(grid)
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<2000 {
      let x = Double.random(in: 0...600, using: &generator)
      let y = Double.random(in: 0...500, using: &generator)
      let found = PointInPolygon.features(atX: x, y: y, in: index)
      #expect(found.count == 1 || found.allSatisfy { $0.place == .boundary })
    }
    for vertex in 0..<grid.vertexCount {
      let found = PointInPolygon.features(atX: grid.x(vertex), y: grid.y(vertex), in: index)
      #expect(!found.isEmpty && found.allSatisfy { $0.place == .boundary })
    }
  }

  @Test func aHierarchyAnswersAsAScanDoes() {
    // The same shape as one large feature, and as triangles too small for a hierarchy.
    var generator = SeededGenerator(seed: 21)
    let ring = RandomPolygons.star(
      centerX: 0, centerY: 0, radius: 1000, vertices: 5000, using: &generator)
    let large = layer { $0.appendPolygon([ring]) }
    let fan = layer {
      for (p, q) in zip(ring, ring.dropFirst()) { $0.appendPolygon([[(0, 0), p, q]]) }
    }
    for _ in 0..<1000 {
      let x = Double.random(in: -1000...1000, using: &generator)
      let y = Double.random(in: -1000...1000, using: &generator)
      let place = PointInPolygon.place(x: x, y: y, in: large, 0)
      let covered = !PointInPolygon.features(atX: x, y: y, in: fan).isEmpty
      #expect(place == (covered ? .inside : .outside))
    }
    for (x, y) in ring.prefix(500) {
      #expect(PointInPolygon.place(x: x, y: y, in: large, 0) == .boundary)
    }
  }
}
