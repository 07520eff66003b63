import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

/// Large polygons, whose edges are looked up in a hierarchy, against the same areas in small
/// pieces, whose edges are scanned.
@Suite struct EdgeHierarchyTests {
  /// Triangles from the centre of a star-shaped ring: together they are the polygon.
  private func fan(_ ring: [(Double, Double)], x: Double, y: Double) -> PolygonIndex {
    var layer = Geometries(crs: .laeaEurope)
    for (p, q) in zip(ring, ring.dropFirst()) { layer.appendPolygon([[(x, y), p, q]]) }
    return PolygonIndex(layer)
  }

  @Test(arguments: [193, 1000, 10_000])
  func largePolygonsAgainstManySmallOnes(vertices: Int) {
    var generator = SeededGenerator(seed: UInt64(vertices))
    let (x, y) = (3_905_000.0, 2_305_000.0)
    let ring = RandomPolygons.star(
      centerX: x, centerY: y, radius: 5000, vertices: vertices, using: &generator)
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([ring])
    let large = PolygonIndex(layer)
    let small = PolygonIndex(Geometries.stars(count: 50, radius: 400, vertices: 30, seed: 77))
    var sums = Array(repeating: 0.0, count: small.count)
    for pair in OverlapPairs.all(fan(ring, x: x, y: y), small) { sums[pair.b] += pair.area }
    for j in 0..<small.count {
      let area = OverlapArea.between(large, 0, small, j)
      #expect(abs(area - sums[j]) <= 1e-9 * area + 1e-6, "\(j)")
    }
  }

  @Test func twoLargePolygons() {
    var generator = SeededGenerator(seed: 5)
    let (x, y) = (3_905_000.0, 2_305_000.0)
    let ring = RandomPolygons.star(
      centerX: x, centerY: y, radius: 5000, vertices: 1600, using: &generator)
    let other = RandomPolygons.star(
      centerX: x + 1000, centerY: y, radius: 5000, vertices: 1200, using: &generator)
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([ring])
    layer.appendPolygon([other])
    let large = PolygonIndex(layer)
    let area = OverlapArea.between(large, 0, large, 1)
    let sum = OverlapPairs.all(fan(ring, x: x, y: y), large).reduce(0) {
      $0 + ($1.b == 1 ? $1.area : 0)
    }
    #expect(abs(area - sum) <= 1e-9 * area)
    let itself = OverlapArea.between(large, 0, large, 0)
    #expect(abs(itself - large.areas[0]) <= 1e-11 * itself)
  }

  @Test func manyRingsOfOneFeature() {
    // A sieve: 40 x 40 holes in one shell, and their fillings as one feature of 1,600 parts.
    let shell = [(0.0, 0.0), (400, 0), (400, 400), (0, 400)]
    var holes: [[(Double, Double)]] = []
    for column in 0..<40 {
      for row in 0..<40 {
        let (x, y) = (Double(column) * 10, Double(row) * 10)
        holes.append([(x + 3, y + 2), (x + 8, y + 4), (x + 6, y + 9), (x + 1, y + 7)])
      }
    }
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([shell] + holes)
    layer.appendMultiPolygon(holes.map { [$0] })
    layer.appendPolygon([[(33, 21), (377, 44), (301, 388), (12, 250)]])
    layer.appendPolygon([[(103.5, 202.5), (107.5, 204.5), (106, 207)]])
    let index = PolygonIndex(layer)
    #expect(OverlapArea.between(index, 0, index, 1) == 0)
    let sieved = OverlapArea.between(index, 0, index, 2)
    let fallen = OverlapArea.between(index, 1, index, 2)
    #expect(abs(sieved + fallen - index.areas[2]) <= 1e-12 * index.areas[2])
    #expect(OverlapArea.between(index, 0, index, 3) == 0)
    #expect(OverlapArea.between(index, 1, index, 3) == index.areas[3])
  }
}
