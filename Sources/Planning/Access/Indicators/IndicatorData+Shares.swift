internal import PlanningStudies

/// Shares of people, and why there are none.
extension IndicatorData {
  /// The share of people for whom a figure holds, of each zone and of the covered ones together.
  func share(_ figures: PlaceFigures, over covered: [Bool]) throws -> IndicatorValues {
    let cells = try people()
    let (parts, wholes) = (cells.people(figures).zones, cells.peopleByZone.zones)
    var values: [IndicatorValue] = []
    var (part, whole) = (PeopleCount(), 0.0)
    for zone in 0..<zones.count {
      guard let own = parts[zone], let all = wholes[zone]?.expected, all > 0 else {
        values.append(.unknown(cells.reasonWithoutPeople(inZone: zone)))
        continue
      }
      values.append(Self.quotient(own, all))
      guard covered[zone] else { continue }
      part.expected += own.expected
      part.low += own.low
      part.high += own.high
      whole += all
    }
    return IndicatorValues(
      zones: values, over: covered, total: whole > 0 ? Self.quotient(part, whole) : nil)
  }

  private static func quotient(_ part: PeopleCount, _ whole: Double) -> IndicatorValue {
    IndicatorValue(
      min(1, part.expected / whole), low: min(1, part.low / whole), high: min(1, part.high / whole))
  }
}

extension PeopleCells {
  /// Why there are no people of a zone to divide by, or to count.
  /// - Parameter group: a group by its place; nil for all people.
  func reasonWithoutPeople(ofGroup group: Int? = nil, inZone zone: Int) -> IndicatorReason {
    switch unknown[zone] {
    case .noGeometry, .noArea, .invalidPolygon: return .noGround
    case .some: return .notKnown
    case nil: break
    }
    guard let group else { return .noPeople }
    let isSilent = sample.cells(ofZone: zone).contains { place in
      people[place] > 0 && share(ofGroup: group, at: place) == nil
    }
    return isSilent ? .notKnown : .noPeople
  }
}

extension PlaceFigures {
  /// Where either holds.
  func either(_ other: PlaceFigures) -> PlaceFigures {
    func most(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { max($0, $1) } }
    return PlaceFigures(
      most(expected, other.expected), low: most(low, other.low), high: most(high, other.high))
  }

  /// Where both hold.
  func both(_ other: PlaceFigures) -> PlaceFigures {
    func least(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { min($0, $1) } }
    return PlaceFigures(
      least(expected, other.expected), low: least(low, other.low), high: least(high, other.high))
  }

  /// Where the figure does not hold.
  var denied: PlaceFigures {
    PlaceFigures(expected.map { 1 - $0 }, low: high.map { 1 - $0 }, high: low.map { 1 - $0 })
  }
}
