/// A part of the boundary that no feature covers.
enum BoundaryNotCovered: RuleDefinition {
  static let rule = IntegrityRule(
    code: "C207", name: "boundary-not-covered", severity: .warning,
    summary: "A part of what the boundary encloses is not covered.",
    explanation: """
      With --boundary, the features should fill the union of its polygons. Each connected part that \
      none covers and that reaches the boundary is a finding; voids that do not reach it are gaps \
      (C202) or holes (C203). A warning only, since plans often leave the sea or a motorway out on \
      purpose. Size and noise are decided as for C201.
      """,
    remedy: "extend the features to the boundary, or see whether one is missing")
}
