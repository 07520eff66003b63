import GeoCore
internal import GeoFormats

/// Where findings stand in files, as SARIF counts: columns in Unicode code points.
///
/// Every result has a region, since code scanning shows none without: what has no line in a text
/// (a database, a layer as a whole) stands at line 1.
///
/// **Source:** GitHub, "SARIF support for code scanning"; Microsoft's SARIF validation rule GH1003.
enum SARIFRegion {
  /// The region of each finding.
  static func all(of findings: [Finding], in report: CheckReport) -> [JSONValue] {
    let texts = report.textPaths()
    let columns = scalarColumns(of: findings, texts: texts, report)
    return findings.indices.map { i in
      guard texts.contains(findings[i].file), let line = findings[i].line else {
        return .object(["startLine": .integer(1)])
      }
      return .object([
        "startLine": .integer(line), "startColumn": columns[i].map { .integer($0) },
      ])
    }
  }

  private static func scalarColumns(
    of findings: [Finding], texts: Set<String>, _ report: CheckReport
  ) -> [Int?] {
    var columns = findings.map(\.column)
    var placed: [String: [Int]] = [:]
    for (i, finding) in findings.enumerated() where finding.line != nil && finding.column != nil {
      placed[finding.file, default: []].append(i)
    }
    for (path, indices) in placed where texts.contains(path) {
      let places = indices.map { (line: findings[$0].line ?? 0, column: findings[$0].column ?? 0) }
      let excerpts = TextExcerpts.read(report.storedPath(of: path), at: places, radius: 0)
      for (i, excerpt) in zip(indices, excerpts) {
        columns[i] = excerpt?.scalarColumn ?? columns[i]
      }
    }
    return columns
  }
}
