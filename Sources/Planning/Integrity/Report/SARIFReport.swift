import GeoCore
internal import PlanningStudies

/// SARIF 2.1.0, which code scanning takes: the rules with their explanations, and a result for
/// each finding, one a line.
///
/// With a baseline, known findings are results too, marked `unchanged`; new ones are `new`, worse
/// ones `updated`.
///
/// **Source:** OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 2020.
struct SARIFReport: CheckReportFormat {
  init() {}

  var name: String { "sarif" }
  var summary: String { "SARIF 2.1.0, for code scanning" }

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  func write(
    _ report: CheckReport, options: CheckReportOptions, to emit: (String) throws -> Void
  ) throws {
    let findings = report.known.map { report.findings + $0 } ?? report.findings
    let rules = Self.rules(of: report, findings)
    let indices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.code, $0) })
    let driver = JSONValue.object([
      "name": .string("amp-geo"), "version": .string(Version.current),
      "semanticVersion": .string(Version.current),
      "rules": .array(rules.map { Self.descriptor($0, options.door) }),
    ])
    let tool = JSONValue.object(["driver": driver])
    let invocation = JSONValue.object([
      "executionSuccessful": .bool(!report.hasUnreadableFiles)
    ])
    try emit("{\"$schema\":\(JSONText.encode(Self.schema)),\"version\":\"2.1.0\",\"runs\":[{\n")
    try emit("\"tool\":\(tool.compact),\n\"columnKind\":\"unicodeCodePoints\",\n")
    try emit("\"invocations\":[\(invocation.compact)],\n\"results\":[")
    var fingerprints = FindingFingerprints()
    let regions = SARIFRegion.all(of: findings, in: report)
    for (i, finding) in findings.enumerated() {
      let result = Self.result(
        finding, rule: indices[finding.rule.code], region: regions[i],
        fingerprint: fingerprints.next(finding), options.door)
      try emit((i == 0 ? "\n" : ",\n") + result.compact)
    }
    try emit("\n]}]}\n")
  }

  /// The rules that were applied; those of findings are among them.
  private static func rules(of report: CheckReport, _ findings: [Finding]) -> [IntegrityRule] {
    let all = Set(report.rules).union(findings.map(\.rule))
    return all.sorted { $0.code < $1.code }
  }

  private static func descriptor(_ rule: IntegrityRule, _ door: any Door) -> JSONValue {
    let level = JSONValue.object(["level": .string(level(rule.severity))])
    let tags = JSONValue.object(["tags": .strings([rule.family.title])])
    return .object([
      "id": .string(rule.code), "name": .string(rule.name),
      "shortDescription": text(rule.summary),
      "fullDescription": text(rule.explanation.text(at: door)),
      "help": text("Remedy: \(rule.remedy(at: door))."),
      "helpUri": .string(rule.reference),
      "defaultConfiguration": level,
      "properties": tags,
    ])
  }

  private static func result(
    _ finding: Finding, rule: Int?, region: JSONValue, fingerprint: String, _ door: any Door
  ) -> JSONValue {
    let artifact = JSONValue.object(["uri": .string(FileURI.reference(to: finding.file))])
    let physical = JSONValue.object(["artifactLocation": artifact, "region": region])
    let logical = logicalLocations(of: finding)
    let location = JSONValue.object([
      "physicalLocation": physical,
      "logicalLocations": logical.isEmpty ? nil : .array(logical),
    ])
    let sentence = FindingText.sentence(finding, namesLayer: true)
    return .object([
      "ruleId": .string(finding.rule.code), "ruleIndex": rule.map { .integer($0) },
      "level": .string(level(finding.severity)), "message": text(sentence),
      "locations": .array([location]),
      "partialFingerprints": .object(["ampGeo/v1": .string(fingerprint)]),
      "baselineState": finding.baselineState.map { .string(state($0)) },
      "properties": .object(properties(of: finding, door)),
    ])
  }

  /// The layer and the features, each once: SARIF wants them to differ, and ids may stand twice.
  private static func logicalLocations(of finding: Finding) -> [JSONValue] {
    var seen: Set<String> = []
    let features = finding.features.filter { seen.insert($0).inserted }
    let layer = finding.layer.map { name in
      JSONValue.object([
        "name": .string(name), "fullyQualifiedName": .string(name), "kind": .string("layer"),
      ])
    }
    return [layer].compactMap { $0 }
      + features.map { name in
        .object([
          "name": .string(name),
          "fullyQualifiedName": finding.layer.map { .string("\($0)/\(name)") },
          "kind": .string("feature"),
        ])
      }
  }

  /// What SARIF has no member for, named as in the JSON report.
  private static func properties(of finding: Finding, _ door: any Door) -> [JSONValue.Member] {
    guard case .object(let members) = finding.json(at: door) else { return [] }
    let names: Set = [
      "layer", "features", "point", "area_m2", "width_m", "length_m", "kind", "remedy",
    ]
    return members.filter { names.contains($0.name) }
  }

  private static func text(_ text: String) -> JSONValue { .object(["text": .string(text)]) }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  private static func state(_ state: BaselineState) -> String {
    switch state {
    case .new: "new"
    case .worse: "updated"
    case .known: "unchanged"
    }
  }
}
