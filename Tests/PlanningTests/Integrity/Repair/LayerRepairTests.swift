import Foundation
import GeoAlgorithms
import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import GeoProjection
@testable import PlanningIntegrity
@testable import PlanningStudies

@Suite struct LayerRepairTests {
  private func layer(_ geometries: Geometries) -> Layer {
    Layer(
      name: "cells", geometries: geometries,
      ids: FeatureIDs((0..<geometries.count).map { FeatureID("cell \($0)") }), path: "cells.geojson"
    )
  }

  private func tessellation(_ seed: Int) -> Geometries {
    Tessellation.jitteredGrid(
      columns: 6, rows: 6, size: 60, inserted: 3, originX: Study.x, originY: Study.y,
      seed: UInt64(seed))
  }

  @Test func newIDsAreValuesInTheReport() throws {
    let cells = tessellation(1)
    var twice = layer(cells)
    twice.ids = FeatureIDs([twice.ids[0], twice.ids[0]] + twice.ids.dropFirst(2))
    var options = RepairOptions()
    options.renumbering = .duplicates
    let report = try LayerRepair.repaired(twice, options: options).report
    let text = report.json.compact
    #expect(text.contains(#""counts":[{"what":"ids changed","count":1}]"#))
    #expect(text.contains(#""new_id":"cell 0-2""#))
  }

  @Test func aCleanLayerStaysAsItIs() throws {
    let clean = layer(tessellation(1))
    let result = try LayerRepair.repaired(clean, options: .covering(0.5, gap: 5))
    #expect(result.report.isEmpty)
    #expect(result.layer.geometries == clean.geometries)
    #expect(result.report.ledger.changedSquareMeters == 0)
    let area = clean.geometries.areas().reduce(0, +)
    #expect(abs(result.report.ledger.beforeSquareMeters - area) < 1e-6)
  }

  @Test(arguments: 1...8)
  func aTornCoverageIsWholeAgainAndASecondRunChangesNothing(_ seed: Int) throws {
    let torn = PlantedFaults.disturbed(
      tessellation(seed), sway: 0.3, shift: 0.8, seed: UInt64(seed))
    let options = RepairOptions.covering(0.5, gap: 5)
    let result = try LayerRepair.repaired(layer(torn), options: options)
    let fixed = result.layer.geometries
    #expect(result.report.isSettled)
    #expect(!result.report.isRefused)
    #expect(result.report.ledger.featuresDropped == 0)
    #expect(try Overlay.invalidFeatures(Array(0..<fixed.count), in: fixed, threads: 1).isEmpty)
    #expect(OverlapPairs.within(PolygonIndex(fixed, threads: 1), minArea: 1e-6).isEmpty)
    let sum = fixed.areas().reduce(0, +)
    #expect(abs(result.report.ledger.afterSquareMeters - sum) < 1e-5)
    let again = try LayerRepair.repaired(result.layer, options: options)
    #expect(again.report.isEmpty)
    #expect(again.layer.geometries == fixed)
  }

