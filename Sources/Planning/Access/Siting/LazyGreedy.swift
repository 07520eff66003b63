internal import HeapModule

/// The greedy choice: again and again the candidate that adds most, the lower of equals.
///
/// Gains only fall while places open, so a candidate whose remembered gain is still true is the best
/// of all, whatever the true gains of those behind it: they are looked at when they come up.
///
/// **Guarantee:** at least 1 − 1/e, 63 %, of the best choice of as many.
/// **Complexity:** O(pairs + looks · log m) for m candidates.
/// **Source:** Minoux 1978, Accelerated greedy algorithms for maximizing submodular set functions,
/// doi:10.1007/BFb0006528; Nemhauser, Wolsey & Fisher 1978, An analysis of approximations for
/// maximizing submodular set functions, doi:10.1007/BF01588971.
enum LazyGreedy {
  /// Opens candidates until the limit is reached, or nothing adds anything.
  /// - Parameter candidates: those to choose from; nil for all.
  static func fill<Number: SitingNumber>(
    _ state: inout SitingState<Number>, from candidates: [Int]? = nil
  ) {
    let chosen = candidates ?? Array(0..<state.problem.candidateCount)
    var queue = Heap(
      chosen.filter { !state.isOpen[$0] && state.gains[$0] > .zero }
        .map { RankedGain(gain: state.gains[$0], candidate: $0) })
    while state.open.count < state.problem.limit, let top = queue.popMax() {
      let gain = state.gains[top.candidate]
      if gain == top.gain {
        state.open(top.candidate)
      } else if gain > .zero {
        queue.insert(RankedGain(gain: gain, candidate: top.candidate))
      }
    }
  }
}

/// A candidate with its remembered gain; the greatest gain is most, of equals the lower candidate.
private struct RankedGain<Number: SitingNumber>: Comparable {
  var gain: Number
  var candidate: Int

  static func < (a: RankedGain, b: RankedGain) -> Bool {
    a.gain < b.gain || a.gain == b.gain && a.candidate > b.candidate
  }
}
