internal import GeoCore
internal import PlanningStudies

/// How unequally the distance to the nearest destination is spread over people.
///
/// The places of a part of a cell count as one, with the mean distance of its people: where in it they live
/// is not known, and differences inside it would be those of an assumption. Gini index and Theil's T are of
/// the distances; T is given between zones and within them; the concentration index ranks people by income,
/// the poorest first: above 0 when the rich have the longer ways. People without a way are left out. A
/// distance of 0 counts as 0: its term r ln r is 0, its limit.
///
/// **Complexity:** O(n log n) for n parts. **Source:** as `GiniIndex`, `TheilIndex`, `ConcentrationIndex`.
struct DistanceInequality {
  private let people: ScoredPeople

  /// - Parameter meters: of each place; infinite where there is no way.
  init(_ meters: [Double], of cells: PeopleCells) {
    var scores: [Score] = []
    var counts: [Double] = []
    var groups: [String?] = []
    var incomes: [Double?] = []
    let (weights, zoneIDs, known) = (cells.people, cells.zoneIDs, cells.incomes)
    for part in cells.parts {
      var (reached, moment) = (0.0, 0.0)
      for place in part where meters[place].isFinite {
        reached += weights[place]
        moment += weights[place] * meters[place]
      }
      guard reached > 0 else { continue }
      scores.append(.value(moment / reached))
      counts.append(reached)
      groups.append(zoneIDs[part.lowerBound])
      if let known { incomes.append(known[part.lowerBound]) }
    }
    people = ScoredPeople(
      scores, people: counts, groups: groups, incomes: cells.incomes == nil ? nil : incomes)
  }

  /// The indices by their names; nil where they have no value.
  var values: [(name: String, value: Double?)] {
    let indices: [any InequalityIndex] = [GiniIndex(), TheilIndex(), ConcentrationIndex()]
    return indices.flatMap { $0.values(of: people) }
  }
}
