internal import GeoCore

/// The p-median problem: with n places, make the mean cost of a person to the nearest place, chosen
/// or existing, as small as possible.
///
///     minimise  Σ_i people_i · min(U, min_j c_ij) / Σ_i people_i
///
/// over the demand places that any place reaches. Who is reached by none of the chosen ones counts
/// with U: the cutoff, or without one the greatest cost of any pair. As savings, U − c_ij.
///
/// **Units:** metres or minutes, counted in millimetres or milliseconds.
/// **Source:** Hakimi 1964, Optimum locations of switching centers and the absolute centers and
/// medians of a graph, doi:10.1287/opre.12.3.450.
enum PMedian {
  /// The cost of who is not reached, in the whole units of `reach`.
  static func unservedCost(
    _ reach: SiteReach, existing: [(place: Int, cost: Int)?], cutoff: SiteCutoff?
  ) -> Int {
    switch cutoff {
    case .meters(let meters): Int(nearest: meters * 1000)
    case .minutes(let minutes): Int(nearest: minutes * 60_000)
    case nil: max(reach.costs.max() ?? 0, existing.compactMap { $0?.cost }.max() ?? 0)
    }
  }

  static func problem<Number: SitingNumber>(
    _ reach: SiteReach, people: [Number], existing: [(place: Int, cost: Int)?],
    unservedCost: Int, limit: Int, required: [Int]
  ) -> SitingProblem<Number> {
    func saving(_ cost: Int) -> Int { unservedCost - min(cost, unservedCost) }
    return SitingProblem(
      weights: people, base: existing.map { $0.map { saving($0.cost) } ?? 0 },
      reach: reach, savings: reach.costs.map(saving), limit: limit, required: required)
  }
}
