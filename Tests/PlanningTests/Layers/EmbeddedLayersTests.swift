import Foundation
import GeoData
import GeoFormats
import Testing

@testable import GeoAlgorithms
@testable import GeoCore
@testable import PlanningIntegrity
@testable import PlanningStudies

/// What the embedded layers hold: sums and counts that their publishers or plain arithmetic give.
@Suite struct EmbeddedLayersTests {
  private let loader: LayerLoader

  init() throws { loader = LayerLoader(catalogue: try Catalogue.embedded()) }

  private func layer(_ name: String) throws -> Layer { try loader.load(name, name: name).layer }

  private func values(_ name: String, of layer: Layer) throws -> [Double] {
    let column = try #require(layer.attributes[name], "\(name)")
    return try (0..<layer.count).map { try #require(column.double($0), "\(name) \($0)") }
  }

  private func texts(_ name: String, of layer: Layer) throws -> [String] {
    let column = try #require(layer.attributes[name], "\(name)")
    return (0..<layer.count).map { column.string($0) ?? column.json($0) }
  }

  private func areal(_ name: String, where zone: String? = nil) throws -> ArealLayer {
    let filter = AttributeFilter(
      zone.map { [AttributeFilter.Condition(attribute: "zone", values: [$0])] } ?? [])
    return try ArealLayer(
      try loader.load(name, name: name, filter: filter), in: .laeaEurope, threads: 1)
  }

  // MARK: All of them

  @Test func theyHaveFourMegabytesAtMost() throws {
    let folder = try #require(GeoData.folder)
    let sizes = try FileManager.default.contentsOfDirectory(atPath: folder).map {
      try FileManager.default.attributesOfItem(atPath: "\(folder)/\($0)")[.size] as? Int ?? 0
    }
    #expect(sizes.reduce(0, +) <= 4_000_000)
  }

  @Test func everyPublishedFigureAgreesButForTheAdjacentSea() throws {
    let checks = try FigureCheck.all(
      for: loader.catalogue.entries.map(\.name), loader: loader, in: .laeaEurope, threads: 2)
    #expect(checks.count >= 25)
    #expect(checks.filter { !$0.agrees }.map(\.figure.what) == ["Adjacent sea area"])
  }

  @Test func theOpenDatabaseLicenceStays() throws {
    let shared = loader.catalogue.entries.filter { $0.credits.licence.hasPrefix("ODbL 1.0") }
    #expect(
      Set(shared.map(\.file)) == [
        "stations.csv", "sites.csv", "transit-stops.csv", "transit-lines.geojson",
      ])
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../GeoData/README.md")
    let read = try String(contentsOf: sources, encoding: .utf8)
    let words = try #require(read.range(of: "The ODbL ("))
    for entry in shared { #expect(read[words.lowerBound...].contains("`\(entry.file)`")) }
    for name in ["transit-stops", "transit-lines"] {
      #expect(loader.catalogue[name]?.credits.licence.contains("RTM") == true)
    }
    #expect(loader.catalogue["census-grid"]?.credits.licence.contains("CC BY 4.0") == true)
    for name in ["park-cells", "arrondissements", "quartiers", "income", "facilities"] {
      let licence = try #require(loader.catalogue[name]?.credits.licence)
      #expect(licence.hasPrefix("Licence Ouverte"), "\(name)")
    }
  }

  @Test func allPassTheCheckByName() throws {
    for entry in loader.catalogue.entries {
      let areas = ["communes", "arrondissements", "quartiers"].contains(entry.name)
      var report = CheckReport()
      let options = CheckOptions(
        rules: try RuleSelection(only: [], ignored: [], severities: []),
        coverage: areas ? TopologyRequest() : nil)
      let targets = try CheckTarget.all(named: entry.name)
      #expect(targets.map(\.reference) == [entry.path], "\(entry.name)")
      for target in targets {
        try IntegrityCheck.check(target, options: options, into: &report)
      }
      #expect(report.passes(), "\(entry.name): \(report.findings.map(\.message))")
      #expect(report.findings.allSatisfy { $0.severity == .info }, "\(entry.name)")
    }
    #expect(try CheckTarget.all(named: "no-such-layer") == [CheckTarget("no-such-layer")])
  }

  // MARK: People

  @Test func theCensusGridIsAGrid() throws {
    let study = try loader.load("census-grid", name: "people")
    let people = try PeopleSource(study, field: "people", in: .laeaEurope, threads: 1)
    #expect(!people.isPoints)
    #expect(people.rows.count == 2_323)
    #expect(people.rows.allSatisfy { $0.droppedReason == nil })
    #expect(people.total == 1_910_718)
    #expect(people.index.areas.allSatisfy { $0 == 1e6 })
  }

  @Test func sexesAndAgesSumToThePeople() throws {
    let grid = try layer("census-grid")
    func sum(_ names: String...) throws -> [Double] {
      try names.map { try values($0, of: grid) }
        .reduce(Array(repeating: 0, count: grid.count)) { zip($0, $1).map(+) }
    }
    let people = try values("people", of: grid)
    #expect(try sum("male", "female") == people)
    let ages = zip(try sum("under_15", "age_15_64", "age_65_plus"), people).map(-)
    #expect(ages.filter { $0 != 0 } == [1, 1])
  }

  @Test func peopleInTheMetropolisAreThoseOfTheLandShare() throws {
    let grid = try layer("census-grid")
    let people = try values("people", of: grid)
    let area = try values("share_in_metropolis", of: grid)
    let land = try values("land_share_in_metropolis", of: grid)
    let inside = try values("people_in_metropolis", of: grid)
    for row in 0..<grid.count {
      #expect((0...1).contains(area[row]) && (0...1).contains(land[row]))
      // Land is a part of the cell, so that the same ground is a larger share of it.
      #expect(land[row] >= area[row] - 1e-3, "\(row)")
      #expect(abs(inside[row] - people[row] * land[row]) <= 0.05 + 1e-9, "\(row)")
    }
    #expect(abs(inside.reduce(0, +) - 1_907_503.9) < 1e-6)
    let communes = Set(try texts("insee", of: try layer("communes")))
    #expect(Set(try texts("insee", of: grid)) == communes)
  }

  @Test func theShareOfACellIsThatOfItsArea() throws {
    let study = try loader.load("census-grid", name: "people")
    let people = try PeopleSource(study, field: "people", in: .laeaEurope, threads: 1)
    var areas = Array(repeating: 0.0, count: study.layer.count)
    for pair in OverlapPairs.all(people.index, try areal("communes").index) {
      areas[pair.a] += pair.area
    }
    for (area, share) in zip(areas, try values("share_in_metropolis", of: study.layer)) {
      #expect(abs(area / 1e6 - share) < 2e-4)
    }
  }

  @Test func theCoreOfTheParkKeepsOffInhabitedCellsOfLaCiotat() throws {
    let study = try loader.load("park-cells", name: "people")
    let people = try PeopleSource(study, field: "people", in: .laeaEurope, threads: 1)
    #expect(people.rows.count == 295)
    #expect(people.index.areas.allSatisfy { $0 == 40_000 })
    let core = try areal("national-park", where: "core_land")
    #expect(abs(core.netAreaSquareMeters / 1e4 - 7_544.6) < 0.1)
    let town = Box(minX: 3_960_800, minY: 2_239_000, maxX: 3_964_000, maxY: 2_243_200)
    let inhabited = Set(
      people.rows.indices.filter {
        let box = people.geometries.box(ofFeature: $0)
        return people.rows[$0].people > 0 && box.minX >= town.minX && box.maxX <= town.maxX
          && box.minY >= town.minY && box.maxY <= town.maxY
      })
    #expect(inhabited.count == 127)
    #expect(inhabited.reduce(0) { $0 + people.rows[$1].people } == 15_268.5)
    var expected = 0.0
    for pair in OverlapPairs.all(people.index, core.index) {
      #expect(!inhabited.contains(pair.a), "\(people.rows[pair.a].id)")
      expected += people.rows[pair.a].people * pair.area / 40_000
    }
    #expect(abs(expected - 3_000.2) < 0.1)
  }

  @Test func everyCommuneAndArrondissementHasAnIncome() throws {
    let income = try layer("income")
    let (codes, levels) = (try texts("insee", of: income), try texts("level", of: income))
    func at(_ level: String) -> Set<String> {
      Set(codes.indices.filter { levels[$0] == level }.map { codes[$0] })
    }
    #expect(at("commune") == Set(try texts("insee", of: try layer("communes"))))
    #expect(at("arrondissement") == Set(try texts("insee", of: try layer("arrondissements"))))
    let medians = try values("income_median_2011", of: income)
    #expect(medians[try #require(codes.firstIndex(of: "13203"))] == 7_435)
    #expect(medians.allSatisfy { (5_000...50_000).contains($0) })
  }

  // MARK: Marseille

  @Test func quartiersMakeUpTheArrondissements() throws {
    let (quarters, districts) = (try areal("quartiers"), try areal("arrondissements"))
    #expect(OverlapPairs.within(quarters.index, minArea: 0.1).isEmpty)
    #expect(abs(quarters.netAreaSquareMeters - districts.netAreaSquareMeters) < 1)
    let layer = quarters.study.layer
    let (codes, homes) = (try texts("id", of: layer), try texts("insee", of: layer))
    let known = try texts("insee", of: districts.study.layer)
    #expect(Set(codes).count == 111)
    #expect(Set(homes) == Set(known))
    var shared: [Int: Double] = [:]
    for pair in OverlapPairs.all(quarters.index, districts.index, minArea: 1) {
      #expect(known[pair.b] == homes[pair.a], "\(codes[pair.a])")
      shared[pair.a, default: 0] += pair.area
    }
    for (quarter, area) in quarters.index.areas.enumerated() {
      #expect(abs(area - (shared[quarter] ?? 0)) < 1, "\(codes[quarter])")
      #expect(codes[quarter].hasPrefix(homes[quarter]))
    }
  }

  @Test func stopsAndLinesAreOfOneNetwork() throws {
    let stops = try layer("transit-stops")
    let lines = Set(try texts("id", of: try layer("transit-lines")))
    for text in try texts("lines", of: stops) {
      for line in text.split(separator: " ") { #expect(lines.contains(String(line)), "\(line)") }
    }
    let (day, hours) = (
      try values("departures_saturday", of: stops),
      try values("departures_saturday_8_20", of: stops)
    )
    #expect(zip(day, hours).allSatisfy { $0 >= $1 && $1 >= 0 })
    #expect(day.reduce(0, +) == 218_618)
    #expect(hours.reduce(0, +) == 168_287)
    #expect(try values("departures_sunday", of: stops).reduce(0, +) == 129_965)
    let modes = Dictionary(grouping: try texts("mode", of: stops)) { $0 }.mapValues(\.count)
    #expect(modes == ["bus": 2_536, "tram": 87, "metro": 61, "ferry": 6])
  }

  @Test func facilitiesStandOnceAndInMarseille() throws {
    let places = try layer("facilities")
    #expect(Set(try texts("id", of: places)).count == places.count)
    let keys = zip(try texts("kind", of: places), try texts("name", of: places)).enumerated().map {
      let vertex = places.geometries.vertices(ofFeature: $0.offset).lowerBound
      let (x, y) = (places.geometries.x(vertex), places.geometries.y(vertex))
      #expect((5.28...5.54).contains(x) && (43.19...43.40).contains(y))
      return "\($0.element.0) \($0.element.1) \(x) \(y)"
    }
    #expect(Set(keys).count == 1_281)
    let kinds = Dictionary(grouping: try texts("kind", of: places)) { $0 }.mapValues(\.count)
    #expect(kinds["creche"] == 198)
    #expect(kinds["park_garden"] == 109)
    #expect(kinds.count == 10)
  }
}
