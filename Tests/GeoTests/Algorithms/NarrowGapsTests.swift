import Testing

@testable import GeoAlgorithms
@testable import GeoCore

@Suite struct NarrowGapsTests {
  /// A square of 100 with a slit from the south, so wide.
  private func slit(_ width: Double) -> Geometries {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([
      [
        (0, 0), (50, 0), (50, 80), (50 + width, 80), (50 + width, 0), (100, 0), (100, 100),
        (0, 100),
      ]
    ])
    return layer
  }

  @Test func findsSlitsUpToTheWidth() {
    #expect(NarrowGaps.mayBe(in: slit(0.01), feature: 0, width: 0.02))
    #expect(!NarrowGaps.mayBe(in: slit(1), feature: 0, width: 0.02))
  }

  @Test func findsHolesNearTheShellAndCrossings() {
    var layer = Geometries(crs: .laeaEurope)
    let shell = [(0.0, 0.0), (100, 0), (100, 100), (0, 100)]
    layer.appendPolygon([shell, [(0.01, 50), (20, 60), (20, 40)]])
    layer.appendPolygon([shell, [(10, 50), (20, 60), (20, 40)]])
    layer.appendPolygon([[(0, 0), (100, 100), (100, 0), (0, 100)]])
    #expect(NarrowGaps.mayBe(in: layer, feature: 0, width: 0.02))
    #expect(!NarrowGaps.mayBe(in: layer, feature: 1, width: 0.02))
    #expect(NarrowGaps.mayBe(in: layer, feature: 2, width: 0.02))
  }

  @Test func tooManyComparisonsCountAsYes() {
    var layer = Geometries(crs: .laeaEurope)
    var ring: [(Double, Double)] = []
    for k in 0..<400 { ring += [(0, Double(k)), (1000, Double(k) + 0.5)] }
    ring += [(2000, 400), (2000, -10), (0, -10)]
    layer.appendPolygon([ring])
    #expect(NarrowGaps.mayBe(in: layer, feature: 0, width: 0.001))
  }
}
