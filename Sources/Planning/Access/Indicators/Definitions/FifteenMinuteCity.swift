internal import GeoCore
internal import PlanningStudies

/// The 15-minute city: which daily needs people reach on foot.
struct FifteenMinuteCity: Indicator {
  static let minutes = 15.0
  let definition: IndicatorDefinition
  private let wantsAll: Bool

  private init(
    _ id: String, wantsAll: Bool, kind: Field.Kind, unit: Wording, label: Wording, formula: Wording
  ) {
    self.wantsAll = wantsAll
    definition = IndicatorDefinition(
      id: id, kind: kind, unit: unit, label: label, formula: formula,
      limits: Wording(
        en:
          "Counts the kinds of amenities that the plan names, near or not, not whether there is room in them; without streets a way is 1.3 times its straight line.",
        fr:
          "Compte les sortes de services que le plan nomme, non les places qu’ils offrent ; sans rues, un trajet vaut 1,3 fois la ligne droite."
      ),
      source: "Moreno et al. 2021, Introducing the 15-Minute City, doi:10.3390/smartcities4010006",
      needs: [.amenities])
  }

  static let mean = FifteenMinuteCity(
    "city-15-min", wantsAll: false, kind: .score,
    unit: Wording(en: "kinds of amenities", fr: "sortes de services"),
    label: Wording(
      en: "Amenities within 15 minutes on foot", fr: "Services à 15 minutes à pied"),
    formula: Wording(
      en:
        "How many kinds of amenities a person reaches within 15 minutes on foot, the mean of people.",
      fr: "Nombre de sortes de services qu’un habitant atteint en 15 minutes à pied, en moyenne."))
  static let all = FifteenMinuteCity(
    "city-15-min-all", wantsAll: true, kind: .share, unit: .share,
    label: Wording(
      en: "All amenities within 15 minutes on foot", fr: "Tous les services à 15 minutes à pied"),
    formula: Wording(
      en: "People who reach every kind of amenity within 15 minutes on foot, over all people.",
      fr: "Habitants qui atteignent toutes les sortes de services en 15 minutes à pied, sur tous."))

  func values(in data: IndicatorData, over covered: [Bool]) throws -> IndicatorValues {
    let kinds = try data.entries(.amenities).map {
      try data.withinWalk(minutes: Self.minutes, of: $0)
    }
    if wantsAll {
      return try data.share(
        kinds.dropFirst().reduce(kinds[0]) { $0.both($1) }, over: covered)
    }
    let each = try kinds.map { try data.share($0, over: covered) }
    func sum(_ values: [IndicatorValue]) -> IndicatorValue {
      if let unknown = values.first(where: { $0.reason != nil }) { return unknown }
      func added(_ figure: (IndicatorValue) -> Double?) -> Double {
        values.reduce(0) { $0 + (figure($1) ?? 0) }
      }
      return IndicatorValue(added(\.value), low: added(\.low), high: added(\.high))
    }
    return IndicatorValues(
      zones: (0..<data.zones.count).map { zone in sum(each.map { $0.zones[zone] }) },
      total: sum(each.map(\.total)))
  }
}
