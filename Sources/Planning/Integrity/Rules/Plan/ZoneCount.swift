import GeoCore
internal import PlanningStudies

/// Zones too few or too many.
enum ZoneCount: PlanRule {
  static let rule = IntegrityRule(
    code: "X503", name: "zone-count", severity: .error,
    summary: "The layer of zones has another number of zones than the plan expects.",
    explanation: """
      The plan states it as `zones.expected`: 92 communes in the embedded plan. Zones are counted \
      after the filter of the plan.
      """,
    remedy: "correct \"expected\" in the plan, or the layer of zones")

  static func findings(in plan: PlanUnderCheck) -> [Finding] {
    guard let expected = plan.plan.zones.expected, let zones = plan.zones?.study,
      zones.layer.count != expected
    else { return [] }
    return [
      plan.finding(
        rule,
        "\(expected) zones are expected and \(zones.layer.count) found in"
          + " \(plan.plan.zones.source)", at: ["zones", "expected"])
    ]
  }
}
