internal import PlanningStudies

/// The three-step floating catchment area: people divide their demand among the places that they
/// can choose.
///
/// Step 1: G_ij = f(c_ij) / Σ_k f(c_ik), the share of i's demand that goes to j.
/// Step 2: R_j = supply_j / Σ_i demand_i G_ij f(c_ij).
/// Step 3: A_i = Σ_j R_j G_ij f(c_ij).
/// The sum of step 1 runs over all pairs of the table, also those beyond the cutoff, as the
/// published figures have it; a decay that is 0 there makes no difference.
///
/// **Units:** supply per head. **Boundary rule:** a cost equal to the cutoff counts.
/// **Complexity:** O(pairs).
/// **Source:** Wan, Zou and Sternberg 2012, doi:10.1080/13658816.2011.624987.
struct ThreeStepCatchment: AccessibilityMeasure {
  let decay: any Decay
  let cutoff: Double

  static var about: MeasureDescription {
    MeasureDescription(
      name: "3sfca", aliases: ["three_step_fca"],
      summary: "supply per head, demand divided among the choices",
      formula: "G_ij = f(c_ij) / sum_k f(c_ik); R_j = supply_j / sum_i demand_i G_ij f(c_ij); "
        + "sum_j R_j G_ij f(c_ij)",
      source: "Wan, Zou and Sternberg 2012, doi:10.1080/13658816.2011.624987",
      needs: [.decay, .demand], takes: [.cutoff])
  }

  init(_ parameters: MeasureParameters) throws(InputError) {
    decay = try parameters.requireDecay(for: Self.about.name)
    cutoff = parameters.cutoffMinutes ?? .infinity
  }

  var reach: CostReach { .within(decay, nil) }

  func evaluate(_ study: AccessStudy, threads: Int) throws -> MeasureResult {
    let costs = study.costs
    var weights = try PairWeights.of(study, decay: decay, cutoff: nil, threads: threads)
    for origin in 0..<costs.originCount {
      let pairs = costs.pairs(ofOrigin: origin)
      var sum = 0.0
      for pair in pairs { sum += weights[pair] }
      guard sum > 0 else { continue }
      for pair in pairs {
        let weight = weights[pair] * (weights[pair] / sum)
        let counts = costs.minutes[pair] <= cutoff && weight >= DecayWeight.least
        weights[pair] = counts ? weight : 0
      }
    }
    return try TwoStepCatchment.result(study, weights, Self.about.name, threads: threads)
  }
}
