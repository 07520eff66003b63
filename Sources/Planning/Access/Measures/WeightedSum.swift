internal import GeoCore
internal import PlanningStudies

/// The form that most measures have: A_i = Σ_j w_ij v_j, perhaps times a factor f_i. What pair ij
/// adds is the term w_ij v_j f_i, so that terms are the explanation of the score.
struct WeightedSum: Sendable {
  let study: AccessStudy
  /// w, one for each pair; a destination is in reach where it is above 0.
  let weights: [Double]
  /// v, one for each destination; nil where it has no value, for want of demand.
  let values: [Double?]
  /// f, one for each origin; nil for 1.
  var factors: [Double]?

  /// Supply over demand at each destination; 0 where nothing is offered, nil where something is
  /// offered and nobody asks for it.
  static func ratios(supply: [Double], demand: [Double]) -> [Double?] {
    zip(supply, demand).map { supply, demand in
      if supply == 0 { return 0 }
      return demand > 0 ? supply / demand : nil
    }
  }

  /// - Parameter measure: the name of the measure, for messages.
  /// - Throws: `InputError` for a score that is not a finite number.
  func result(_ measure: String, threads: Int) throws -> MeasureResult {
    let isSupplied = study.totalSupply > 0
    let numbers = values.map { $0 ?? 0 }
    let lacks = values.contains { $0 == nil } ? values.map { $0 == nil } : nil
    let chunks = try Parallel.map(
      count: study.originCount, chunk: PairWeights.chunk, threads: threads
    ) { origins in
      try origins.map { origin in
        let score = score(origin, numbers, lacks, isSupplied)
        if let value = score.value, !value.isFinite {
          throw InputError(
            reason: "the score of origin \(study.name(ofOrigin: origin)) in \(measure) is not a "
              + "finite number",
            remedy: "amounts or weights are too large")
        }
        return score
      }
    }
    return MeasureResult(
      scores: Array(chunks.joined()),
      contributions: { origin in
        let factor = factors?[origin] ?? 1
        return study.costs.pairs(ofOrigin: origin).map { pair in
          let (weight, destination) = (weights[pair], Int(study.costs.destinations[pair]))
          guard weight > 0 else { return .none }
          return values[destination].map { .amount(weight * $0 * factor) } ?? .missing(.noDemand)
        }
      })
  }

  private func score(
    _ origin: Int, _ numbers: [Double], _ lacks: [Bool]?, _ isSupplied: Bool
  ) -> Score {
    let pairs = study.costs.pairs(ofOrigin: origin)
    if pairs.isEmpty { return .missing(.notConnected) }
    var greatest = 0.0
    var sum = 0.0
    let factor = factors?[origin] ?? 1
    for pair in pairs {
      // Nothing here is a branch: which way it went would be up to chance.
      let weight = weights[pair]
      let term = weight * numbers[Int(study.costs.destinations[pair])] * factor
      sum += weight > 0 ? term : 0
      greatest = weight > greatest ? weight : greatest
    }
    if greatest == 0 { return .missing(.outOfCutoff) }
    if !isSupplied { return .missing(.noSupply) }
    if let lacks {
      let lacksDemand = pairs.contains { pair in
        weights[pair] > 0 && lacks[Int(study.costs.destinations[pair])]
      }
      if lacksDemand { return .missing(.noDemand) }
    }
    return .value(sum)
  }
}
