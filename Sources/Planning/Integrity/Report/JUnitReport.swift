internal import GeoCore

/// JUnit's XML, which most CI servers show: a suite for each file, a case for each rule that was
/// checked. What lets the check fail is a failure (an error for a file that cannot be read); milder
/// findings stand in the output of their case.
///
/// **Source:** the schema of Jenkins' JUnit reader, jenkins-junit.xsd.
struct JUnitReport: CheckReportFormat {
  init() {}

  var name: String { "junit" }
  var summary: String { "a test suite for each file, a case for each rule" }

  /// The findings of one rule in one file.
  private struct Case {
    let rule: IntegrityRule
    let findings: [Finding]
    let isError: Bool
    let isFailure: Bool
  }

  private struct Suite {
    let place: CheckReport.Place
    let cases: [Case]
    var errors: Int { cases.count(where: \.isError) }
    var failures: Int { cases.count(where: \.isFailure) }
    var counts: String {
      "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
    }
  }

  func write(
    _ report: CheckReport, options: CheckReportOptions, to emit: (String) throws -> Void
  ) throws {
    let suites = report.findingsByPlace().map { place, indices in
      Self.suite(place, indices.map { report.findings[$0] }, of: report)
    }
    let whole = Suite(place: .init(path: "amp-geo check"), cases: suites.flatMap(\.cases))
    try emit("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    try emit("<testsuites name=\"amp-geo check\" \(whole.counts)>\n")
    for suite in suites {
      try emit("  <testsuite name=\"\(XMLText.escaped(suite.place.text))\" \(suite.counts)>\n")
      for one in suite.cases { try emit(Self.text(of: one, at: suite.place, options.door)) }
      try emit("  </testsuite>\n")
    }
    try emit("</testsuites>\n")
  }

  private static func suite(
    _ place: CheckReport.Place, _ findings: [Finding], of report: CheckReport
  ) -> Suite {
    var byRule: [String: [Finding]] = [:]
    for finding in findings { byRule[finding.rule.code, default: []].append(finding) }
    // Nothing else is checked in a file that cannot be read.
    let isUnreadable = findings.contains { $0.rule.makesUnreadable }
    let cases = report.rules(ofPath: place.path).filter { !isUnreadable || byRule[$0.code] != nil }
      .map { rule in
        let own = byRule[rule.code] ?? []
        let fails = own.contains(where: report.fails)
        return Case(
          rule: rule, findings: own, isError: rule.makesUnreadable && fails,
          isFailure: !rule.makesUnreadable && fails)
      }
    return Suite(place: place, cases: cases)
  }

  private static func text(
    of one: Case, at place: CheckReport.Place, _ door: any Door
  ) -> String {
    let file = XMLText.escaped(place.path)
    let suite = XMLText.escaped(place.text)
    let name = "\(one.rule.code) \(one.rule.name)"
    let start = "    <testcase classname=\"\(suite)\" name=\"\(name)\" file=\"\(file)\""
    guard !one.findings.isEmpty else { return start + "/>\n" }
    let lines = one.findings.map { finding in
      let place = finding.line.map { line in
        ":\(line)" + (finding.column.map { ":\($0)" } ?? "")
      }
      let words = "\(finding.severity.rawValue): \(FindingText.sentence(finding))"
      return XMLText.escaped("\(finding.file)\(place ?? ""): \(words)")
    }
    let remedy = "remedy: " + XMLText.escaped(one.rule.remedy(at: door))
    let body = (lines + [remedy]).joined(separator: "\n")
    guard one.isError || one.isFailure else {
      return start + ">\n      <system-out>\(body)</system-out>\n    </testcase>\n"
    }
    let element = one.isError ? "error" : "failure"
    let count = one.findings.count == 1 ? "1 finding" : "\(one.findings.count) findings"
    let summary = XMLText.escaped("\(count): \(FindingText.sentence(one.findings[0]))")
    return start + ">\n      <\(element) message=\"\(summary)\" type=\"\(one.rule.code)\">"
      + body + "</\(element)>\n    </testcase>\n"
  }
}
