import PlanningRun
import TestSupport
import Testing

/// The program's words and figures, byte for byte. `make golden` writes the files anew.
@Suite struct GoldenTests {
  private func output(_ arguments: [String], exitCode: Int32 = 0) throws -> String {
    let folder = try SmallLayers.folder()
    try folder.write("bow.geojson", SmallLayers.bowTie)
    let result = try AmpGeoProcess.run(arguments, in: folder, environment: ["COLUMNS": "80"])
    #expect(result.exitCode == exitCode, "\(result.errors)")
    return result.output
  }

  @Test func goldenHelp() throws {
    try Golden.expect(output(["--help"]), "help.txt")
  }

  @Test func goldenCoverage() throws {
    let result = try output([
      "coverage", "--zones", "zones.geojson", "--zone-id", "code", "--population", "people",
      "--layer", "park.geojson", "--layer", "port.geojson",
    ])
    try Golden.expect(Golden.masked(result), "coverage.geojson")
  }

  @Test func goldenOverlaps() throws {
    let result = try output(["overlaps", "zones.geojson", "port.geojson"])
    try Golden.expect(Golden.masked(result), "overlaps.geojson")
  }

  @Test func goldenAreasOnly() throws {
    let result = try output([
      "overlaps", "zones.geojson", "port.geojson", "--areas-only", "--format", "csv",
    ])
    try Golden.expect(Golden.masked(result), "overlaps.csv")
  }

  @Test(arguments: [
    ("text", "txt"), ("json", "json"), ("jsonl", "jsonl"), ("geojson", "geojson"),
    ("sarif", "sarif"), ("junit", "xml"), ("github", "github.txt"),
  ])
  func goldenCheck(_ format: String, _ ending: String) throws {
    let result = try output(["check", "bow.geojson", "--format", format], exitCode: 1)
    try Golden.expect(result, "check.\(ending)")
  }

  @Test func goldenCheckOfUnreadable() throws {
    let folder = try Scratch()
    try folder.write("open.geojson", BadLayers.open)
    try folder.write("cut.geojson", BadLayers.cut)
    let result = try AmpGeoProcess.run(["check", "open.geojson", "cut.geojson"], in: folder)
    #expect(result.exitCode == 65)
    try Golden.expect(result.output, "check-unreadable.txt")
  }

  @Test func goldenBaseline() throws {
    let folder = try Scratch()
    try folder.write("bow.geojson", SmallLayers.bowTie)
    try AmpGeoProcess.run(["check", "bow.geojson", "--write-baseline", "b.json"], in: folder)
      .expectSuccess()
    try Golden.expect(Files.text("b.json", in: folder), "check-baseline.json")
  }

  @Test func goldenRules() throws {
    try Golden.expect(output(["check", "--list-rules"]), "rules.txt")
  }

  /// The table of rules in docs/check.md is the list of the program.
  @Test func goldenRuleTable() throws {
    let rules = try ParsedJSON(output(["check", "--list-rules", "--format", "json"])).items
    var table = "| code | name | severity | what a finding says |\n|---|---|---|---|\n"
    for rule in rules {
      let cells = ["code", "rule", "severity", "summary"].map { rule[$0].string ?? "" }
      table += "| \(cells[0]) | `\(cells[1])` | \(cells[2]) | \(cells[3]) |\n"
    }
    try Golden.expect(
      table, between: "<!-- rules -->\n", and: "<!-- end of rules -->", of: "check.md")
  }

  /// The tables of columns in docs/outputs.md are those of the dictionary.
  @Test(.serialized, arguments: (ResultFields.all + SummaryMembers.all).map(\.result))
  func goldenFields(_ result: String) throws {
    let fields = try #require(
      (ResultFields.all + SummaryMembers.all).first { $0.result == result })
    try Golden.expect(
      fields.markdown, between: "<!-- fields: \(result) -->\n",
      and: "<!-- end of fields: \(result) -->", of: "outputs.md")
  }
}
