internal import GeoCore

/// A plan that cannot be read.
enum PlanUnreadable: RuleDefinition {
  static let rule = IntegrityRule(
    code: "X501", name: "plan-unreadable", severity: .error,
    summary: "The plan is not YAML, or has a key or value that plans do not have.",
    explanation: """
      Plans are read strictly: an unknown key, a key twice, a value out of its range, an analysis \
      of a layer that is not defined are errors, never passed over. The message names the first \
      one and its line; nothing else in the plan is checked.
      """,
    remedy: "correct the plan at the line named; docs/plan.md describes every key",
    makesUnreadable: true)
}
