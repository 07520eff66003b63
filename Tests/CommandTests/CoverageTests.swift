import Foundation
import TestSupport
import Testing

/// `coverage` from files to files.
@Suite struct CoverageTests {
  /// A folder with the embedded layers as files of their own.
  private func folderWithFiles() throws -> Scratch {
    let folder = try Scratch()
    for arguments in [
      ["communes", "communes.gpkg", "--name", "communes"], ["national-park", "park.geojson"],
      ["port", "port.geojson"],
    ] {
      try AmpGeoProcess.run(["convert"] + arguments, in: folder).expectSuccess()
    }
    return folder
  }

  @Test func communesUnderParkAndPort() throws {
    let folder = try folderWithFiles()
    let result = try AmpGeoProcess.run(
      [
        "coverage", "--zones", "communes.gpkg:communes", "--layer", "park=park.geojson",
        "--layer", "port=port.geojson", "-o", "coverage.geojson",
      ], in: folder)
    result.expectSuccess()
    #expect(result.output.isEmpty)
    let features = try ParsedJSON(file: folder.file("coverage.geojson"))["features"].items
    #expect(features.count == 92)
    // The same as the main job finds from the embedded layers.
    let expected = try MainJobRun.collection("coverage.geojson")["features"].items
    for (own, other) in zip(features, expected) {
      #expect(own["id"] == other["id"])
      for column in ["area_m2", "port_area_m2", "port_share"] {
        let value = try #require(own["properties"][column].number)
        let known = try #require(other["properties"][column].number)
        #expect(abs(value - known) <= 1e-6 * max(1, known), "\(own["id"]) \(column)")
      }
      #expect(own["properties"]["park_share"].number != nil)
    }
  }

  @Test func sharesByHand() throws {
    let folder = try SmallLayers.folder()
    let result = try AmpGeoProcess.run(
      [
        "coverage", "--zones", "zones.geojson", "--zone-id", "code", "--population", "people",
        "--layer", "park.geojson", "--layer", "harbour=port.geojson", "-o", "-",
      ], in: folder)
    result.expectSuccess()
    let features = try ParsedJSON(result.output)["features"].items
    #expect(features.map { $0["id"].string } == ["13001", "13002"])
    let shares = features.flatMap { zone -> [Double] in
      ["park_share", "harbour_share"].map { zone["properties"][$0].number ?? .nan }
    }
    // Meridians bound all squares, and parallels bend alike: only the bend's part is left.
    for (found, expected) in zip(shares, [0.5, 0.75, 0, 0.5]) {
      #expect(abs(found - expected) < 1e-3)
    }
    #expect(features[1]["properties"]["park_area_m2"].number == 0)
  }

  @Test(arguments: ["csv", "ndjson", "geojsons", "gpkg"])
  func otherFormats(_ ending: String) throws {
    let folder = try SmallLayers.folder()
    let output = "out.\(ending)"
    try AmpGeoProcess.run(
      [
        "coverage", "--zones", "zones.geojson", "--zone-id", "code", "--layer", "park.geojson",
        "-o", output,
      ], in: folder
    ).expectSuccess()
    if ending == "csv" {
      let rows = try Files.text(output, in: folder).split(whereSeparator: \.isNewline)
      #expect(rows.count == 3)
      #expect(rows[0].contains("park_share"))
      return
    }
    let layers = try AmpGeoProcess.run(["layers", output, "--format", "json"], in: folder)
    let description = try ParsedJSON(layers.output)[0]
    #expect(description["features"].number == 2)
    let columns = description["columns"].items.compactMap { $0["name"].string }
    #expect(columns.contains("park_share"))
  }
}
