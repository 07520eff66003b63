internal import GeoCore

/// Values with weights, and what is asked of their distribution. Infinite values are what cannot
/// be reached: they weigh, and have no place in a mean.
struct WeightedDistribution {
  /// Each value and its weight, by value.
  private let pairs: [(value: Double, weight: Double)]
  /// Sum of the weights up to and with each value.
  private let cumulative: [Double]
  /// Of what is finite; nil when nothing is.
  let mean: Double?

  /// Returns nil when there is no weight at all.
  init?(_ pairs: [(value: Double, weight: Double)]) {
    self.init(sorting: pairs.filter { $0.weight > 0 })
  }

  /// The distribution of all that stands in several, the same as of their pairs one after the other.
  /// Returns nil when there is no weight at all.
  init?(joining parts: [WeightedDistribution]) {
    // Runs that are in order already are merged, not sorted anew.
    self.init(sorting: parts.flatMap(\.pairs))
  }

  private init?(sorting unsorted: [(value: Double, weight: Double)]) {
    let sorted = unsorted.sorted { $0.value < $1.value }
    guard !sorted.isEmpty else { return nil }
    pairs = sorted
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
    let value = pairs[min(cumulative.firstPlace { $0 >= wanted }, pairs.count - 1)].value
    return value.isFinite ? value : nil
  }

  /// The share of the weight whose value is at most the limit.
  func share(within limit: Double) -> Double {
    let index = pairs.firstPlace { $0.value > limit }
    return index == 0 ? 0 : cumulative[index - 1] / total
  }
}
