import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import PlanningIntegrity

/// The polygons of a collection are one area that stays as it is.
@Suite struct CollectionRepairTests {
  /// Squares of 100 m: a collection of two that share a side, and what lies beside it.
  private func layer(_ others: [(Double, Double, Double, Double)]) -> Layer {
    var geometries = Geometries(crs: .laeaEurope)
    geometries.beginFeature(.geometryCollection)
    for x in [0.0, 100] {
      geometries.beginPart()
      geometries.appendRing(Self.square(x, 0, 100, 100))
    }
    geometries.setMembers(Array(repeating: .init(kind: .polygon, partCount: 1), count: 2))
    for (x, y, width, height) in others {
      geometries.beginFeature(.polygon)
      geometries.beginPart()
      geometries.appendRing(Self.square(x, y, width, height))
    }
    return Layer(name: "c", geometries: geometries, path: "c.gpkg")
  }

  private static func square(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double
  ) -> [Double] {
    let (west, south) = (4_000_000 + x, 2_300_000 + y)
    let (east, north) = (west + width, south + height)
    return [west, south, east, south, east, north, west, north, west, south]
  }

  private func codes(_ layer: Layer) throws -> [String] {
    let checked = CheckedLayer(
      layer, of: LayerSource(path: layer.path), format: GeoPackageFormat())
    var options = CheckOptions(coverage: TopologyRequest())
    options.rules = try RuleSelection(only: ["C", "V"], ignored: [], severities: [])
    return try IntegrityCheck.findings(in: checked, options: options).map(\.rule.code)
  }

  @Test func adjacentMembersAreNoFault() throws {
    #expect(try codes(layer([])) == [])
    #expect(try codes(layer([(200, 0, 100, 100), (0, 100, 100, 20)])) == [])
    let result = try LayerRepair.repaired(
      layer([(200, 0, 100, 100)]), options: .covering(0.01, gap: 1))
    #expect(result.report.isEmpty)
    #expect(result.report.passedThrough == 1)
  }

  /// A bow tie beside a square and a line: the bow tie alone is mended, and becomes a multipolygon.
  @Test(arguments: [false, true]) func invalidMembersAreMadeValid(withElevations: Bool) throws {
    var geometries = Geometries(crs: .laeaEurope)
    geometries.beginFeature(.geometryCollection)
    let (x, y) = (4_000_000.0, 2_300_000.0)
    for run in [
      [x, y, x + 100, y + 100, x + 100, y, x, y + 100, x, y], Self.square(100, 0, 100, 100),
      [x, y, x + 500, y + 500],
    ] {
      geometries.beginPart()
      geometries.beginRing()
      for k in stride(from: 0, to: run.count, by: 2) {
        geometries.appendVertex(x: run[k], y: run[k + 1], z: withElevations ? 5 : nil)
      }
    }
    geometries.setMembers([
      .init(kind: .polygon, partCount: 1), .init(kind: .polygon, partCount: 1),
      .init(kind: .lineString, partCount: 1),
    ])
    let given = Layer(name: "c", geometries: geometries, path: "c.gpkg")
    #expect(try codes(given) == ["V203"])
    let result = try LayerRepair.repaired(given, options: RepairOptions())
    let mended = result.layer.geometries
    #expect(mended.kinds == [.geometryCollection])
    #expect(mended.members[0]?.map(\.kind) == [.multiPolygon, .polygon, .lineString])
    #expect(mended.members[0]?.map(\.partCount) == [2, 1, 1])
    #expect(abs(mended.area(ofFeature: 0) - 15_000) < 1e-6)
    #expect((mended.elevations != nil) == withElevations)
    #expect(try codes(result.layer) == [])
    #expect(result.report.passedThrough == 0 && result.report.isSettled)
    #expect(abs(result.report.ledger.afterSquareMeters - 15_000) < 1e-3)
    let again = try LayerRepair.repaired(result.layer, options: RepairOptions())
    #expect(again.report.isEmpty && again.layer.geometries == mended)
  }

  @Test func anOverlapWithItIsFoundAndGoesToIt() throws {
    let given = layer([(199.5, 0, 100, 100)])
    #expect(try codes(given) == ["C201"])
    let result = try LayerRepair.repaired(given, options: .covering(0.01, gap: 1))
    #expect(result.report.isSettled)
    #expect(result.layer.geometries.kinds == [.geometryCollection, .polygon])
    #expect(abs(result.layer.geometries.area(ofFeature: 0) - 20_000) < 1e-6)
    #expect(abs(result.layer.geometries.area(ofFeature: 1) - 9950) < 1e-3)
    #expect(try codes(result.layer) == [])
  }

  /// Between two squares the collection is no gap to be filled.
  @Test func whereItLiesIsNoGap() throws {
    let around = [
      (-50.0, -50.0, 300.0, 50.0), (-50, 100, 300, 50), (-50, 0, 50, 100), (200, 0, 50, 100),
    ]
    var options = RepairOptions.covering(0.01, gap: 150)
    options.maxOverlapMeters = 0
    let result = try LayerRepair.repaired(layer(around), options: options)
    #expect(result.layer.geometries.area(ofFeature: 1) == 15_000)
    #expect(result.report.changes.isEmpty)
  }
}
