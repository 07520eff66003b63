internal import PlanningStudies

/// The balanced floating catchment area: neither people nor supply are counted twice.
///
/// Step 1: P_j = Σ_i demand_i f(c_ij) / Σ_k f(c_ik), the people divided among their destinations.
/// Step 2: R_j = supply_j / P_j.
/// Step 3: A_i = Σ_j R_j f(c_ij) / Σ_k f(c_kj), the level of service divided among its origins.
///
/// **Units:** supply per head. **Boundary rule:** a cost equal to the cutoff counts.
/// **Complexity:** O(pairs).
/// **Source:** Páez, Higgins and Vivona 2019, doi:10.1371/journal.pone.0218773.
struct BalancedCatchment: AccessibilityMeasure {
  let decay: any Decay
  let cutoff: Double?

  static var about: MeasureDescription {
    MeasureDescription(
      name: "bfca", aliases: ["balanced_fca"],
      summary: "supply per head, neither of them counted twice",
      formula: "R_j = supply_j / sum_i (demand_i f(c_ij) / sum_k f(c_ik)); "
        + "sum_j (R_j f(c_ij) / sum_k f(c_kj))",
      source: "Paez, Higgins and Vivona 2019, doi:10.1371/journal.pone.0218773",
      needs: [.decay, .demand], takes: [.cutoff])
  }

  init(_ parameters: MeasureParameters) throws(InputError) {
    decay = try parameters.requireDecay(for: Self.about.name)
    cutoff = parameters.cutoffMinutes
  }

  var reach: CostReach { .within(decay, cutoff) }

  func evaluate(_ study: AccessStudy, threads: Int) throws -> MeasureResult {
    let costs = study.costs
    let people = try study.people(for: Self.about.name)
    let weights = try PairWeights.of(study, decay: decay, cutoff: cutoff, threads: threads)
    let byOrigin = PairWeights.originSums(costs, weights)
    let byDestination = PairWeights.destinationSums(costs, weights)
    let divided = zip(people, byOrigin).map { people, sum in sum > 0 ? people / sum : 0 }
    let demand = PairWeights.destinationSums(costs, weights, times: divided)
    let ratios = WeightedSum.ratios(supply: study.supply, demand: demand)
    let values = zip(ratios, byDestination).map { ratio, sum in
      sum > 0 ? ratio.map { $0 / sum } : 0
    }
    return try WeightedSum(study: study, weights: weights, values: values)
      .result(Self.about.name, threads: threads)
  }
}
