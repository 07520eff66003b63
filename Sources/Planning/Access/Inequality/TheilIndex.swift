internal import Glibc

/// Theil's T, and its parts between and within groups.
///
/// With p_i shares of people and r_i = score_i / mean, T = Σ p_i r_i ln r_i, where 0 ln 0 = 0. Over
/// groups g with mean ratio r_g: between = Σ p_g r_g ln r_g; within = Σ p_g r_g T_g; T is their sum.
/// Places without a group are a group of their own. Null when nobody has access; the parts are null
/// without groups.
///
/// **Complexity:** O(n log n). **Source:** Shorrocks 1980, doi:10.2307/1913126.
struct TheilIndex: InequalityIndex {
  init() {}

  var name: String { "theil" }
  var formula: String {
    "sum_i p_i r_i ln(r_i), r_i = score_i / mean; between groups + within groups"
  }
  var source: String { "Shorrocks 1980, doi:10.2307/1913126" }

  func values(of people: ScoredPeople) -> [(name: String, value: Double?)] {
    let all = Array(people.scores.indices)
    guard let mean = people.mean, mean > 0 else {
      return [("theil", nil), ("theil_between", nil), ("theil_within", nil)]
    }
    let total = Self.index(people, all)
    guard let groups = people.groups else {
      return [("theil", total), ("theil_between", nil), ("theil_within", nil)]
    }
    let sorted = all.sorted { a, b in
      let (x, y) = (groups[a] ?? "", groups[b] ?? "")
      return x == y
        ? (groups[a] == nil) == (groups[b] == nil) ? a < b : groups[a] == nil
        : x.utf8.lexicographicallyPrecedes(y.utf8)
    }
    let everybody = people.totalPeople
    var (between, within) = (0.0, 0.0)
    for members in sorted.split(where: { groups[$0] != groups[$1] }) {
      let count = members.reduce(0) { $0 + people.people[$1] }
      let access = members.reduce(0) { $0 + people.people[$1] * people.scores[$1] }
      let ratio = access / count / mean
      guard ratio > 0 else { continue }
      between += count / everybody * ratio * log(ratio)
      within += count / everybody * ratio * Self.index(people, members)
    }
    return [("theil", total), ("theil_between", between), ("theil_within", within)]
  }

  /// T of some places.
  private static func index(_ people: ScoredPeople, _ places: [Int]) -> Double {
    let count = places.reduce(0) { $0 + people.people[$1] }
    let access = places.reduce(0) { $0 + people.people[$1] * people.scores[$1] }
    var sum = 0.0
    for place in places {
      let ratio = people.scores[place] / (access / count)
      if ratio > 0 { sum += people.people[place] / count * ratio * log(ratio) }
    }
    return max(0, sum)
  }
}

extension [Int] {
  /// Runs of neighbours that belong together.
  fileprivate func split(where isBorder: (Int, Int) -> Bool) -> [[Int]] {
    var runs: [[Int]] = []
    for element in self {
      if let last = runs.last?.last, !isBorder(last, element) {
        runs[runs.count - 1].append(element)
      } else {
        runs.append([element])
      }
    }
    return runs
  }
}
