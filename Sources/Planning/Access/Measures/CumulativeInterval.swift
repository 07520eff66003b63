internal import GeoCore
public import PlanningStudies

/// Several cutoffs, and how their counts become one.
public struct CutoffInterval: Sendable, Equatable {
  /// How the supply within each cutoff becomes one figure.
  public enum Summary: String, Sendable, CaseIterable {
    /// Their sum over their number.
    case mean
    /// The middle one; of an even number, the mean of the middle two.
    case median
  }

  /// The cutoffs, ascending, minutes.
  public let cutoffs: [Double]
  /// How their counts become one.
  public let summary: Summary

  /// The cutoffs start, start + increment, …, up to end.
  /// - Throws: `InputError` of kind `usage` when these are not 2 to 100,000 cutoffs from 0 on.
  public init(
    start: Double, end: Double, increment: Double = 1, summary: Summary = .mean
  ) throws(InputError) {
    guard start >= 0, end > start, end.isFinite, increment > 0,
      (end - start) / increment >= 1, (end - start) / increment <= 100_000
    else {
      throw InputError(
        reason: "the interval must go from 0 or more to a greater number, in 1 to 100000 steps",
        remedy: .anyOf(
          "write it like \(AccessSetting.interval, "20,30")",
          "\(AccessSetting.interval, "20,30,0.5")"), kind: .usage)
    }
    // A step may miss the end by rounding only.
    let steps = Int(((end - start) / increment + 1e-9).rounded(.down))
    cutoffs = (0...steps).map { start + Double($0) * increment }
    self.summary = summary
  }
}

/// The supply within each cutoff of an interval, as mean or median: less bound to one choice than a
/// single cutoff.
///
/// With C_i(t) = Σ_j supply_j [c_ij ≤ t], A_i = mean or median of C_i over the cutoffs t. The mean is
/// a sum over destinations and can be explained; the median is none.
///
/// **Units:** those of the supply. **Boundary rule:** a cost equal to a cutoff counts.
/// **Complexity:** O(pairs + origins × cutoffs).
/// **Source:** Tomasiello et al. 2023, doi:10.1016/j.apgeog.2023.103007.
struct CumulativeInterval: AccessibilityMeasure {
  let interval: CutoffInterval

  static var about: MeasureDescription {
    MeasureDescription(
      name: "cumulative_interval", aliases: ["interval"],
      summary: "mean or median supply within the cutoffs of an interval",
      formula: "mean over t in start, start+1, ..., end of sum_j supply_j [c_ij <= t]",
      source: "Tomasiello et al. 2023, doi:10.1016/j.apgeog.2023.103007", needs: [.interval])
  }

  init(_ parameters: MeasureParameters) throws(InputError) {
    guard let interval = parameters.interval else {
      throw InputError(
        reason: "the measure \(Self.about.name) needs an interval of cutoffs",
        remedy: "give one in minutes: \(AccessSetting.interval, "20,30")", kind: .usage)
    }
    self.interval = interval
  }

  var reach: CostReach { .within(interval.cutoffs.last ?? 0) }

  func evaluate(_ study: AccessStudy, threads: Int) throws -> MeasureResult {
    let cutoffs = interval.cutoffs
    let share = 1 / Double(cutoffs.count)
    let weights = study.costs.minutes.map { cost in
      Double(cutoffs.count - Self.firstReached(cost, cutoffs)) * share
    }
    let mean = try WeightedSum(study: study, weights: weights, values: study.supply)
      .result(Self.about.name, threads: threads)
    if interval.summary == .mean { return mean }
    let chunks = try Parallel.map(
      count: study.originCount, chunk: PairWeights.chunk, threads: threads
    ) { origins in
      origins.map { origin in
        mean.scores[origin].value == nil
          ? mean.scores[origin] : .value(median(study, origin))
      }
    }
    return MeasureResult(scores: Array(chunks.joined()), contributions: nil)
  }

  /// Counts never fall from cutoff to cutoff: the middle one is the median.
  private func median(_ study: AccessStudy, _ origin: Int) -> Double {
    let middle = (interval.cutoffs.count - 1) / 2
    let isOdd = interval.cutoffs.count % 2 == 1
    func count(_ cutoff: Double) -> Double {
      var sum = 0.0
      for pair in study.costs.pairs(ofOrigin: origin) where study.costs.minutes[pair] <= cutoff {
        sum += study.supply[Int(study.costs.destinations[pair])]
      }
      return sum
    }
    let lower = count(interval.cutoffs[middle])
    return isOdd ? lower : (lower + count(interval.cutoffs[middle + 1])) / 2
  }

  /// The first cutoff that the cost does not exceed.
  private static func firstReached(_ cost: Double, _ cutoffs: [Double]) -> Int {
    cutoffs.firstPlace { cost <= $0 }
  }
}
