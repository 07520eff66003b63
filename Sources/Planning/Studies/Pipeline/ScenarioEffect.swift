public import GeoCore

/// What a scenario does for people in one respect.
public struct ScenarioEffect: Sendable, Equatable {
  /// The study: `accessibility`.
  public var analysis: String
  /// What it is about: a layer or a set of destinations.
  public var subject: String
  /// What is compared, with its unit: `distance_m`.
  public var figure: String
  /// The people for whom it is better than before; nil when nobody is counted.
  public var winners: Double?
  /// The people for whom it is worse.
  public var losers: Double?
  /// The figure over all people, or all ground, before.
  public var before: Double?
  /// The same after.
  public var after: Double?

  /// An effect of a scenario.
  public init(
    analysis: String, subject: String, figure: String, winners: Double?, losers: Double?,
    before: Double?, after: Double?
  ) {
    self.analysis = analysis
    self.subject = subject
    self.figure = figure
    self.winners = winners
    self.losers = losers
    self.before = before
    self.after = after
  }

  /// Whether the figure is a share.
  package var isShare: Bool { figure.hasSuffix("share") }

  /// The effect for programs.
  public var json: JSONValue {
    .object([
      "analysis": .string(analysis), "subject": .string(subject), "figure": .string(figure),
      "before": .optional(before), "after": .optional(after),
      "change": .optional(before.flatMap { old in after.map { Rounding.change($0 - old) } }),
      "winners_population": .optional(winners.map(Rounding.people)),
      "losers_population": .optional(losers.map(Rounding.people)),
    ])
  }
}
