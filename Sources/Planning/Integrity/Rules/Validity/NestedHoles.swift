import GeoAlgorithms

/// A hole in a hole.
enum NestedHoles: ValidityRule {
  static let rule = IntegrityRule(
    code: "V206", name: "nested-holes", severity: .error,
    summary: "A hole lies in another hole of the same polygon.",
    explanation: """
      OGC Simple Features: holes have no area in common. The inner one is mostly an island, \
      which is a part of its own; programs that subtract holes one by one subtract it twice.
      """,
    remedy: "remove the inner ring: amp-geo fix does it; or make it a part of its own")

  static let kind = ValidityFault.Kind.nestedHoles
}
