internal import GeoCore

/// Values with weights, and what is asked of their distribution. Infinite values are what cannot
/// be reached: they weigh, and have no place in a mean.
struct WeightedDistribution {
  private let values: [Double]
  /// Sum of the weights up to and with each value.
  private let cumulative: [Double]
  /// Of what is finite; nil when nothing is.
  let mean: Double?

  /// Returns nil when there is no weight at all.
  init?(_ pairs: [(value: Double, weight: Double)]) {
    let sorted = pairs.filter { $0.weight > 0 }.sorted { $0.value < $1.value }
    guard !sorted.isEmpty else { return nil }
    values = sorted.map(\.value)
    var total = 0.0
    var moment = 0.0
    var finite = 0.0
    cumulative = sorted.map { pair in
      total += pair.weight
      if pair.value.isFinite {
        moment += pair.value * pair.weight
        finite = total
      }
      return total
    }
    mean = finite > 0 ? moment / finite : nil
  }

  private var total: Double { cumulative[cumulative.count - 1] }

  /// The share of the weight whose value is finite.
  var finiteShare: Double { share(within: .greatestFiniteMagnitude) }

  /// The smallest value that at least this share of the weight does not exceed (the inverse of
  /// the distribution function); nil when that value is infinite. What the sum of the weights lost
  /// in rounding does not count.
  func percentile(_ percent: Double) -> Double? {
    let wanted = total * percent / 100 * (1 - 1e-9)
    let value = values[min(cumulative.firstPlace { $0 >= wanted }, values.count - 1)]
    return value.isFinite ? value : nil
  }

  /// The share of the weight whose value is at most the limit.
  func share(within limit: Double) -> Double {
    let index = values.firstPlace { $0 > limit }
    return index == 0 ? 0 : cumulative[index - 1] / total
  }
}
