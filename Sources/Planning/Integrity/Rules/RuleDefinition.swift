internal import GeoCore
import GeoFormats

/// One rule, in a file of its own: what it says and, where it needs nothing but the layer, how it
/// is checked. To add one, write the type and name it in `IntegrityRules.definitions`.
public protocol RuleDefinition: Sendable {
  /// Code, name, severity and words; one object for all findings.
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
  /// Passes the findings on; some at a time where they may be very many.
  static func visitFindings(
    in layer: CheckedLayer, options: CheckOptions, _ visit: ([Finding]) -> Void
  ) throws
}

extension LayerCheck {
  static var rules: [IntegrityRule] { [rule] }

  static func visitFindings(
    in layer: CheckedLayer, options: CheckOptions, _ visit: ([Finding]) -> Void
  ) throws {
    visit(try findings(in: layer, options: options))
  }
}

/// A rule of layers whose findings may be very many, and are made some at a time.
protocol ManyFindingsCheck: LayerCheck {}

extension ManyFindingsCheck {
  /// How many features or findings are looked at before findings are passed on.
  static var batch: Int { 16_384 }

  static func findings(in layer: CheckedLayer, options: CheckOptions) throws -> [Finding] {
    var all: [Finding] = []
    try visitFindings(in: layer, options: options) { all += $0 }
    return all
  }

  /// Passes on what is found of some items, a batch at a time.
  /// - Parameter finding: what is found of one; nil for nothing.
  static func visitBatches<Items: RandomAccessCollection>(
    of items: Items, _ visit: ([Finding]) -> Void, finding: (Items.Element) -> Finding?
  ) {
    var rest = items[...]
    while !rest.isEmpty {
      visit(rest.prefix(batch).compactMap(finding))
      rest = rest.dropFirst(batch)
    }
  }
}

/// A rule whose findings are faults of one kind that the scan of a text has noted.
protocol FaultCheck: LayerCheck {
  static var fault: StructureFault.Kind { get }
}

extension FaultCheck {
  static func findings(in layer: CheckedLayer, options: CheckOptions) -> [Finding] {
    noted(in: layer)
  }

  /// What the scan of the text has noted.
  static func noted(in layer: CheckedLayer) -> [Finding] {
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
