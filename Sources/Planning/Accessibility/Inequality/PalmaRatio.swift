/// The Palma ratio: the mean score of the richest tenth of the people over that of the poorest four
/// tenths.
///
/// Rich and poor are told by income when there are incomes, else by the score itself. People of a
/// place that a bound falls into are divided at the bound. Null when the poorest have no access.
///
/// **Complexity:** O(n log n). **Source:** Palma 2011, doi:10.1111/j.1467-7660.2011.01676.x.
public struct PalmaRatio: InequalityIndex {
  public init() {}

  public var name: String { "palma" }
  public var formula: String { "mean of the richest 10% / mean of the poorest 40%" }
  public var source: String { "Palma 2011, doi:10.1111/j.1467-7660.2011.01676.x" }

  public func values(of people: ScoredPeople) -> [(name: String, value: Double?)] {
    [("palma", value(of: people))]
  }

  func value(of people: ScoredPeople) -> Double? {
    let classes = people.ranked(by: people.incomes ?? people.scores)
    guard let rich = Self.mean(classes.reversed(), of: 0.1),
      let poor = Self.mean(classes, of: 0.4), poor > 0
    else { return nil }
    return rich / poor
  }

  /// The mean score of the first part of the people.
  private static func mean(
    _ classes: [(people: Double, mean: Double)], of part: Double
  ) -> Double? {
    let wanted = classes.reduce(0) { $0 + $1.people } * part
    guard wanted > 0 else { return nil }
    var (left, access) = (wanted, 0.0)
    for one in classes {
      let taken = min(left, one.people)
      access += taken * one.mean
      left -= taken
      if left <= 0 { break }
    }
    return access / wanted
  }
}
