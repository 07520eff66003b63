internal import GeoCore
internal import PlanningStudies

/// The share of social housing that French law asks for.
struct SocialHousing: Indicator {
  let definition = IndicatorDefinition(
    id: "sru", kind: .share, unit: .share,
    label: Wording(en: "Social housing", fr: "Logement social (SRU)"),
    formula: Wording(
      en: "Social dwellings over main residences.",
      fr: "Logements sociaux rapportés aux résidences principales."),
    limits: Wording(
      en: "The law asks 20 or 25 % of some communes alone; which ones is not told here.",
      fr: "La loi demande 20 ou 25 % à certaines communes seulement ; lesquelles n’est pas dit ici."
    ),
    source: "Code de la construction et de l’habitation, art. L302-5",
    needs: [.socialHousing, .mainResidences])

  func values(in data: IndicatorData, over covered: [Bool]) throws -> IndicatorValues {
    let missing = data.missing(definition.needs)
    guard missing.isEmpty else { throw MissingData(roles: missing) }
    let homes = try data.numbers(.socialHousing)
    let all = try data.numbers(.mainResidences)
    var (part, whole) = (0.0, 0.0)
    let zones = zip(homes, all).enumerated().map { zone, pair -> IndicatorValue in
      guard let own = pair.0, let total = pair.1 else { return .unknown(.notKnown) }
      guard total > 0 else { return .unknown(.noGround) }
      if covered[zone] {
        part += own
        whole += total
      }
      return IndicatorValue(own / total)
    }
    return IndicatorValues(
      zones: zones, over: covered, total: whole > 0 ? IndicatorValue(part / whole) : nil)
  }
}
