internal import GeoCore
internal import PlanningStudies

/// Where people live, and who of them is within each cutoff.
struct PeopleWithinCutoffs {
  let cells: PeopleCells
  /// Who is within each cutoff in metres; nil without destinations.
  let figures: [PlaceFigures?]
  /// One for each cutoff in metres; nil without destinations.
  let within: [PeopleByZone?]

  init(_ cells: PeopleCells, figures: [PlaceFigures?]) {
    self.cells = cells
    self.figures = figures
    within = figures.map { $0.map { cells.people($0) } }
  }
}

/// The figures of one set of destinations over people.
extension CellColumns {
  /// The columns of this set over people, one value a zone, and the figures of all people together.
  func figures(
    of people: PeopleCells, zones: ZoneSet
  ) -> (table: Attributes, total: AccessibilityAnalysis.PeopleTotal) {
    var columns = self
    var table = Attributes(rowCount: zones.count)
    let within = PeopleWithinCutoffs(
      people,
      figures: cutoffsMeters.map { isEmpty ? nil : costs.within($0, of: people) })
    columns.people = within
    let byZone = columns.append(to: &table, zones: zones)
    return (table, columns.total(of: within, byZone))
  }

  /// Sets who lives within a distance, and which part that is of all.
  func setPeople(
    within cutoff: Double, _ within: PeopleByZone?, of people: PeopleCells,
    in table: inout Attributes
  ) {
    let places = ["cutoff": JSONText.number(cutoff)]
    let field = field(PersonFields.within, places)
    let counts = within?.zones ?? people.unknown.map { _ in nil }
    table.set(Column(field, counts.map { $0?.expected }))
    if !costs.times.isMeasured {
      table.set(Column(field.lowest, counts.map { $0?.low }))
      table.set(Column(field.highest, counts.map { $0?.high }))
    }
    setShares(PersonFields.withinShare, places, counts, of: people, in: &table)
  }

  /// Sets who is within a time over a network, and which part that is of all.
  func setPeople(
    withinMinutes cutoff: Double, _ minutes: [Double], of people: PeopleCells,
    in table: inout Attributes
  ) {
    let figures = PlaceFigures(minutes.map { $0 <= cutoff ? 1 : 0 })
    let counts = isEmpty ? people.unknown.map { _ in nil } : people.people(figures).zones
    let places = ["cutoff": JSONText.number(cutoff)]
    table.set(Column(field(PersonFields.withinMinutes, places), counts.map { $0?.expected }))
    setShares(PersonFields.withinMinutesShare, places, counts, of: people, in: &table)
  }

  private func setShares(
    _ template: Field, _ places: [String: String], _ counts: [PeopleCount?],
    of people: PeopleCells, in table: inout Attributes
  ) {
    let shares = zip(counts, people.peopleByZone.zones).map { Self.share($0, of: $1) }
    table.set(Column(field(template, places), shares))
  }

  static func share(_ part: PeopleCount?, of all: PeopleCount?) -> Double? {
    guard let part, let all, all.expected > 0 else { return nil }
    return min(1, part.expected / all.expected)
  }

  /// The figures of the people of all zones together.
  /// - Parameter byZone: the distribution of the distances in each zone.
  private func total(
    of people: PeopleWithinCutoffs, _ byZone: [WeightedDistribution?]
  ) -> AccessibilityAnalysis.PeopleTotal {
    let all = WeightedDistribution(joining: byZone.compactMap { $0 })
    let everybody = people.cells.peopleByZone.total
    return AccessibilityAnalysis.PeopleTotal(
      people: everybody.map { Rounding.people($0.expected) },
      meanMeters: all?.mean.map(Rounding.meters),
      medianMeters: all?.percentile(50).map(Rounding.meters),
      within: zip(cutoffsMeters, people.within).map { cutoff, within in
        let total = within?.total
        return AccessibilityAnalysis.PeopleWithin(
          cutoffMeters: cutoff, people: total.map { Rounding.people($0.expected) },
          bounds: costs.times.isMeasured
            ? nil : total.map { (Rounding.people($0.low), Rounding.people($0.high)) },
          share: Self.share(total, of: everybody).map(Rounding.share))
      },
      groups: groupTotals(people), travel: travel,
      inequality: isEmpty ? [] : DistanceInequality(costs.meters, of: people.cells).values,
      reason: reason(all, hasWeight: (everybody?.expected ?? 0) > 0)?.rawValue)
  }
}
