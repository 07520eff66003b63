import GeoCore
internal import PlanningStudies

/// People of the zones who do not add up to the published number.
enum PopulationTotal: PlanRule {
  static let rule = IntegrityRule(
    code: "X504", name: "population-total", severity: .error,
    summary: "The populations of the zones do not add up to the published total.",
    explanation: """
      The total is that of `zones.expected_population` in the plan; without it, the one that the \
      catalogue of embedded layers cites for the same attribute, when the zones are an unfiltered \
      embedded layer. People are whole: the numbers must be equal. So is the source of `people` \
      held against the catalogue. Values that are no whole numbers of people are named too.
      """,
    remedy: "correct the populations, or the total where it is of another year")

  static func findings(in plan: PlanUnderCheck) -> [Finding] {
    var found: [Finding] = []
    let zones = plan.plan.zones
    if let field = zones.population, let source = plan.zones {
      found += findings(
        in: plan, source, field: field, keys: ["zones", "population"],
        expected: zones.expectedPopulation.map {
          (Double($0), "expected_population of the plan", 0)
        })
    }
    let isZones = plan.plan.people.map { $0.source == zones.source && $0.field == zones.population }
    if let people = plan.plan.people, isZones == false,
      let source = plan.sources.last(where: { $0.keys == ["people"] })
    {
      found += findings(
        in: plan, source, field: people.field, keys: ["people", "field"], expected: nil)
    }
    return found
  }

  private static func findings(
    in plan: PlanUnderCheck, _ source: PlanUnderCheck.Source, field: String, keys: [String],
    expected: (people: Double, from: String, allowed: Double)?
  ) -> [Finding] {
    guard let study = source.study, let column = study.layer.attributes[field] else { return [] }
    var found: [Finding] = []
    var sum = 0.0
    var unknown = 0
    for row in 0..<column.count {
      if column.isMissing(row) {
        unknown += 1
      } else if let people = column.double(row), people >= 0 {
        sum += people
      } else {
        found.append(
          plan.finding(
            rule, "\"\(field)\" is \(column.shown(row)), not a number of people", at: keys,
            features: [study.layer.label(ofFeature: row)]))
      }
    }
    let total = expected ?? published(plan, source, field)
    if let total, abs(total.people - sum) > total.allowed {
      let without = unknown > 0 ? "; \(unknown) features say nothing" : ""
      found.append(
        plan.finding(
          rule,
          "\"\(field)\" adds up to \(JSONText.number(sum)), and \(total.from) says"
            + " \(JSONText.number(total.people))\(without)", at: keys))
    }
    return found
  }

  /// The sum of an attribute that the catalogue cites for an embedded layer, and how far ours may lie
  /// from it.
  private static func published(
    _ plan: PlanUnderCheck, _ source: PlanUnderCheck.Source, _ field: String
  ) -> (people: Double, from: String, allowed: Double)? {
    guard source.filter.conditions.isEmpty, let entry = plan.catalogue[source.reference],
      let figure = entry.references.first(where: { $0.isTotal(of: field) })
    else { return nil }
    return (figure.published, figure.source ?? figure.what, figure.allowedDifference ?? 0)
  }
}

extension PublishedFigure {
  /// Whether it is the sum of an attribute over all features.
  func isTotal(of field: String) -> Bool {
    measure == .sum && attribute == field && filter.conditions.isEmpty
  }
}
