/// The maximal covering location problem: with n places, reach as many people as possible within the
/// cutoff.
///
///     maximise  Σ people_i  over the demand places within reach of a chosen place, and of no
///     existing one
///
/// Sensors of a radius are the special case of a straight line.
///
/// **Units:** people, exactly as given: see `ExactWeights`.
/// **Source:** Church & ReVelle 1974, The maximal covering location problem,
/// doi:10.1007/BF01942293.
enum MaximalCovering {
  /// - Parameter isCovered: whether an existing place reaches each demand place.
  static func problem<Number: SitingNumber>(
    _ reach: SiteReach, people: [Number], isCovered: [Bool], limit: Int, required: [Int]
  ) -> SitingProblem<Number> {
    SitingProblem(
      weights: people, base: isCovered.map { $0 ? 1 : 0 }, reach: reach,
      savings: Array(repeating: 1, count: reach.pairCount), limit: limit, required: required)
  }
}
