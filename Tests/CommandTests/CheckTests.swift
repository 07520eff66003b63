import TestSupport
import Testing

/// `check`: exit 0 without errors, 1 with one; findings that programs can read.
@Suite struct CheckTests {
  private func folder() throws -> Scratch {
    let folder = try SmallLayers.folder()
    try folder.write("bow.geojson", SmallLayers.bowTie)
    try folder.write(
      "open.geojson",
      SmallLayers.collection([
        SmallLayers.feature(
          id: "\"o\"", "{}", SmallLayers.polygon([(5, 43), (6, 43), (6, 44), (5, 44)]))
      ]))
    return folder
  }

  @Test func soundFilesPass() throws {
    let result = try AmpGeoProcess.run(
      ["check", "zones.geojson", "park.geojson"], in: folder())
    result.expectSuccess()
    #expect(result.output == "pass: 2 layers, 3 features, 0 errors, 0 warnings\n")
    #expect(result.errors.isEmpty)
  }

  @Test func errorsFail() throws {
    let result = try AmpGeoProcess.run(
      ["check", "zones.geojson", "bow.geojson", "open.geojson"], in: folder())
    #expect(result.exitCode == 1)
    #expect(result.errors.isEmpty)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 3)
    let bow = "bow.geojson: feature bow: error V201 invalid-polygon: self-intersection at 5.4 43.25"
    #expect(lines[0] == bow)
    #expect(lines[1].hasPrefix("open.geojson:2:"))
    #expect(lines[1].contains("feature o: error S101 unreadable: a ring is not closed"))
    #expect(lines[2] == "fail: 3 layers, 4 features, 2 errors, 0 warnings")
  }

  @Test func jsonForPrograms() throws {
    let result = try AmpGeoProcess.run(
      ["check", "bow.geojson", "open.geojson", "--format", "json"], in: folder())
    #expect(result.exitCode == 1)
    let report = try ParsedJSON(result.output)
    #expect(Set(report.members.keys) == ["verdict", "counts", "files", "findings"])
    #expect(report["verdict"].string == "fail")
    #expect(report["counts"]["error"].number == 2)
    #expect(report["files"].items.map { $0["path"].string } == ["bow.geojson", "open.geojson"])
    for finding in report["findings"].items {
      for member in ["code", "rule", "severity", "message", "remedy", "file"] {
        #expect(finding[member].string?.isEmpty == false, "\(member)")
      }
    }
    let crossing = report["findings"][0]["point"].numbers
    #expect(crossing.count == 2 && abs(crossing[0] - 5.4) < 1e-9 && abs(crossing[1] - 43.25) < 1e-9)
    #expect(report["findings"][1]["line"].number == 2)
    #expect((report["findings"][1]["column"].number ?? 0) > 1)
  }

  @Test func warningsDoNotFail() throws {
    let folder = try Scratch()
    let clockwise = SmallLayers.polygon([(5, 43), (5, 44), (6, 44), (5, 43)])
    try folder.write(
      "in.geojson",
      SmallLayers.collection([
        SmallLayers.feature(id: "1", "{}", clockwise), SmallLayers.feature(id: "2", "{}", "null"),
      ]))
    let result = try AmpGeoProcess.run(["check", "in.geojson"], in: folder)
    result.expectSuccess()
    #expect(result.output.contains("feature 1: warning S105 winding"))
    #expect(result.output.contains("feature 2: warning S103 null-geometry"))
    #expect(result.output.hasSuffix("pass: 1 layer, 2 features, 0 errors, 2 warnings\n"))
  }

  @Test func repeatedIDsFail() throws {
    let folder = try Scratch()
    let point = SmallLayers.feature(id: "\"a\"", "{}", SmallLayers.point("5.3", "43.3"))
    try folder.write("in.geojson", SmallLayers.collection([point, point]))
    let result = try AmpGeoProcess.run(["check", "in.geojson"], in: folder)
    #expect(result.exitCode == 1)
    #expect(result.output.contains("feature a: error S104 duplicate-id: features 1 and 2"))
  }

  @Test func everyRuleIsListed() throws {
    let result = try AmpGeoProcess.run(["check", "--list-rules"], in: Scratch())
    result.expectSuccess()
    for code in ["S101", "S102", "S103", "S104", "S105", "V201", "V202"] {
      #expect(result.output.contains("\n\(code) "))
    }
  }

  @Test func ownResultsPass() throws {
    let run = try MainJobRun.finished()
    let files = (MainJobRun.collections + ["amp-geo.gpkg"]).map { "results/\($0)" }
    let result = try AmpGeoProcess.run(["check"] + files, in: run.folder)
    result.expectSuccess()
    #expect(result.output.contains("pass: 6 layers"), "\(result.output)")
  }
}
