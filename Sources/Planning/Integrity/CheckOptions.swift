public import Geo

/// What to check, and how.
public struct CheckOptions: Sendable {
  public var read: ReadOptions
  public var rules: RuleSelection
  /// What attributes must be; nil does not check them.
  public var schema: LayerSchema?

  public init(
    read: ReadOptions = ReadOptions(), rules: RuleSelection = RuleSelection(),
    schema: LayerSchema? = nil
  ) {
    self.read = read
    self.rules = rules
    self.schema = schema
  }

  /// The rules that are applied, in the order of their codes.
  public var checkedRules: [IntegrityRule] { IntegrityRules.all.filter(rules.contains) }
}
