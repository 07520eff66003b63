/// Features with the same polygons.
enum DuplicateFeature: RuleDefinition {
  static let rule = IntegrityRule(
    code: "C205", name: "duplicate", severity: .error,
    summary: "Features have exactly the same polygons.",
    explanation: """
      The polygons of some features have the same edges to the last digit, in whatever order: one \
      feature was entered twice, or attributes differ and belong together. All of them are named in \
      one finding, not as overlaps of each other; findings about one of them and another feature \
      name each.
      """,
    remedy: "keep one of them")
}
