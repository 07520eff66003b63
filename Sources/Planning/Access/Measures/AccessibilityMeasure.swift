public import GeoCore
internal import GeoStreets
public import PlanningStudies

/// A score for each origin, from costs, demand and supply.
///
/// To add one: write a type that conforms, and name it in `Measures.all`; `--measure`, its list and
/// the documentation read that list.
public protocol AccessibilityMeasure: Sendable {
  /// Its name, formula, source, and what it needs.
  static var about: MeasureDescription { get }

  /// Takes what the measure needs from the choices made.
  ///
  /// - Throws: `InputError` of kind `usage` naming a parameter that is missing or wrong.
  init(_ parameters: MeasureParameters) throws(InputError)

  /// The pairs that it looks at: without the others the scores are the same to the last bit.
  var reach: CostReach { get }

  /// The scores of all origins. The same on any number of threads.
  /// - Throws: `InputError` where a weight or a score is not a finite number, and when people are
  ///   needed and were not counted.
  func evaluate(_ study: AccessStudy, threads: Int) throws -> MeasureResult
}

/// What a measure found.
public struct MeasureResult: Sendable {
  /// One for each origin.
  public var scores: [Score]
  /// What each pair of an origin adds to its score, in the order of the pairs, nil where the pair
  /// takes no part; added up in that order, they are the score to the last bit. No function when
  /// the score is no sum.
  public var contributions: (@Sendable (_ origin: Int) -> [Contribution])?

  /// The scores, and what pairs add to them where they are sums.
  public init(scores: [Score], contributions: (@Sendable (_ origin: Int) -> [Contribution])?) {
    self.scores = scores
    self.contributions = contributions
  }
}

/// A choice that measures take.
public enum MeasureParameter: String, Sendable, CaseIterable {
  /// A weight for each cost.
  case decay
  /// The greatest cost that counts, minutes.
  case cutoff
  /// Several cutoffs, and their mean or median.
  case interval
  /// How much supply the cost to the closest is asked for.
  case count
  /// The travel time that weighs as much as average congestion, minutes.
  case tau
  /// The exponent of the demand.
  case exponent
  /// People at the origins.
  case demand

  /// What is set to give it.
  public var setting: any Setting {
    switch self {
    case .decay: AccessSetting.decay
    case .cutoff: StreetSetting.cutoff
    case .interval: AccessSetting.interval
    case .count: AccessSetting.count
    case .tau: AccessSetting.tau
    case .exponent: AccessSetting.demandExponent
    case .demand: AccessSetting.demand
    }
  }
}

/// What help and documents say of a measure.
public struct MeasureDescription: Sendable {
  /// The name that `--measure` takes, and that columns are called by.
  public var name: String
  /// Other names it answers to.
  public var aliases: [String]
  /// One line.
  public var summary: String
  /// The score of origin i, in ASCII.
  public var formula: String
  /// Author, year and DOI.
  public var source: String
  /// What it cannot do without.
  public var needs: [MeasureParameter]
  /// What it takes, and does without.
  public var takes: [MeasureParameter]
  /// Whether less is better: a cost.
  public var isCost: Bool

  /// A description; most measures need something, and few are costs.
  public init(
    name: String, aliases: [String] = [], summary: String, formula: String, source: String,
    needs: [MeasureParameter], takes: [MeasureParameter] = [], isCost: Bool = false
  ) {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.formula = formula
    self.source = source
    self.needs = needs
    self.takes = takes
    self.isCost = isCost
  }
}

/// The choices for one run of measures.
public struct MeasureParameters: Sendable {
  /// The weight of a cost; nil when none was given.
  public var decay: (any Decay)?
  /// Pairs that cost more do not count.
  public var cutoffMinutes: Double?
  /// The cutoffs of the cumulative interval; nil when none were given.
  public var interval: CutoffInterval?
  /// How much supply the cost to the closest is asked for.
  public var count: Double
  /// The travel time that weighs as much as average congestion, of the rational agent model.
  public var tauMinutes: Double
  /// The exponent of the demand in spatial availability.
  public var demandExponent: Double

  /// The choices that were made, and what is usual for the rest: 1 of supply, 60 minutes, exponent
  /// 1.
  public init(
    decay: (any Decay)? = nil, cutoffMinutes: Double? = nil, interval: CutoffInterval? = nil,
    count: Double = 1, tauMinutes: Double = 60, demandExponent: Double = 1
  ) {
    self.decay = decay
    self.cutoffMinutes = cutoffMinutes
    self.interval = interval
    self.count = count
    self.tauMinutes = tauMinutes
    self.demandExponent = demandExponent
  }

  func requireDecay(for measure: String) throws(InputError) -> any Decay {
    if let decay { return decay }
    throw InputError(
      reason: "the measure \(measure) needs a decay",
      remedy: "give one, such as \(AccessSetting.decay, "'step(10:1,20:0.68,30:0.22)'")",
      kind: .usage)
  }

  func requireCutoff(for measure: String) throws(InputError) -> Double {
    if let cutoffMinutes { return cutoffMinutes }
    throw InputError(
      reason: "the measure \(measure) needs a cutoff",
      remedy: "give one in minutes: \(StreetSetting.cutoff, "30")",
      kind: .usage)
  }
}

/// The one list of measures.
public enum Measures {
  /// All measures, in the order in which help lists them.
  public static let all: [any AccessibilityMeasure.Type] = [
    CostToClosest.self, CumulativeOpportunities.self, CumulativeInterval.self, Gravity.self,
    TwoStepCatchment.self, EnhancedTwoStepCatchment.self, ThreeStepCatchment.self,
    BalancedCatchment.self, RationalAgentAccess.self, SpatialAvailability.self,
    CompetitionFreeShare.self, CompetitiveShare.self,
  ]

  /// The measure of that name.
  /// - Throws: `InputError` of kind `usage` when there is none.
  public static func named(_ name: String) throws(InputError) -> any AccessibilityMeasure.Type {
    let wanted = String(name.lowercased().map { $0 == "-" ? "_" : $0 })
    let known = all.first { $0.about.name == wanted || $0.about.aliases.contains(wanted) }
    if let known { return known }
    throw InputError(
      AccessSetting.measure, name, reason: "no measure is called that",
      remedy: "known: \(all.map { $0.about.name }.joined(separator: ", "))")
  }
}
