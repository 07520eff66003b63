/// The figures of one measure for groups of origins.
struct GroupColumns {
  private let outcome: AccessRun.Outcome
  private let people: [Double]
  private let changes: [Double?]?
  /// Scores as they are compared, so that means are.
  private let compared: (before: [Score], after: [Score])?

  init(_ outcome: AccessRun.Outcome, people: [Double]) {
    self.outcome = outcome
    self.people = people
    changes = outcome.changes
    compared = outcome.compared(.before).flatMap { before in
      outcome.compared(.after).map { (before, $0) }
    }
  }

  func values(_ origins: [Int]) -> [(name: String, value: Double?)] {
    var values: [(name: String, value: Double?)] = [
      ("people", origins.reduce(0) { $0 + people[$1] }),
      ("people_without_score", unscored(outcome.before, origins)),
      ("mean", mean(origins) { (compared?.before ?? outcome.before.scores)[$0].value }),
    ]
    guard let after = outcome.after, let compared, let changes else { return values }
    values += [
      ("people_without_score_after", unscored(after, origins)),
      ("mean_after", mean(origins) { compared.after[$0].value }),
      ("mean_change", mean(origins) { changes[$0] }),
      ("people_losing_access", turning(.loses, origins)),
      ("people_gaining_access", turning(.gains, origins)),
    ]
    return values
  }

  private func unscored(_ result: MeasureResult, _ origins: [Int]) -> Double {
    origins.reduce(0) { $0 + (result.scores[$1].value == nil ? people[$1] : 0) }
  }

  private func turning(_ turn: AccessRun.Outcome.Turn, _ origins: [Int]) -> Double {
    origins.reduce(0) { $0 + (outcome.turns?[$1] == turn ? people[$1] : 0) }
  }

  /// The mean over people of a value that origins may lack; nil where nobody has it.
  private func mean(_ origins: [Int], _ value: (Int) -> Double?) -> Double? {
    var (sum, total) = (0.0, 0.0)
    for origin in origins {
      guard let value = value(origin) else { continue }
      sum += value * people[origin]
      total += people[origin]
    }
    return total > 0 ? sum / total : nil
  }
}
