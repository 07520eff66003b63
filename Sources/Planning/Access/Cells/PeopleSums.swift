public import PlanningStudies

/// A figure of each place of `PeopleCells` from 0 to 1, and what it is at least and at most wherever the
/// people around the place live.
public struct PlaceFigures: Sendable {
  /// What holds at the places.
  public var expected: [Double]
  /// No less than this, anywhere around the place.
  public var low: [Double]
  /// No more than this, anywhere around the place.
  public var high: [Double]

  /// - Parameters:
  ///   - expected: one for each place, 0…1.
  ///   - low: at least; `expected` where nothing is said.
  ///   - high: at most; `expected` where nothing is said.
  public init(_ expected: [Double], low: [Double]? = nil, high: [Double]? = nil) {
    self.expected = expected
    self.low = low ?? expected
    self.high = high ?? expected
  }
}

extension CellCosts {
  /// Who is within a distance, 1 or 0: a distance of exactly the cutoff is within.
  ///
  /// In a straight line nobody who lives around a place is nearer or farther than it by more than its
  /// reach, which gives the bounds; over a network there are none, and low and high are the expected.
  public func within(_ cutoffMeters: Double, of cells: PeopleCells) -> PlaceFigures {
    let expected = meters.map { $0 <= cutoffMeters ? 1.0 : 0 }
    guard !times.isMeasured else { return PlaceFigures(expected) }
    let reaches = cells.reachesMeters
    return PlaceFigures(
      expected, low: zip(meters, reaches).map { $0 + $1 <= cutoffMeters ? 1 : 0 },
      high: zip(meters, reaches).map { $0 - $1 <= cutoffMeters ? 1 : 0 })
  }
}

/// People by zone, and in all zones together.
public struct PeopleByZone: Sendable, Equatable {
  /// Of each zone; nil where its people are not known.
  public var zones: [PeopleCount?]
  /// Of all zones together; nil where nobody's are known.
  public var total: PeopleCount?
}

extension PeopleCells {
  /// The people whom a figure of their places concerns: Σ people × figure.
  ///
  /// `low` and `high` hold wherever in its cell a person lives: all people of a cell in a zone count
  /// with the least, or the most, that any of its places there may have. They take the number of people
  /// of the cell in the zone for exact.
  ///
  /// - Parameters:
  ///   - figures: one for each place.
  ///   - group: a group by its place in `groups`; nil for all people.
  public func people(_ figures: PlaceFigures, ofGroup group: Int? = nil) -> PeopleByZone {
    guard let group else {
      return figures.people(people, sample, isKnown: unknown.map { $0 == nil })
    }
    return figures.people(groups[group].people, sample, isKnown: groups[group].isKnown)
  }
}

extension PlaceFigures {
  /// The sums over the cells of zones, by these weights.
  func people(_ weights: [Double], _ cells: SampleCells, isKnown: [Bool]) -> PeopleByZone {
    let zones = isKnown.enumerated().map { zone, isKnown in
      isKnown ? sum(weights, cells, cells.cells(ofZone: zone)) : nil
    }
    return PeopleByZone(zones: zones, total: PeopleCount.sum(zones))
  }

  private func sum(
    _ weights: [Double], _ cells: SampleCells, _ range: Range<Int>
  ) -> PeopleCount {
    var sum = PeopleCount()
    cells.forEachBlock(in: range) { block in
      var (all, low, high) = (0.0, Double.infinity, 0.0)
      for place in block {
        all += weights[place]
        sum.expected += weights[place] * self.expected[place]
        low = min(low, self.low[place])
        high = max(high, self.high[place])
      }
      sum.low += all * low
      sum.high += all * high
    }
    return sum
  }
}
