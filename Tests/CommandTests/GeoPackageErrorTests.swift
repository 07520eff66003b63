import Foundation
import TestSupport
import Testing

/// Files that end in `.gpkg` and are no sound GeoPackage.
@Suite struct GeoPackageErrorTests {
  /// Lengths of a file that was cut off; less than none counts from the end.
  @Test(arguments: [50, 20_000, -5_000, -1])
  func truncated(_ length: Int) throws {
    let folder = try SmallLayers.folder()
    let whole = try Files.bytes("results/amp-geo.gpkg", in: MainJobRun.finished().folder)
    let end = length > 0 ? length : whole.count + length
    try folder.write("cut.gpkg", Array(whole[..<end]))
    for arguments in [
      ["layers", "cut.gpkg"], ["convert", "cut.gpkg:coverage", "-"],
      ["coverage", "--zones", "cut.gpkg:coverage", "--layer", "park.geojson"],
    ] {
      let result = try AmpGeoProcess.run(arguments, in: folder)
      result.expectFailure(65, saying: "cut.gpkg:", "the file is damaged", "export it again")
      #expect(result.output.isEmpty)
    }
    let check = try AmpGeoProcess.run(["check", "cut.gpkg"], in: folder)
    #expect(check.exitCode == 65)
    #expect(check.output.hasPrefix("cut.gpkg\n  error S101 unreadable\n    the file is damaged"))
  }

  @Test func anotherSQLiteFile() throws {
    let folder = try Scratch()
    // A SQLite database of one empty page of 4096 bytes: version 3, no tables.
    var page = [UInt8](repeating: 0, count: 4096)
    page.replaceSubrange(0..<16, with: Array("SQLite format 3\0".utf8))
    page.replaceSubrange(16..<24, with: [0x10, 0, 1, 1, 0, 64, 32, 32])
    page[27] = 1  // change counter
    page[31] = 1  // pages
    page[47] = 4  // schema format
    page[59] = 1  // UTF-8
    page[95] = 1  // the change counter that the page count belongs to
    page.replaceSubrange(100..<108, with: [0x0D, 0, 0, 0, 0, 0x10, 0, 0])
    try folder.write("plain.gpkg", page)
    try AmpGeoProcess.run(["layers", "plain.gpkg"], in: folder).expectFailure(
      65, saying: "plain.gpkg:", "not a GeoPackage", "no gpkg_contents", "ogr2ogr")
  }

  @Test(arguments: ["", "hello\n", "{\"type\":\"FeatureCollection\",\"features\":[]}"])
  func noDatabaseAtAll(_ text: String) throws {
    let folder = try Scratch()
    try folder.write("text.gpkg", text)
    try AmpGeoProcess.run(["layers", "text.gpkg"], in: folder).expectFailure(
      65, saying: "text.gpkg:", "not a GeoPackage")
    let check = try AmpGeoProcess.run(["check", "text.gpkg", "--format", "json"], in: folder)
    #expect(check.exitCode == 65)
    let finding = try ParsedJSON(check.output)["findings"][0]
    #expect(finding["code"].string == "S101")
    #expect(finding["file"].string == "text.gpkg")
  }

  @Test func layerThatIsNotThere() throws {
    let folder = try SmallLayers.folder()
    try AmpGeoProcess.run(["convert", "zones.geojson", "zones.gpkg"], in: folder).expectSuccess()
    try AmpGeoProcess.run(["layers", "zones.gpkg:nope"], in: folder).expectFailure(
      64, saying: "zones.gpkg:", "no layer nope", "it holds zones")
  }
}
