import Foundation
import TestSupport
import Testing

/// Results in the system of the zones, and what one bad layer or ring costs.
@Suite struct ResultSystemTests {
  @Test(.enabled(if: Tools.has("ogrinfo"), "needs ogrinfo"))
  func resultsKeepTheSystemOfTheZones() throws {
    let folder = try SmallLayers.folder()
    let line = """
      $AMP_GEO convert zones.geojson zones.gpkg --to EPSG:2154 \
      && $AMP_GEO coverage -q --zones zones.gpkg --layer park.geojson -o c.gpkg \
      && $AMP_GEO overlaps -q zones.gpkg park.geojson -o o.gpkg \
      && $AMP_GEO coverage -q --zones zones.gpkg --layer park.geojson -o l.gpkg --to EPSG:3035 \
      && $AMP_GEO coverage -q --zones zones.gpkg --layer park.geojson -o c.geojson \
      && for f in c o l; do ogrinfo -so -al $f.gpkg | grep -E '^    ID|IDENTIFIER|DESCRIPTION'; done
      """
    let result = try AmpGeoProcess.shell(line, in: folder)
    result.expectSuccess()
    #expect(
      result.output.split(separator: "\n").filter { $0.hasPrefix("    ID") }
        == ["    ID[\"EPSG\",2154]]", "    ID[\"EPSG\",2154]]", "    ID[\"EPSG\",3035]]"])
    #expect(result.output.contains("IDENTIFIER=Coverage: zones"))
    #expect(result.output.contains("from zones, park."))
    let text = try String(contentsOfFile: folder.file("c.geojson"), encoding: .utf8)
    #expect(text.contains("[5.3,43.2]"))
    #expect(!text.contains("\"title\":\"Coverage"))
    let refused = try AmpGeoProcess.run(
      ["coverage", "--zones", "zones.gpkg", "--layer", "park.geojson", "--to", "EPSG:3035"],
      in: folder)
    #expect(refused.exitCode == 64)
  }

  @Test func aShortRingCostsItsFeature() throws {
    let folder = try SmallLayers.folder()
    let short = SmallLayers.feature(
      id: "\"short\"", "{}", SmallLayers.polygon([(5.3, 43.2), (5.4, 43.2), (5.3, 43.2)]))
    let sound = SmallLayers.feature(
      id: "\"sound\"", "{}", SmallLayers.rectangle(5.3, 43.2, 5.35, 43.3))
    try folder.write("mixed.geojson", SmallLayers.collection([short, sound]))
    let arguments = [
      "coverage", "--zones", "zones.geojson", "--zone-id", "code", "--layer", "mixed.geojson",
    ]
    #expect(try AmpGeoProcess.run(arguments, in: folder).exitCode == 65)
    let lenient = try AmpGeoProcess.run(arguments + ["--lenient"], in: folder)
    lenient.expectSuccess()
    #expect(
      lenient.errors.contains("feature short left out: invalid polygon: a ring has 3 vertices"))
    #expect(lenient.output.contains("\"mixed_share\":0.499999"))
  }

  @Test func tooLittleMemoryIsSaid() throws {
    let folder = try Scratch()
    let feature = SmallLayers.feature("{}", SmallLayers.rectangle(5.3, 43.2, 5.4, 43.3))
    let part = String(repeating: feature + ",\n", count: 500_000)
    try folder.write(
      "big.geojson", "{\"type\":\"FeatureCollection\",\"features\":[\n\(part)\(feature)]}")
    for limit in [200_000, 250_000, 400_000] {
      for command in ["convert big.geojson out.gpkg", "check big.geojson", "layers big.geojson"] {
        let result = try AmpGeoProcess.shell(
          "ulimit -v \(limit); $AMP_GEO \(command) --threads 1", in: folder)
        #expect(
          !result.wasKilled && result.exitCode == 70, "\(limit) \(command) \(result.exitCode)")
        #expect(result.errors.contains("of memory, and"), "\(result.errors)")
      }
    }
  }
}
