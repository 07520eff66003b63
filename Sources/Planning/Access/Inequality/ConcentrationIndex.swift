/// The concentration index: how much access goes with income.
///
/// With people in ascending order of income, R_i the rank of the middle person of income i as a
/// share of all, C = 2 cov(score, R) / mean: below 0 when the poor have more, above 0 when the rich
/// have. Erreygers' corrected index is C 4 mean / (greatest − least score), which does not depend on
/// the unit of the score. People without an income are left out. Null without incomes, and when
/// nobody has access; the corrected one also when all scores are equal.
///
/// **Complexity:** O(n log n). **Source:** Kakwani, Wagstaff and van Doorslaer 1997,
/// doi:10.1016/S0304-4076(96)01807-6; Erreygers 2009, doi:10.1016/j.jhealeco.2008.02.003.
struct ConcentrationIndex: InequalityIndex {
  init() {}

  var name: String { "concentration" }
  var formula: String { "2 cov(score, income rank) / mean; corrected: 8 cov / range" }
  var source: String {
    "Kakwani, Wagstaff and van Doorslaer 1997, doi:10.1016/S0304-4076(96)01807-6; "
      + "Erreygers 2009, doi:10.1016/j.jhealeco.2008.02.003"
  }

  func values(of people: ScoredPeople) -> [(name: String, value: Double?)] {
    let covariance = covariance(of: people)
    return [
      ("concentration", covariance.flatMap { $0.mean > 0 ? 2 * $0.value / $0.mean : nil }),
      (
        "concentration_corrected",
        covariance.flatMap { $0.range > 0 ? 8 * $0.value / $0.range : nil }
      ),
    ]
  }

  private func covariance(
    of people: ScoredPeople
  ) -> (value: Double, mean: Double, range: Double)? {
    guard let incomes = people.incomes else { return nil }
    let classes = people.ranked(by: incomes)
    let total = classes.reduce(0) { $0 + $1.people }
    guard total > 0 else { return nil }
    let mean = classes.reduce(0) { $0 + $1.people * $1.mean } / total
    var (before, sum) = (0.0, 0.0)
    for one in classes {
      let rank = (before + one.people / 2) / total
      sum += one.people / total * (one.mean - mean) * (rank - 0.5)
      before += one.people
    }
    let known = people.scores.indices.filter { incomes[$0] != nil }.map { people.scores[$0] }
    let range = (known.max() ?? 0) - (known.min() ?? 0)
    return (sum, mean, range)
  }
}
