internal import GeoCore
internal import PlanningStudies

/// The rational agent access model: people choose where to go until nobody gains by going elsewhere,
/// and the score is the cost that remains: of travel and of crowds.
///
/// cost_ij = c_ij / τ + (Σ_k demand_kj / supply_j) / ρ, where demand_kj are the people of k who go to
/// j and ρ = Σ demand / Σ supply. A score of 1 is as much as average crowds next door, or as τ
/// minutes to a place without any. A_i = Σ_j demand_ij cost_ij / demand_i.
///
/// Step 1: all go to the nearest. Step 2, `cycles` times: of each origin, people move from the
/// costliest place that they use to the cheapest of all, as many as make the two equal, whole people
/// only, at most a part of the origin's people that falls from 0.2 to 0.005, halving in 50 cycles;
/// in the first 20 cycles no place takes in more than its average share. Scores take the crowds that
/// people met before the last move. Places without supply and origins without people take no part;
/// all pairs of the table do.
///
/// **Units:** multiples of τ, or of average crowds; less is better. **Complexity:** O(pairs + cycles ×
/// pairs that compete), which are few. **Source:** Saxon and Snow 2020,
/// doi:10.1080/24694452.2019.1629870.
struct RationalAgentAccess: AccessibilityMeasure {
  let tau: Double
  static let cycles = 150

  static var about: MeasureDescription {
    MeasureDescription(
      name: "raam", summary: "cost of travel and crowds that is left when nobody gains by moving",
      formula: "sum_j demand_ij (c_ij / tau + demand_j / (rho supply_j)) / demand_i, "
        + "rho = demand / supply",
      source: "Saxon and Snow 2020, doi:10.1080/24694452.2019.1629870",
      needs: [.demand], takes: [.tau], isCost: true)
  }

  init(_ parameters: MeasureParameters) throws(InputError) {
    tau = parameters.tauMinutes
    guard tau > 0, tau.isFinite else {
      throw InputError(AccessSetting.tau, "\(tau)", reason: "it must be greater than 0")
    }
  }

  var reach: CostReach { .everything }

  func evaluate(_ study: AccessStudy, threads: Int) throws -> MeasureResult {
    let people = try study.people(for: Self.about.name)
    let (demand, supply) = (people.reduce(0, +), study.totalSupply)
    let rho = supply > 0 ? demand / supply : 0
    var market = try AgentMarket(study, people, tau: tau, rho: rho, threads: threads)
    for cycle in 0..<Self.cycles where try !market.move(cycle, threads: threads) { break }
    let (table, settled) = (study.costs, market)
    @Sendable func contributions(_ origin: Int) -> [Contribution] {
      let pairs = table.pairs(ofOrigin: origin)
      var terms = [Contribution](repeating: .none, count: pairs.count)
      for (pair, cost) in settled.paid(byOrigin: origin) {
        terms[pair - pairs.lowerBound] = .amount(cost / people[origin])
      }
      return terms
    }
    let scores = (0..<study.originCount).map { origin -> Score in
      if table.pairs(ofOrigin: origin).isEmpty { return .missing(.notConnected) }
      if people[origin] <= 0 { return .missing(.noDemand) }
      if !market.hasChoices(origin) { return .missing(.noSupply) }
      return .value(market.paid(byOrigin: origin).reduce(0) { $0 + $1.cost / people[origin] })
    }
    if let bad = scores.firstIndex(where: { $0.value?.isFinite == false }) {
      throw InputError(
        reason: "the score of origin \(study.name(ofOrigin: bad)) in raam is not a finite number",
        remedy: "amounts, costs or tau are too large or too small")
    }
    return MeasureResult(scores: scores, contributions: contributions)
  }
}
