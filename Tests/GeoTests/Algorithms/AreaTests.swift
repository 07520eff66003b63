import GeoCore
import TestSupport
import Testing

@testable import GeoAlgorithms

@Suite struct AreaTests {
  @Test func aSquareWithAHole() {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([
      [(0, 0), (10, 0), (10, 10), (0, 10)], [(2, 2), (4, 2), (4, 5), (2, 5)],
    ])
    #expect(layer.area(ofFeature: 0) == 94)
    #expect(layer.signedArea(ofRing: 0) == 100)
  }

  @Test func directionDoesNotMatter() {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([
      [(0, 10), (10, 10), (10, 0), (0, 0)], [(2, 5), (4, 5), (4, 2), (2, 2)],
    ])
    #expect(layer.area(ofFeature: 0) == 94)
    #expect(layer.signedArea(ofRing: 0) == -100)
  }

  @Test func partsAdd() {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendMultiPolygon([[[(0, 0), (1, 0), (0, 1)]], [[(5, 5), (5, 7), (8, 5)]]])
    #expect(layer.area(ofFeature: 0) == 3.5)
  }

  @Test func whatIsNoPolygonHasNone() {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPoint(x: 3, y: 4)
    layer.beginFeature(.null)
    layer.beginFeature(.polygon)
    layer.beginFeature(.lineString)
    layer.beginPart()
    layer.appendRing([0, 0, 9, 0, 9, 9, 0, 0])
    #expect(layer.areas() == [0, 0, 0, 0])
  }

  @Test func onlyPolygonsOfACollectionCount() {
    var layer = Geometries(crs: .laeaEurope)
    layer.beginFeature(.geometryCollection)
    layer.beginPart()
    layer.appendRing([0, 0, 9, 0, 9, 9, 0, 0])
    layer.beginPart()
    layer.appendRing([0, 0, 2, 0, 2, 2, 0, 2, 0, 0])
    layer.setMembers([
      .init(kind: .lineString, partCount: 1), .init(kind: .polygon, partCount: 1),
    ])
    #expect(layer.areas() == [4])
  }

  @Test func farFromTheOriginNoDigitIsLost() {
    var layer = Geometries(crs: .laeaEurope)
    let (x, y) = (4_321_000.25, 3_210_000.5)
    layer.appendPolygon([[(x, y), (x + 0.5, y), (x + 0.5, y + 0.25), (x, y + 0.25)]])
    #expect(layer.area(ofFeature: 0) == 0.125)
  }

  @Test func threadsChangeNothing() {
    let layer = Geometries.stars(count: 3000, radius: 500, vertices: 12, seed: 5)
    #expect(layer.areas(threads: 1) == layer.areas(threads: 2))
  }
}
