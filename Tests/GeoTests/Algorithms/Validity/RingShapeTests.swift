import Testing

@testable import GeoAlgorithms
@testable import GeoCore

@Suite struct RingShapeTests {
  private func layer() -> Geometries {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPoint(x: 0, y: 0)
    layer.appendMultiPolygon([
      [[(0, 0), (100, 0), (100, 50), (0, 50)], [(10, 10), (50, 10), (50, 10.5), (10, 10.5)]],
      [[(200, 0), (201, 0), (201, 1), (200, 1)]],
    ])
    return layer
  }

  @Test func partsAndHolesAreMeasured() {
    let shapes = layer().ringShapes(threads: 1) { _ in true }
    #expect(shapes.map(\.part) == [0, 0, 1])
    #expect(shapes.map(\.hole) == [nil, 1, nil])
    #expect(shapes.map(\.area) == [4980, 20, 1])
    #expect(shapes.map(\.perimeter) == [381, 81, 4])
    #expect(shapes.allSatisfy { $0.feature == 1 })
    // 2 · 20 / 81 and 4 π · 20 / 81²; a square of side s has width s / 2 and π / 4.
    #expect(abs(shapes[1].meanWidth - 40.0 / 81) < 1e-12)
    #expect(abs(shapes[1].compactness - 80 * Double.pi / 6561) < 1e-12)
    #expect(shapes[2].meanWidth == 0.5 && abs(shapes[2].compactness - Double.pi / 4) < 1e-12)
  }

  @Test func onlyTheWantedAreGiven() {
    let narrow = layer().ringShapes(threads: 2) { $0.meanWidth < 0.5 }
    #expect(narrow.map(\.hole) == [1])
  }
}
