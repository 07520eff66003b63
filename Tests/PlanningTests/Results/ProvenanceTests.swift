import GeoCore
import TestSupport
import Testing

@testable import PlanningStudies

/// Where results say that they come from.
@Suite struct ProvenanceTests {
  private var park: StudyLayer {
    typealias Study = PlanningTests.Study
    var park = Study.layer(
      "park", Study.polygons([Study.square(0, 0, 10), Study.square(20, 0, 10)]),
      status: .indicative,
      accuracy: 5)
    park.credits.title = "The park"
    park.sha256 = String(repeating: "a", count: 64)
    park.filter = "zone = core"
    return park
  }

  @Test func whatThereIsIsTold() throws {
    var provenance = Provenance(
      analysis: "coverage", plan: PlanIdentity(title: "Plan", sha256: "ff"),
      parameters: [("b", .integer(2)), ("a", .integer(1))], inputs: [park],
      pipelines: ["+proj=laea"], notes: ["one", "two"])
    provenance.fields = [.object(["name": .string("park_share")])]
    let text = provenance.json.compact
    // Parameters keep their order.
    #expect(text.contains(#""parameters":{"b":2,"a":1}"#))
    let json = try ParsedJSON(text)
    #expect(json["version"].string == Version.current && json["analysis"].string == "coverage")
    #expect(json["plan"]["title"].string == "Plan" && json["plan"]["sha256"].string == "ff")
    #expect(json["notes"].items.map(\.string) == ["one", "two"])
    #expect(json["proj_pipelines"].items.map(\.string) == ["+proj=laea"])
    #expect(json["fields"][0]["name"].string == "park_share")
    let input = json["inputs"][0]
    #expect(input["name"].string == "park" && input["title"].string == "The park")
    #expect(input["where"].string == "zone = core" && input["sha256"].string?.count == 64)
    #expect(input["status"].string == "indicative" && input["accuracy_m"].number == 5)
    #expect(input["crs"].string == "EPSG:3035" && input["features"].number == 2)
  }

  @Test func whatThereIsNotIsLeftOut() throws {
    let json = try ParsedJSON(Provenance(analysis: "overlaps", inputs: []).json.compact)
    #expect(
      json.members.keys.sorted() == [
        "analysis", "geos_version", "inputs", "parameters", "proj_pipelines", "proj_version",
        "version",
      ])
  }

  @Test func layersSayWhatTheyWereMadeOf() {
    var layer = Layer(name: "zoning_overlaps", geometries: .null(count: 0))
    layer.describe(Provenance(analysis: "overlaps", inputs: [park]))
    #expect(layer.title == "Zoning overlaps: park")
    #expect(
      layer.abstract == "Made by amp-geo \(Version.current) (overlaps) from park (The park).")
    layer.describe(
      Provenance(analysis: "run", plan: PlanIdentity(title: "Plan", sha256: ""), inputs: []))
    #expect(layer.title == "Zoning overlaps: Plan")
    #expect(layer.abstract == "Made by amp-geo \(Version.current) (run).")
  }
}
