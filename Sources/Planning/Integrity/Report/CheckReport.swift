/// What was found in all files, in their order.
public struct CheckReport: Sendable {
  public var files: [File] = []
  public var findings: [Finding] = []
  /// The rules that were applied.
  public var rules: [IntegrityRule]
  /// The severity from which on a finding fails; nil when none does.
  public var failOn: Severity?
  /// Findings that a baseline knows; nil without one. They are not in `findings`.
  public var known: [Finding]?

  public init(rules: [IntegrityRule] = IntegrityRules.all, failOn: Severity? = .error) {
    self.rules = rules
    self.failOn = failOn
  }

  public struct File: Sendable, Equatable {
    public var path: String
    /// The name of the layer in it; nil when it could not be read, and for plans.
    public var layer: String?
    public var format: String
    public var crs: String?
    public var features: Int?
    public var vertices: Int?
  }

  /// How many findings have that severity; known ones do not count.
  public func count(_ severity: Severity) -> Int {
    findings.count { $0.severity == severity }
  }

  /// Whether every file could be read, and no finding is as bad as `failOn` or worse.
  public func passes() -> Bool {
    !hasUnreadableFiles && !findings.contains(where: fails)
  }

  /// Whether a finding lets the check fail.
  public func fails(_ finding: Finding) -> Bool {
    if finding.rule.makesUnreadable { return true }
    guard let failOn else { return false }
    return finding.severity >= failOn
  }

  /// Whether a file could not be read as a layer at all.
  public var hasUnreadableFiles: Bool { findings.contains { $0.rule.makesUnreadable } }

  /// `pass` or `fail`.
  var verdict: String { passes() ? "pass" : "fail" }

  /// The paths of the files and of the findings, each once, in the order of the files.
  var paths: [String] {
    var seen: Set<String> = []
    return (files.map(\.path) + findings.map(\.file)).filter { seen.insert($0).inserted }
  }

  /// The findings of each file by their index, in the order of `paths`.
  func findingsByPath() -> [(path: String, findings: [Int])] {
    var indices: [String: [Int]] = [:]
    for (i, finding) in findings.enumerated() { indices[finding.file, default: []].append(i) }
    return paths.map { ($0, indices[$0] ?? []) }
  }

  /// The paths of files that are text: a line of theirs can be shown and pointed to. In others the
  /// line of a finding is the row of a table.
  func textPaths() -> Set<String> {
    let tables = Set(files.filter { $0.format == "gpkg" }.map(\.path))
    return Set(paths).subtracting(tables)
  }
}
