import Foundation
import TestSupport
import Testing

/// `overlaps` from files to files.
@Suite struct OverlapsTests {
  @Test func shapesThatTwoLayersShare() throws {
    let folder = try SmallLayers.folder()
    let result = try AmpGeoProcess.run(
      ["overlaps", "park.geojson", "port.geojson", "-o", "conflicts.geojson"], in: folder)
    result.expectSuccess()
    #expect(result.errors.contains("note: 1 pairs share"))
    #expect(result.errors.contains("1 agreed, 0 regridded, 0 disputed"))
    let features = try ParsedJSON(file: folder.file("conflicts.geojson"))["features"].items
    #expect(features.count == 1)
    // Park ends at 5.35 and port begins at 5.325: half of the park.
    let xs = features[0]["geometry"]["coordinates"][0].items.map { $0.numbers[0] }
    #expect(xs.min() == 5.325 && xs.max() == 5.35)
  }

  @Test func areasOnlyAgreeWithShapes() throws {
    let folder = try SmallLayers.folder()
    for output in [["-o", "pairs.csv", "--areas-only"], ["-o", "shapes.csv"]] {
      try AmpGeoProcess.run(["overlaps", "zones.geojson", "port.geojson"] + output, in: folder)
        .expectSuccess()
    }
    func areas(_ name: String) throws -> [Double] {
      let rows = try Files.text(name, in: folder).split(whereSeparator: \.isNewline)
        .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      let column = try #require(rows[0].firstIndex(of: "area_m2"))
      return rows.dropFirst().compactMap { Double($0[column]) }
    }
    let (pairs, shapes) = (try areas("pairs.csv"), try areas("shapes.csv"))
    #expect(pairs.count == 2 && shapes.count == 2)
    for (pair, shape) in zip(pairs, shapes) { #expect(abs(pair - shape) <= 0.1) }
  }

  /// An id names one feature in every command: 1, 1.0 and "1" are one, and two features with it are
  /// refused, as `check` finds them.
  @Test(arguments: ["1", "1.0", "\"1\""]) func repeatedIDsAreRefused(_ id: String) throws {
    let folder = try Scratch()
    let square = SmallLayers.rectangle(5.3, 43.2, 5.4, 43.3)
    try folder.write(
      "l.geojson",
      SmallLayers.collection(
        ["3", "1", id].map { SmallLayers.feature("{\"ID\":\($0),\"other\":\($0)}", square) }))
    try folder.write(
      "own.geojson", SmallLayers.collection(["{}", "{}"].map { SmallLayers.feature($0, square) }))
    try AmpGeoProcess.run(["convert", "l.geojson", "l.gpkg"], in: folder).expectSuccess()
    for name in ["l.geojson", "l.gpkg"] {
      for arguments in [
        [name], [name, "own.geojson"], ["own.geojson", name], [name, "--id", "ID"],
        [name, "--id", "other", "--areas-only"],
      ] {
        try AmpGeoProcess.run(["overlaps"] + arguments, in: folder)
          .expectFailure(65, saying: "two features have the same id: ")
      }
      let check = try AmpGeoProcess.run(["check", name, "--only", "S104"], in: folder)
      #expect(check.exitCode == 1 && check.output.contains("share the id \"1"))
    }
    try AmpGeoProcess.run(["overlaps", "own.geojson"], in: folder).expectSuccess()
  }

  /// Features are called by a column `id` and one of the names that there are, whatever their case;
  /// by others where they are named, of one layer or of both.
  @Test func featuresAreNamedByTheirColumns() throws {
    let folder = try Scratch()
    try folder.write(
      "a.geojson",
      SmallLayers.collection([
        SmallLayers.feature(
          id: nil, #"{"ID":"z9","NOM":"Nord","code":"N1"}"#,
          SmallLayers.rectangle(5.3, 43.2, 5.4, 43.3))
      ]))
    try folder.write(
      "b.geojson",
      SmallLayers.collection([
        SmallLayers.feature(
          id: nil, #"{"Id":7,"LIBELLE":"Parc","code":"P1"}"#,
          SmallLayers.rectangle(5.35, 43.2, 5.45, 43.3))
      ]))
    func names(_ more: [String]) throws -> [String?] {
      let run = try AmpGeoProcess.run(["overlaps", "a.geojson", "b.geojson"] + more, in: folder)
      run.expectSuccess()
      let properties = try ParsedJSON(run.output)["features"][0]["properties"]
      return ["a_id", "a_name", "b_id", "b_name"].map { properties[$0].string }
    }
    #expect(try names([]) == ["z9", "Nord", "7", "Parc"])
    #expect(try names(["--id", "code", "--name", "b=code"]) == ["N1", "Nord", "P1", "P1"])
    #expect(try names(["--id", "a=NOM"]) == ["Nord", "Nord", "7", "Parc"])
    try AmpGeoProcess.run(["overlaps", "a.geojson", "b.geojson", "--id", "NOM"], in: folder)
      .expectFailure(64, saying: "b.geojson: there is no attribute \"NOM\"", "Id, LIBELLE, code")
    try AmpGeoProcess.run(["overlaps", "a.geojson", "b.geojson", "--id", "c=x"], in: folder)
      .expectUsageError(saying: "--id names c", "a, b")
  }

  @Test func withinOneLayer() throws {
    let folder = try Scratch()
    try folder.write(
      "zones.geojson",
      SmallLayers.collection([
        SmallLayers.feature(id: "1", "{}", SmallLayers.rectangle(5.3, 43.2, 5.4, 43.3)),
        SmallLayers.feature(id: "2", "{}", SmallLayers.rectangle(5.35, 43.2, 5.45, 43.3)),
        SmallLayers.feature(id: "3", "{}", SmallLayers.rectangle(5.45, 43.2, 5.5, 43.3)),
      ]))
    let result = try AmpGeoProcess.run(["overlaps", "zones.geojson"], in: folder)
    result.expectSuccess()
    // 1 and 2 share area; 2 and 3 only touch.
    #expect(try ParsedJSON(result.output)["features"].items.count == 1)
  }

  @Test func invalidFeaturesAreRefused() throws {
    let folder = try SmallLayers.folder()
    try folder.write("bow.geojson", SmallLayers.bowTie)
    let arguments = ["overlaps", "zones.geojson", "bow.geojson"]
    try AmpGeoProcess.run(arguments, in: folder).expectFailure(
      65, saying: "bow.geojson: feature bow:", "Self-intersection", "--lenient")
    let lenient = try AmpGeoProcess.run(arguments + ["--lenient"], in: folder)
    lenient.expectSuccess()
    #expect(lenient.errors.contains("note: bow: feature bow left out"))
    #expect(try ParsedJSON(lenient.output)["features"].items.count == 1)
  }

  @Test func emptyLayersShareNothing() throws {
    let folder = try SmallLayers.folder()
    try folder.write("empty.geojson", SmallLayers.empty)
    let result = try AmpGeoProcess.run(["overlaps", "zones.geojson", "empty.geojson"], in: folder)
    result.expectSuccess()
    #expect(try ParsedJSON(result.output)["features"].items.isEmpty)
  }

  /// What is drawn is never shown without its bounds, which `--accuracy` can set.
  @Test func indicativePairsHaveBounds() throws {
    let folder = try Scratch()
    let stated = try AmpGeoProcess.run(
      ["overlaps", "port", "urban-renewal", "--areas-only", "--format", "csv"], in: folder)
    stated.expectSuccess()
    let lines = stated.output.split(separator: "\n")
    #expect(
      lines.first
        == "a_id,b_id,area_m2,share_of_a,share_of_b,area_low_m2,area_high_m2,status")
    #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(",indicative") })
    let exact = try AmpGeoProcess.run(
      [
        "overlaps", "port", "renewal=urban-renewal", "--areas-only", "--format", "csv",
        "--accuracy", "port=0", "--accuracy", "renewal=0",
      ], in: folder)
    for line in exact.output.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",")
      let areas = [2, 5, 6].compactMap { Double(cells[$0]) }
      #expect(areas.count == 3 && areas.allSatisfy { abs($0 - areas[0]) < 1e-3 })
    }
  }
}
