import Geo

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

/// A rule whose findings are faults of one kind that the scan of a text has noted.
protocol FaultCheck: LayerCheck {
  static var fault: StructureFault.Kind { get }
}

extension FaultCheck {
  static func findings(in layer: CheckedLayer, options: CheckOptions) -> [Finding] {
    guard let scan = layer.scan else { return [] }
    var found = scan.faults.filter { $0.kind == fault }.map { noted in
      let place = scan.text.place(of: noted.offset)
      return Finding(
        rule, noted.message, file: layer.source.path, line: place.line, column: place.column,
        features: noted.feature.map { [layer.layer.label(ofFeature: $0)] } ?? [])
    }
    if let more = scan.furtherFaults[fault] {
      found.append(Finding(rule, "\(more) more of the same kind", file: layer.source.path))
    }
    return found
  }
}
