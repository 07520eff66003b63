internal import GeoCore
internal import PlanningStudies

/// The least cost at which an origin reaches so much supply.
///
/// A_i = min { c : Σ_j supply_j [c_ij ≤ c] ≥ count }. With a count of 1, the cost to the nearest
/// destination that offers anything; without supply, each destination offers 1, and the count-th
/// nearest is found.
///
/// **Units:** those of the costs. **Boundary rule:** a cost equal to the cutoff counts.
/// **Complexity:** O(pairs) for a count of 1, O(pairs log pairs) else.
/// **Source:** Geurs and van Wee 2004, doi:10.1016/j.jtrangeo.2003.10.005.
struct CostToClosest: AccessibilityMeasure {
  let count: Double
  let cutoff: Double

  static var about: MeasureDescription {
    MeasureDescription(
      name: "cost_to_closest", aliases: ["closest", "nearest"],
      summary: "cost to reach as much of the closest supply as is asked for",
      formula: "min c such that sum_j supply_j [c_ij <= c] >= count",
      source: "Geurs and van Wee 2004, doi:10.1016/j.jtrangeo.2003.10.005",
      needs: [], takes: [.count, .cutoff], isCost: true)
  }

  init(_ parameters: MeasureParameters) throws(InputError) {
    guard parameters.count > 0, parameters.count.isFinite else {
      throw InputError(
        AccessSetting.count, "\(parameters.count)", reason: "it must be greater than 0")
    }
    count = parameters.count
    cutoff = parameters.cutoffMinutes ?? .infinity
  }

  var reach: CostReach { .nearest(supply: count, within: cutoff) }

  func evaluate(_ study: AccessStudy, threads: Int) throws -> MeasureResult {
    let chunks = try Parallel.map(
      count: study.originCount, chunk: PairWeights.chunk, threads: threads
    ) { origins in
      origins.map { decisive(study, $0) }
    }
    let found = Array(chunks.joined())
    return MeasureResult(
      scores: found.map(\.score),
      contributions: { origin in
        study.costs.pairs(ofOrigin: origin).map { pair in
          pair == found[origin].pair ? .amount(study.costs.minutes[pair]) : .none
        }
      })
  }

  /// The pair whose cost is the score.
  private func decisive(_ study: AccessStudy, _ origin: Int) -> (score: Score, pair: Int?) {
    let costs = study.costs
    let pairs = costs.pairs(ofOrigin: origin)
    if pairs.isEmpty { return (.missing(.notConnected), nil) }
    var reached = pairs.filter { costs.minutes[$0] <= cutoff }
    if reached.isEmpty { return (.missing(.outOfCutoff), nil) }
    reached.removeAll { study.supply[Int(costs.destinations[$0])] <= 0 }
    if reached.isEmpty { return (.missing(.noSupply), nil) }
    if count == 1 {
      let nearest = reached.min { costs.minutes[$0] < costs.minutes[$1] } ?? reached[0]
      return (.value(costs.minutes[nearest]), nearest)
    }
    reached.sort { a, b in
      costs.minutes[a] < costs.minutes[b] || costs.minutes[a] == costs.minutes[b] && a < b
    }
    var supply = 0.0
    for pair in reached {
      supply += study.supply[Int(costs.destinations[pair])]
      if supply >= count { return (.value(costs.minutes[pair]), pair) }
    }
    return (.missing(.notEnoughSupply), nil)
  }
}
