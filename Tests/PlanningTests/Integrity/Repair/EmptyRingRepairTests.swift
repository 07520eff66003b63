import GeoFormats
import TestSupport
import Testing

@testable import GeoCore
@testable import PlanningIntegrity

@Suite struct EmptyRingRepairTests {
  private static let text = """
    {"type":"FeatureCollection","features":[
    {"type":"Feature","id":"a","properties":{},"geometry":{"type":"Polygon",
    "coordinates":[[[5,43],[5.1,43],[5.1,43.1],[5,43]],[]]}},
    {"type":"Feature","id":"b","properties":{},"geometry":{"type":"MultiPolygon",
    "coordinates":[[[],[[5.02,43.01],[5.03,43.02],[5.03,43.01],[5.02,43.01]]],
    [[[6,43],[6.1,43],[6.1,43.1],[6,43]]]]}}]}
    """

  @Test func theReaderLeavesThemOutAndSaysSo() throws {
    let folder = try Scratch()
    let path = try folder.write("in.geojson", Self.text)
    let layer = try LayerFormats.read(LayerSource(path: path))
    #expect(layer.emptyRings == [0: 1, 1: 1])
    #expect(layer.readingNotes == ["2 rings have no vertex and are left out, first of feature a"])
    #expect((0..<2).map { layer.geometries.rings(ofFeature: $0).count } == [1, 1])
  }

  @Test func fixBooksThem() throws {
    let folder = try Scratch()
    let path = try folder.write("in.geojson", Self.text)
    var read = ReadOptions()
    read.closesRings = true
    let layer = try LayerFormats.read(LayerSource(path: path), options: read)
    let report = try LayerRepair.repaired(layer, options: RepairOptions()).report
    let entries = try #require(report.steps.first { $0.name == "close" }).entries
    #expect(entries.map(\.feature) == ["a", "b"])
    #expect(entries.allSatisfy { $0.action.text == "rings without vertices dropped: 1" })
    #expect(report.changes.isEmpty)
  }
}
