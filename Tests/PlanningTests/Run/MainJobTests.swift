import Foundation
import GeoAlgorithms
import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import GeoProjection
@testable import PlanningAccess
@testable import PlanningRun
@testable import PlanningStudies

/// The embedded plan on the embedded data.
@Suite struct MainJobTests {
  static let result = Result { () throws -> MainJob in
    try MainJob(
      try PlanReader.standard.embedded(), loader: LayerLoader(catalogue: try Catalogue.embedded()),
      threads: 2, phases: Phases())
  }
  private let job: MainJob
  private let coverage: CoverageAnalysis.Result
  private let accessibility: AccessibilityAnalysis.Result
  private let overlaps: OverlapAnalysis.Result
  private let covered: [String]

  init() throws {
    job = try Self.result.get()
    (coverage, accessibility, overlaps) = try Self.results(of: job)
    covered = try #require(job.plan.study(CoverageStudy.self)).layers
  }

  private static func results(
    of job: MainJob
  ) throws -> (CoverageAnalysis.Result, AccessibilityAnalysis.Result, OverlapAnalysis.Result) {
    (
      try #require(job.output(of: CoverageStudy.self)).result,
      try #require(job.output(of: AccessibilityStudy.self)).result,
      try #require(job.output(of: OverlapStudy.self)).result
    )
  }

  @Test func thereAre92Zones() {
    #expect(job.zones.count == 92)
    #expect(coverage.layer.count == 92)
    #expect(accessibility.layer.count == 92)
    #expect(job.zones.populations.allSatisfy { $0 != nil })
    #expect(job.zones.populations.compactMap { $0 }.reduce(0, +) == 1_939_077)
  }

  @Test func communesNeitherOverlapNorLeaveTheEllipsoid() {
    let sum = job.zones.areasSquareMeters.reduce(0, +)
    #expect(abs(sum / job.zones.areal.netAreaSquareMeters - 1) < 1e-5)
    #expect(abs(sum / job.geodesicZoneArea - 1) < 1e-5)
    // INSEE: about 3,149 km².
    #expect(abs(sum / 3.149e9 - 1) < 0.01)
  }

  @Test func sharesAreBetween0And1() throws {
    var seen = 0
    for layer in [coverage.layer, accessibility.layer, overlaps.layer] {
      for column in layer.attributes.columns
      where column.name.hasSuffix("_share") || column.name.hasPrefix("share_of_") {
        for row in 0..<layer.count {
          guard let share = column.double(row) else {
            #expect(column.kinds[row] == .null, "\(column.name)")
            continue
          }
          #expect((0...1).contains(share), "\(column.name)")
          seen += 1
        }
      }
    }
    #expect(seen > 92 * 50)
  }

  @Test func ledgersAddUp() {
    #expect(coverage.ledger.map(\.layer) == covered)
    for entry in coverage.ledger {
      let name = entry.layer
      let rows = coverage.layer.numbers("\(name)_area_m2").compactMap { $0 }.reduce(0, +)
      #expect(abs(rows - entry.insideSquareMeters) < 1, "\(name)")
      #expect(entry.outsideSquareMeters > -1, "\(name)")
      #expect(entry.netAreaSquareMeters <= entry.grossAreaSquareMeters + 1e-6, "\(name)")
      #expect(entry.dropped.isEmpty, "\(name)")
    }
  }

  @Test func publishedFiguresAgreeButForTheAdjacentSea() {
    #expect(job.figures.count >= 12)
    let apart = job.figures.filter { !$0.agrees }.map(\.figure.what)
    #expect(apart == ["Adjacent sea area"])
  }

