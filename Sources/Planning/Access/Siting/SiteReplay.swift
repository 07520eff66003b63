/// Opens sites one after the other and counts what each does for people, in exact sums.
struct SiteReplay<Number: SitingNumber> {
  private let study: SiteStudy
  private let weights: ExactWeights
  private let people: [Number]
  private let unservedCost: Int
  /// People whom an open or existing place reaches.
  private(set) var covered = Number.zero
  private var sites: [SiteResult.Site] = []
  /// The nearest open or existing place of each demand place.
  private var best: [(place: SiteResult.Assignment.Place, cost: Int)?]
  /// People in reach of any place, and what they cost together, unserved ones too.
  private let total: Number
  private var cost: Number

  /// Only existing places are open.
  /// - Parameter people: of each demand place, in the whole numbers of `weights`; all of them times
  ///   the unserved cost fit.
  init(_ study: SiteStudy, _ weights: ExactWeights, people: [Number], unservedCost: Int) {
    self.study = study
    self.weights = weights
    self.people = people
    self.unservedCost = unservedCost
    best = study.nearestExisting.map { $0.map { (.existing($0.place), $0.cost) } }
    var total = Number.zero
    var cost = Number.zero
    for i in study.gaps.indices where study.gaps[i] == nil {
      total += people[i]
      cost += people[i].times(best[i].map { min($0.cost, unservedCost) } ?? unservedCost)
      if best[i] != nil { covered += people[i] }
    }
    self.total = total
    self.cost = cost
  }

  mutating func open(_ candidate: Int) {
    var reached = Number.zero
    var new = Number.zero
    let rank = sites.count
    for pair in study.reach.pairs(ofPlace: candidate) {
      let i = Int(study.reach.demands[pair])
      let here = study.reach.costs[pair]
      let before = best[i]
      reached += people[i]
      if before == nil { new += people[i] }
      if let before, before.cost <= here { continue }
      let known = min(before?.cost ?? unservedCost, unservedCost)
      cost -= people[i].times(known - min(here, known))
      best[i] = (.chosen(rank), here)
    }
    covered += new
    sites.append(
      SiteResult.Site(
        candidate: candidate, isRequired: study.required.contains(candidate),
        peopleCovered: weights.people(reached), peopleNewlyCovered: weights.people(new),
        cumulativePeopleCovered: weights.people(covered),
        cumulativeMeanCost: study.model.cost(Number.ratio(cost, total))))
  }

  /// All sites with those whom they serve, and the place of each demand place.
  func finish() -> (sites: [SiteResult.Site], assignments: [SiteResult.Assignment]) {
    var sites = sites
    var assigned = Array(repeating: Number.zero, count: sites.count)
    var costs = assigned
    var assignments: [SiteResult.Assignment] = []
    assignments.reserveCapacity(best.count)
    for (i, found) in best.enumerated() {
      guard let found else {
        let gap = study.gaps[i] ?? (study.cutoff == nil ? .notConnected : .outOfCutoff)
        assignments.append(SiteResult.Assignment(place: nil, cost: nil, gap: gap))
        continue
      }
      if case .chosen(let rank) = found.place {
        assigned[rank] += people[i]
        costs[rank] += people[i].times(found.cost)
      }
      assignments.append(
        SiteResult.Assignment(
          place: found.place, cost: study.model.cost(Double(found.cost)), gap: nil))
    }
    for rank in sites.indices where assigned[rank] > .zero {
      sites[rank].peopleAssigned = weights.people(assigned[rank])
      sites[rank].meanCost = study.model.cost(Number.ratio(costs[rank], assigned[rank]))
    }
    return (sites, assignments)
  }
}
