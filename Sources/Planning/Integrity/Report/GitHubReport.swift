/// Workflow commands that GitHub shows beside the lines of a change: one for each finding, and the
/// verdict as plain text for the log.
///
/// **Source:** Workflow commands for GitHub Actions, "Setting an error message".
struct GitHubReport: CheckReportFormat {
  init() {}

  var name: String { "github" }
  var summary: String { "annotations of a GitHub workflow" }

  func write(
    _ report: CheckReport, options: CheckReportOptions, to emit: (String) throws -> Void
  ) throws {
    let texts = report.textPaths()
    for finding in report.findings {
      var properties = ["file=" + Self.escapedProperty(finding.file)]
      if texts.contains(finding.file), let line = finding.line {
        properties.append("line=\(line)")
        if let column = finding.column { properties.append("col=\(column)") }
      }
      let title = "\(finding.rule.code) \(finding.rule.name)"
      properties.append("title=" + Self.escapedProperty(title))
      let message =
        FindingText.sentence(finding, namesLayer: true) + "; "
        + finding.rule.remedy(at: options.door)
      try emit("::\(Self.command(finding.severity)) \(properties.joined(separator: ","))")
      try emit("::\(Self.escaped(message))\n")
    }
    try emit(FindingText.verdict(of: report) + "\n")
  }

  private static func command(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "notice"
    }
  }

  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": out += "%25"
      case "\r": out += "%0D"
      case "\n": out += "%0A"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  static func escapedProperty(_ text: String) -> String {
    var out = ""
    for scalar in escaped(text).unicodeScalars {
      switch scalar {
      case ":": out += "%3A"
      case ",": out += "%2C"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
