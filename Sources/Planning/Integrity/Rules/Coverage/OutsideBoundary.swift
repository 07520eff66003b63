/// A part of a feature outside the boundary.
enum OutsideBoundary: RuleDefinition {
  static let rule = IntegrityRule(
    code: "C206", name: "outside-boundary", severity: .error,
    summary: "A part of a feature lies outside the boundary.",
    explanation: """
      With --boundary, features must not leave the union of its polygons, which are brought into \
      the system of the layer first. Each connected part outside is a finding. Size and noise are \
      decided as for C201; noise says that two renderings of one line differ.
      """,
    remedy: "cut the feature at the boundary, or correct the boundary")
}
