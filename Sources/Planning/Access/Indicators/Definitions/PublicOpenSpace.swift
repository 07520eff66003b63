internal import GeoCore
internal import PlanningStudies

/// SDG 11.7.1: how much of the built-up ground is open space for public use.
struct PublicOpenSpace: Indicator {
  let definition = IndicatorDefinition(
    id: "sdg-11.7.1", kind: .share, unit: .share,
    label: Wording(en: "Open space for public use", fr: "Espaces ouverts au public"),
    formula: Wording(
      en: "Open space for public use within built-up ground over that ground, by area.",
      fr: "Part du sol bâti, en surface, qui est un espace ouvert au public."),
    limits: Wording(
      en: "Streets count only where the layer of open space has them.",
      fr: "Les rues ne comptent que si la couche des espaces ouverts les contient."),
    source: "UN-Habitat 2021, SDG indicator metadata 11.7.1", needs: [.openSpace, .builtUp])

  func values(in data: IndicatorData, over covered: [Bool]) throws -> IndicatorValues {
    let missing = data.missing(definition.needs)
    guard missing.isEmpty else { throw MissingData(roles: missing) }
    let open = try data.areas(ofGroundOf: .openSpace, and: .builtUp)
    let built = try data.areas(.builtUp)
    func value(_ part: Double, _ whole: Double) -> IndicatorValue {
      whole > 0 ? IndicatorValue(min(1, part / whole)) : .unknown(.noGround)
    }
    let places = covered.indices.filter { covered[$0] }
    return IndicatorValues(
      zones: zip(open, built).map(value),
      total: value(
        places.reduce(0) { $0 + open[$1] }, places.reduce(0) { $0 + built[$1] }))
  }
}
