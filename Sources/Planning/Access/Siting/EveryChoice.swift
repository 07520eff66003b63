/// The best of all choices, where they are few: a proof where the bound leaves a gap.
///
/// Candidates are opened in their order, depth first. A branch is left when even the greatest gains
/// of what it may still open, which only fall as places open, would not make it better than the best
/// that is known. Of equal choices the one that is known first stays.
///
/// **Complexity:** of at most `mostChoices` choices, and `mostWork` pairs looked at for them.
/// **Source:** Nemhauser, Wolsey & Fisher 1978, doi:10.1007/BF01588971, for the bound of a branch.
enum EveryChoice {
  static let mostChoices = 20_000
  static let mostWork = 20_000_000

  /// - Parameter known: a good choice.
  /// - Returns: the best; nil when there are too many.
  static func best<Number: SitingNumber>(
    _ problem: SitingProblem<Number>, from known: SitingState<Number>
  ) -> SitingState<Number>? {
    let free = problem.candidateCount - problem.required.count
    let limit = problem.limit - problem.required.count
    let pairs = problem.rowDemands.count / max(1, problem.candidateCount)
    let work = mostWork / (1 + pairs + problem.candidateCount)
    guard limit > 0, isFew(limit, of: free, atMost: min(mostChoices, work)) else { return nil }
    var search = Search(best: known, state: SitingState(problem, opening: []))
    search.open(from: 0)
    return search.best
  }

  /// Whether there are at most so many ways to choose `count` of `all`.
  private static func isFew(_ count: Int, of all: Int, atMost most: Int) -> Bool {
    var ways = 1
    for k in 0..<min(count, all - count) {
      ways = ways * (all - k) / (k + 1)
      guard ways <= most else { return false }
    }
    return all < most
  }

  private struct Search<Number: SitingNumber> {
    var best: SitingState<Number>
    var state: SitingState<Number>

    /// Looks at all choices that add candidates from `first` on.
    mutating func open(from first: Int) {
      if state.value > best.value { best = state }
      let left = state.problem.limit - state.open.count
      guard left > 0 else { return }
      for j in first..<state.problem.candidateCount where !state.isOpen[j] {
        guard canBeBetter(from: j, opening: left) else { return }
        guard state.gains[j] > .zero else { continue }
        state.open(j)
        open(from: j + 1)
        state.close(j)
      }
    }

    private func canBeBetter(from j: Int, opening count: Int) -> Bool {
      let most = state.gains[j...].sorted(by: >).prefix(count).reduce(state.value, +)
      return most > best.value
    }
  }
}
