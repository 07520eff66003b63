internal import GeoCore
internal import Glibc
internal import PlanningStudies

/// The supply that is left to an origin when all compete for it, divided by population and decay.
///
/// V_i = Σ_j supply_j F_ij, with F_ij = demand_i^α f(c_ij) / Σ_k demand_k^α f(c_kj): the share of
/// origin i in destination j. All V together are the supply that anybody can reach. α below 1
/// favours small origins, above 1 large ones.
///
/// **Units:** those of the supply. **Boundary rule:** a cost equal to the cutoff counts.
/// **Complexity:** O(pairs).
/// **Source:** Soukhov, Páez, Higgins and Mohamed 2023, doi:10.1371/journal.pone.0278468.
struct SpatialAvailability: AccessibilityMeasure {
  let decay: any Decay
  let cutoff: Double?
  let exponent: Double

  static var about: MeasureDescription {
    MeasureDescription(
      name: "spatial_availability", aliases: ["availability"],
      summary: "supply allotted to the origin under competition",
      formula: "sum_j (supply_j demand_i^a f(c_ij) / sum_k demand_k^a f(c_kj))",
      source: "Soukhov et al. 2023, doi:10.1371/journal.pone.0278468",
      needs: [.decay, .demand], takes: [.cutoff, .exponent])
  }

  init(_ parameters: MeasureParameters) throws(InputError) {
    decay = try parameters.requireDecay(for: Self.about.name)
    cutoff = parameters.cutoffMinutes
    exponent = parameters.demandExponent
    guard exponent >= 0, exponent.isFinite else {
      throw InputError(
        AccessSetting.demandExponent, "\(exponent)", reason: "it must be 0 or more")
    }
  }

  var reach: CostReach { .within(decay, cutoff) }

  func evaluate(_ study: AccessStudy, threads: Int) throws -> MeasureResult {
    try allotted(study, of: 1, Self.about.name, threads: threads)
  }

  /// The supply allotted to each origin, in parts of `whole`.
  func allotted(
    _ study: AccessStudy, of whole: Double, _ measure: String, threads: Int
  ) throws -> MeasureResult {
    let people = try study.people(for: measure)
      .map { $0 > 0 ? (exponent == 1 ? $0 : pow($0, exponent)) : 0 }
    let weights = try PairWeights.of(study, decay: decay, cutoff: cutoff, threads: threads)
    let demand = PairWeights.destinationSums(study.costs, weights, times: people)
    let ratios = WeightedSum.ratios(supply: study.supply.map { $0 / whole }, demand: demand)
    return try WeightedSum(study: study, weights: weights, values: ratios, factors: people)
      .result(measure, threads: threads)
  }
}
