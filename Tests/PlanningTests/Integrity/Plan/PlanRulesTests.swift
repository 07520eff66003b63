import GeoCore
import GeoData
import TestSupport
import Testing

@testable import PlanningIntegrity
@testable import PlanningRun
@testable import PlanningStudies

@Suite struct PlanRulesTests {
  private func findings(_ text: String, files: [String: String] = [:]) throws -> [Finding] {
    let folder = try Scratch()
    for (name, content) in files { try folder.write(name, content) }
    let path = try folder.write("plan.yaml", text)
    return try Checked.report([path]).findings
  }

  private static let zones = """
    {"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"id": "a", "people": 10}, "geometry": {"type": "Polygon",
    "coordinates": [[[5, 43], [6, 43], [6, 44], [5, 43]]]}},
    {"type": "Feature", "properties": {"id": "a", "people": 20}, "geometry": {"type": "Polygon",
    "coordinates": [[[6, 43], [7, 43], [7, 44], [6, 43]]]}},
    {"type": "Feature", "properties": {"id": null, "people": -1}, "geometry": {"type": "Polygon",
    "coordinates": [[[7, 43], [8, 43], [8, 44], [7, 43]]]}}]}
    """

  @Test func theEmbeddedPlanPasses() throws {
    let path = try #require(GeoData.path(of: "plan.yaml"))
    let report = try Checked.report([path])
    #expect(report.passes(), "\(report.findings.map(\.message))")
    #expect(report.findings.allSatisfy { $0.rule.code == "X506" })
    // Two areas that the catalogue's notes speak of.
    #expect(report.findings.contains { $0.message.contains("Adjacent sea area") })
    #expect(report.files.map(\.format) == ["plan"])
  }

  @Test func plansThatCannotBeRead() throws {
    let found = try findings("zones: {source: communes}\nlayers: {}\nzonse: 3\n")
    #expect(found.map(\.rule.code) == ["X501"])
    #expect(found[0].line == 3 && found[0].message.contains("zonse"))
    #expect(try findings("zones: [").map(\.rule.code) == ["X501"])
    let folder = try Scratch()
    let report = try Checked.report([try folder.write("p.yml", "")])
    #expect(report.hasUnreadableFiles)
    #expect(try Checked.report(["/nowhere/plan.yaml"]).findings.map(\.rule.code) == ["S132"])
  }

  @Test func allMissingLayersAreNamed() throws {
    let found = try findings(
      """
      zones: {source: comunes}
      layers:
        port: {source: port, where: {basin: east}}
        here: {source: here.csv}
        gone: {source: gone.geojson}
        broken: {source: broken.geojson}
        none: {source: port, where: {zone: nowhere}}
      people: {source: here.csv, field: people}
      """,
      files: ["here.csv": "lon,lat\n5.4,43.3\n", "broken.geojson": "{"])
    #expect(found.allSatisfy { $0.rule.code == "X502" })
    #expect(found.map(\.line) == [1, 3, 5, 6, 7, 8])
    let texts = [
      "comunes", "\"basin\"", "gone.geojson", "broken.geojson", "no feature", "\"people\"",
    ]
    for (finding, text) in zip(found, texts) { #expect(finding.message.contains(text)) }
  }

  @Test func zonesAreCountedAndToldApart() throws {
    let found = try findings(
      """
      zones:
        source: zones.geojson
        id: id
        population: people
        expected: 4
        expected_population: 40
      layers: {}
      """, files: ["zones.geojson": Self.zones])
    #expect(found.map(\.rule.code) == ["X503", "X504", "X504", "X505", "X505"])
    #expect(found.map(\.line) == [5, 4, 4, 3, 3])
    #expect(found[0].message == "4 zones are expected and 3 found in zones.geojson")
    #expect(found[1].message == "\"people\" is -1, not a number of people")
    #expect(
      found[2].message == "\"people\" adds up to 30, and expected_population of the plan says 40")
    #expect(found[3].message == "zones 1 and 2 have the same id \"a\"")
    #expect(found[4].message == "zone 3 has no \"id\"")
  }

  @Test func populationsAreHeldAgainstTheCatalogue() throws {
    #expect(
      try findings("zones: {source: communes, population: population_2022}\nlayers: {}\n").isEmpty)
    let wrong = try findings(
      """
      zones: {source: communes, population: population_2022, expected_population: 1939077}
      layers: {}
      people: {source: communes, field: population_2023}
      """)
    #expect(wrong.map(\.rule.code) == ["X504"])
    #expect(wrong[0].message.contains("adds up to 1922626"))
  }

  @Test func aRunRefusesAnotherPopulationToo() throws {
    let plan = try PlanReader.standard.parse(
      "zones: {source: communes, population: population_2023, expected_population: 7}\nlayers: {}\n",
      path: "p.yaml", sha256: "")
    #expect(plan.zones.expectedPopulation == 7)
    let error = #expect(throws: InputError.self) {
      let loader = LayerLoader(catalogue: try Catalogue.embedded())
      _ = try MainJob(plan, loader: loader, threads: 1, phases: Phases())
    }
    #expect(error?.reason == "7 people are expected in the zones and 1939077 found")
    #expect(throws: InputError.self) {
      try PlanReader.standard.parse(
        "zones: {source: communes, expected_population: 7}\nlayers: {}\n", path: "p.yaml",
        sha256: "")
    }
  }

  @Test func placesOfKeys() {
    let places = PlanPlaces("a: 1\nb:\n  c: 2\n", path: "p")
    #expect(places.place(of: ["b", "c"])?.line == 3)
    #expect(places.place(of: ["b", "x"])?.line == 2)
    #expect(places.place(of: ["x"]) == nil)
    #expect(PlanPlaces("[", path: "p").place(of: ["a"]) == nil)
  }
}
