internal import GeoCore
internal import PlanningStudies

/// Chosen sites, what they do for people, and how good the choice is at least.
///
/// Sites are chosen one after the other, each the best of those left (greedy), and exchanged as
/// long as an exchange helps; a Lagrangian relaxation bounds what any choice can do. With few
/// candidates every choice is looked at.
///
/// **Units:** people; metres or minutes, as the study's cutoff has them. **Boundary rule:** a cost
/// of exactly the cutoff is in reach. **Ties:** the candidate that comes first.
/// **Complexity:** O(pairs in reach) a step of the bound, and as much for the best exchange.
/// **Source:** Church & ReVelle 1974, doi:10.1007/BF01942293; Hakimi 1964,
/// doi:10.1287/opre.12.3.450; Teitz & Bart 1968, doi:10.1287/opre.16.5.955; Cornuéjols, Fisher &
/// Nemhauser 1977, doi:10.1287/mnsc.23.8.789.
public struct SiteResult: Sendable {
  /// One chosen site.
  public struct Site: Sendable, Equatable {
    /// Its number among the candidates.
    public var candidate: Int
    /// Whether it was to be chosen in any case.
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
    /// A place that serves people.
    public enum Place: Sendable, Equatable {
      /// One that is there already, by its number among them.
      case existing(Int)
      /// A chosen site, by its number in the order of choice.
      case chosen(Int)
    }
    /// The place with the least cost; nil when none reaches the demand place.
    public var place: Place?
    /// Metres or minutes; nil without a place.
    public var cost: Double?
    /// Why no place reaches it; nil when one does.
    public var gap: SiteGap?
  }

  /// People at demand places that no place reaches.
  public struct OutOfReach: Sendable, Equatable {
    /// Why nobody reaches them.
    public var gap: SiteGap
    /// How many demand places that is so of.
    public var places: Int
    /// The people at these places.
    public var people: Double
  }

  /// What the choice was made from.
  public let study: SiteStudy
  /// What the choice was to be best at.
  public let objective: SiteObjective
  /// How many sites were asked for.
  public let asked: Int
  /// How the choice was found.
  public let search: SitingSearch
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
  /// The people whom existing places reach already.
  public let peopleCoveredByExisting: Double
  /// Those whom no place reaches, by reason.
  public let outOfReach: [OutOfReach]

  /// All people of the demand.
  public let peopleTotal: Double
  /// The people whom at least one candidate or existing place reaches.
  public let peopleInReach: Double
  /// Whether a millionth of a person is too coarse.
  private let hasFinePeople: Bool

  /// The people whom existing places and all chosen sites reach.
  public var peopleCovered: Double {
    sites.last?.cumulativePeopleCovered ?? peopleCoveredByExisting
  }

  /// Chooses sites.
  /// - Parameter count: how many; all candidates when there are fewer.
  /// - Throws: `InputError` for a count below 1 or below that of required sites.
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
    let unserved = PMedian.unservedCost(
      study.reach, existing: study.nearestExisting, cutoff: study.cutoff)
    let weights = ExactWeights(study.demand.amounts)
    func chosen(_ people: [some SitingNumber]) -> SiteChoice {
      SiteChoice(study, objective, count: count, weights, people: people, unserved: unserved)
    }
    let choice =
      switch weights.numbers(upTo: unserved) {
      case .narrow(let people): chosen(people)
      case .medium(let people): chosen(people)
      case .wide(let people): chosen(people)
      }
    search = choice.search
    (sites, assignments) = (choice.sites, choice.assignments)
    (value, bound, greedyValue) = (choice.value, choice.bound, choice.greedyValue)
    optimalityGap = choice.optimalityGap
    unservedCost = objective == .pMedian ? study.model.cost(Double(unserved)) : nil
    (peopleTotal, peopleInReach) = (choice.peopleTotal, choice.peopleInReach)
    peopleCoveredByExisting = choice.peopleCoveredByExisting
    outOfReach = choice.outOfReach
    hasFinePeople =
      choice.peopleTotal < 1000 || study.demand.amounts.contains { $0.isBelow(powerOfTen: -3) }
  }

  /// A number of people as results give it: to a millionth; all digits of the exact sum where that
  /// would falsify it, of fewer than a thousand people or places of less than a thousandth.
  func rounded(people: Double) -> Double { hasFinePeople ? people : Rounding.people(people) }

  /// The bound as results give it, rounded so that it stays true.
  var roundedBound: Double {
    if search.isProvenOptimal {
      return objective == .coverage ? rounded(people: bound) : Rounding.people(bound)
    }
    switch objective {
    case .coverage: return hasFinePeople ? bound : max(bound, Rounding.peopleUp(bound))
    case .pMedian: return (bound * 1e6).rounded(.down) / 1e6
    }
  }
}
