import GeoCore
internal import GeoFormats

/// The report for people: by file, then by rule, the worst first; a code frame for what has a
/// place in a text, the remedy once for each rule, the verdict last.
struct TextReport: CheckReportFormat {
  init() {}

  var name: String { "text" }
  var summary: String { "by file and rule, for people" }

  /// How many findings of one rule in one file are listed, and how many with a code frame.
  private static let listed = 10
  private static let framed = 3

  func write(
    _ report: CheckReport, options: CheckReportOptions, to emit: (String) throws -> Void
  ) throws {
    let style = TextStyle(isColored: options.isColored)
    let texts = report.textPaths()
    for (place, indices) in report.findingsByPlace() where !indices.isEmpty {
      try emit(style.bold(VisibleText.escaped(place.text)) + "\n")
      let groups = Self.groups(of: report.findings, at: indices)
      let isText = texts.contains(place.path)
      let frames = isText ? Self.frames(of: groups, in: report.storedPath(of: place.path)) : []
      for (i, group) in groups.enumerated() {
        let own = frames.indices.contains(i) ? frames[i] : []
        try emit(Self.text(of: group, frames: own, style: style, options.door))
      }
      try emit("\n")
    }
    let verdict = FindingText.verdict(of: report)
    let word = verdict.prefix(4)
    try emit(style.verdict(passes: report.passes(), String(word)) + verdict.dropFirst(4) + "\n")
  }

  /// Findings of one rule and severity.
  private struct Group {
    let rule: IntegrityRule
    let severity: Severity
    /// The ones that are listed.
    var listed: [Finding] = []
    var count = 0
  }

  /// The groups of some findings, the worst first, then by code.
  private static func groups(of findings: [Finding], at indices: [Int]) -> [Group] {
    var groups: [Group] = []
    var places: [String: Int] = [:]
    for finding in indices.lazy.map({ findings[$0] }) {
      let key = finding.rule.code + finding.severity.rawValue
      let place = places[key] ?? groups.count
      if place == groups.count {
        places[key] = place
        groups.append(Group(rule: finding.rule, severity: finding.severity))
      }
      groups[place].count += 1
      if groups[place].count <= listed { groups[place].listed.append(finding) }
    }
    return groups.sorted { a, b in
      a.severity != b.severity ? a.severity > b.severity : a.rule.code < b.rule.code
    }
  }

  /// For each group the code frames of its first findings.
  private static func frames(of groups: [Group], in path: String) -> [[CodeFrame?]] {
    let shown = groups.map { $0.listed.prefix(framed) }
    let places = shown.joined().map { (line: $0.line ?? 0, column: $0.column ?? 0) }
    let excerpts = TextExcerpts.read(path, at: places, radius: CodeFrame.radius)
    var rest = zip(places, excerpts).map { place, excerpt in
      excerpt.map { CodeFrame(line: place.line, $0) }
    }[...]
    return shown.map { group in
      defer { rest = rest.dropFirst(group.count) }
      return Array(rest.prefix(group.count))
    }
  }

  private static func text(
    of group: Group, frames: [CodeFrame?], style: TextStyle, _ door: any Door
  ) -> String {
    let severity = style.severity(group.severity, group.severity.rawValue)
    var text = "  \(severity) \(style.bold(group.rule.code)) \(group.rule.name)\n"
    for (i, finding) in group.listed.enumerated() {
      text += "    \(place(of: finding))\(FindingText.sentence(finding))\n"
      if frames.indices.contains(i), let frame = frames[i] {
        text += frame.text(indent: "      ", style: style)
      }
    }
    if group.count > listed {
      let advice: Remedy = "\(FileSetting.outputFormat, "json") lists all"
      text +=
        "    … and \(group.count - listed) more\(advice.text(at: door).map { "; " + $0 } ?? "")\n"
    }
    return text + style.faint("    remedy: \(group.rule.remedy(at: door))") + "\n"
  }

  /// `file:line:column: `, which terminals and editors make a link of.
  private static func place(of finding: Finding) -> String {
    guard let line = finding.line else { return "" }
    let column = finding.column.map { ":\($0)" } ?? ""
    return "\(VisibleText.escaped(finding.file)):\(line)\(column): "
  }
}
