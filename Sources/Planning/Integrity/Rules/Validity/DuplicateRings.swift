import GeoAlgorithms

/// The same ring twice.
enum DuplicateRings: ValidityRule {
  static let rule = IntegrityRule(
    code: "V209", name: "duplicate-rings", severity: .error,
    summary: "Two rings of a feature run through the same points.",
    explanation: """
      From wherever they start and whichever way they turn. A hole that repeats its shell leaves \
      no area; a part that repeats another counts twice; a part that fills a hole exactly shares \
      its border, which OGC Simple Features does not allow. Crossings of the repeated ring are \
      named once.
      """,
    remedy: "remove one of the two rings, or merge the part with what surrounds it")

  static let kind = ValidityFault.Kind.duplicateRings
}
