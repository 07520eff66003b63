import GeoAlgorithms

/// A rule whose findings are faults of one kind: `InvalidPolygon` looks for all kinds at once.
protocol ValidityRule: RuleDefinition {
  static var kind: ValidityFault.Kind { get }
}

/// The rules that stand for kinds of faults.
enum ValidityRules {
  static let all: [any ValidityRule.Type] = [
    InvalidPolygon.self, SelfIntersection.self, SelfTouchingRing.self, HoleOutsideShell.self,
    NestedHoles.self, NestedShells.self, DisconnectedInterior.self, DuplicateRings.self,
    Spike.self, TooFewPoints.self,
  ]

  /// The rule for a kind; `InvalidPolygon` where none is named after it.
  static func rule(for kind: ValidityFault.Kind) -> IntegrityRule {
    all.first { $0.kind == kind }?.rule ?? InvalidPolygon.rule
  }
}
