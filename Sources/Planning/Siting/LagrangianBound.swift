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
/// A sum that does not fit 64 bits proves nothing and counts as the greatest number.
///
/// **Complexity:** a step costs the links that save more than their price, and sorting candidates.
/// **Source:** Cornuéjols, Fisher & Nemhauser 1977, doi:10.1287/mnsc.23.8.789; Held, Wolfe &
/// Crowder 1974, Validation of subgradient optimization, doi:10.1007/BF01580223; Fisher 1981, The
/// Lagrangian relaxation method for solving integer programming problems,
/// doi:10.1287/mnsc.27.1.1.
struct LagrangianBound {
  static let mostSteps = 500
  /// Steps without progress after which steps are halved.
  private static let patience = 12
  private static let leastFactor = 0.002
  /// How much of the last direction is kept: zigzags cancel, so that progress is steadier.
  private static let inertia = 0.9

  /// No choice is worth more.
  private(set) var bound: Int
  private(set) var steps = 0
  /// The best choice among the candidates of each step.
  private(set) var choice: [Int] = []
  private(set) var choiceValue = -1

  private let problem: SitingProblem
  /// Prices go from what existing places save to what the best candidate saves.
  private let leastPrices: [Int]
  private let mostPrices: [Int]
  private var prices: [Int]
  private var worths: [Int]
  private var isChosen: [Bool]

  /// - Parameter state: a good choice.
  init(_ state: SitingState) {
    problem = state.problem
    worths = Array(repeating: 0, count: problem.candidateCount)
    isChosen = Array(repeating: false, count: problem.candidateCount)
    let problem = state.problem
    leastPrices = (0..<problem.demandCount).map { problem.weights[$0] * Int(problem.base[$0]) }
    mostPrices = (0..<problem.demandCount).map { i in
      let most = problem.links(ofDemand: i).first.map { problem.columns[$0].saving } ?? 0
      return problem.weights[i] * Int(max(problem.base[i], most))
    }
    // All demand in reach.
    prices = mostPrices
    bound = 0
    bound = relaxed()
    // The gains on top of the choice.
    prices = (0..<problem.demandCount).map { i in
      problem.weights[i] * Int(state.services[i].best)
    }
    descend(from: state.value)
    bound = bound / problem.step * problem.step
  }

  /// L of the prices; marks the candidates that make it up.
  private mutating func relaxed() -> Int {
    for j in worths.indices { worths[j] = 0 }
    var total = 0
    for i in 0..<problem.demandCount {
      let weight = problem.weights[i]
      let price = prices[i]
      total += price - leastPrices[i]
      for at in problem.links(ofDemand: i) {
        let link = problem.columns[at]
        let surplus = weight * Int(link.saving) - price
        if surplus <= 0 { break }
        worths[link.candidate] += surplus
      }
    }
    for j in isChosen.indices { isChosen[j] = false }
    func choose(_ j: Int) {
      let (sum, overflow) = total.addingReportingOverflow(worths[j])
      total = overflow ? .max : sum
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

  private mutating func descend(from given: Int) {
    var known = given
    var best = (value: Int.max, prices: prices)
    var factor = 1.0
    var idle = 0
    var slopes = Array(repeating: 0, count: problem.demandCount)
    var direction = Array(repeating: 0.0, count: problem.demandCount)
    while steps < Self.mostSteps, factor > Self.leastFactor {
      steps += 1
      let value = relaxed()
      bound = min(bound, value)
      if value < best.value {
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
        prices = best.prices
        for i in direction.indices { direction[i] = 0 }
        continue
      }
      var length = 0.0
      for i in direction.indices {
        direction[i] = Double(slopes[i]) + Self.inertia * direction[i]
        length += direction[i] * direction[i]
      }
      guard length > 0 else { return }
      move(against: direction, by: factor * (Double(value) - Double(known)) / length)
    }
  }

  private mutating func move(against direction: [Double], by step: Double) {
    for i in direction.indices where direction[i] != 0 {
      let (least, most) = (leastPrices[i], mostPrices[i])
      let moved = Double(prices[i]) - step * direction[i]
      prices[i] =
        moved <= Double(least) ? least : moved >= Double(most) ? most : Int(moved.rounded())
    }
  }

  /// The value of the candidates that make up L, and the slope of L by each price: 1 less one for
  /// each of them that pays above the price; 0 where the price cannot fall.
  private func lookAtChoice(_ slopes: inout [Int]) -> Int {
    var value = 0
    for i in 0..<problem.demandCount {
      let weight = problem.weights[i]
      let price = prices[i]
      let base = problem.base[i]
      var best = base
      var slope = 1
      for at in problem.links(ofDemand: i) {
        let link = problem.columns[at]
        let pays = weight * Int(link.saving) > price
        if !pays, best > base || link.saving <= base { break }
        guard isChosen[link.candidate] else { continue }
        if pays { slope -= 1 }
        best = max(best, link.saving)
      }
      value += weight * Int(best - base)
      slopes[i] = slope > 0 && price <= leastPrices[i] ? 0 : slope
    }
    return value
  }
}
