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
      id: "priority-band-\(text)", kind: .people, unit: "people",
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

  func values(in data: IndicatorData) throws -> IndicatorValues {
    let counts = try data.people().people(
      try data.within(meters, of: .priorityNeighbourhoods))
    func value(_ count: PeopleCount?) -> IndicatorValue {
      count.map { IndicatorValue($0.expected, low: $0.low, high: $0.high) } ?? .unknown(.noPeople)
    }
    return IndicatorValues(zones: counts.zones.map(value), total: value(counts.total))
  }
}
