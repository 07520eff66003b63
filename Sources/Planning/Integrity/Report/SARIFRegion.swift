import Geo

/// Where findings stand in text files, as SARIF counts: columns in Unicode code points.
enum SARIFRegion {
  /// The region of each finding; nil for what has no line in a text.
  static func all(of findings: [Finding], texts: Set<String>) -> [JSONValue?] {
    let columns = scalarColumns(of: findings, texts: texts)
    return findings.indices.map { i in
      guard texts.contains(findings[i].file), let line = findings[i].line else { return nil }
      return .object([
        "startLine": .integer(line), "startColumn": columns[i].map { .integer($0) },
      ])
    }
  }

  private static func scalarColumns(of findings: [Finding], texts: Set<String>) -> [Int?] {
    var columns = findings.map(\.column)
    var placed: [String: [Int]] = [:]
    for (i, finding) in findings.enumerated() where finding.line != nil && finding.column != nil {
      placed[finding.file, default: []].append(i)
    }
    for (path, indices) in placed where texts.contains(path) {
      let places = indices.map { (line: findings[$0].line ?? 0, column: findings[$0].column ?? 0) }
      let excerpts = TextExcerpts.read(path, at: places, radius: 0)
      for (i, excerpt) in zip(indices, excerpts) {
        columns[i] = excerpt?.scalarColumn ?? columns[i]
      }
    }
    return columns
  }
}
