import GeoCore

/// A finding a line, each the same object as in the JSON report; nothing when there is none.
public struct JSONLinesReport: CheckReportFormat {
  public init() {}

  public var name: String { "jsonl" }
  public var summary: String { "the findings of json, one a line" }

  public func write(
    _ report: CheckReport, options: CheckReportOptions, to emit: (String) throws -> Void
  ) throws {
    for finding in report.findings { try emit(finding.json.compact + "\n") }
  }
}
