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

  @Test func goldenCheckText() throws {
    let result = try output(["check", "zones.geojson", "bow.geojson"], exitCode: 1)
    try Golden.expect(result, "check.txt")
  }

  @Test func goldenCheckJSON() throws {
    let result = try output(["check", "bow.geojson", "--format", "json"], exitCode: 1)
    try Golden.expect(result, "check.json")
  }

  @Test func goldenRules() throws {
    try Golden.expect(output(["check", "--list-rules"]), "rules.txt")
  }
}
