import GeoCore
internal import PlanningStudies

/// Zones that cannot be told apart.
enum ZoneIdentity: PlanRule {
  static let rule = IntegrityRule(
    code: "X505", name: "zone-id", severity: .error,
    summary: "A zone has no id, or that of another zone.",
    explanation: """
      Results are joined to zones by their ids: the attribute that the plan names as `zones.id`, \
      else the column `id`, else the ids of the \
      features, else their numbers; 1, 1.0 and "1" are one id. Every zone must have one of its own.
      """,
    remedy: "give every zone an id of its own, or merge the two")

  static func findings(in plan: PlanUnderCheck) -> [Finding] {
    guard let study = plan.zones?.study else { return [] }
    let layer = study.layer
    let field = plan.plan.zones.id
    let column = field.flatMap { layer.attributes[$0] }
    if field != nil, column == nil { return [] }
    var seen: [FeatureID: Int] = [:]
    var found: [Finding] = []
    for row in 0..<layer.count {
      let label = layer.label(ofFeature: row)
      guard let id = column.map({ $0.featureID(row) }) ?? study.featureID(row) else {
        let message = "zone \(row + 1) has no \"\(field ?? "id")\""
        found.append(plan.finding(rule, message, at: ["zones", "id"], features: [label]))
        continue
      }
      if let first = seen[id] {
        let message = "zones \(first + 1) and \(row + 1) have the same id \"\(id)\""
        found.append(plan.finding(rule, message, at: ["zones", "id"], features: [label]))
      } else {
        seen[id] = row
      }
    }
    return found
  }
}
