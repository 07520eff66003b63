internal import GeoCore
internal import Glibc

/// The Foster–Greer–Thorbecke indices: how many people fall short of a score, and by how much.
///
/// FGT_α = Σ p_i ((z − score_i) / z)^α over those with score_i < z, p_i their shares of people: with
/// α = 0 the share of people below the line, with 1 the mean gap, with 2 the mean squared gap. Null
/// without a line, and for scores of which less is better.
///
/// **Boundary rule:** who reaches the line exactly is not poor. **Complexity:** O(n).
/// **Source:** Foster, Greer and Thorbecke 1984, doi:10.2307/1913475.
struct FosterGreerThorbecke: InequalityIndex {
  let povertyLine: Double?
  let alphas: [Double]

  init(povertyLine: Double?, alphas: [Double] = [0, 1, 2]) {
    self.povertyLine = povertyLine
    self.alphas = alphas
  }

  var name: String { "fgt" }
  var formula: String { "sum over score_i < z of p_i ((z - score_i) / z)^alpha" }
  var source: String { "Foster, Greer and Thorbecke 1984, doi:10.2307/1913475" }

  func values(of people: ScoredPeople) -> [(name: String, value: Double?)] {
    alphas.map { alpha in
      ("fgt\(JSONText.number(alpha))", value(of: people, alpha: alpha))
    }
  }

  private func value(of people: ScoredPeople, alpha: Double) -> Double? {
    let total = people.totalPeople
    guard let line = povertyLine, line > 0, total > 0 else { return nil }
    var sum = 0.0
    for (score, count) in zip(people.scores, people.people) where score < line {
      let gap = (line - score) / line
      sum += count * (alpha == 0 ? 1 : alpha == 1 ? gap : pow(gap, alpha))
    }
    return sum / total
  }
}
