internal import GeoCore
internal import GeoStreets
internal import PlanningStudies

/// The two-step floating catchment area.
///
/// Step 1: R_j = supply_j / Σ_i demand_i f(c_ij), the supply per head among those whom j serves.
/// Step 2: A_i = Σ_j R_j f(c_ij). In the paper f is 1 up to the cutoff; a decay takes its place when
/// one is given.
///
/// **Units:** supply per head. **Boundary rule:** a cost equal to the cutoff counts.
/// **Complexity:** O(pairs). **Source:** Luo and Wang 2003, doi:10.1068/b29120.
struct TwoStepCatchment: AccessibilityMeasure {
  let decay: (any Decay)?
  let cutoff: Double?

  static var about: MeasureDescription {
    MeasureDescription(
      name: "2sfca", aliases: ["two_step_fca"], summary: "supply per head within the cutoff",
      formula: "R_j = supply_j / sum_i demand_i f(c_ij); sum_j R_j f(c_ij)",
      source: "Luo and Wang 2003, doi:10.1068/b29120", needs: [.demand],
      takes: [.cutoff, .decay])
  }

  init(_ parameters: MeasureParameters) throws(InputError) {
    decay = parameters.decay
    cutoff = parameters.cutoffMinutes
    guard decay != nil || cutoff != nil else {
      throw InputError(
        reason: "the measure \(Self.about.name) needs a cutoff or a decay",
        remedy: "give one: \(StreetSetting.cutoff, "30")", kind: .usage)
    }
  }

  var reach: CostReach { .within(decay, cutoff) }

  func evaluate(_ study: AccessStudy, threads: Int) throws -> MeasureResult {
    let weights = try PairWeights.of(study, decay: decay, cutoff: cutoff, threads: threads)
    return try Self.result(study, weights, Self.about.name, threads: threads)
  }

  /// Both steps, with the same weights.
  static func result(
    _ study: AccessStudy, _ weights: [Double], _ measure: String, threads: Int
  ) throws -> MeasureResult {
    let people = try study.people(for: measure)
    let demand = PairWeights.destinationSums(study.costs, weights, times: people)
    let ratios = WeightedSum.ratios(supply: study.supply, demand: demand)
    return try WeightedSum(study: study, weights: weights, values: ratios)
      .result(measure, threads: threads)
  }
}
