internal import GeoCore
internal import PlanningStudies

/// How many places of a kind there are for those whom they are for: schools for children, care for the
/// old.
struct ServicesPerPerson: Indicator {
  let definition: IndicatorDefinition
  private let role: IndicatorRole
  private let group: String

  private init(
    _ id: String, _ role: IndicatorRole, for group: String, label: Wording, formula: Wording
  ) {
    self.role = role
    self.group = group
    definition = IndicatorDefinition(
      id: id, kind: .score, unit: Wording(en: "per 1000", fr: "pour 1 000"), label: label,
      formula: formula,
      limits: Wording(
        en: "Counts places, not how many people each takes, and by the zone that they stand in.",
        fr: "Compte des lieux, non leurs places, dans la zone où ils se trouvent."),
      source: "Ratio of counts; no norm", needs: [role])
  }

  static let schools = ServicesPerPerson(
    "schools-per-child", .schools, for: "under_15",
    label: Wording(en: "Schools per 1,000 children", fr: "Écoles pour 1 000 enfants"),
    formula: Wording(
      en: "Schools in the zone over its people under 15, times 1,000.",
      fr: "Écoles de la zone rapportées à ses habitants de moins de 15 ans, fois 1 000."))
  static let care = ServicesPerPerson(
    "care-per-65", .care, for: "age_65_plus",
    label: Wording(
      en: "Places of care per 1,000 people of 65 and more",
      fr: "Lieux de soins pour 1 000 habitants de 65 ans et plus"),
    formula: Wording(
      en: "Places of care in the zone over its people of 65 and more, times 1,000.",
      fr: "Lieux de soins de la zone rapportés à ses habitants de 65 ans et plus, fois 1 000."))

  func values(in data: IndicatorData, over covered: [Bool]) throws -> IndicatorValues {
    let counts = try data.counts(role)
    let cells = try data.people()
    guard let place = cells.groups.firstIndex(where: { $0.name == group }) else {
      throw MissingData(roles: [], reason: .noGroup)
    }
    let people = cells.people(PlaceFigures(cells.people.map { _ in 1 }), ofGroup: place)
    var (places, persons) = (0.0, 0.0)
    let zones = (0..<data.zones.count).map { zone -> IndicatorValue in
      guard let whole = people.zones[zone]?.expected, whole > 0 else {
        return .unknown(cells.reasonWithoutPeople(ofGroup: place, inZone: zone))
      }
      if covered[zone] {
        places += Double(counts[zone])
        persons += whole
      }
      return IndicatorValue(Double(counts[zone]) / whole * 1000)
    }
    return IndicatorValues(
      zones: zones, over: covered,
      total: persons > 0 ? IndicatorValue(places / persons * 1000) : nil)
  }
}
