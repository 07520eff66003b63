internal import GeoCore
internal import PlanningStudies

/// The weight of every pair of a table of costs.
enum PairWeights {
  /// Origins a chunk of work.
  static let chunk = 256

  /// The decay of each pair's cost, 1 without a decay; 0 beyond the cutoff. **Boundary rule:** a cost
  /// equal to the cutoff counts.
  /// - Throws: `InputError` for a weight that is not finite.
  static func of(
    _ study: AccessStudy, decay: (any Decay)?, cutoff: Double?, threads: Int
  ) throws -> [Double] {
    let costs = study.costs
    let limit = cutoff ?? .infinity
    return try Parallel.array(
      count: costs.pairCount, chunk: pairChunk, threads: threads
    ) { pairs, weights in
      let minutes = costs.minutes[pairs]
      guard let decay else {
        for (i, cost) in minutes.enumerated() { weights[i] = cost <= limit ? 1 : 0 }
        return
      }
      decay.fill(&weights, of: minutes, cutoff: limit)
      for i in weights.indices where !weights[i].isFinite {
        let pair = pairs.lowerBound + i
        throw InputError(
          reason: "the cost \(JSONText.number(costs.minutes[pair])) \(study.name(ofPair: pair)) "
            + "has no finite weight",
          remedy: "give the decay a least cost, as in power(1,0.5), or correct the cost",
          kind: .badData)
      }
    }
  }

  /// Pairs a chunk of work.
  private static let pairChunk = 1 << 15

  /// The sum of each origin's values, pair by pair.
  static func originSums(_ costs: CostTable, _ values: [Double]) -> [Double] {
    (0..<costs.originCount).map { origin in
      var sum = 0.0
      for pair in costs.pairs(ofOrigin: origin) { sum += values[pair] }
      return sum
    }
  }

  /// The sum over each destination's pairs of weight times amount at the origin, in the order of
  /// the origins.
  static func destinationSums(
    _ costs: CostTable, _ weights: [Double], times amounts: [Double]? = nil
  ) -> [Double] {
    var sums = Array(repeating: 0.0, count: costs.destinationCount)
    for origin in 0..<costs.originCount {
      let amount = amounts?[origin] ?? 1
      for pair in costs.pairs(ofOrigin: origin) {
        sums[Int(costs.destinations[pair])] += weights[pair] * amount
      }
    }
    return sums
  }
}
