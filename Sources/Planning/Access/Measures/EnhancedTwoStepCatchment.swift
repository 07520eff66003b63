internal import PlanningStudies

/// The enhanced two-step floating catchment area: both steps weigh costs by a decay, in the paper a
/// step for each of three zones.
///
/// Step 1: R_j = supply_j / Σ_i demand_i f(c_ij). Step 2: A_i = Σ_j R_j f(c_ij).
///
/// **Units:** supply per head. **Boundary rule:** a cost equal to the cutoff counts.
/// **Complexity:** O(pairs).
/// **Source:** Luo and Qi 2009, doi:10.1016/j.healthplace.2009.06.002.
struct EnhancedTwoStepCatchment: AccessibilityMeasure {
  let decay: any Decay
  let cutoff: Double?

  static var about: MeasureDescription {
    MeasureDescription(
      name: "e2sfca", aliases: ["enhanced_2sfca"],
      summary: "supply per head, both weighed by the decay",
      formula: "R_j = supply_j / sum_i demand_i f(c_ij); sum_j R_j f(c_ij)",
      source: "Luo and Qi 2009, doi:10.1016/j.healthplace.2009.06.002",
      needs: [.decay, .demand], takes: [.cutoff])
  }

  init(_ parameters: MeasureParameters) throws(InputError) {
    decay = try parameters.requireDecay(for: Self.about.name)
    cutoff = parameters.cutoffMinutes
  }

  var reach: CostReach { .within(decay, cutoff) }

  func evaluate(_ study: AccessStudy, threads: Int) throws -> MeasureResult {
    let weights = try PairWeights.of(study, decay: decay, cutoff: cutoff, threads: threads)
    return try TwoStepCatchment.result(study, weights, Self.about.name, threads: threads)
  }
}
