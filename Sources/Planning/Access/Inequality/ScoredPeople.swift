/// People and the score of the place where they live: what inequality is taken of.
///
/// Places without a score and places without people are left out; the people of the former are
/// counted in `unscoredPeople`, and their incomes known.
public struct ScoredPeople: Sendable {
  /// The score of each place that has one, and people.
  public private(set) var scores: [Double] = []
  /// People at each place, above 0.
  public private(set) var people: [Double] = []
  /// The group of each place; nil when there are no groups.
  public private(set) var groups: [String?]?
  /// The income of each place's people; nil when there are no incomes. A place may lack one.
  public private(set) var incomes: [Double?]?
  /// The number of people at places without a score.
  public private(set) var unscoredPeople = 0.0
  /// People without a score at places with an income.
  private var unscored: [(people: Double, income: Double)] = []

  /// The people of places, as many as there are scores. Groups and incomes, if any, are one for
  /// each of them too.
  public init(
    _ given: [Score], people all: [Double], groups allGroups: [String?]? = nil,
    incomes allIncomes: [Double?]? = nil
  ) {
    precondition(given.count == all.count, "people for each score")
    groups = allGroups.map { _ in [] }
    incomes = allIncomes.map { _ in [] }
    for (i, score) in given.enumerated() where all[i] > 0 {
      guard let value = score.value else {
        unscoredPeople += all[i]
        if let income = allIncomes?[i] { unscored.append((all[i], income)) }
        continue
      }
      scores.append(value)
      people.append(all[i])
      if let allGroups { groups?.append(allGroups[i]) }
      if let allIncomes { incomes?.append(allIncomes[i]) }
    }
  }

  /// The number of people at places with a score.
  public var totalPeople: Double { people.reduce(0, +) }

  /// The mean score of a person; nil without people.
  public var mean: Double? {
    let total = totalPeople
    guard total > 0 else { return nil }
    return zip(scores, people).reduce(0) { $0 + $1.0 * $1.1 } / total
  }

  /// All people with an income, in its order, those of one income together: their number, how many of
  /// them have a score, and the mean of these.
  func rankedWithUnscored() -> [(people: Double, scored: Double, mean: Double)] {
    let known = scores.indices.compactMap { i in
      (incomes?[i] ?? nil).map {
        (income: $0, people: people[i], scored: people[i], mean: scores[i])
      }
    }
    let all = known + unscored.map { ($0.income, $0.people, 0, 0) }
    let order = all.indices.sorted { (all[$0].income, $0) < (all[$1].income, $1) }
    var classes: [(people: Double, scored: Double, mean: Double)] = []
    var last: Double?
    for one in order.map({ all[$0] }) {
      if last == one.income, let before = classes.last {
        let scored = before.scored + one.scored
        let share = scored > 0 ? one.scored / scored : 0
        classes[classes.count - 1] = (
          before.people + one.people, scored, before.mean + (one.mean - before.mean) * share
        )
      } else {
        classes.append((one.people, one.scored, one.mean))
      }
      last = one.income
    }
    return classes
  }

  /// People in the order of a key, with those of one key together: their number and mean score.
  /// Places without a key are left out.
  func ranked(by keys: [Double?]) -> [(people: Double, mean: Double)] {
    let order = scores.indices.filter { keys[$0] != nil }
      .sorted { a, b in
        let (x, y) = (keys[a] ?? 0, keys[b] ?? 0)
        return x < y || x == y && a < b
      }
    var classes: [(people: Double, mean: Double)] = []
    var last: Double?
    for i in order {
      if let key = last, key == keys[i], let one = classes.last {
        let both = one.people + people[i]
        let mean = one.mean + (scores[i] - one.mean) * (people[i] / both)
        classes[classes.count - 1] = (both, mean)
      } else {
        classes.append((people[i], scores[i]))
      }
      last = keys[i]
    }
    return classes
  }
}
