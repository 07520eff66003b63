import GeoCore

/// The report for programs: one object. docs/check.md is its contract, with
/// docs/check-report.schema.json.
struct JSONReport: CheckReportFormat {
  init() {}

  var name: String { "json" }
  var summary: String { "one object, the contract for programs" }

  func write(
    _ report: CheckReport, options: CheckReportOptions, to emit: (String) throws -> Void
  ) throws {
    try emit("{\n  \"verdict\": \(JSONText.encode(report.verdict)),\n")
    try emit("  \"counts\": \(report.countsJSON.pretty(atLevel: 1)),\n")
    try emit("  \"files\": \(report.filesJSON.pretty(atLevel: 1)),\n")
    try emit("  \"findings\": [")
    for (i, finding) in report.findings.enumerated() {
      try emit((i == 0 ? "\n    " : ",\n    ") + finding.json(at: options.door).pretty(atLevel: 2))
    }
    try emit((report.findings.isEmpty ? "]" : "\n  ]") + "\n}\n")
  }
}

extension CheckReport {
  /// The number of findings by severity.
  var countsJSON: JSONValue {
    .object(
      Severity.allCases.map {
        JSONValue.Member(name: $0.rawValue, value: .integer(count($0)))
      })
  }

  /// Each layer read.
  var filesJSON: JSONValue {
    .array(
      files.map { file in
        .object([
          "path": .string(file.path),
          "layer": file.isOneOfSeveral ? file.layer.map { .string($0) } : nil,
          "format": .string(file.format),
          "crs": file.crs.map { .string($0) }, "features": file.features.map { .integer($0) },
          "vertices": file.vertices.map { .integer($0) },
        ])
      })
  }
}
