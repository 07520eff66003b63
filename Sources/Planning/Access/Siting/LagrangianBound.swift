/// What no choice can exceed: a proof of how good a choice is.
///
/// For any prices u_i of demand places, from w_i b_i upwards, every choice S of n candidates is
/// worth at most
///
///     L(u) = Σ_i (u_i − w_i b_i) + Σ of the n greatest ρ_j,   ρ_j = Σ_i max(0, w_i s_ij − u_i)
///
/// since a demand place is worth no more than its price and what its best place pays above it.
/// (Required candidates are among the n in any case.) Known bounds are single prices: u_i = w_i
/// max_j s_ij gives all demand in reach; u_i = what a choice saves i gives the value of that choice
/// and the n greatest gains on top of it, the bound of Nemhauser, Wolsey & Fisher. From there the
/// prices follow the subgradient downhill for a fixed number of steps, and the least L counts.
///
/// Prices are whole numbers, and L is computed in whole numbers: no rounding can make it too small.
/// A sum that does not fit proves nothing and counts as the greatest number. Numbers too wide for
/// doubles to come near have no steps downhill, but the two known bounds.
///
/// **Complexity:** a step costs the links that save more than their price, and sorting candidates.
/// **Source:** Cornuéjols, Fisher & Nemhauser 1977, doi:10.1287/mnsc.23.8.789; Held, Wolfe &
/// Crowder 1974, Validation of subgradient optimization, doi:10.1007/BF01580223; Fisher 1981, The
/// Lagrangian relaxation method for solving integer programming problems,
/// doi:10.1287/mnsc.27.1.1.
struct LagrangianBound<Number: SitingNumber> {
  static var mostSteps: Int { 500 }
  /// Steps without progress after which steps are halved.
  private static var patience: Int { 12 }
  private static var leastFactor: Double { 0.002 }
  /// How much of the last direction is kept: zigzags cancel, so that progress is steadier.
  private static var inertia: Double { 0.9 }

  /// No choice is worth more.
  private(set) var bound: Number
  private(set) var steps = 0
  /// The best choice among the candidates of each step.
  private(set) var choice: [Int] = []
  private(set) var choiceValue = Number(-1)

  private let problem: SitingProblem<Number>
  /// Prices go from what existing places save to what the best candidate saves.
  private let leastPrices: [Number]
  private let mostPrices: [Number]
  private var prices: [Number]
  private var worths: [Number]
  private var isChosen: [Bool]

  /// - Parameter state: a good choice.
  init(_ state: SitingState<Number>) {
    problem = state.problem
    worths = Array(repeating: .zero, count: problem.candidateCount)
    isChosen = Array(repeating: false, count: problem.candidateCount)
    let problem = state.problem
    leastPrices = (0..<problem.demandCount).map { problem.weights[$0].times(problem.base[$0]) }
    mostPrices = (0..<problem.demandCount).map { i in
      let most = problem.links(ofDemand: i).first.map { problem.columns[$0].saving } ?? 0
      return problem.weights[i].times(max(problem.base[i], most))
    }
    // All demand in reach.
    prices = mostPrices
    bound = .zero
    bound = relaxed()
    // The gains on top of the choice.
    prices = (0..<problem.demandCount).map { i in
      problem.weights[i].times(state.services[i].best)
    }
    descend(from: state.value)
    bound = bound.roundedDown(toMultipleOf: problem.step)
  }

  /// L of the prices; marks the candidates that make it up.
  private mutating func relaxed() -> Number {
    for j in worths.indices { worths[j] = .zero }
    var total = Number.zero
    for i in 0..<problem.demandCount {
      let weight = problem.weights[i]
      let price = prices[i]
      total += price - leastPrices[i]
      for at in problem.links(ofDemand: i) {
        let link = problem.columns[at]
        let surplus = weight.times(link.saving) - price
        if surplus <= .zero { break }
        worths[link.candidate] += surplus
      }
    }
    for j in isChosen.indices { isChosen[j] = false }
    func choose(_ j: Int) {
      total = total.addingUpToGreatest(worths[j])
      isChosen[j] = true
    }
    for j in problem.required { choose(j) }
    var left = problem.limit - problem.required.count
    guard left > 0 else { return total }
    let ordered = worths.indices.filter { !isChosen[$0] }.map { worths[$0] }.sorted(by: >)
    guard let least = ordered.prefix(left).last else { return total }
    for j in worths.indices where !isChosen[j] && worths[j] > least {
      choose(j)
      left -= 1
    }
    for j in worths.indices where left > 0 && !isChosen[j] && worths[j] == least {
      choose(j)
      left -= 1
    }
    return total
  }

  private mutating func descend(from given: Number) {
    var known = given
    var best: (value: Number, prices: [Number])?
    var factor = 1.0
    var idle = 0
    var slopes = Array(repeating: 0, count: problem.demandCount)
    var direction = Array(repeating: 0.0, count: problem.demandCount)
    let most = Number.isNearDoubles ? Self.mostSteps : 1
    while steps < most, factor > Self.leastFactor {
      steps += 1
      let value = relaxed()
      bound = min(bound, value)
      if best.map({ value < $0.value }) ?? true {
        best = (value, prices)
        idle = 0
      } else {
        idle += 1
      }
      let found = lookAtChoice(&slopes)
      if found > choiceValue {
        choiceValue = found
        choice = isChosen.indices.filter { isChosen[$0] }
      }
      known = max(known, found)
      guard bound - known >= problem.step else { return }
      if idle >= Self.patience {
        idle = 0
        factor /= 2
        prices = best?.prices ?? prices
        for i in direction.indices { direction[i] = 0 }
        continue
      }
      var length = 0.0
      for i in direction.indices {
        direction[i] = Double(slopes[i]) + Self.inertia * direction[i]
        length += direction[i] * direction[i]
      }
      guard length > 0 else { return }
      move(against: direction, by: factor * (value.double - known.double) / length)
    }
  }

  private mutating func move(against direction: [Double], by step: Double) {
    for i in direction.indices where direction[i] != 0 {
      let (least, most) = (leastPrices[i], mostPrices[i])
      let moved = prices[i].double - step * direction[i]
      prices[i] =
        moved <= least.double ? least : moved >= most.double ? most : Number(nearest: moved)
    }
  }

  /// The value of the candidates that make up L, and the slope of L by each price: 1 less one for
  /// each of them that pays above the price; 0 where the price cannot fall.
  private func lookAtChoice(_ slopes: inout [Int]) -> Number {
    var value = Number.zero
    for i in 0..<problem.demandCount {
      let weight = problem.weights[i]
      let price = prices[i]
      let base = problem.base[i]
      var best = base
      var slope = 1
      for at in problem.links(ofDemand: i) {
        let link = problem.columns[at]
        let pays = weight.times(link.saving) > price
        if !pays, best > base || link.saving <= base { break }
        guard isChosen[link.candidate] else { continue }
        if pays { slope -= 1 }
        best = max(best, link.saving)
      }
      value += weight.times(best - base)
      slopes[i] = slope > 0 && price <= leastPrices[i] ? 0 : slope
    }
    return value
  }
}
