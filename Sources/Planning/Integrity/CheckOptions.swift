public import Geo

/// What to check, and how.
public struct CheckOptions: Sendable {
  public var read: ReadOptions
  public var rules: RuleSelection

  public init(read: ReadOptions = ReadOptions(), rules: RuleSelection = RuleSelection()) {
    self.read = read
    self.rules = rules
  }

  /// The rules that are applied, in the order of their codes.
  public var checkedRules: [IntegrityRule] { IntegrityRules.all.filter(rules.contains) }
}
