import TestSupport
import Testing

/// `--baseline` and `--write-baseline`.
@Suite struct CheckBaselineTests {
  private static func bow(_ id: String, east: Double) -> String {
    SmallLayers.feature(
      id: "\"\(id)\"", "{}",
      SmallLayers.polygon([
        (5.3, 43.2), (east, 43.3), (east, 43.2), (5.3, 43.3), (5.3, 43.2),
      ]))
  }

  private func folder(_ features: [String]) throws -> Scratch {
    let folder = try Scratch()
    try folder.write("in.geojson", SmallLayers.collection(features))
    return folder
  }

  private func check(_ arguments: String..., in folder: Scratch) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(["check", "in.geojson"] + arguments, in: folder)
  }

  @Test func onlyNewFindingsFail() throws {
    let old = Self.bow("old", east: 5.5)
    let folder = try folder([old])
    let recorded = try check("--only", "V", "--write-baseline", "b.json", in: folder)
    recorded.expectSuccess()
    #expect(recorded.output.hasPrefix("pass: 1 layer, 1 features, 0 errors, 0 warnings, "))
    let known = try check("--only", "V", "--baseline", "b.json", in: folder)
    known.expectSuccess()
    #expect(known.output == recorded.output && known.errors.isEmpty)

    // Another place in the file, and one more: only that one fails.
    try folder.write("in.geojson", SmallLayers.collection([Self.bow("new", east: 5.6), old]))
    let more = try check("--only", "V", "--baseline", "b.json", in: folder)
    #expect(more.exitCode == 1)
    #expect(more.output.contains("feature new: "))
    #expect(!more.output.contains("feature old"))
    #expect(more.output.hasSuffix(" known\n"))

    let json = try ParsedJSON(
      check("--only", "V", "--baseline", "b.json", "--format", "json", in: folder).output)
    #expect(json["findings"].items.allSatisfy { $0["features"][0].string == "new" })
    #expect(json["counts"]["error"].number.map { $0 > 0 } == true)
    let sarif = try ParsedJSON(
      check("--only", "V", "--baseline", "b.json", "--format", "sarif", in: folder).output)
    let states = sarif["runs"][0]["results"].items.map { $0["baselineState"].string }
    #expect(Set(states) == ["new", "unchanged"])
  }

  @Test func goneFindingsAreNoted() throws {
    let folder = try folder([Self.bow("a", east: 5.5)])
    try check("--only", "V", "--write-baseline", "b.json", in: folder).expectSuccess()
    try folder.write("in.geojson", SmallLayers.park)
    let result = try check("--only", "V", "--baseline", "b.json", in: folder)
    result.expectSuccess()
    #expect(result.errors.contains("gone: write it anew"))
    #expect(try check("--only", "V", "--baseline", "b.json", "-q", in: folder).errors.isEmpty)
    // Rules that were not applied have lost nothing.
    #expect(try check("--only", "S", "--baseline", "b.json", in: folder).errors.isEmpty)
  }

  @Test func writtenTheSameAgain() throws {
    let folder = try folder([Self.bow("a", east: 5.5), Self.bow("b", east: 5.6)])
    try check("--write-baseline", "b.json", in: folder).expectSuccess()
    try check("--baseline", "b.json", "--write-baseline", "c.json", in: folder).expectSuccess()
    #expect(try Files.text("b.json", in: folder) == Files.text("c.json", in: folder))
  }

  @Test func severerIsNew() throws {
    let folder = try folder([SmallLayers.feature(id: "\"a\"", "{}", "null")])
    try check("--write-baseline", "b.json", in: folder).expectSuccess()
    let result = try check("--baseline", "b.json", "--severity", "S103=error", in: folder)
    #expect(result.exitCode == 1)
    #expect(result.output.contains("no geometry, worse than in the baseline"))
  }

  @Test func unreadableFilesFailAllTheSame() throws {
    let folder = try Scratch()
    try folder.write("in.geojson", BadLayers.cut)
    #expect(try check("--write-baseline", "b.json", in: folder).exitCode == 65)
    #expect(try check("--baseline", "b.json", in: folder).exitCode == 65)
  }

  @Test func brokenBaselines() throws {
    let folder = try folder([Self.bow("a", east: 5.5)])
    try folder.write("b.json", "{\n  \"baseline\": 1,\n  \"findings\": [nothing]\n}\n")
    try check("--baseline", "b.json", in: folder).expectFailure(
      65, saying: "b.json:3:16:", "write it anew")
    try check("--baseline", "nope.json", in: folder).expectFailure(66, saying: "nope.json")
    try check("--write-baseline", "no/b.json", in: folder).expectFailure(73, saying: "no/b.json")
  }
}
