/// What the way to each set of destinations costs everybody, place by place, so that two runs can be
/// compared.
struct PeopleWays: Sendable {
  /// The people of each place.
  let people: [Double]
  /// For each set the cost from each place, metres or minutes; infinite where there is no way.
  var costs: [[Double]] = []

  /// What is less than that, in metres or minutes, is no change.
  private static let leastChange = 1e-6

  init(people: [Double]) { self.people = people }

  /// For how many people the way to each set has become shorter and longer; a way where there was none is
  /// a shorter one. Nil when people are not at the same places in both runs.
  func changes(since before: PeopleWays) -> [(winners: Double, losers: Double)]? {
    guard people.count == before.people.count, costs.count == before.costs.count else { return nil }
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
