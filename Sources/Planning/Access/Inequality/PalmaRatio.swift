/// The Palma ratio: the mean score of the richest tenth of the people over that of the poorest four
/// tenths.
///
/// Rich and poor are told by income when there are incomes, else by the score itself. People of a
/// place that a bound falls into are divided at the bound. Null when the poorest have no access.
///
/// The tenth and the four tenths are of the people who have a score; or, by income, of all people,
/// those without a score too: then the means are of those in the richest tenth and in the poorest
/// four tenths of all who have a score.
///
/// **Complexity:** O(n log n). **Source:** Palma 2011, doi:10.1111/j.1467-7660.2011.01676.x.
public struct PalmaRatio: InequalityIndex {
  /// Of whom the richest tenth and the poorest four tenths are.
  public enum Quantiles: String, Sendable, CaseIterable {
    /// Of people with a score.
    case scored
    /// Of all people with an income, with a score or not. Without incomes the same as `scored`, as
    /// who has no score has no rank.
    case all
  }

  /// Of whom the tenths are.
  public let quantiles: Quantiles

  /// The ratio with tenths of the people who have a score, or of all with an income.
  public init(_ quantiles: Quantiles = .scored) { self.quantiles = quantiles }

  /// `palma`.
  public var name: String { "palma" }
  /// The ratio of two means, in ASCII.
  public var formula: String { "mean of the richest 10% / mean of the poorest 40%" }
  /// Author, year and DOI.
  public var source: String { "Palma 2011, doi:10.1111/j.1467-7660.2011.01676.x" }

  /// The one figure `palma`; nil when nobody has a score or the poorest have no access.
  public func values(of people: ScoredPeople) -> [(name: String, value: Double?)] {
    [("palma", value(of: people))]
  }

  func value(of people: ScoredPeople) -> Double? {
    let isOfAll = quantiles == .all && people.incomes != nil
    let classes =
      isOfAll
      ? people.rankedWithUnscored()
      : people.ranked(by: people.incomes ?? people.scores).map { ($0.people, $0.people, $0.mean) }
    guard let rich = Self.mean(classes.reversed(), of: 0.1),
      let poor = Self.mean(classes, of: 0.4), poor > 0
    else { return nil }
    return rich / poor
  }

  /// The mean score of the first part of the people.
  private static func mean(
    _ classes: [(people: Double, scored: Double, mean: Double)], of part: Double
  ) -> Double? {
    let wanted = classes.reduce(0) { $0 + $1.people } * part
    guard wanted > 0 else { return nil }
    var (left, access, unscored) = (wanted, 0.0, 0.0)
    for one in classes {
      let taken = min(left, one.people)
      let withScore = one.scored == one.people ? taken : taken / one.people * one.scored
      access += withScore * one.mean
      unscored += taken - withScore
      left -= taken
      if left <= 0 { break }
    }
    return wanted > unscored ? access / (wanted - unscored) : nil
  }
}
