internal import GeoCore
import GeoFormats

/// One rule with code of its own, in a file of its own: what it says and, where it needs nothing but the
/// layer, how it is checked. To add one, write the type and name it in `IntegrityRules.definitions`.
/// Rules that are words alone are rows of their families' tables: `StructureFaults`, `FileRules`,
/// `ValidityRules`, `CoverageRules`.
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

/// What is decided on a layer as a whole: a check with code of its own, or a row of a table.
struct LayerDecision: Sendable {
  /// The rules that are decided at once.
  let rules: [IntegrityRule]
  private let visit: @Sendable (CheckedLayer, CheckOptions, ([Finding]) -> Void) throws -> Void

  /// A check with code of its own.
  init(_ check: any LayerCheck.Type) {
    rules = check.rules
    visit = { try check.visitFindings(in: $0, options: $1, $2) }
  }

  /// A rule that passes on what a scan has noted.
  init(_ noted: StructureFaultRule) {
    rules = [noted.rule]
    visit = { layer, _, visit in visit(noted.findings(in: layer)) }
  }

  /// Passes the findings on; some at a time where they may be very many.
  func visitFindings(
    in layer: CheckedLayer, options: CheckOptions, _ visit: ([Finding]) -> Void
  ) throws {
    try self.visit(layer, options, visit)
  }
}
