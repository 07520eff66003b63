import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore

@Suite struct NearestIndexTests {
  private func square(_ x: Double, _ y: Double, _ side: Double) -> [(Double, Double)] {
    [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
  }

  private func points(_ list: [(Double, Double)]) -> Geometries {
    var layer = Geometries(crs: .laeaEurope)
    for (x, y) in list { layer.appendPoint(x: x, y: y) }
    return layer
  }

  @Test func thePointNextTo() {
    let index = NearestIndex(points([(0, 0), (10, 0), (3, 4)]))
    #expect(index.nearest(x: 0, y: -1) == .init(feature: 0, distance: 1))
    #expect(index.nearest(x: 6, y: 8) == .init(feature: 2, distance: 5))
    #expect(index.nearest(x: 10, y: 0) == .init(feature: 1, distance: 0))
  }

  @Test func linesAndPolygonsAreAsNearAsTheirEdges() {
    var layer = Geometries(crs: .laeaEurope)
    layer.beginFeature(.lineString)
    layer.beginPart()
    layer.appendRing([0, 0, 10, 0, 10, 10])
    layer.appendPolygon([square(20, 0, 10), square(22, 2, 6)])
    let index = NearestIndex(layer)
    #expect(index.nearest(x: 5, y: 2) == .init(feature: 0, distance: 2))
    #expect(index.nearest(x: 13, y: 14) == .init(feature: 0, distance: 5))
    #expect(index.nearest(x: 33, y: -4) == .init(feature: 1, distance: 5))
    // Inside, on the border, and in the hole.
    #expect(index.nearest(x: 21, y: 5) == .init(feature: 1, distance: 0))
    #expect(index.nearest(x: 30, y: 10) == .init(feature: 1, distance: 0))
    #expect(index.nearest(x: 24, y: 5) == .init(feature: 1, distance: 2))
    #expect(index.nearest(x: 22, y: 5) == .init(feature: 1, distance: 0))
  }

  @Test func tiesGoToTheFirst() {
    let index = NearestIndex(points([(1, 0), (-1, 0), (0, 1), (0, -1)]))
    #expect(index.nearest(x: 0, y: 0)?.feature == 0)
    #expect(index.nearest(x: -2, y: 0)?.feature == 1)
    let twice = NearestIndex(points([(5, 5), (0, 0), (0, 0)]))
    #expect(twice.nearest(x: 1, y: 0)?.feature == 1)
    var squares = Geometries(crs: .laeaEurope)
    squares.appendPolygon([square(0, 0, 2)])
    squares.appendPolygon([square(1, 0, 2)])
    #expect(NearestIndex(squares).nearest(x: 1.5, y: 1)?.feature == 0)
  }

  /// A stop stands on a square: both are 0 away, and the stop comes first in the layer.
  @Test func aPointInsideAPolygonTiesWithIt() {
    var layer = points([(5, 5)])
    layer.appendPolygon([square(0, 0, 10)])
    layer.appendPoint(x: 6, y: 6)
    let index = NearestIndex(layer)
    #expect(index.nearest(x: 5, y: 5) == .init(feature: 0, distance: 0))
    #expect(index.nearest(x: 6, y: 6) == .init(feature: 1, distance: 0))
    #expect(index.nearest(x: 5.5, y: 5.5) == .init(feature: 1, distance: 0))
  }

  @Test func emptyFeaturesAreNeverFound() {
    var layer = Geometries(crs: .laeaEurope)
    #expect(NearestIndex(layer).isEmpty)
    layer.beginFeature(.null)
    layer.beginFeature(.polygon)
    #expect(NearestIndex(layer).isEmpty)
    #expect(NearestIndex(layer).nearest(x: 0, y: 0) == nil)
    layer.appendPoint(x: 9, y: 0)
    #expect(!NearestIndex(layer).isEmpty)
    #expect(NearestIndex(layer).nearest(x: 0, y: 0) == .init(feature: 2, distance: 9))
  }

  @Test func anEdgeWithoutLengthIsAPoint() {
    var layer = Geometries(crs: .laeaEurope)
    layer.beginFeature(.lineString)
    layer.beginPart()
    layer.appendRing([3, 4, 3, 4])
    #expect(NearestIndex(layer).nearest(x: 0, y: 0) == .init(feature: 0, distance: 5))
  }

  /// Whole numbers make ties common.
  @Test(arguments: [3, 40, 2000])
  func pointsOnAGridAgainstAllDistances(count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    let list = (0..<count).map { _ in
      (
        Double(Int.random(in: -20...20, using: &generator)),
        Double(Int.random(in: -20...20, using: &generator))
      )
    }
    let index = NearestIndex(points(list))
    var cursor = NearestIndex.Cursor(in: index)
    for _ in 0..<500 {
      let x = Double(Int.random(in: -25...25, using: &generator))
      let y = Double(Int.random(in: -25...25, using: &generator))
      let squared = list.map { ($0.0 - x) * ($0.0 - x) + ($0.1 - y) * ($0.1 - y) }
      let least = squared.min() ?? .nan
      let hit = index.nearest(x: x, y: y)
      #expect(hit?.distance == least.squareRoot())
      #expect(hit?.feature == squared.firstIndex(of: least))
      #expect(cursor.nearest(x: x, y: y) == hit)
    }
  }

  @Test(arguments: [5, 6])
  func starsAgainstAllEdges(seed: UInt64) {
    let stars = Geometries.stars(count: 60, radius: 300, vertices: 20, seed: seed)
    let index = NearestIndex(stars)
    let polygons = PolygonIndex(stars)
    var cursor = NearestIndex.Cursor(in: index)
    var generator = SeededGenerator(seed: seed)
    var inside = 0
    for _ in 0..<400 {
      let x = 3_900_000 + Double.random(in: -2000...12_000, using: &generator)
      let y = 2_300_000 + Double.random(in: -2000...12_000, using: &generator)
      var least = Double.infinity
      for feature in 0..<stars.count {
        if PointInPolygon.place(x: x, y: y, in: polygons, feature) != .outside { least = 0 }
        for ring in stars.rings(ofFeature: feature) {
          for vertex in stars.vertices(ofRing: ring).dropLast() {
            least = min(least, distance(x, y, vertex, stars))
          }
        }
      }
      inside += least == 0 ? 1 : 0
      let hit = index.nearest(x: x, y: y)
      #expect(abs((hit?.distance ?? .nan) - least) <= 1e-9 * least)
      #expect(cursor.nearest(x: x, y: y) == hit)
    }
    #expect(inside > 5)
  }

  /// From a point to the edge that starts at a vertex, by the three cases.
  private func distance(_ x: Double, _ y: Double, _ vertex: Int, _ layer: Geometries) -> Double {
    let (ax, ay) = (layer.x(vertex), layer.y(vertex))
    let (bx, by) = (layer.x(vertex + 1), layer.y(vertex + 1))
    func between(_ px: Double, _ py: Double, _ qx: Double, _ qy: Double) -> Double {
      ((px - qx) * (px - qx) + (py - qy) * (py - qy)).squareRoot()
    }
    if (x - ax) * (bx - ax) + (y - ay) * (by - ay) <= 0 { return between(x, y, ax, ay) }
    if (x - bx) * (ax - bx) + (y - by) * (ay - by) <= 0 { return between(x, y, bx, by) }
    return abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / between(ax, ay, bx, by)
  }
}
