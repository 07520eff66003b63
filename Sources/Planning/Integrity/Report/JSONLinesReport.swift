import GeoCore

/// A finding a line, each the same object as in the JSON report; nothing when there is none.
struct JSONLinesReport: CheckReportFormat {
  init() {}

  var name: String { "jsonl" }
  var summary: String { "the findings of json, one a line" }

  func write(
    _ report: CheckReport, options: CheckReportOptions, to emit: (String) throws -> Void
  ) throws {
    for finding in report.findings { try emit(finding.json(at: options.door).compact + "\n") }
  }
}
