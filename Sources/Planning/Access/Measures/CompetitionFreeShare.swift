internal import PlanningStudies

/// The origin's part in the accessibility of all origins, each taken alone: the total-constrained
/// measure as a share.
///
/// s_i = Σ_j supply_j f(c_ij) / Σ_k Σ_j supply_j f(c_kj). Shares of all origins add up to 1.
///
/// **Units:** a share 0…1. **Boundary rule:** a cost equal to the cutoff counts.
/// **Complexity:** O(pairs).
/// **Source:** Soukhov et al. 2025, doi:10.1371/journal.pone.0335951.
struct CompetitionFreeShare: AccessibilityMeasure {
  let decay: any Decay
  let cutoff: Double?

  static var about: MeasureDescription {
    MeasureDescription(
      name: "competition_free_share", aliases: ["total_constrained_share"],
      summary: "the origin's part in all accessibility, without competition",
      formula: "sum_j supply_j f(c_ij) / sum_k sum_j supply_j f(c_kj)",
      source: "Soukhov et al. 2025, doi:10.1371/journal.pone.0335951",
      needs: [.decay], takes: [.cutoff])
  }

  init(_ parameters: MeasureParameters) throws(InputError) {
    decay = try parameters.requireDecay(for: Self.about.name)
    cutoff = parameters.cutoffMinutes
  }

  var reach: CostReach { .within(decay, cutoff) }

  func evaluate(_ study: AccessStudy, threads: Int) throws -> MeasureResult {
    let weights = try PairWeights.of(study, decay: decay, cutoff: cutoff, threads: threads)
    let reach = PairWeights.destinationSums(study.costs, weights)
    let total = zip(reach, study.supply).reduce(0) { $0 + $1.0 * $1.1 }
    let values = study.supply.map { total > 0 ? $0 / total : 0 }
    return try WeightedSum(study: study, weights: weights, values: values)
      .result(Self.about.name, threads: threads)
  }
}
