internal import GeoCore
internal import PlanningStudies

extension AccessibilityAnalysis {
  /// A destination set's figures over a group of the people of all zones.
  public struct GroupTotal: Sendable {
    /// The group's name.
    public var name: String
    /// The people of the group in all zones, where the source tells of it; nil where nobody's are known.
    public var people: Double?
    /// Of those of the group who have a way, metres; nil when nobody has.
    public var meanMeters: Double?
    /// Those of the group within each cutoff: their number, and their share of the group.
    public var within: [(cutoffMeters: Double, people: Double?, share: Double?)]
  }
}

extension CellColumns {
  /// The figures of each group of the people of all zones.
  func groupTotals(_ people: PeopleWithinCutoffs) -> [AccessibilityAnalysis.GroupTotal] {
    let cells = people.cells
    return cells.groups.indices.map { group in
      let all = cells.peopleByZoneOfGroups[group].total
      let (weights, meters) = (cells.groups[group].people, costs.meters)
      var (reached, moment) = (0.0, 0.0)
      for place in cells.sample.inZones where meters[place].isFinite {
        reached += weights[place]
        moment += weights[place] * meters[place]
      }
      return AccessibilityAnalysis.GroupTotal(
        name: cells.groups[group].name, people: all.map { Rounding.people($0.expected) },
        meanMeters: reached > 0 ? Rounding.meters(moment / reached) : nil,
        within: zip(cutoffsMeters, people.figures).map { cutoff, figures in
          let within = figures.flatMap { cells.people($0, ofGroup: group).total }
          return (
            cutoff, within.map { Rounding.people($0.expected) },
            Self.share(within, of: all).map(Rounding.share)
          )
        })
    }
  }

  /// Sets which part of each group lives within a distance, zone by zone.
  func setGroups(
    within cutoff: Double, _ figures: PlaceFigures?, of people: PeopleCells,
    in table: inout Attributes
  ) {
    for (group, one) in people.groups.enumerated() {
      let within = figures.map { people.people($0, ofGroup: group).zones }
      let all = people.peopleByZoneOfGroups[group].zones
      let shares = all.indices.map { Self.share(within?[$0], of: all[$0]) }
      let places = ["cutoff": JSONText.number(cutoff), "group": one.name]
      table.set(Column(field(PersonFields.withinGroupShare, places), shares))
    }
  }
}
