import GeoCore
internal import PlanningStudies

/// Which rules apply, and how bad their findings are.
public struct RuleSelection: Sendable, Equatable {
  /// Codes to check, all when empty. A letter stands for its family.
  private var only: Set<String> = []
  /// Codes to leave out.
  private var ignored: Set<String> = []
  private var severities: [String: Severity] = [:]

  /// Every rule at its own severity.
  public init() {}

  /// A selection as it is given on the command line.
  ///
  /// - Parameters:
  ///   - only: codes, names or the letters of families; empty means all.
  ///   - ignored: the same, left out even when `only` names them.
  ///   - severities: `CODE=warning`, or that of a family; a rule goes before its family.
  /// - Throws: `InputError` for a rule or a severity that does not exist, and for a rule that
  ///   cannot be left out.
  public init(only: [String], ignored: [String], severities: [String]) throws {
    self.only = Set(try only.flatMap(Self.codes))
    self.ignored = Set(try ignored.flatMap(Self.codes))
    for text in ignored {
      guard let rule = IntegrityRules.named(text), rule.makesUnreadable else { continue }
      throw InputError(
        reason:
          "\(rule.code) \(rule.name) cannot be ignored: nothing else in such a file is checked",
        remedy: "leave the file out", kind: .usage)
    }
    var byRule: [String: Severity] = [:]
    for text in severities {
      let sides = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard sides.count == 2, let severity = Severity(rawValue: sides[1].lowercased()) else {
        let names = Severity.allCases.map(\.rawValue).joined(separator: ", ")
        throw InputError(
          reason: "\"\(text)\" sets no severity", remedy: "write CODE=SEVERITY, one of \(names)",
          kind: .usage)
      }
      let codes = try Self.codes(sides[0])
      if IntegrityRules.named(sides[0]) != nil {
        for code in codes { byRule[code] = severity }
      } else {
        for code in codes { self.severities[code] = severity }
      }
    }
    // What is said of a rule goes before what is said of its family.
    self.severities.merge(byRule) { _, rule in rule }
  }

  /// Refuses to leave out what is not to be checked anyway.
  /// - Throws: `InputError` naming the first such rule or family, or one that does not exist.
  public static func requireEffect(ofIgnoring ignored: [String], among only: [String]) throws {
    let checked = Set(try only.flatMap(codes))
    guard !checked.isEmpty else { return }
    for text in ignored where checked.isDisjoint(with: try codes(text)) {
      throw InputError(
        reason: "leaving out \(text) has no effect: it is not among the rules that are checked",
        remedy: "leave it out of ignore, or name it among only too", kind: .usage)
    }
  }

  /// What a standard demands of those who write files is an error, though readers should go on.
  public static let strict: RuleSelection = {
    var selection = RuleSelection()
    for rule in IntegrityRules.all where rule.strictSeverity != rule.severity {
      selection.severities[rule.code] = rule.strictSeverity
    }
    return selection
  }()

  /// This selection with another one laid over it: the upper one's `only` takes the place of this
  /// one's, and brings back what was left out here; what it leaves out is left out too, and its
  /// severities go before.
  public func overlaid(by upper: RuleSelection) -> RuleSelection {
    var both = self
    if !upper.only.isEmpty { both.only = upper.only }
    both.ignored = ignored.subtracting(upper.only).union(upper.ignored)
    both.severities.merge(upper.severities) { _, above in above }
    return both
  }

  /// Whether rules were named of which none is left.
  public var isEmpty: Bool { !only.isEmpty && only.isSubset(of: ignored) }

  /// Whether findings of the rule are wanted. What makes a file unreadable is never passed over.
  public func contains(_ rule: IntegrityRule) -> Bool {
    if rule.makesUnreadable { return true }
    return (only.isEmpty || only.contains(rule.code)) && !ignored.contains(rule.code)
  }

  /// Whether the rule was left out by its own name or that of its family.
  func leavesOut(_ rule: IntegrityRule) -> Bool { ignored.contains(rule.code) }

  /// How bad findings of the rule are.
  public func severity(of rule: IntegrityRule) -> Severity {
    severities[rule.code] ?? rule.severity
  }

  /// How bad a finding is: as the caller has decided for its rule, else as it says itself.
  public func severity(of finding: Finding) -> Severity {
    severities[finding.rule.code] ?? finding.severity
  }

  /// The codes that a text names: a code, a name, or a family's letter.
  private static func codes(_ text: String) throws -> [String] {
    if let rule = IntegrityRules.named(text) { return [rule.code] }
    if let family = RuleFamily(rawValue: text.uppercased()) {
      return IntegrityRules.all.filter { $0.family == family }.map(\.code)
    }
    throw IntegrityRules.unknown(text)
  }
}
