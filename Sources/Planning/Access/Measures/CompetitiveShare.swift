internal import PlanningStudies

/// The part of all supply that is left to the origin when all compete for it: spatial availability
/// as a share.
///
/// s_i = V_i / Σ_j supply_j, V_i as in `SpatialAvailability`. Shares of all origins add up to 1 when
/// somebody can reach every destination, to less else.
///
/// **Units:** a share 0…1. **Boundary rule:** a cost equal to the cutoff counts.
/// **Complexity:** O(pairs).
/// **Source:** Soukhov, Páez, Higgins and Mohamed 2023, doi:10.1371/journal.pone.0278468.
struct CompetitiveShare: AccessibilityMeasure {
  let availability: SpatialAvailability

  static var about: MeasureDescription {
    MeasureDescription(
      name: "competitive_share", aliases: ["singly_constrained_share"],
      summary: "the part of all supply allotted to the origin under competition",
      formula: "spatial_availability_i / sum_j supply_j",
      source: "Soukhov et al. 2023, doi:10.1371/journal.pone.0278468",
      needs: [.decay, .demand], takes: [.cutoff, .exponent])
  }

  init(_ parameters: MeasureParameters) throws(InputError) {
    _ = try parameters.requireDecay(for: Self.about.name)
    availability = try SpatialAvailability(parameters)
  }

  var reach: CostReach { availability.reach }

  func evaluate(_ study: AccessStudy, threads: Int) throws -> MeasureResult {
    let total = study.totalSupply
    return try availability.allotted(
      study, of: total > 0 ? total : 1, Self.about.name, threads: threads)
  }
}
