import Foundation
import GeoData
import GeoFormats
import Testing

@testable import GeoCore
@testable import PlanningStudies

@Suite struct CatalogueTests {
  private func parse(_ text: String) throws(InputError) -> Catalogue {
    try Catalogue.parse(text, path: "c.yaml")
  }

  private func entry(_ extra: String = "", status: String = "official") -> String {
    """
    version: 1
    layers:
      park:
        file: park.geojson
        title: Park
        source: S
        licence: L
        vintage: "2012"
        crs: OGC:CRS84
        status: \(status)
        sha256: "00"
    \(extra)
    """
  }

  @Test func anEntryIsRead() throws {
    let catalogue = try parse(
      entry(
        """
            accuracy_m: 30
            features: 11
            references:
              - what: Core
                where: { zone: core }
                measure: area_ha
                published: 43500
        """))
    let park = try #require(catalogue["park"])
    #expect(park.credits.accuracyMeters == 30)
    #expect(park.crs == .wgs84)
    #expect(park.features == 11)
    #expect(park.references.first?.measure == .areaHectares)
    #expect(park.references.first?.published == 43_500)
    #expect(park.references.first?.filter.text == "zone = core")
    #expect(catalogue["lake"] == nil)
  }

  @Test func aFigureMaySayHowFarOursMayLieFromIt() throws {
    let catalogue = try parse(
      entry(
        """
            references:
              - { what: A, measure: count, published: 10 }
              - { what: B, measure: count, published: 10, allowed_difference: 2 }
        """))
    let figures = try #require(catalogue["park"]).references
    #expect(figures.map(\.allowedDifference) == [nil, 2])
    for (count, agreed) in [(10, [true, true]), (12, [false, true]), (13, [false, false])] {
      let squares = (0..<count).map { Study.square(Double($0) * 10, 0, 5) }
      let study = Study.layer("park", Study.polygons(squares))
      let checks = try figures.map {
        try FigureCheck("park", $0, study, in: .laeaEurope, threads: 1)
      }
      #expect(checks.map(\.agrees) == agreed, "\(count)")
    }
    #expect(throws: InputError.self) {
      try parse(
        entry(
          "    references:\n"
            + "      - { what: A, measure: count, published: 1, allowed_difference: -1 }\n"))
    }
  }

  @Test func errorsNameTheirLine() {
    func error(_ text: String) -> InputError? {
      #expect(throws: InputError.self) { try parse(text) }
    }
    #expect(error("layers: 1\n")?.line == 1)
    let status = error(entry(status: "good"))
    #expect(status?.line == 10)
    #expect(status?.remedy?.text.contains("legal_text") == true)
    #expect(error(entry("    accuracy_m: -1\n"))?.line == 12)
    #expect(error(entry("    colour: red\n"))?.reason.contains("colour") == true)
    let measure = error(
      entry("    references:\n      - { what: W, measure: length, published: 1 }\n"))
    #expect(measure?.line == 13)
    // A figure that nobody has published is no figure.
    let published = error(entry("    references:\n      - { what: W, measure: count }\n"))
    #expect(published?.reason.contains("\"published\"") == true)
    let sum = error(
      entry("    references:\n      - { what: W, measure: sum, published: 1 }\n"))
    #expect(sum?.reason.contains("\"attribute\"") == true)
  }

  // MARK: The embedded one

  @Test func theSumsOfTheFilesAreRight() throws {
    let catalogue = try Catalogue.embedded()
    #expect(catalogue.entries.count == 15)
    for entry in catalogue.entries {
      let path = try #require(GeoData.path(of: entry.file), "\(entry.file)")
      #expect(Digest.sha256(try InputFile.bytes(of: path)) == entry.sha256, "\(entry.file)")
    }
  }

  @Test func theCountsAndSystemsAreRight() throws {
    for entry in try Catalogue.embedded().entries {
      let path = try #require(GeoData.path(of: entry.file))
      let layer = try LayerFormats.read(LayerSource(path: path))
      #expect(layer.count == entry.features, "\(entry.name)")
      #expect(layer.crs == entry.crs, "\(entry.name)")
      #expect(layer.notices.isEmpty, "\(entry.name): \(layer.notices)")
    }
  }

  @Test func everyFileIsCredited() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: #require(GeoData.folder))
      .filter { $0.hasSuffix(".geojson") || $0.hasSuffix(".csv") || $0.hasSuffix(".gpkg") }
    let entries = try Catalogue.embedded().entries
    #expect(Set(files) == Set(entries.map(\.file)))
    for entry in entries {
      for text in [
        entry.credits.title, entry.credits.source, entry.credits.licence, entry.credits.vintage,
      ] {
        #expect(!text.isEmpty, "\(entry.name)")
      }
      #expect(entry.credits.status != .unstated)
    }
  }

  @Test func statusesOfFeaturesAreKnown() throws {
    for entry in try Catalogue.embedded().entries {
      let layer = try LayerFormats.read(
        LayerSource(path: try #require(GeoData.path(of: entry.file))))
      guard let column = layer.attributes["status"] else { continue }
      for row in 0..<layer.count {
        guard let text = column.string(row) else { continue }
        #expect(SourceStatus(rawValue: text) != nil, "\(entry.name): \(text)")
      }
    }
  }
}
