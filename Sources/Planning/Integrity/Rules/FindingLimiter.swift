/// Lets so many findings of each rule in a layer through, and counts the rest.
struct FindingLimiter {
  /// How many findings of one rule are listed of one layer.
  static let limit = 10_000

  private var counts: [IntegrityRule: Int] = [:]
  /// The worst severity of what was held back.
  private var severities: [IntegrityRule: Severity] = [:]

  /// Those of some findings that are listed. What concerns the layer as a whole always is.
  mutating func listed(_ findings: [Finding]) -> [Finding] {
    findings.filter { finding in
      if finding.features.isEmpty, finding.line == nil { return true }
      counts[finding.rule, default: 0] += 1
      if counts[finding.rule, default: 0] <= Self.limit { return true }
      severities[finding.rule] = max(severities[finding.rule] ?? .info, finding.severity)
      return false
    }
  }

  /// A finding for each rule that has more of them than are listed: how many more.
  func rest(in layer: CheckedLayer) -> [Finding] {
    severities.sorted { $0.key.code < $1.key.code }.map { rule, severity in
      let more = (counts[rule] ?? 0) - Self.limit
      var finding = layer.finding(rule, "\(more) more of the same kind")
      finding.severity = severity
      return finding
    }
  }
}
