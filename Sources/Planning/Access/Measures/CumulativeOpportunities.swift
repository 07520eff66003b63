internal import PlanningStudies

/// The supply within the cutoff: A_i = Σ_j supply_j [c_ij ≤ cutoff].
///
/// **Units:** those of the supply. **Boundary rule:** a cost equal to the cutoff counts.
/// **Complexity:** O(pairs). **Source:** Handy and Niemeier 1997, doi:10.1068/a291175.
struct CumulativeOpportunities: AccessibilityMeasure {
  let cutoff: Double

  static var about: MeasureDescription {
    MeasureDescription(
      name: "cumulative", aliases: ["cumulative_cutoff", "cumulative_opportunities"],
      summary: "supply within the cutoff",
      formula: "sum_j supply_j [c_ij <= cutoff]",
      source: "Handy and Niemeier 1997, doi:10.1068/a291175", needs: [.cutoff])
  }

  init(_ parameters: MeasureParameters) throws(InputError) {
    cutoff = try parameters.requireCutoff(for: Self.about.name)
  }

  var reach: CostReach { .within(cutoff) }

  func evaluate(_ study: AccessStudy, threads: Int) throws -> MeasureResult {
    let weights = study.costs.minutes.map { $0 <= cutoff ? 1.0 : 0 }
    return try WeightedSum(study: study, weights: weights, values: study.supply)
      .result(Self.about.name, threads: threads)
  }
}
