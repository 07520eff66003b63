import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore
@testable import GeoProjection

@Suite struct ChangedAreaTests {
  /// Metres of France's Lambert 93, where a long edge is not straight in an equal-area system.
  private func layer(_ ring: RepairCases.Ring) -> Geometries {
    var layer = Geometries(crs: .lambert93)
    layer.appendPolygon([ring])
    return layer.mapVertices { ($0 + 890_000, $1 + 6_250_000) }
  }

  private func changed(_ before: Geometries, _ after: Geometries) throws -> Double {
    try ChangedArea.measures(before, after, in: .system(.laeaEurope), threads: 1)[0].changed
  }

  private static let square: RepairCases.Ring = [
    (0, 0), (20_000, 0), (20_000, 20_000), (0, 20_000),
  ]

  @Test func aVertexInTheMiddleOfAnEdgeChangesNothing() throws {
    var more = Self.square
    more.insert((7000, 0), at: 1)
    more.insert((20_000, 12_345), at: 3)
    #expect(try changed(layer(Self.square), layer(more)) == 0)
    #expect(try changed(layer(more), layer(Self.square)) == 0)
  }

  @Test func aSpikeWithoutWidthChangesNothing() throws {
    var spiked = Self.square
    let spike = [(20_000.0, 5000.0), (30_000, 5000), (15_000, 5000), (20_000, 5000)]
    spiked.insert(contentsOf: spike, at: 2)
    // Out to 30,000 and back to the square's inside and to the border: all on one line.
    #expect(try changed(layer(spiked), layer(Self.square)) == 0)
  }

  @Test func aCornerThatIsGoneIsItsTriangle() throws {
    var cut = Self.square
    cut[2] = (20_000, 19_000)
    cut.insert((19_000, 20_000), at: 3)
    let whole = try layer(Self.square).transformed(to: .laeaEurope).geometries
    let scale = whole.area(ofFeature: 0) / 4e8
    let found = try changed(layer(Self.square), layer(cut))
    // The scale of areas differs by some ten thousandths across the square.
    #expect(abs(found - 500_000 * scale) < 150)
  }

  /// A shell that bounds nothing goes with its holes, which are no ground to be less of.
  @Test func aFlatShellWithHolesHadNoGround() throws {
    var before = Geometries(crs: .laeaEurope)
    let island = RepairCases.rectangle(500, 0, 10, 10)
    before.appendMultiPolygon([
      [[(0, 0), (100, 0), (50, 0)], RepairCases.rectangle(0, 0, 50, 50)], [island],
    ])
    var after = Geometries(crs: .laeaEurope)
    after.appendMultiPolygon([[island]])
    func placed(_ layer: Geometries) -> Geometries {
      layer.mapVertices { ($0 + 4_000_000, $1 + 2_300_000) }
    }
    let measure = try ChangedArea.measures(
      ofDoubtful: placed(before), placed(after), in: .system(.laeaEurope), threads: 1)[0]
    #expect(measure.changed < 1e-6)
    #expect(abs(measure.after - 100) < 1e-6)
  }
}
