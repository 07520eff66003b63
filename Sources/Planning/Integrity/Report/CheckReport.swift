/// What was found in all files, in their order.
public struct CheckReport: Sendable {
  /// The files and layers that were checked, in their order.
  public var files: [File] = []
  /// What was found, in the order of the files.
  public var findings: [Finding] = []
  /// The rules that were applied to any file.
  public var rules: [IntegrityRule]
  /// The rules that were applied to files for which others are chosen, by their paths.
  public var rulesByPath: [String: [IntegrityRule]] = [:]
  /// Where files are read from that are called otherwise: standard input is kept in one.
  public var storage: [String: String] = [:]
  /// What manifests say of the files.
  var resultSets = ResultSets()
  /// The severity from which on a finding fails; nil when none does.
  public var failOn: Severity?
  /// Findings that a baseline knows; nil without one. They are not in `findings`.
  public var known: [Finding]?

  /// A report of nothing so far.
  public init(rules: [IntegrityRule] = IntegrityRules.all, failOn: Severity? = .error) {
    self.rules = rules
    self.failOn = failOn
  }

  /// A file that was checked, or one layer in it.
  public struct File: Sendable, Equatable {
    /// The path, as reports call it.
    public var path: String
    /// The name of the layer in it; nil when it could not be read, and for plans.
    public var layer: String?
    /// Whether the file may hold several layers, so that the path alone does not name this one.
    public var isOneOfSeveral = false
    /// The name of the format, as `--format` takes it.
    public var format: String
    /// The code or definition of its system; nil when it has none or could not be read.
    public var crs: String?
    /// The number of features; nil when it could not be read.
    public var features: Int?
    /// The number of vertices of all geometries; nil when it could not be read.
    public var vertices: Int?
    /// Whether it is read in the system that the caller gave.
    public var isReadInGivenCRS = false
    /// The columns that its coordinates come from.
    public var coordinateColumns: [String] = []
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

  /// Whether a file was not there, or may not be read.
  public var hasMissingFiles: Bool { findings.contains { $0.rule == FileRules.missing } }

  /// Notes the rules that are applied to a file for which others are chosen.
  public mutating func add(_ own: [IntegrityRule], ofPath path: String) {
    rulesByPath[path] = own
    rules = IntegrityRules.all.filter { rules.contains($0) || own.contains($0) }
  }

  /// The rules that were applied to a file.
  func rules(ofPath path: String) -> [IntegrityRule] { rulesByPath[path] ?? rules }

  /// A file, or one layer in a file that may hold several.
  struct Place: Hashable {
    var path: String
    var layer: String?

    /// `plans.gpkg:zones`, or the path alone.
    var text: String { layer.map { "\(path):\($0)" } ?? path }
  }

  /// The places of the files and of the findings, each once, in the order of the files.
  var places: [Place] {
    var seen: Set<Place> = []
    let own = files.map { Place(path: $0.path, layer: $0.isOneOfSeveral ? $0.layer : nil) }
    return (own + findings.map { Place(path: $0.file, layer: $0.layer) })
      .filter { seen.insert($0).inserted }
  }

  /// The findings of each place by their index, in the order of `places`.
  func findingsByPlace() -> [(place: Place, findings: [Int])] {
    var indices: [Place: [Int]] = [:]
    for (i, finding) in findings.enumerated() {
      indices[Place(path: finding.file, layer: finding.layer), default: []].append(i)
    }
    return places.map { ($0, indices[$0] ?? []) }
  }

  /// Where a file called so is read from.
  func storedPath(of path: String) -> String { storage[path] ?? path }

  /// The paths of files that are text: a line of theirs can be shown and pointed to. In others the
  /// line of a finding is the row of a table.
  func textPaths() -> Set<String> {
    let tables = Set(files.filter { $0.format == "gpkg" }.map(\.path))
    return Set(places.map(\.path)).subtracting(tables)
  }
}
