/// A set of open candidates, and what opening, closing and swapping would change: kept up to date,
/// never computed anew.
///
/// For each demand place the best saving, the second best and who gives the best; for each
/// candidate that is closed what opening it would gain, for each that is open what closing it
/// would lose.
///
/// **Complexity:** opening or closing a candidate costs its pairs, and for each demand place whose
/// best saving changes the links that save more; judging all swaps of a candidate costs its pairs.
/// **Source:** Resende & Werneck 2007, A fast swap-based local search procedure for location
/// problems, doi:10.1007/s10479-006-0154-0.
struct SitingState<Number: SitingNumber> {
  let problem: SitingProblem<Number>
  /// Beyond what existing places save.
  private(set) var value = Number.zero
  /// In the order in which they were opened.
  private(set) var open: [Int] = []
  private(set) var isOpen: [Bool]
  /// What opening a candidate would add to the value; 0 for one that is open.
  private(set) var gains: [Number]
  /// What closing an open candidate would take from it; 0 for one that is closed.
  private(set) var losses: [Number]
  private(set) var services: [Service]
  /// Room for `bestSwap`: 0 everywhere between calls.
  private var extras: [Number]
  private var touched: [Int] = []

  /// How a demand place is served.
  struct Service {
    var best: Int
    var second = 0
    /// The candidate that gives the best; -1 for an existing place, or none.
    var owner: Int32 = -1

    var difference: Int { best - second }
  }

  /// Nothing is open.
  init(_ problem: SitingProblem<Number>) {
    self.problem = problem
    isOpen = Array(repeating: false, count: problem.candidateCount)
    losses = Array(repeating: .zero, count: problem.candidateCount)
    extras = losses
    services = problem.base.map { Service(best: $0) }
    gains = (0..<problem.candidateCount).map { j in
      var gain = Number.zero
      for pair in problem.pairs(ofCandidate: j) {
        let i = Int(problem.rowDemands[pair])
        let more = problem.rowSavings[pair] - problem.base[i]
        if more > 0 { gain += problem.weights[i].times(more) }
      }
      return gain
    }
  }

  /// Required candidates are open, and then these.
  init(_ problem: SitingProblem<Number>, opening candidates: [Int]) {
    self.init(problem)
    for j in problem.required + candidates where !isOpen[j] { open(j) }
  }

  mutating func open(_ j: Int) {
    isOpen[j] = true
    open.append(j)
    for pair in problem.pairs(ofCandidate: j) {
      let i = Int(problem.rowDemands[pair])
      let saving = problem.rowSavings[pair]
      let before = services[i]
      if saving > before.best {
        serve(i, Service(best: saving, second: before.best, owner: Int32(j)))
      } else if saving > before.second {
        serve(i, Service(best: before.best, second: saving, owner: before.owner))
      }
    }
  }

  mutating func close(_ r: Int) {
    isOpen[r] = false
    open.removeAll { $0 == r }
    for pair in problem.pairs(ofCandidate: r) {
      let i = Int(problem.rowDemands[pair])
      let before = services[i]
      guard Int(before.owner) == r || problem.rowSavings[pair] == before.second else { continue }
      serve(i, bestService(ofDemand: i))
    }
  }

  /// The two best of what is open and what exists.
  private func bestService(ofDemand i: Int) -> Service {
    let base = problem.base[i]
    var first: SitingLink?
    for at in problem.links(ofDemand: i) {
      let link = problem.columns[at]
      if link.saving <= base { break }
      guard isOpen[link.candidate] else { continue }
      guard let first else {
        first = link
        continue
      }
      return Service(best: first.saving, second: link.saving, owner: Int32(first.candidate))
    }
    guard let first else { return Service(best: base) }
    return Service(best: first.saving, second: base, owner: Int32(first.candidate))
  }

  private mutating func serve(_ i: Int, _ after: Service) {
    let before = services[i]
    let weight = problem.weights[i]
    services[i] = after
    if before.owner >= 0 { losses[Int(before.owner)] -= weight.times(before.difference) }
    if after.owner >= 0 { losses[Int(after.owner)] += weight.times(after.difference) }
    guard after.best != before.best, weight > .zero else { return }
    value += weight.times(after.best - before.best)
    let (old, new) = (before.best, after.best)
    let least = min(before.best, after.best)
    for at in problem.links(ofDemand: i) {
      let link = problem.columns[at]
      if link.saving <= least { break }
      let saving = link.saving
      gains[link.candidate] += weight.times(max(0, saving - new) - max(0, saving - old))
    }
  }

  /// A candidate to close for one to open.
  struct Swap: Equatable {
    var closed: Int
    var profit: Number
  }

  /// The open candidate of least loss that may be closed, the lower of equals; nil when there is
  /// none.
  func cheapest(keeping isKept: [Bool]) -> Int? {
    var found: Int?
    for r in open where !isKept[r] {
      guard let known = found else {
        found = r
        continue
      }
      if (losses[r], r) < (losses[known], known) { found = r }
    }
    return found
  }

  /// What to close when `f` opens, for the greatest profit; nil when no swap is profitable.
  ///
  /// For each open r: gain(f) − loss(r) + Σ_i w_i · max(0, min(s_if, best_i) − second_i) over the
  /// demand places that r serves best. Of candidates without a demand place in common with f, the
  /// cheapest is the best.
  mutating func bestSwap(opening f: Int, cheapest: Int, keeping isKept: [Bool]) -> Swap? {
    let gain = gains[f]
    guard gain > .zero, !isOpen[f] else { return nil }
    for pair in problem.pairs(ofCandidate: f) {
      let i = Int(problem.rowDemands[pair])
      let service = services[i]
      let saving = min(problem.rowSavings[pair], service.best)
      guard service.owner >= 0, saving > service.second else { continue }
      let owner = Int(service.owner)
      if extras[owner] == .zero { touched.append(owner) }
      extras[owner] += problem.weights[i].times(saving - service.second)
    }
    var best = Swap(closed: cheapest, profit: gain - losses[cheapest] + extras[cheapest])
    for r in touched {
      let profit = gain - losses[r] + extras[r]
      extras[r] = .zero
      guard !isKept[r], isOpen[r] else { continue }
      if profit > best.profit || profit == best.profit && r < best.closed {
        best = Swap(closed: r, profit: profit)
      }
    }
    touched.removeAll(keepingCapacity: true)
    return best.profit > .zero ? best : nil
  }
}
