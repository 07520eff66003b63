internal import PlanningStudies

/// The supply, weighed by the decay of its cost: A_i = Σ_j supply_j f(c_ij).
///
/// **Units:** those of the supply. **Boundary rule:** a cost equal to the cutoff counts.
/// **Complexity:** O(pairs). **Source:** Hansen 1959, doi:10.1080/01944365908978307.
struct Gravity: AccessibilityMeasure {
  let decay: any Decay
  let cutoff: Double?

  static var about: MeasureDescription {
    MeasureDescription(
      name: "gravity", aliases: ["hansen"], summary: "supply weighed by the decay",
      formula: "sum_j supply_j f(c_ij)", source: "Hansen 1959, doi:10.1080/01944365908978307",
      needs: [.decay], takes: [.cutoff])
  }

  init(_ parameters: MeasureParameters) throws(InputError) {
    decay = try parameters.requireDecay(for: Self.about.name)
    cutoff = parameters.cutoffMinutes
  }

  var reach: CostReach { .within(decay, cutoff) }

  func evaluate(_ study: AccessStudy, threads: Int) throws -> MeasureResult {
    let weights = try PairWeights.of(study, decay: decay, cutoff: cutoff, threads: threads)
    return try WeightedSum(study: study, weights: weights, values: study.supply)
      .result(Self.about.name, threads: threads)
  }
}
