/// One rule, in a file of its own: what it says and, where it needs nothing but the layer, how it
/// is checked. To add one, write the type and name it in `IntegrityRules.definitions`.
public protocol RuleDefinition: Sendable {
  static var rule: IntegrityRule { get }
}

/// A rule that is decided feature by feature.
protocol FeatureCheck: RuleDefinition {
  /// What is wrong with one feature; called from several threads.
  static func findings(of feature: Int, in layer: CheckedLayer) throws -> [Finding]
}

/// A rule that is decided on a layer as a whole.
protocol LayerCheck: RuleDefinition {
  /// The rules that are decided at once, which share their work: its own alone unless it says more.
  static var rules: [IntegrityRule] { get }
  static func findings(in layer: CheckedLayer, options: CheckOptions) throws -> [Finding]
}

extension LayerCheck {
  static var rules: [IntegrityRule] { [rule] }
}