  @Test func twoPriorityNeighbourhoodsOverlap() throws {
    let layer = overlaps.layer
    let row = try #require(
      (0..<layer.count).first {
        layer.ids[$0]?.text.contains("QN01332M") == true
          && layer.ids[$0]?.text.contains("QN01350M") == true
      })
    #expect(abs((layer.numbers("area_m2")[row] ?? 0) - 2.6) < 0.05)
    #expect(layer.strings("a_layer")[row] == "urban_renewal")
    #expect(overlaps.audits.disputed == 0)
  }

  @Test func accessibilityHasAFigureForEveryZone() throws {
    for name in try #require(job.plan.study(AccessibilityStudy.self)).destinations {
      let layer = accessibility.layer
      let p10 = layer.numbers("\(name)_distance_p10_m")
      let p50 = layer.numbers("\(name)_distance_p50_m")
      let p90 = layer.numbers("\(name)_distance_p90_m")
      for row in 0..<layer.count {
        let three = [p10[row], p50[row], p90[row]].compactMap { $0 }
        #expect(three.count == 3 && three == three.sorted(), "\(name) \(row)")
      }
    }
    let cells = accessibility.layer.numbers("sample_cells").compactMap { $0 }.reduce(0, +)
    #expect(Int(cells) == accessibility.cellCount)
  }

  /// Where the source says how exact it is, that and the 50 m of the communes' lines are allowed.
  @Test(arguments: ["stations", "sites", "town-halls"])
  func everyPlaceLiesInItsCommune(name: String) throws {
    let loader = LayerLoader(catalogue: try Catalogue.embedded())
    let study = try loader.load(name, name: "places")
    let communes = try job.zones.layer.geometries.transformed(to: .lambert93).geometries
    let places = try study.layer.geometries.transformed(to: .lambert93).geometries
    let rows = Dictionary(
      uniqueKeysWithValues: job.zones.ids.enumerated().map { ($1.text, $0) })
    let codes = study.layer.strings("insee")
    for place in 0..<places.count {
      let vertex = places.vertices(ofFeature: place).lowerBound
      let row = try #require(
        rows[codes[place] ?? ""], "\(study.layer.label(ofFeature: place)): \(codes[place] ?? "")")
      let hit = NearestIndex(communes.selecting([row])).nearest(
        x: places.x(vertex), y: places.y(vertex))
      let allowed = (study.accuraciesMeters[place] ?? 0) + 50
      #expect(
        (hit?.distance ?? .infinity) <= allowed,
        "\(study.layer.label(ofFeature: place)): \(hit?.distance ?? -1) m from \(codes[place] ?? "")"
      )
    }
  }

  @Test func theSummaryIsJSONAndTellsTheZones() throws {
    let data = Data(job.summary.pretty.utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let zones = try #require(object["zones"] as? [String: Any])
    #expect(zones["count"] as? Int == 92)
    #expect(zones["population"] as? Int == 1_939_077)
    #expect((object["coverage"] as? [Any])?.count == covered.count)
    #expect(job.summaryTable.count == covered.count)
  }

  @Test func outputsAreWrittenTogetherAndReadBack() throws {
    let scratch = try Scratch()
    let written = try job.write(to: scratch.path, threads: 2).written
    #expect(
      written.map { String($0.split(separator: "/").last ?? "") }
        == job.plan.outputs + [RunManifest.fileName])
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(Set(names) == Set(job.plan.outputs + [RunManifest.fileName]))
    let read = try LayerFormats.read(LayerSource(path: scratch.file("coverage.geojson")))
    #expect(read.count == 92)
    #expect(read.attributes.names == coverage.layer.attributes.names)
    for column in coverage.layer.attributes.columns {
      let values = try #require(read.attributes[column.name])
      #expect((0..<92).allSatisfy { values.json($0) == column.json($0) }, "\(column.name)")
    }
    #expect(read.foreignMembers.map(\.name) == ["amp_geo"])
    // Nothing half-written stays behind when a folder is not there.
    #expect(throws: OutputError.self) { try job.write(to: scratch.file("no"), threads: 1) }
  }

  @Test func oneThreadGivesTheSame() throws {
    let again = try MainJob(
      job.plan, loader: LayerLoader(catalogue: try Catalogue.embedded()), threads: 1,
      phases: Phases())
    let (coverage, accessibility, overlaps) = try Self.results(of: again)
    #expect(coverage.layer.attributes == self.coverage.layer.attributes)
    #expect(accessibility.layer.attributes == self.accessibility.layer.attributes)
    #expect(overlaps.layer.attributes == self.overlaps.layer.attributes)
    #expect(overlaps.layer.geometries == self.overlaps.layer.geometries)
    #expect(again.summary == job.summary)
  }
}
