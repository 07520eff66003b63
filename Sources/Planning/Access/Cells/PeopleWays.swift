internal import GeoCore

/// What the way to each set of destinations costs the people of all zones, place by place, so that two runs can
/// be compared.
struct PeopleWays: Sendable {
  /// Where they live.
  private let points: Geometries
  /// How many, at each place.
  private let people: [Double]
  /// For each set the cost from each place, metres or minutes; infinite where there is no way.
  private var costs: [[Double]] = []
  private let inZones: Range<Int>

  /// What is less than that, in metres or minutes, is no change.
  private static let leastChange = 1e-6

  /// Those who live in a zone.
  init(of cells: PeopleCells) {
    inZones = cells.sample.inZones
    points = cells.points.selecting(Array(inZones))
    people = Array(cells.people[inZones])
  }

  /// Takes the costs of a set, from all places of the cells.
  mutating func append(_ costs: [Double]) { self.costs.append(Array(costs[inZones])) }

  /// For how many people the way to each set has become shorter and longer; a way where there was none is
  /// a shorter one. Nil when in the other run other people live there, or elsewhere.
  func changes(since before: PeopleWays) -> [(winners: Double, losers: Double)]? {
    guard points == before.points, people == before.people, costs.count == before.costs.count
    else { return nil }
    return zip(before.costs, costs).map { old, new in
      var (winners, losers) = (0.0, 0.0)
      for place in people.indices {
        if new[place] < old[place] - Self.leastChange { winners += people[place] }
        if new[place] > old[place] + Self.leastChange { losers += people[place] }
      }
      return (winners, losers)
    }
  }
}
