internal import Geo

/// Chosen sites, what they do for people, and how good the choice is at least.
public struct SiteResult: Sendable {
  /// One chosen site.
  public struct Site: Sendable, Equatable {
    /// Its number among the candidates.
    public var candidate: Int
    public var isRequired: Bool
    /// All people in its reach.
    public var peopleCovered: Double
    /// Those whom neither an existing place nor a site before it reaches.
    public var peopleNewlyCovered: Double
    /// Whom existing places, this site and those before it reach.
    public var cumulativePeopleCovered: Double
    /// The mean cost of a person with these places, as the p-median problem counts it.
    public var cumulativeMeanCost: Double
    /// Those for whom it is the nearest of all chosen and existing places.
    public var peopleAssigned = 0.0
    /// Their mean cost; nil when there are none.
    public var meanCost: Double?
  }

  /// Which place serves a demand place.
  public struct Assignment: Sendable, Equatable {
    public enum Place: Sendable, Equatable {
      case existing(Int)
      case chosen(Int)
    }
    public var place: Place?
    /// Metres or minutes; nil without a place.
    public var cost: Double?
    public var gap: SiteGap?
  }

  /// People at demand places that no place reaches.
  public struct OutOfReach: Sendable, Equatable {
    public var gap: SiteGap
    public var places: Int
    public var people: Double
  }

  public let study: SiteStudy
  public let objective: SiteObjective
  /// How many sites were asked for.
  public let asked: Int
  public let solution: SitingSolution
  /// In the order of choice.
  public let sites: [Site]
  /// One for each demand place.
  public let assignments: [Assignment]
  /// What was optimised: people newly covered, or the mean cost of a person, metres or minutes.
  public let value: Double
  /// What no choice exceeds, or falls below.
  public let bound: Double
  /// The same of the greedy choice.
  public let greedyValue: Double
  /// How far the value may be from the best: |bound − value| over the greater of the two.
  public let optimalityGap: Double
  /// What a person counts whom no chosen or existing place reaches, in the p-median problem.
  public let unservedCost: Double?
  public let peopleCoveredByExisting: Double
  public let outOfReach: [OutOfReach]

  public var peopleTotal: Double { study.demand.total }
  public var peopleInReach: Double {
    peopleTotal - outOfReach.reduce(0) { $0 + $1.people }
  }
  public var peopleCovered: Double {
    sites.last?.cumulativePeopleCovered ?? peopleCoveredByExisting
  }

  /// Chooses sites.
  /// - Parameter count: how many; all candidates when there are fewer.
  /// - Throws: `InputError` for a count below 1 or below that of required sites, and for demand too
  ///   large to count.
  public init(_ study: SiteStudy, _ objective: SiteObjective, count: Int) throws {
    guard count >= 1 else {
      throw InputError(
        reason: "-n \(count): at least one site is to be chosen", kind: .usage)
    }
    guard study.required.count <= count else {
      throw InputError(
        reason: "\(study.required.count) sites are required, and -n \(count) allows fewer",
        remedy: "ask for more, or require less", kind: .usage)
    }
    self.study = study
    self.objective = objective
    asked = count
    let gaps = study.gaps
    let people = study.demand.people.indices.map { gaps[$0] == nil ? study.demand.people[$0] : 0 }
    let unserved = PMedian.unservedCost(
      study.reach, existing: study.nearestExisting, cutoff: study.cutoff)
    let made =
      switch objective {
      case .coverage:
        try MaximalCovering.problem(
          study.reach, people: people, isCovered: study.nearestExisting.map { $0 != nil },
          limit: count, required: study.required)
      case .pMedian:
        try PMedian.problem(
          study.reach, people: people, existing: study.nearestExisting, unservedCost: unserved,
          limit: count, required: study.required)
      }
    let solution = SitingSolution(made.problem)
    self.solution = solution
    switch objective {
    case .coverage:
      unservedCost = nil
      value = made.scale.people(solution.value)
      bound = made.scale.people(solution.bound)
      greedyValue = made.scale.people(solution.greedyValue)
      optimalityGap = Self.gap(solution.value, solution.bound, of: solution.bound)
    case .pMedian:
      unservedCost = study.model.cost(Double(unserved))
      let weights = made.problem.weights
      let unsaved = weights.indices.reduce(0) { sum, i in
        sum + weights[i] * (Int(unserved) - Int(made.problem.base[i]))
      }
      let total = Double(weights.reduce(0, +))
      func mean(_ saved: Int) -> Double { study.model.cost(Double(unsaved - saved) / total) }
      value = mean(solution.value)
      bound = mean(solution.bound)
      greedyValue = mean(solution.greedyValue)
      optimalityGap = Self.gap(solution.value, solution.bound, of: unsaved - solution.value)
    }
    var replay = SiteReplay(study, unservedCost: unserved)
    peopleCoveredByExisting = replay.covered
    for candidate in solution.chosen { replay.open(candidate) }
    (sites, assignments) = replay.finish()
    outOfReach = SiteGap.allCases.compactMap { gap in
      let places = gaps.indices.filter { gaps[$0] == gap }
      let people = places.reduce(0) { $0 + study.demand.people[$1] }
      return places.isEmpty ? nil : OutOfReach(gap: gap, places: places.count, people: people)
    }
  }

  private static func gap(_ value: Int, _ bound: Int, of whole: Int) -> Double {
    value == bound || whole == 0 ? 0 : Double(bound - value) / Double(whole)
  }
}