  @Test(arguments: 1...6)
  func inDegreesTheWrittenFileIsWhatWasFixed(_ seed: Int) throws {
    let torn = try PlantedFaults.disturbed(
      tessellation(seed), sway: 0.3, shift: 0.8, seed: UInt64(seed)
    ).transformed(to: .wgs84).geometries
    let options = RepairOptions.covering(0.5, gap: 5, grid: OutputGrid(decimals: 7))
    let result = try LayerRepair.repaired(layer(torn), options: options)
    #expect(result.report.isSettled)
    let scratch = try Scratch()
    func write(_ layer: Layer, _ name: String) throws -> [UInt8] {
      let file = try OutputFile(scratch.file(name))
      try GeoJSONFormat().write([layer], to: file, options: WriteOptions())
      try file.commit()
      return try InputFile.bytes(of: scratch.file(name), padding: 0)
    }
    let first = try write(result.layer, "once.geojson")
    let read = try LayerFormats.read(LayerSource(path: scratch.file("once.geojson")))
    #expect(read.geometries == result.layer.geometries)
    let again = try LayerRepair.repaired(read, options: options)
    #expect(again.report.isEmpty)
    #expect(try write(again.layer, "twice.geojson") == first)
    let fixed = read.geometries
    #expect(try Overlay.invalidFeatures(Array(0..<fixed.count), in: fixed, threads: 1).isEmpty)
    #expect(
      OverlapPairs.within(PolygonIndex(fixed, threads: 1), minArea: 1e-16).isEmpty)
  }

  @Test func threadsDoNotMatter() throws {
    let torn = PlantedFaults.disturbed(tessellation(3), sway: 0.3, shift: 0.8, seed: 3)
    var options = RepairOptions.covering(0.5, gap: 5)
    let one = try LayerRepair.repaired(layer(torn), options: options)
    options.threads = 4
    let four = try LayerRepair.repaired(layer(torn), options: options)
    #expect(one.layer.geometries == four.layer.geometries)
    #expect(one.report.json == four.report.json)
  }

  @Test func aFeatureThatWouldChangeTooMuchIsNamed() throws {
    // Two of four strips, 0.5 wide, overlap half of each other.
    let strips = Study.polygons([
      Study.rectangle(0, 0, 0.5, 100), Study.rectangle(0.25, 0, 0.5, 100),
    ])
    var options = RepairOptions.covering(0.01, gap: 1)
    options.maxChange = 0.01
    let result = try LayerRepair.repaired(layer(strips), options: options)
    #expect(result.report.isRefused)
    #expect(result.report.refusals.map(\.feature) == ["cell 1"])
    #expect(abs((result.report.refusals.first?.share ?? 0) - 0.5) < 1e-6)
  }

  @Test func aChangeIsWhatIsLostAndGainedOfTheEnclosedArea() throws {
    let bowTie = Study.polygons([
      [
        (Study.x, Study.y), (Study.x + 10, Study.y + 10), (Study.x + 10, Study.y),
        (Study.x, Study.y + 10),
      ]
    ])
    let result = try LayerRepair.repaired(layer(bowTie), options: RepairOptions())
    #expect(result.report.changes.isEmpty)
    #expect(abs(result.report.ledger.beforeSquareMeters - 50) < 1e-6)
    #expect(result.layer.geometries.kinds == [.multiPolygon])
  }

  @Test func aSliverOfWhichNothingIsLeftIsDroppedByNameOnly() throws {
    let layer = layer(
      Study.polygons([Study.square(0, 0, 100), Study.rectangle(200, 0, 0.2, 50)]))
    var options = RepairOptions()
    options.minWidthMeters = 1
    let refused = try LayerRepair.repaired(layer, options: options)
    #expect(refused.report.isRefused)
    options.maxChange = 1
    let result = try LayerRepair.repaired(layer, options: options)
    #expect(!result.report.isRefused)
    #expect(result.layer.ids == [FeatureID("cell 0")])
    #expect(result.report.ledger.featuresDropped == 1)
    #expect(result.report.changes.map(\.isDropped) == [true])
  }

  @Test func otherKindsPassThrough() throws {
    var mixed = Study.points([(0, 0), (5, 5)])
    mixed.beginFeature(.geometryCollection)
    mixed.setMembers([])
    mixed.beginFeature(.null)
    let result = try LayerRepair.repaired(layer(mixed), options: .covering(0.5, gap: 5))
    #expect(result.report.isEmpty)
    #expect(result.report.passedThrough == 1)
    #expect(result.layer.geometries == mixed)
  }

  /// A star of 301 points, each edge of which crosses all others but its neighbours.
  @Test func aScribbleIsRefused() throws {
    let corners = (0..<301).map { i -> (Double, Double) in
      let angle = Double(i * 150) * 2 * .pi / 301
      return (Study.x + 100 * cos(angle), Study.y + 100 * sin(angle))
    }
    let error = #expect(throws: InputError.self) {
      try LayerRepair.repaired(layer(Study.polygons([corners])), options: RepairOptions())
    }
    #expect(error?.reason.hasPrefix("feature cell 0: its edges meet in so many places") == true)
    #expect(error?.remedy == "draw it anew, or remove it")
  }

  @Test func aPreferredFieldThatIsNotThereIsRefused() throws {
    var options = RepairOptions.covering(0.5, gap: 5)
    options.preferredField = "rank"
    #expect(throws: InputError.self) {
      try LayerRepair.repaired(layer(tessellation(1)), options: options)
    }
  }

  @Test func greaterValuesRankHigher() {
    var column = Column("rank")
    column.append(3)
    column.append(12.5)
    column.appendNull()
    column.append("b")
    column.append("a")
    column.append(3)
    #expect(SettleCoverage.ranks(of: column) == [3, 4, 0, 2, 1, 3])
  }

  @Test func idsAreMadeUnique() {
    let ids = [
      FeatureID(number: 7), nil, FeatureID(number: 7), FeatureID("a"), FeatureID("a"),
      FeatureID("a-2"), FeatureID("a"),
    ]
    let unique = RenumberIDs.unique(ids)
    #expect(unique.map { $0?.text } == ["7", "8", "9", "a", "a-3", "a-2", "a-4"])
    #expect(RenumberIDs.unique(unique) == unique)
    #expect(RenumberIDs.unique([nil, nil]) == [nil, nil])
  }
}
