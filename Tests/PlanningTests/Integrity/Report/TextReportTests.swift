import TestSupport
import Testing

@testable import PlanningIntegrity

@Suite struct TextReportTests {
  private func text(_ report: CheckReport, isColored: Bool = false) throws -> String {
    try TextReport().text(of: report, options: CheckReportOptions(isColored: isColored))
  }

  @Test func groupedByFileAndRuleTheWorstFirst() throws {
    var info = SampleFindings.make(SampleFindings.tiny, ["x"], file: "b.geojson", at: nil)
    info.severity = .info
    let findings = [
      SampleFindings.make(SampleFindings.tiny, ["x"], at: nil), info,
      SampleFindings.make(area: 12_345, width: 0.25, length: 1234), SampleFindings.make(),
    ]
    let report = SampleFindings.report(findings, files: ["b.geojson", "a.geojson", "c.geojson"])
    #expect(
      try text(report) == """
        b.geojson
          info V901 sample-tiny
            feature x: they overlap
            remedy: remove it

        a.geojson
          error C901 sample-overlap
            features a, b: they overlap at 5.4 43.3 (1.23 ha, 25 cm wide, 1.23 km long)
            features a, b: they overlap at 5.4 43.3
            remedy: move the border
          warning V901 sample-tiny
            feature x: they overlap
            remedy: remove it

        fail: 3 layers, 6 features, 2 errors, 1 warnings, 1 infos

        """)
  }

  @Test func manyFindingsAreFolded() throws {
    let report = SampleFindings.report(
      (0..<350).map { SampleFindings.make(SampleFindings.tiny, ["\($0)"]) })
    let lines = try text(report).split(separator: "\n")
    #expect(lines.count == 15)
    #expect(lines[12] == "    … and 340 more; outputFormat: json lists all")
    #expect(lines.last == "pass: 1 layer, 2 features, 0 errors, 350 warnings")
  }

  @Test func knownFindingsAreCounted() throws {
    var report = SampleFindings.report([])
    report.known = [SampleFindings.make()]
    #expect(try text(report) == "pass: 1 layer, 2 features, 0 errors, 0 warnings, 1 known\n")
  }

  @Test func framesShowThePlace() throws {
    let folder = try Scratch()
    let long = "\t\"é\":[" + String(repeating: "0,", count: 50) + "]"
    let path = try folder.write("a.geojson", "first\n\(long)\nlast")
    func frame(_ line: Int, _ column: Int) throws -> [Substring] {
      let finding = SampleFindings.make(file: path, line: line, column: column)
      let text = try text(SampleFindings.report([finding], files: [path]))
      return Array(text.split(separator: "\n").dropFirst(3).prefix(2))
    }
    #expect(try frame(1, 3) == ["      1 | first", "        |   ^"])
    #expect(try frame(3, 5) == ["      3 | last", "        |     ^"])
    // Tabs and accents take one place each, and the line is cut.
    let start = "      2 |  \"é\":[" + String(repeating: "0,", count: 17) + "0…"
    #expect(try frame(2, 6)[0].hasPrefix("      2 |  \"é\":[0,0,"))
    #expect(try frame(2, 6)[0].count < start.count + 6)
    #expect(try frame(2, 6)[1] == "        |     ^")
    let middle = try frame(2, 60)
    #expect(middle[0].hasPrefix("      2 | …") && middle[0].hasSuffix("…"))
    let column = try #require(middle[1].firstIndex(of: "^"))
    let index = middle[1].distance(from: middle[1].startIndex, to: column)
    // The 60th byte is the 59th character; after the eighth come zeros at odd places.
    #expect(Array(middle[0])[index] == Array(long)[58])
    // No such place, or none in a text: no frame.
    #expect(try frame(9, 1)[0] == "    remedy: move the border")
  }

  @Test func rowsOfTablesHaveNoFrame() throws {
    let folder = try Scratch()
    let path = try folder.write("a.gpkg", "SQLite")
    let finding = SampleFindings.make(file: path, line: 1, column: 1)
    let report = SampleFindings.report([finding], files: [path], format: "gpkg")
    #expect(!(try text(report).contains("1 | SQLite")))
  }

  @Test func namesCannotMoveTheCursor() throws {
    let finding = SampleFindings.make(
      SampleFindings.tiny, ["\u{1B}[2J\n::error::"], file: "a\u{202E}.geojson", at: nil)
    let text = try text(SampleFindings.report([finding], files: ["a\u{202E}.geojson"]))
    #expect(text.hasPrefix("a\\u{202E}.geojson\n"))
    #expect(text.contains("feature \\u{1B}[2J\\u{A}::error::: they overlap\n"))
  }

  @Test func coloursOnlyOnRequest() throws {
    let report = SampleFindings.report([SampleFindings.make()])
    let plain = try text(report)
    let colored = try text(report, isColored: true)
    #expect(!plain.contains("\u{1B}"))
    #expect(colored.contains("\u{1B}[1;31merror\u{1B}[0m"))
    #expect(colored.contains("\u{1B}[1;31mfail\u{1B}[0m: 1 layer"))
    #expect(colored.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
  }

  @Test(arguments: [
    (0.0, "0 m²"), (0.01234, "0.0123 m²"), (3.14159, "3.14 m²"), (999.6, "1000 m²"),
    (9999, "9999 m²"), (10_000, "1 ha"), (123_456, "12.3 ha"), (2_345_678, "2.35 km²"),
    (1e9, "1000 km²"),
  ])
  func areasInSensibleUnits(_ area: Double, _ expected: String) {
    #expect(SizeText.area(area) == expected)
  }

  @Test(arguments: [
    (0.0, "0 mm"), (0.00012, "0.12 mm"), (0.025, "2.5 cm"), (0.5, "50 cm"), (12.3456, "12.3 m"),
    (1500, "1.5 km"), (1234.5, "1.23 km"),
  ])
  func lengthsInSensibleUnits(_ length: Double, _ expected: String) {
    #expect(SizeText.length(length) == expected)
  }
}
