internal import GeoCore
internal import PlanningStudies

/// What is to be said about the results of measures, in one line each.
package enum AccessNotes {
  /// How many origins have no score as things are, and why; a line a measure and reason.
  package static func missing(_ outcomes: [AccessRun.Outcome]) -> [String] {
    outcomes.flatMap { outcome in
      MissingReason.allCases.compactMap { reason in
        let count = outcome.before.scores.count { $0.reason == reason }
        guard count > 0 else { return nil }
        return "\(outcome.name): \(Counted.text(count, "origin")) without a score, "
          + reason.rawValue
      }
    }
  }

  /// How many people lose their score in the scenario and how many gain one; a line a measure, none
  /// without a scenario.
  /// - Parameter people: at each origin; nil to count origins.
  package static func turns(_ outcomes: [AccessRun.Outcome], people: [Double]?) -> [String] {
    outcomes.compactMap { outcome in
      guard let turns = outcome.turns else { return nil }
      let (losing, gaining) = (weight(people, turns, .loses), weight(people, turns, .gains))
      return "\(outcome.name): in the scenario \(text(losing, people)) "
        + "\(losing == 1 ? "loses" : "lose") access, \(number(gaining)) "
        + "\(gaining == 1 ? "gains" : "gain") it"
    }
  }

  private static func weight(
    _ people: [Double]?, _ turns: [AccessRun.Outcome.Turn], _ wanted: AccessRun.Outcome.Turn
  ) -> Double {
    turns.indices.reduce(0) { $0 + (turns[$1] == wanted ? people?[$1] ?? 1 : 0) }
  }

  /// How many people the table of inequality leaves out, and why; a line a measure that does.
  /// - Parameter people: at each origin; nil to count origins.
  package static func leftOut(_ outcomes: [AccessRun.Outcome], people: [Double]?) -> [String] {
    outcomes.compactMap { outcome in
      let scores = outcome.paired(.before) ?? []
      let weights = people ?? Array(repeating: 1, count: scores.count)
      let reasons = MissingReason.allCases.compactMap { reason -> (MissingReason, Double)? in
        let weight = zip(scores, weights).reduce(0) { $0 + ($1.0.reason == reason ? $1.1 : 0) }
        return weight > 0 ? (reason, weight) : nil
      }
      let (out, all) = (reasons.reduce(0) { $0 + $1.1 }, weights.reduce(0, +))
      guard out > 0 else { return nil }
      let percent = number((out / all * 1000).rounded() / 10)
      let why = reasons.map { "\($0.0.rawValue): \(number($0.1))" }.joined(separator: ", ")
      let isFillable = !outcome.isCost && reasons.contains { $0.0.isOutOfReach }
      return "\(outcome.name): inequality leaves out \(text(out, people)) without a score, "
        + "\(percent) % of all (\(why))"
        + (isFillable ? "; whoever reaches nothing can be counted with 0 instead" : "")
    }
  }

  /// How many people have no income to be ranked by; none when all have one, or nobody is ranked.
  package static func unranked(
    _ incomes: [Double?]?, people: [Double]?, column: String?
  ) -> [String] {
    guard let incomes, let column else { return [] }
    let out = incomes.indices.reduce(0) { $0 + (incomes[$1] == nil ? people?[$1] ?? 1 : 0) }
    guard out > 0 else { return [] }
    return ["palma and concentration leave out \(text(out, people)) without \"\(column)\""]
  }

  /// How many origins lie nearer to the border than to a destination; nil when none does.
  package static func border(_ bias: BoundaryBias) -> String? {
    guard bias.affectedCount > 0 else { return nil }
    return "boundary_bias: the nearest destination of \(Counted.text(bias.affectedCount, "origin"))"
      + " may lie outside the study area"
  }

  private static func number(_ amount: Double) -> String {
    JSONText.number(Rounding.people(amount))
  }

  private static func text(_ amount: Double, _ people: [Double]?) -> String {
    let one = people == nil ? "origin" : "person"
    let many = people == nil ? "origins" : "people"
    return "\(number(amount)) \(amount == 1 ? one : many)"
  }
}
