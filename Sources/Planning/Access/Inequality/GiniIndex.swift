/// The Gini index: twice the area between the Lorenz curve and the line of equality.
///
/// With people in ascending order of score, p_i their shares and L_i the share of all access up to
/// and with i, G = 1 − Σ p_i (L_i + L_{i−1}). 0 for equal scores, towards 1 when one has all. Null
/// when nobody has access.
///
/// **Complexity:** O(n log n). **Source:** Delbosc and Currie 2011,
/// doi:10.1016/j.jtrangeo.2011.02.008.
struct GiniIndex: InequalityIndex {
  init() {}

  var name: String { "gini" }
  var formula: String { "1 - sum_i p_i (L_i + L_(i-1))" }
  var source: String { "Delbosc and Currie 2011, doi:10.1016/j.jtrangeo.2011.02.008" }

  func values(of people: ScoredPeople) -> [(name: String, value: Double?)] {
    [("gini", value(of: people))]
  }

  func value(of people: ScoredPeople) -> Double? {
    let classes = people.ranked(by: people.scores)
    var reached = 0.0
    var area = 0.0
    for one in classes {
      let next = reached + one.people * one.mean
      area += one.people * (reached + next)
      reached = next
    }
    guard reached > 0 else { return nil }
    // Rounding may leave a trifle below 0 when all are equal.
    return max(0, 1 - area / (people.totalPeople * reached))
  }
}
