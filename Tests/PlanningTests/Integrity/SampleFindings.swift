import GeoCore

@testable import PlanningIntegrity

/// Findings made by hand.
enum SampleFindings {
  static let overlap = IntegrityRule(
    code: "C901", name: "sample-overlap", severity: .error, summary: "Two features overlap.",
    explanation: "They cover the same ground.", remedy: "move the border")
  static let tiny = IntegrityRule(
    code: "V901", name: "sample-tiny", severity: .warning, summary: "A part is tiny.",
    explanation: "It may be noise.", remedy: "remove it")
  static let broken = IntegrityRule(
    code: "S901", name: "sample-broken", severity: .error, summary: "The file is broken.",
    explanation: "It cannot be read.", remedy: "mend it", makesUnreadable: true)

  static func make(
    _ rule: IntegrityRule = overlap, _ features: [String] = ["a", "b"], file: String = "a.geojson",
    at place: (Double, Double)? = (5.4, 43.3), area: Double? = nil, width: Double? = nil,
    length: Double? = nil, line: Int? = nil, column: Int? = nil
  ) -> Finding {
    var finding = Finding(
      rule, "they overlap", file: file, line: line, column: column, features: features, at: place)
    finding.areaSquareMeters = area
    finding.widthMeters = width
    finding.lengthMeters = length
    return finding
  }

  static func report(
    _ findings: [Finding], files: [String] = ["a.geojson"], format: String = "geojson",
    failOn: Severity? = .error
  ) -> CheckReport {
    var report = CheckReport(rules: [broken, overlap, tiny], failOn: failOn)
    report.files = files.map {
      CheckReport.File(path: $0, format: format, crs: "OGC:CRS84", features: 2, vertices: 10)
    }
    report.findings = findings
    return report
  }
}
