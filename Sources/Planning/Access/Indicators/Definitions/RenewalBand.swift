internal import GeoCore
internal import PlanningStudies

/// Who lives in a neighbourhood of priority or in the band around it in which new homes are taxed less.
struct RenewalBand: Indicator {
  let definition: IndicatorDefinition
  private let meters: Double

  private init(_ meters: Double) {
    self.meters = meters
    let text = JSONText.number(meters)
    definition = IndicatorDefinition(
      id: "priority-band-\(text)", kind: .people, unit: Wording(en: "people", fr: "habitants"),
      label: Wording(
        en: "People within \(text) m of a priority neighbourhood",
        fr: "Habitants à moins de \(text) m d’un quartier prioritaire"),
      formula: Wording(
        en: "People in a priority neighbourhood or within \(text) m of it.",
        fr: "Habitants d’un quartier prioritaire ou à moins de \(text) m."),
      limits: Wording(
        en:
          "The tax band is of buildings, by parcel, and has conditions of its own: who lives there is not who may buy.",
        fr:
          "La bande de TVA réduite vise des immeubles, sous conditions : y habiter n’est pas y avoir droit."
      ),
      source: "Code général des impôts, art. 278 sexies", needs: [.priorityNeighbourhoods])
  }

  static let near = RenewalBand(300)
  static let wide = RenewalBand(500)

  func values(in data: IndicatorData, over covered: [Bool]) throws -> IndicatorValues {
    let cells = try data.people()
    let counts = cells.people(try data.within(meters, of: .priorityNeighbourhoods)).zones
    func value(_ count: PeopleCount) -> IndicatorValue {
      IndicatorValue(count.expected, low: count.low, high: count.high)
    }
    let zones = counts.enumerated().map { zone, count in
      count.map(value) ?? .unknown(cells.reasonWithoutPeople(inZone: zone))
    }
    return IndicatorValues(
      zones: zones, over: covered,
      total: PeopleCount.sum(zip(counts, covered).map { $1 ? $0 : nil }).map(value))
  }
}
