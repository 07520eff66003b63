/// A choice of sites in exact sums, and what it is in people, metres and minutes.
///
/// Every sum and every comparison is one of whole numbers; a figure is the double nearest to its
/// sum, or the ratio of two sums.
struct SiteChoice {
  let search: SitingSearch
  let sites: [SiteResult.Site]
  let assignments: [SiteResult.Assignment]
  let value: Double
  let bound: Double
  let greedyValue: Double
  let optimalityGap: Double
  let peopleTotal: Double
  let peopleInReach: Double
  let peopleCoveredByExisting: Double
  let outOfReach: [SiteResult.OutOfReach]

  /// - Parameters:
  ///   - people: of each demand place, in the whole numbers of `weights`; all of them times the
  ///     unserved cost fit.
  ///   - unserved: the cost of who is not reached.
  init<Number: SitingNumber>(
    _ study: SiteStudy, _ objective: SiteObjective, count: Int, _ weights: ExactWeights,
    people: [Number], unserved: Int
  ) {
    let gaps = study.gaps
    let inReach = people.indices.map { gaps[$0] == nil ? people[$0] : .zero }
    let problem =
      switch objective {
      case .coverage:
        MaximalCovering.problem(
          study.reach, people: inReach, isCovered: study.nearestExisting.map { $0 != nil },
          limit: count, required: study.required)
      case .pMedian:
        PMedian.problem(
          study.reach, people: inReach, existing: study.nearestExisting, unservedCost: unserved,
          limit: count, required: study.required)
      }
    let solution = SitingSolution(problem)
    search = solution.search
    let isProven = solution.search.isProvenOptimal
    let total = inReach.reduce(.zero, +)
    switch objective {
    case .coverage:
      value = weights.people(solution.value)
      let most = weights.people(solution.bound)
      bound = isProven ? most : most.nextUp
      greedyValue = weights.people(solution.greedyValue)
      optimalityGap = Self.gap(solution.value, solution.bound, of: solution.bound)
    case .pMedian:
      let unsaved = people.indices.reduce(Number.zero) { sum, i in
        sum + inReach[i].times(unserved - problem.base[i])
      }
      func mean(_ saved: Number) -> Double {
        study.model.cost(Number.ratio(unsaved - saved, total))
      }
      value = mean(solution.value)
      // Two roundings, of the ratio and of the unit, could have made it too great.
      let least = mean(solution.bound)
      bound = isProven ? least : max(0, least.nextDown.nextDown)
      greedyValue = mean(solution.greedyValue)
      optimalityGap = Self.gap(solution.value, solution.bound, of: unsaved - solution.value)
    }
    var replay = SiteReplay(study, weights, people: people, unservedCost: unserved)
    peopleCoveredByExisting = weights.people(replay.covered)
    for candidate in solution.chosen { replay.open(candidate) }
    (sites, assignments) = replay.finish()
    peopleTotal = weights.people(people.reduce(.zero, +))
    peopleInReach = weights.people(total)
    outOfReach = SiteGap.allCases.compactMap { gap in
      let places = gaps.indices.filter { gaps[$0] == gap }
      let outside = weights.people(places.reduce(Number.zero) { $0 + people[$1] })
      return places.isEmpty
        ? nil : SiteResult.OutOfReach(gap: gap, places: places.count, people: outside)
    }
  }

  /// |bound − value| over the whole; above 0 wherever they differ.
  private static func gap<Number: SitingNumber>(
    _ value: Number, _ bound: Number, of whole: Number
  ) -> Double {
    guard value != bound, whole != .zero else { return 0 }
    return max(Number.ratio(bound - value, whole), .leastNonzeroMagnitude)
  }
}
