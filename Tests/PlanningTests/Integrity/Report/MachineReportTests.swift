import GeoCore
import TestSupport
import Testing

@testable import PlanningIntegrity

/// The reports for programs, by hand-made findings.
@Suite struct MachineReportTests {
  private func text(_ format: some CheckReportFormat, _ report: CheckReport) throws -> String {
    try format.text(of: report)
  }

  private func json(_ format: some CheckReportFormat, _ report: CheckReport) throws -> ParsedJSON {
    try ParsedJSON(text(format, report))
  }

  @Test func jsonLinesAreTheFindings() throws {
    let report = SampleFindings.report([SampleFindings.make(area: 3), SampleFindings.make()])
    let lines = try text(JSONLinesReport(), report).split(separator: "\n").map(String.init)
    #expect(try lines.map { try ParsedJSON($0) } == json(JSONReport(), report)["findings"].items)
    #expect(try text(JSONLinesReport(), SampleFindings.report([])) == "")
  }

  @Test func jsonOfNothing() throws {
    let report = try json(JSONReport(), CheckReport())
    #expect(report["verdict"].string == "pass")
    #expect(report["files"] == .array([]) && report["findings"] == .array([]))
  }

  @Test func geojsonHasShapesPointsAndNulls() throws {
    var shaped = SampleFindings.make()
    var shape = Geometries(crs: .wgs84)
    // Clockwise: RFC 7946 wants it turned.
    shape.appendPolygon([[(5, 43), (5, 44), (6, 44), (5, 43)]])
    shaped.shape = shape
    let far = SampleFindings.make(at: (1e308, 2))
    let report = SampleFindings.report(
      [shaped, SampleFindings.make(at: (5.123456789, 43)), SampleFindings.make(at: nil), far])
    let features = try json(GeoJSONReport(), report)["features"].items
    #expect(features.map { $0["geometry"]["type"].string } == ["Polygon", "Point", nil, nil])
    let ring = features[0]["geometry"]["coordinates"][0].items.map(\.numbers)
    #expect(ring == [[5, 43], [6, 44], [5, 44], [5, 43]])
    #expect(features[1]["geometry"]["coordinates"].numbers == [5.1234568, 43])
    #expect(features.allSatisfy { $0["properties"]["code"].string == "C901" })
    #expect(features.allSatisfy { $0.members["geometry"] != nil })
    #expect(try json(GeoJSONReport(), report)["check"]["counts"]["error"].number == 4)
  }

