import GeoCore
import TestSupport
import Testing

@testable import PlanningRun
@testable import PlanningStudies

@Suite struct FigureCheckTests {
  /// The embedded catalogue with the communes' figures replaced.
  private func checks(_ references: String) throws -> [FigureCheck] {
    let embedded = try Catalogue.embedded()
    let communes = try #require(embedded["communes"])
    let text = """
      version: 1
      layers:
        communes:
          file: communes.geojson
          title: T
          source: S
          licence: L
          vintage: V
          crs: OGC:CRS84
          status: official
          accuracy_m: 50
          sha256: \(communes.sha256)
          references: [\(references)]
      """
    let catalogue = try Catalogue.parse(text, path: "c.yaml")
    let plan = try PlanReader.standard.parse(
      "zones: {source: communes}\nlayers: {}\n", path: "p.yaml", sha256: "")
    return try FigureCheck.all(
      for: [plan.zones.source], loader: LayerLoader(catalogue: catalogue), in: .laeaEurope,
      threads: 1)
  }

  @Test func countsAndSumsMustBeEqual() throws {
    let checks = try checks(
      """
      {what: a, measure: count, published: 92}, {what: b, measure: count, published: 91},
      {what: c, measure: sum, attribute: population_2023, published: 1939077},
      {what: d, where: {insee: ["13001"]}, measure: sum, attribute: population_2023, published: 149695}
      """)
    #expect(checks.map(\.agrees) == [true, false, true, true])
    #expect(checks.map(\.computed) == [92, 92, 1_939_077, 149_695])
    #expect(checks.allSatisfy { $0.allowedDifference == 0 })
  }

  /// Aix-en-Provence has 186.08 km² (INSEE). The band is the perimeter times 50 m.
  @Test func areasMayDifferByTheirBand() throws {
    let checks = try checks(
      """
      {what: a, where: {insee: "13001"}, measure: area_ha, published: 18608},
      {what: b, where: {insee: "13001"}, measure: area_ha, published: 30000}
      """)
    #expect(checks.map(\.agrees) == [true, false])
    #expect(abs(checks[0].computed - 18_608) < 400)
    #expect(checks[0].allowedDifference > 300 && checks[0].allowedDifference < 1000)
  }

  @Test func aMissingAttributeIsAnError() {
    let error = #expect(throws: InputError.self) {
      try checks("{what: a, measure: sum, attribute: people, published: 1}")
    }
    #expect(error?.reason.contains("\"people\"") == true)
  }
}
