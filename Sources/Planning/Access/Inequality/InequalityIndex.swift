/// A figure, or several, of how unequally scores are spread over people.
///
/// To add one: write a type that conforms, and name it in `InequalityIndices.all`; the tables and
/// the help read that list.
public protocol InequalityIndex: Sendable {
  /// The name in tables: `gini`.
  var name: String { get }
  /// The formula, in ASCII.
  var formula: String { get }
  /// Author, year and DOI.
  var source: String { get }

  /// The columns of its figures and their values; nil where they have none. The columns do not
  /// depend on the people.
  func values(of people: ScoredPeople) -> [(name: String, value: Double?)]
}

/// The one list of indices.
public enum InequalityIndices {
  /// All indices, in the order in which tables have them.
  ///
  /// - Parameters:
  ///   - povertyLine: of the Foster–Greer–Thorbecke index; nil leaves it null.
  ///   - alphas: its exponents.
  ///   - quantiles: of whom the tenths of the Palma ratio are.
  public static func all(
    povertyLine: Double? = nil, alphas: [Double] = [0, 1, 2],
    quantiles: PalmaRatio.Quantiles = .scored
  ) -> [any InequalityIndex] {
    [
      GiniIndex(), PalmaRatio(quantiles), TheilIndex(), ConcentrationIndex(),
      FosterGreerThorbecke(povertyLine: povertyLine, alphas: alphas),
    ]
  }

  /// The table of a set of scores: people with and without one, mean, percentiles, indices.
  /// - Parameter isCost: whether less is better; then there is no line to be poor below.
  public static func table(
    of people: ScoredPeople, isCost: Bool = false, indices: [any InequalityIndex] = all()
  ) -> [(name: String, value: Double?)] {
    var row: [(name: String, value: Double?)] = [
      ("people", people.totalPeople), ("people_without_score", people.unscoredPeople),
      ("mean", people.mean),
    ]
    let spread = WeightedDistribution(Array(zip(people.scores, people.people)))
    for percent in [10, 25, 50, 75, 90] {
      row.append(("p\(percent)", spread?.percentile(Double(percent))))
    }
    for index in indices {
      let hasMeaning = !(isCost && index is FosterGreerThorbecke)
      for (name, value) in index.values(of: people) {
        row.append((name, hasMeaning ? value : nil))
      }
    }
    return row
  }
}
