import Geo

/// A hole in a hole.
enum NestedHoles: ValidityRule {
  static let rule = IntegrityRule(
    code: "V206", name: "nested-holes", severity: .error,
    summary: "A hole lies in another hole of the same polygon.",
    explanation: """
      OGC Simple Features: holes have no area in common. The inner one is mostly an island, \
      which is a part of its own; programs that subtract holes one by one subtract it twice.
      """,
    remedy: "make the inner ring a part of its own, or remove it")

  static let kind = ValidityFault.Kind.nestedHoles
}