  @Test func githubEscapes() throws {
    var finding = SampleFindings.make(
      SampleFindings.tiny, [], file: "a,b:c 100%.geojson", at: nil, line: 2, column: 3)
    finding.message = "50 % or\r\nmore: a, b"
    let text = try text(GitHubReport(), SampleFindings.report([finding], files: [finding.file]))
    #expect(
      text == """
        ::warning file=a%2Cb%3Ac 100%25.geojson,line=2,col=3,title=V901 sample-tiny::\
        50 %25 or\\u{D}\\u{A}more: a, b; remove it
        pass: 1 layer, 2 features, 0 errors, 1 warnings

        """)
    #expect(GitHubReport.escaped("a%\r\n:") == "a%25%0D%0A:")
  }

  @Test func githubHasNoLinesOfTables() throws {
    var finding = SampleFindings.make(file: "a.gpkg", line: 7)
    finding.severity = .info
    let report = SampleFindings.report([finding], files: ["a.gpkg"], format: "gpkg")
    let start = "::notice file=a.gpkg,title=C901 sample-overlap::features a, b: "
    #expect(try text(GitHubReport(), report).hasPrefix(start))
  }

  @Test func junitHasACaseForEachRule() throws {
    let findings = [
      SampleFindings.make(), SampleFindings.make(line: 3), SampleFindings.make(SampleFindings.tiny),
      SampleFindings.make(SampleFindings.broken, ["<&\">\u{0}\u{1B}"], file: "b.geojson", at: nil),
    ]
    let report = SampleFindings.report(findings, files: ["a.geojson", "b.geojson", "c.geojson"])
    #expect(
      try text(JUnitReport(), report) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="amp-geo check" tests="7" failures="1" errors="1">
          <testsuite name="a.geojson" tests="3" failures="1" errors="0">
            <testcase classname="a.geojson" name="S901 sample-broken" file="a.geojson"/>
            <testcase classname="a.geojson" name="C901 sample-overlap" file="a.geojson">
              <failure message="2 findings: features a, b: they overlap at 5.4 43.3" type="C901">\
        a.geojson: error: features a, b: they overlap at 5.4 43.3
        a.geojson:3: error: features a, b: they overlap at 5.4 43.3
        remedy: move the border</failure>
            </testcase>
            <testcase classname="a.geojson" name="V901 sample-tiny" file="a.geojson">
              <system-out>a.geojson: warning: features a, b: they overlap at 5.4 43.3
        remedy: remove it</system-out>
            </testcase>
          </testsuite>
          <testsuite name="b.geojson" tests="1" failures="0" errors="1">
            <testcase classname="b.geojson" name="S901 sample-broken" file="b.geojson">
              <error message="1 finding: feature &lt;&amp;&quot;&gt;\\u{0}\\u{1B}: they overlap" \
        type="S901">b.geojson: error: feature &lt;&amp;&quot;&gt;\\u{0}\\u{1B}: they overlap
        remedy: mend it</error>
            </testcase>
          </testsuite>
          <testsuite name="c.geojson" tests="3" failures="0" errors="0">
            <testcase classname="c.geojson" name="S901 sample-broken" file="c.geojson"/>
            <testcase classname="c.geojson" name="C901 sample-overlap" file="c.geojson"/>
            <testcase classname="c.geojson" name="V901 sample-tiny" file="c.geojson"/>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func xmlHoldsNoControlCharacters() {
    #expect(XMLText.escaped("a\u{0}\u{8}b\t\n\u{FFFE}é😀'") == "ab&#9;&#10;é😀'")
  }

  @Test func sarifNamesRuleAndState() throws {
    var worse = SampleFindings.make(area: 9)
    worse.baselineState = .worse
    var known = SampleFindings.make(SampleFindings.tiny)
    known.baselineState = .known
    known.severity = .info
    var report = SampleFindings.report([worse])
    report.known = [known]
    let run = try json(SARIFReport(), report)["runs"][0]
    let rules = run["tool"]["driver"]["rules"].items.map { $0["id"].string }
    #expect(rules == ["C901", "S901", "V901"])
    let results = run["results"].items
    #expect(results.map { $0["ruleId"].string } == ["C901", "V901"])
    #expect(results.map { $0["ruleIndex"].number } == [0, 2])
    #expect(results.map { $0["level"].string } == ["error", "note"])
    #expect(results.map { $0["baselineState"].string } == ["updated", "unchanged"])
    #expect(results[0]["properties"]["area_m2"].number == 9)
    #expect(run["invocations"][0]["executionSuccessful"] == .bool(true))
    #expect(
      results[0]["locations"][0]["logicalLocations"].items.map { $0["name"].string } == ["a", "b"])
  }

  /// Ids may stand twice, a database has no lines, and code scanning wants a region all the same.
  @Test func sarifLocationsDifferAndHaveRegions() throws {
    var finding = SampleFindings.make(
      SampleFindings.overlap, ["a", "a", "b"], file: "a.gpkg", line: 7)
    finding.layer = "zones"
    let report = SampleFindings.report([finding], files: ["a.gpkg"], format: "gpkg")
    let run = try json(SARIFReport(), report)["runs"][0]
    let place = run["results"][0]["locations"][0]
    #expect(place["physicalLocation"]["region"].members == ["startLine": .number(1)])
    let logical = place["logicalLocations"].items
    let names = logical.map { $0["fullyQualifiedName"].string }
    #expect(names == ["zones", "zones/a", "zones/b"])
    #expect(logical.map { $0["kind"].string } == ["layer", "feature", "feature"])
    #expect(run["results"][0]["message"]["text"].string?.hasPrefix("layer zones: ") == true)
    let uris = run["tool"]["driver"]["rules"].items.map { $0["helpUri"].string ?? "" }
    #expect(uris.count == 3 && uris.allSatisfy { $0.hasPrefix("https://") })
  }

  /// Two layers of one file with the same faults are told apart by every report.
  @Test func everyReportNamesTheLayer() throws {
    var findings = [SampleFindings.make(file: "a.gpkg"), SampleFindings.make(file: "a.gpkg")]
    findings[0].layer = "zones"
    findings[1].layer = "parks"
    var report = SampleFindings.report(findings, files: ["a.gpkg", "a.gpkg"], format: "gpkg")
    for (i, layer) in ["zones", "parks"].enumerated() {
      report.files[i].layer = layer
      report.files[i].isOneOfSeveral = true
    }
    for format in CheckReportFormats.all {
      let text = try format.text(of: report)
      #expect(text.contains("zones") && text.contains("parks"), "\(format.name)")
    }
    let text = try text(TextReport(), report)
    #expect(text.hasPrefix("a.gpkg:zones\n") && text.contains("\n\na.gpkg:parks\n"))
    let listed = try json(JSONReport(), report)
    #expect(listed["files"].items.map { $0["layer"].string } == ["zones", "parks"])
    #expect(listed["findings"].items.map { $0["layer"].string } == ["zones", "parks"])
    #expect(try self.text(JUnitReport(), report).contains("<testsuite name=\"a.gpkg:parks\""))
  }

  @Test func sarifCountsColumnsInCharacters() throws {
    let folder = try Scratch()
    let path = try folder.write("é.geojson", "\"été\": x")
    let finding = SampleFindings.make(file: path, line: 1, column: 10)
    let report = SampleFindings.report([finding], files: [path])
    let place = try json(SARIFReport(), report)["runs"][0]["results"][0]["locations"][0]
    #expect(place["physicalLocation"]["region"]["startColumn"].number == 8)
    let uri = place["physicalLocation"]["artifactLocation"]["uri"].string
    #expect(uri?.hasPrefix("file:///") == true && uri?.hasSuffix("/%C3%A9.geojson") == true)
  }

  @Test(arguments: [
    ("a/b.geojson", "a/b.geojson"), ("./a b.geojson", "a%20b.geojson"), ("a:b#c", "a%3Ab%23c"),
    ("/x/é", "file:///x/%C3%A9"), ("../a", "../a"),
  ])
  func pathsAsReferences(_ path: String, _ expected: String) {
    #expect(FileURI.reference(to: path) == expected)
  }

  @Test func fingerprintsDoNotKnowLines() {
    let a = SampleFindings.make(line: 3, column: 4)
    let b = SampleFindings.make(SampleFindings.overlap, ["b", "a"], line: 300)
    let c = SampleFindings.make(at: (5.4, 43.4))
    func prints(_ findings: [Finding]) -> [String] {
      var fingerprints = FindingFingerprints()
      return findings.map { fingerprints.next($0) }
    }
    #expect(prints([a, c]) == prints([b, c]))
    #expect(Set(prints([a, a, b, c])).count == 4)
  }
}
