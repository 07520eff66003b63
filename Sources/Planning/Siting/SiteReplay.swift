/// Opens sites one after the other and counts what each does for people.
struct SiteReplay {
  private let study: SiteStudy
  private let unservedCost: UInt32
  /// People whom an open or existing place reaches.
  private(set) var covered = 0.0
  private var sites: [SiteResult.Site] = []
  /// The nearest open or existing place of each demand place.
  private var best: [(place: SiteResult.Assignment.Place, cost: UInt32)?]
  /// People in reach of any place, and what they cost together, unserved ones too.
  private let total: Double
  private var cost: Double

  /// Only existing places are open.
  init(_ study: SiteStudy, unservedCost: UInt32) {
    self.study = study
    self.unservedCost = unservedCost
    best = study.nearestExisting.map { $0.map { (.existing($0.place), $0.cost) } }
    var total = 0.0
    var cost = 0.0
    for i in study.gaps.indices where study.gaps[i] == nil {
      let people = study.demand.people[i]
      total += people
      cost += people * Double(best[i].map { min($0.cost, unservedCost) } ?? unservedCost)
      if best[i] != nil { covered += people }
    }
    self.total = total
    self.cost = cost
  }

  mutating func open(_ candidate: Int) {
    var reached = 0.0
    var new = 0.0
    let rank = sites.count
    for pair in study.reach.pairs(ofPlace: candidate) {
      let i = Int(study.reach.demands[pair])
      let people = study.demand.people[i]
      let here = study.reach.costs[pair]
      let before = best[i]
      reached += people
      if before == nil { new += people }
      if let before, before.cost <= here { continue }
      let known = min(before?.cost ?? unservedCost, unservedCost)
      cost -= people * Double(known - min(here, known))
      best[i] = (.chosen(rank), here)
    }
    covered += new
    sites.append(
      SiteResult.Site(
        candidate: candidate, isRequired: study.required.contains(candidate),
        peopleCovered: reached, peopleNewlyCovered: new, cumulativePeopleCovered: covered,
        cumulativeMeanCost: study.model.cost(max(0, cost) / total)))
  }

  /// All sites with those whom they serve, and the place of each demand place.
  func finish() -> (sites: [SiteResult.Site], assignments: [SiteResult.Assignment]) {
    var sites = sites
    var costs = Array(repeating: 0.0, count: sites.count)
    var assignments: [SiteResult.Assignment] = []
    assignments.reserveCapacity(best.count)
    for (i, found) in best.enumerated() {
      guard let found else {
        let gap = study.gaps[i] ?? (study.cutoff == nil ? .notConnected : .outOfCutoff)
        assignments.append(SiteResult.Assignment(place: nil, cost: nil, gap: gap))
        continue
      }
      let whole = Double(found.cost)
      if case .chosen(let rank) = found.place {
        sites[rank].peopleAssigned += study.demand.people[i]
        costs[rank] += study.demand.people[i] * whole
      }
      assignments.append(
        SiteResult.Assignment(place: found.place, cost: study.model.cost(whole), gap: nil))
    }
    for rank in sites.indices where sites[rank].peopleAssigned > 0 {
      sites[rank].meanCost = study.model.cost(costs[rank] / sites[rank].peopleAssigned)
    }
    return (sites, assignments)
  }
}
