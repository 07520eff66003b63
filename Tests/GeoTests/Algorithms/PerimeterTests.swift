import GeoCore
import Testing

@testable import GeoAlgorithms

@Suite struct PerimeterTests {
  @Test func holesAndPartsCount() {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendMultiPolygon([
      [[(0, 0), (10, 0), (10, 10), (0, 10)], [(2, 2), (5, 2), (5, 6)]],
      [[(20, 0), (20, 1), (21, 1), (21, 0)]],
    ])
    #expect(layer.perimeter(ofFeature: 0) == 40 + 12 + 4)
  }

  @Test func onlyPolygonsHaveOne() {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPoint(x: 1, y: 1)
    layer.beginFeature(.null)
    layer.beginFeature(.polygon)
    layer.beginFeature(.geometryCollection)
    layer.beginPart()
    layer.appendRing([0, 0, 100, 0])
    layer.beginPart()
    layer.appendRing([0, 0, 3, 0, 3, 4, 0, 0])
    layer.setMembers([
      .init(kind: .lineString, partCount: 1), .init(kind: .polygon, partCount: 1),
    ])
    #expect((0..<4).map { layer.perimeter(ofFeature: $0) } == [0, 0, 0, 12])
  }
}
