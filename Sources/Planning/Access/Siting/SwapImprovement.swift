/// Swaps one open candidate for one that is closed as long as that helps.
///
/// Candidates are tried in their order, round and round; each opens in place of the one whose going
/// pays most, at once. Required candidates stay.
///
/// **Result:** no single swap helps any more, unless so many rounds were not enough.
/// **Complexity:** a round costs all pairs of candidates that would gain anything; there are few.
/// **Source:** Teitz & Bart 1968, Heuristic methods for estimating the generalized vertex median of
/// a weighted graph, doi:10.1287/opre.16.5.955; judged as in Resende & Werneck 2007.
enum SwapImprovement {
  static let mostRounds = 200

  struct Result: Equatable {
    var swaps = 0
    /// Whether no swap helps any more.
    var isLocalOptimum = true
  }

  static func improve(_ state: inout SitingState<some SitingNumber>) -> Result {
    let count = state.problem.candidateCount
    var isKept = Array(repeating: false, count: count)
    for j in state.problem.required { isKept[j] = true }
    var result = Result()
    guard var cheapest = state.cheapest(keeping: isKept) else { return result }
    var untouched = 0
    for turn in 0..<(mostRounds * count) {
      guard untouched < count else { return result }
      let f = turn % count
      guard let swap = state.bestSwap(opening: f, cheapest: cheapest, keeping: isKept) else {
        untouched += 1
        continue
      }
      state.close(swap.closed)
      state.open(f)
      cheapest = state.cheapest(keeping: isKept) ?? f
      result.swaps += 1
      untouched = 0
    }
    result.isLocalOptimum = untouched >= count
    return result
  }
}
