import GeoCore
import TestSupport
import Testing

@testable import GeoAlgorithms

/// Widths by hand: the rectangle of the area and perimeter of a strip is the strip, so its width is that
/// of the strip.
@Suite struct SliversTests {
  private func dropped(
    _ parts: [[RepairCases.Ring]], narrowerThan width: Double
  ) throws -> [(feature: Int, shape: EditableShape, parts: Int)] {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendMultiPolygon(parts)
    layer = layer.mapVertices { ($0 + 4_000_000, $1 + 2_300_000) }
    return Slivers.dropped(layer, narrowerThan: width, scale: try RepairCases.scale(layer))
  }

  @Test func partsNarrowerThanTheWidthGo() throws {
    let parts = [
      [RepairCases.rectangle(0, 0, 100, 50)], [RepairCases.rectangle(200, 0, 100, 0.4)],
      [RepairCases.rectangle(400, 0, 0.3, 0.3)],
    ]
    let found = try dropped(parts, narrowerThan: 0.5)
    #expect(found.map(\.feature) == [0] && found.first?.parts == 2)
    #expect(
      found.first.map { RepairCases.shells($0.shape) } == [
        [[0, 0], [100, 0], [100, 50], [0, 50]]
      ])
    // As wide as the width is wide enough; so is a width of none.
    #expect(try dropped(parts, narrowerThan: 0.35).first?.parts == 1)
    #expect(try dropped(parts, narrowerThan: 0.25).isEmpty)
  }

  /// What is left of a part beside its hole counts: a frame of 1 m around a hole of 98 m is narrow.
  @Test func holesAreTakenOff() throws {
    let frame = [
      RepairCases.rectangle(0, 0, 100, 100), RepairCases.rectangle(1, 1, 98, 98),
    ]
    // 396 m² within 792 m of border: as a strip of 395 m and 1.0025 m.
    #expect(try dropped([frame], narrowerThan: 1.01).first?.parts == 1)
    #expect(try dropped([frame], narrowerThan: 1.00).isEmpty)
  }

  /// On the ground, from which the system is off by 0.2 % there.
  @Test func aStripIsAsWideAsItIs() throws {
    let layer = RepairCases.layer([[RepairCases.rectangle(0, 0, 100, 0.5)]])
    let shape = layer.shape(ofFeature: 0)
    let width = Slivers.width(of: shape.parts[0], scale: try RepairCases.scale(layer))
    #expect(abs(width - 0.5) < 0.002)
  }
}
