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
    var queue = GainQueue(
      chosen.filter { !state.isOpen[$0] && state.gains[$0] > .zero }
        .map { GainQueue<Number>.Entry(gain: state.gains[$0], candidate: $0) })
    while state.open.count < state.problem.limit, let top = queue.pop() {
      let gain = state.gains[top.candidate]
      if gain == top.gain {
        state.open(top.candidate)
      } else if gain > .zero {
        queue.push(GainQueue.Entry(gain: gain, candidate: top.candidate))
      }
    }
  }
}

/// Candidates by remembered gain, the greatest first: a binary heap.
private struct GainQueue<Number: SitingNumber> {
  struct Entry {
    var gain: Number
    var candidate: Int

    func precedes(_ other: Entry) -> Bool {
      gain > other.gain || gain == other.gain && candidate < other.candidate
    }
  }

  private var entries: [Entry]

  init(_ given: [Entry]) {
    // An array in order is a heap.
    entries = given.sorted { $0.precedes($1) }
  }

  mutating func push(_ entry: Entry) {
    entries.append(entry)
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child].precedes(entries[parent]) else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> Entry? {
    guard let top = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return top }
    entries[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < entries.count else { return top }
      if child + 1 < entries.count, entries[child + 1].precedes(entries[child]) { child += 1 }
      guard entries[child].precedes(entries[parent]) else { return top }
      entries.swapAt(child, parent)
      parent = child
    }
  }
}
