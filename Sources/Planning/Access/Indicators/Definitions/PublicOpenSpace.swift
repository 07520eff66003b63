internal import GeoCore
internal import PlanningStudies

/// SDG 11.7.1: how much of the built-up ground is open space for public use.
struct PublicOpenSpace: Indicator {
  let definition = IndicatorDefinition(
    id: "sdg-11.7.1", kind: .share, unit: "share",
    label: Wording(en: "Open space for public use", fr: "Espaces ouverts au public"),
    formula: Wording(
      en: "The area of open space for public use over that of built-up ground.",
      fr: "Surface des espaces ouverts au public rapportée à celle du sol bâti."),
    limits: Wording(
      en: "Streets count only where the layer of open space has them.",
      fr: "Les rues ne comptent que si la couche des espaces ouverts les contient."),
    source: "UN-Habitat 2021, SDG indicator metadata 11.7.1", needs: [.openSpace, .builtUp])

  func values(in data: IndicatorData) throws -> IndicatorValues {
    let missing = data.missing(definition.needs)
    guard missing.isEmpty else { throw MissingData(roles: missing) }
    let (open, built) = (try data.areas(.openSpace).areas, try data.areas(.builtUp).areas)
    func value(_ part: Double, _ whole: Double) -> IndicatorValue {
      whole > 0 ? IndicatorValue(min(1, part / whole)) : .unknown(.noGround)
    }
    return IndicatorValues(
      zones: zip(open, built).map(value), total: value(open.reduce(0, +), built.reduce(0, +)))
  }
}
