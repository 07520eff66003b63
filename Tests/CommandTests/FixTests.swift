import Foundation
import TestSupport
import Testing

@Suite struct FixTests {
  /// Three squares by hand: the second is not closed, the third repeats a point.
  private static let broken = """
    {"type":"FeatureCollection","source":{"a":[1, 2]},"features":[
    {"type":"Feature","id":"one","properties":{"b":1.50,"a":"é"},"extra":7,"geometry":\
    {"type":"Polygon","coordinates":[[[5,43],[5.1,43],[5.1,43.1],[5,43.1],[5,43]]]}},
    {"type":"Feature","id":2,"properties":{"a":null,"b":1e3},"geometry":\
    {"type":"Polygon","coordinates":[[[5.1,43],[5.2,43],[5.2,43.1],[5.1,43.1]]]}},
    {"type":"Feature","properties":{},"geometry":\
    {"type":"Polygon","coordinates":[[[5.2,43],[5.3,43],[5.3,43],[5.3,43.1],[5.2,43.1],[5.2,43]]]}}
    ]}
    """

  private func fix(_ arguments: [String], in folder: Scratch) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(["fix"] + arguments, in: folder)
  }

  @Test func repairsAndKeepsTheRest() throws {
    let folder = try Scratch()
    try folder.write("in.geojson", Self.broken)
    let run = try fix(["in.geojson", "-o", "out.geojson"], in: folder)
    #expect(run.exitCode == 0)
    #expect(run.output.contains("feature 2: rings closed: 1"))
    #expect(run.output.contains("feature #3: repeated points dropped: 1"))
    #expect(run.output.contains("features: 3 in = 3 out + 0 dropped"))
    let text = try Files.text("out.geojson", in: folder)
    #expect(text.contains(#""source":{"a":[1, 2]}"#))
    #expect(text.contains(#""id":"one","properties":{"b":1.50,"a":"é"},"extra":7"#))
    #expect(text.contains(#""id":2,"properties":{"a":null,"b":1e3}"#))
    #expect(text.contains("[[5.1,43],[5.2,43],[5.2,43.1],[5.1,43.1],[5.1,43]]"))
    let check = try AmpGeoProcess.run(["check", "out.geojson"], in: folder)
    #expect(check.exitCode == 0)
    #expect(check.output.contains("0 errors, 0 warnings"))
  }

  /// The area that `coverage` has too, on the file's own digits. Expected: pyproj, with many vertices
  /// along the edges, which may be 3 cm off; without them it is 43,813,094 m².
  @Test func theLedgerHasTheAreaOfTheFile() throws {
    let folder = try Scratch()
    func ledger(_ ring: String) throws -> (before: Double, after: Double, coverage: Double) {
      try folder.write(
        "in.geojson",
        """
        {"type":"FeatureCollection","features":[{"type":"Feature","id":"a","properties":{},\
        "geometry":{"type":"Polygon","coordinates":[\(ring)]}}]}
        """)
      let run = try fix(["in.geojson", "--dry-run", "--format", "json"], in: folder)
      let ledger = try ParsedJSON(run.output)["ledger"]
      let coverage = try AmpGeoProcess.run(
        ["coverage", "--zones", "in.geojson", "--layer", "in.geojson", "--format", "csv", "-q"],
        in: folder)
      let figure = coverage.output.split(separator: "\n")[1].split(separator: ",")[1]
      return (
        try #require(ledger["area_before_m2"].number), try #require(ledger["area_after_m2"].number),
        try #require(Double(figure))
      )
    }
    let wide = try ledger("[[5,45],[5.1,45],[5.1,45.1],[5,45]]")
    #expect(abs(wide.before - 43_786_791) < 300 && abs(wide.after - wide.before) < 0.01)
    #expect(abs(wide.coverage - wide.before) < 0.01)
    let fine = try ledger(
      """
      [[5.370391905658662,43.37993101523095],[5.370320594028873,43.38083156066785],\
      [5.369091597502314,43.380775950474785],[5.369162927936889,43.37987540603018],\
      [5.370391905658662,43.37993101523095]]
      """)
    #expect(abs(fine.before - fine.coverage) < 0.001 && abs(fine.after - fine.before) > 0.5)
  }

  @Test func aSecondRunWritesTheSameBytes() throws {
    let folder = try Scratch()
    try folder.write("in.geojson", Self.broken)
    _ = try fix(["in.geojson", "-o", "once.geojson", "--max-gap", "1"], in: folder)
    let again = try fix(["once.geojson", "-o", "twice.geojson", "--max-gap", "1"], in: folder)
    #expect(again.output.contains("nothing to repair"))
    #expect(
      try Files.bytes("once.geojson", in: folder) == Files.bytes("twice.geojson", in: folder))
  }

  @Test func aDryRunWritesNothing() throws {
    let folder = try Scratch()
    try folder.write("in.geojson", Self.broken)
    let run = try fix(
      ["in.geojson", "-o", "out.geojson", "--dry-run", "--format", "json"], in: folder)
    #expect(run.exitCode == 0)
    let report = try ParsedJSON(run.output)
    #expect(report["verdict"].string == "fixed")
    #expect(report["ledger"]["features_in"].number == 3)
    #expect(report["steps"].items.contains { $0["name"].string == "close" })
    #expect(Files.names(in: folder) == ["in.geojson"])
  }

  @Test func refusesWhatChangesTooMuch() throws {
    let folder = try Scratch()
    // The hole sticks out of its shell by half.
    try folder.write(
      "in.geojson",
      SmallLayers.collection([
        """
        {"type":"Feature","id":"x","properties":{},"geometry":{"type":"Polygon","coordinates":[\
        [[5,43],[5.1,43],[5.1,43.1],[5,43.1],[5,43]],\
        [[5.05,43.05],[5.05,43.06],[5.15,43.06],[5.15,43.05],[5.05,43.05]]]}}
        """
      ]))
    let run = try fix(["in.geojson", "-o", "out.geojson"], in: folder)
    #expect(run.exitCode == 1)
    #expect(run.output.contains("refused: feature x would change by"))
    #expect(!Files.exists("out.geojson", in: folder))
    #expect(try fix(["in.geojson", "--dry-run"], in: folder).exitCode == 1)
    let allowed = try fix(["in.geojson", "-o", "out.geojson", "--max-change", "10%"], in: folder)
    #expect(allowed.exitCode == 0)
    #expect(try AmpGeoProcess.run(["check", "out.geojson"], in: folder).exitCode == 0)
  }

  /// A ring of three positions encloses as little as one of four on a line.
  @Test(arguments: ["[5,43],[5.1,43],[5,43]", "[5,43],[5.1,43],[5.05,43],[5,43]"])
  func refusesToDropAFeatureOfNoArea(_ ring: String) throws {
    let folder = try Scratch()
    try folder.write(
      "in.geojson",
      SmallLayers.collection([
        #"{"type":"Feature","id":"x","properties":{},"geometry":"#
          + #"{"type":"Polygon","coordinates":[[\#(ring)]]}}"#
      ]))
    let run = try fix(["in.geojson", "-o", "out.geojson", "--format", "json"], in: folder)
    #expect(run.exitCode == 1)
    let report = try ParsedJSON(run.output)
    #expect(report["verdict"].string == "refused")
    #expect(report["changes"].items.count == 1)
    #expect(!Files.exists("out.geojson", in: folder))
  }

  @Test func aFileOfAnotherSystemIsNotReprojectedInPlace() throws {
    let folder = try Scratch()
    let text = """
      {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:2154"}},\
      "features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":\
      [[[890000,6250000],[890100,6250000],[890100,6250100],[890000,6250000]]]}}]}
      """
    try folder.write("in.geojson", text)
    let refused = try fix(["in.geojson", "--in-place"], in: folder)
    #expect(refused.exitCode == 64)
    #expect(refused.errors.contains("EPSG:2154"))
    #expect(try Files.text("in.geojson", in: folder) == text)
    #expect(try fix(["in.geojson", "-o", "out.geojson"], in: folder).exitCode == 0)
  }

  @Test func theInputIsWrittenOnlyWhenAskedFor() throws {
    let folder = try Scratch()
    try folder.write("in.geojson", Self.broken)
    let refused = try fix(["in.geojson", "-o", "./in.geojson"], in: folder)
    #expect(refused.exitCode == 64)
    #expect(refused.errors.contains("--in-place"))
    #expect(try Files.text("in.geojson", in: folder) == Self.broken)
    #expect(try fix(["in.geojson"], in: folder).exitCode == 64)
    #expect(try fix(["in.geojson", "--in-place"], in: folder).exitCode == 0)
    #expect(try AmpGeoProcess.run(["check", "in.geojson"], in: folder).exitCode == 0)
  }

  @Test func writesOtherFormatsAndToAStream() throws {
    let folder = try Scratch()
    try folder.write("in.geojson", Self.broken)
    #expect(try fix(["in.geojson", "-o", "out.gpkg"], in: folder).exitCode == 0)
    #expect(try fix(["out.gpkg", "-o", "back.geojson"], in: folder).exitCode == 0)
    let stream = try fix(["in.geojson", "-o", "-"], in: folder)
    #expect(try ParsedJSON(stream.output)["features"].items.count == 3)
    #expect(stream.errors.contains("rings closed"))
  }

  @Test func stepsAreListedAndSkipped() throws {
    let folder = try Scratch()
    try folder.write("in.geojson", Self.broken)
    #expect(try fix(["--list-steps"], in: folder).output.contains("settle"))
    let run = try fix(["in.geojson", "-o", "out.geojson", "--skip", "close"], in: folder)
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("amp-geo fix"))
    #expect(
      try fix(["in.geojson", "-o", "o.geojson", "--skip", "nothing"], in: folder).exitCode == 64)
    let kept = try fix(["in.geojson", "-o", "out.geojson", "--skip", "points"], in: folder)
    #expect(kept.exitCode == 0)
    #expect(try Files.text("out.geojson", in: folder).contains("[5.3,43],[5.3,43]"))
  }

  @Test func theEmbeddedCommunesNeedNothing() throws {
    let folder = try Scratch()
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../GeoData/communes.geojson").path
    let run = try fix(
      [path, "-o", "out.geojson", "--max-gap", "1", "--max-overlap", "1"], in: folder)
    #expect(run.exitCode == 0)
    #expect(run.output.contains("nothing to repair"))
  }
}
