import GeoCore
import TestSupport
import Testing

@testable import PlanningStudies

@Suite struct LayerLoaderTests {
  private let scratch: Scratch
  private let loader: LayerLoader

  init() throws {
    scratch = try Scratch()
    try scratch.write("stops.csv", "id,lon,lat,mode\na,5.4,43.3,bus\nb,5.5,43.3,rail\n")
    loader = LayerLoader(catalogue: try Catalogue.embedded(), folder: scratch.path)
  }

  @Test func filesAreFoundFromTheFolder() throws {
    let study = try loader.load("stops.csv", name: "stops")
    #expect(study.layer.count == 2)
    #expect(study.credits.status == .unstated)
    #expect(study.sha256.count == 64)
    #expect(try loader.load(scratch.file("stops.csv"), name: "s").sha256 == study.sha256)
  }

  @Test func embeddedLayersBringTheirCredits() throws {
    let park = try loader.load("national-park", name: "park")
    #expect(park.layer.count == 11)
    #expect(park.credits.licence.contains("Licence Ouverte"))
    #expect(park.statuses.contains(.indicative) && park.statuses.contains(.legalText))
    #expect(park.weakestStatus == .indicative)
    #expect(!park.references.isEmpty)
    let core = try loader.load(
      "national-park", name: "core",
      filter: AttributeFilter([.init(attribute: "zone", values: ["core_sea"])]))
    #expect(core.layer.count > 0 && core.layer.count < 11)
    #expect(core.weakestStatus == .legalText)
    #expect(core.references.isEmpty)
    #expect(core.filter == "zone = core_sea")
  }

  @Test func filtersChoose() throws {
    let filter = AttributeFilter([.init(attribute: "mode", values: ["rail"])])
    let study = try loader.load("stops.csv", name: "rail", filter: filter)
    #expect(study.layer.ids == [FeatureID("b")])
    let none = AttributeFilter([.init(attribute: "mode", values: ["tram"])])
    let error = #expect(throws: InputError.self) {
      try loader.load("stops.csv", name: "tram", filter: none)
    }
    #expect(error?.reason.contains("no feature passes") == true)
  }

  @Test func whatIsNothingIsRefused() {
    let unknown = #expect(throws: InputError.self) { try loader.load("lakes", name: "l") }
    #expect(unknown?.kind == .usage)
    #expect(unknown?.remedy?.text.contains("national-park") == true)
    #expect(unknown?.remedy?.text.contains(".gpkg") == true)
    let missing = #expect(throws: FormatError.self) { try loader.load("no.geojson", name: "l") }
    #expect(missing?.kind == .missingInput)
  }
}
