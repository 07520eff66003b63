import TestSupport
import Testing

/// `check --coverage` as people call it.
@Suite struct CheckCoverageTests {
  /// Two squares of about 80 m that overlap by about 8 m, and a boundary around both.
  private static func folder() throws -> Scratch {
    let folder = try Scratch()
    func polygon(_ id: Int, _ west: String, _ east: String) -> String {
      """
      {"type":"Feature","id":\(id),"properties":{},"geometry":{"type":"Polygon","coordinates":\
      [[[\(west),43.3],[\(east),43.3],[\(east),43.301],[\(west),43.301],[\(west),43.3]]]}}
      """
    }
    let zones = [polygon(1, "5.3", "5.301"), polygon(2, "5.3009", "5.302")]
    try folder.write(
      "zones.geojson",
      #"{"type":"FeatureCollection","features":[\#(zones.joined(separator: ","))]}"#)
    try folder.write(
      "boundary.geojson",
      #"{"type":"FeatureCollection","features":[\#(polygon(1, "5.3", "5.302"))]}"#)
    return folder
  }

  private func check(_ more: [String], in folder: Scratch) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(["check", "zones.geojson"] + more, in: folder)
  }

  @Test func withoutTheFlagOverlapsAreNotLookedFor() throws {
    let run = try check([], in: try Self.folder())
    #expect(run.exitCode == 0)
  }

  @Test func anOverlapFails() throws {
    let run = try check(
      ["--coverage", "--format", "json", "--boundary", "boundary.geojson", "--timings"],
      in: try Self.folder())
    #expect(run.exitCode == 1)
    let found = try ParsedJSON(run.output)["findings"]
    #expect(found[0]["code"].string == "C201")
    #expect(found[0]["features"][1].string == "2")
    let area = try #require(found[0]["area_m2"].number)
    #expect(abs(area - 8.12 * 111.1) < 10)
    #expect(found[0]["kind"].string == "conflict")
    #expect(run.errors.contains("\"coverage\""))
  }

  @Test func theShapeIsLaidOverAMap() throws {
    let run = try check(
      ["--coverage", "--format", "geojson", "--fail-on", "never"], in: try Self.folder())
    #expect(run.exitCode == 0)
    #expect(try ParsedJSON(run.output)["features"][0]["geometry"]["type"].string == "Polygon")
  }

  @Test func optionsThatDoNotGoTogetherAreRefused() throws {
    let folder = try Self.folder()
    try check(["--max-gap", "2"], in: folder).expectUsageError(saying: "--coverage")
    try check(["--boundary", "boundary.geojson"], in: folder)
      .expectUsageError(saying: "--coverage")
    try check(["--coverage", "--max-gap", "nan"], in: folder)
      .expectUsageError(saying: "--max-gap")
    try check(["--only", "C201"], in: folder).expectUsageError(saying: "--coverage")
  }
}
