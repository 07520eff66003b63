/// A good choice of places, and how good it is at least.
///
/// The greedy choice, swapped until no swap helps; then the bound; then the best choice that came up
/// on the way to the bound, swapped likewise, when it is better. At last the places are put in the
/// order in which each adds most to those before it, required ones first. Where less than all would
/// do, candidates that add nothing follow, those that reach most first.
///
/// **Determinism:** whole numbers, candidates in their order: the same on any machine.
public struct SitingSolution: Sendable, Equatable {
  /// The candidates to open, in order.
  public let chosen: [Int]
  /// What they save beyond existing places.
  public let value: Int
  /// What no choice of as many exceeds.
  public let bound: Int
  /// What the greedy choice saves, before any swap.
  public let greedyValue: Int
  public let swaps: Int
  /// Whether no single swap helps any more.
  public let isLocalOptimum: Bool
  public let boundSteps: Int

  /// Whether no other choice is better.
  public var isProvenOptimal: Bool { value == bound }

  public init(_ problem: SitingProblem) {
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
    var ordered = SitingState(problem, opening: [])
    LazyGreedy.fill(&ordered, from: state.open)
    chosen = Self.filled(ordered)
    value = ordered.value
    bound = proof.bound
    swaps = improvement.swaps
    isLocalOptimum = improvement.isLocalOptimum
    boundSteps = proof.steps
  }

  /// The open candidates, and as many more as may be open.
  private static func filled(_ state: SitingState) -> [Int] {
    let problem = state.problem
    let missing = problem.limit - state.open.count
    guard missing > 0 else { return state.open }
    let rest = (0..<problem.candidateCount).filter { !state.isOpen[$0] }
      .map { j in
        let pairs = problem.pairs(ofCandidate: j)
        let most = pairs.reduce(0) { sum, pair in
          sum + problem.weights[Int(problem.rowDemands[pair])] * Int(problem.rowSavings[pair])
        }
        return (candidate: j, most: most)
      }
      .sorted { ($1.most, $0.candidate) < ($0.most, $1.candidate) }
    return state.open + rest.prefix(missing).map(\.candidate)
  }
}
