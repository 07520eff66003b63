/// A good choice of places, and how good it is at least.
///
/// The greedy choice, swapped until no swap helps; then the bound; then the best choice that came up
/// on the way to the bound, swapped likewise, when it is better. While the bound is not reached and
/// choices are few, all are looked at. At last the places are put in the
/// order in which each adds most to those before it, required ones first. Where less than all would
/// do, candidates that add nothing follow, those that reach most first.
///
/// **Determinism:** whole numbers, candidates in their order: the same on any machine.
struct SitingSolution<Number: SitingNumber>: Sendable, Equatable {
  /// The candidates to open, in order.
  let chosen: [Int]
  /// What they save beyond existing places.
  let value: Number
  /// What no choice of as many exceeds.
  let bound: Number
  /// What the greedy choice saves, before any swap.
  let greedyValue: Number
  let search: SitingSearch

  init(_ problem: SitingProblem<Number>) {
    var state = SitingState(problem, opening: [])
    LazyGreedy.fill(&state)
    greedyValue = state.value
    var improvement = SwapImprovement.improve(&state)
    let proof = LagrangianBound(state)
    if proof.bound > state.value {
      var other = SitingState(problem, opening: proof.choice)
      LazyGreedy.fill(&other)
      let second = SwapImprovement.improve(&other)
      if other.value > state.value {
        state = other
        improvement.isLocalOptimum = second.isLocalOptimum
      }
      improvement.swaps += second.swaps
    }
    var bound = max(proof.bound, state.value)
    if bound > state.value, let best = EveryChoice.best(problem, from: state) {
      state = best
      improvement.isLocalOptimum = true
      bound = best.value
    }
    var ordered = SitingState(problem, opening: [])
    LazyGreedy.fill(&ordered, from: state.open)
    chosen = Self.filled(ordered)
    value = ordered.value
    self.bound = bound
    search = SitingSearch(
      swaps: improvement.swaps, isLocalOptimum: improvement.isLocalOptimum,
      boundSteps: proof.steps, isProvenOptimal: value == bound)
  }

  /// The open candidates, and as many more as may be open.
  private static func filled(_ state: SitingState<Number>) -> [Int] {
    let problem = state.problem
    let missing = problem.limit - state.open.count
    guard missing > 0 else { return state.open }
    let rest = (0..<problem.candidateCount).filter { !state.isOpen[$0] }
      .map { j in
        let pairs = problem.pairs(ofCandidate: j)
        let most = pairs.reduce(Number.zero) { sum, pair in
          let weight = problem.weights[Int(problem.rowDemands[pair])]
          return sum + weight.times(Int(problem.rowSavings[pair]))
        }
        return (candidate: j, most: most)
      }
      .sorted { ($1.most, $0.candidate) < ($0.most, $1.candidate) }
    return state.open + rest.prefix(missing).map(\.candidate)
  }
}
