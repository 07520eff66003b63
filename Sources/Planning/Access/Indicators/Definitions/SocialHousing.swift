internal import GeoCore
internal import PlanningStudies

/// The share of social housing that French law asks for.
struct SocialHousing: Indicator {
  let definition = IndicatorDefinition(
    id: "sru", kind: .share, unit: "share",
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

  func values(in data: IndicatorData) throws -> IndicatorValues {
    let missing = data.missing(definition.needs)
    guard missing.isEmpty else { throw MissingData(roles: missing) }
    let homes = try data.numbers(.socialHousing).values
    let all = try data.numbers(.mainResidences).values
    var (part, whole) = (0.0, 0.0)
    let zones = zip(homes, all).map { own, total -> IndicatorValue in
      guard let own, let total, total > 0 else { return .unknown(.noData) }
      part += own
      whole += total
      return IndicatorValue(own / total)
    }
    return IndicatorValues(
      zones: zones, total: whole > 0 ? IndicatorValue(part / whole) : .unknown(.noData))
  }
}
