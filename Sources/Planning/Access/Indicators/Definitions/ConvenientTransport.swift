internal import GeoCore
internal import PlanningStudies

/// SDG 11.2.1: who has convenient access to public transport.
struct ConvenientTransport: Indicator {
  static let lowCapacityMeters = 500.0
  static let highCapacityMeters = 1000.0

  let definition = IndicatorDefinition(
    id: "sdg-11.2.1", kind: .share, unit: .share,
    label: Wording(
      en: "Convenient access to public transport", fr: "Accès commode aux transports publics"),
    formula: Wording(
      en: "People within 500 m of a low-capacity or 1 km of a high-capacity stop, over all people.",
      fr:
        "Habitants à moins de 500 m d’un arrêt de faible capacité ou de 1 km d’un arrêt de forte capacité, sur tous les habitants."
    ),
    limits: Wording(
      en:
        "Says nothing of how often vehicles come, of steps or of fares; in straight lines it is an upper bound of what is walked.",
      fr:
        "Ne dit rien de la fréquence, des marches ni du prix ; à vol d’oiseau, c’est un majorant de la distance à pied."
    ),
    source: "UN-Habitat 2021, SDG indicator metadata 11.2.1",
    needs: [.lowCapacityStops, .highCapacityStops])

  func values(in data: IndicatorData, over covered: [Bool]) throws -> IndicatorValues {
    let given = data.given(definition.needs)
    guard !given.isEmpty else { throw MissingData(roles: definition.needs) }
    let figures = try given.map { role in
      try data.within(
        role == .lowCapacityStops ? Self.lowCapacityMeters : Self.highCapacityMeters, of: role)
    }
    var values = try data.share(
      figures.dropFirst().reduce(figures[0]) { $0.either($1) }, over: covered)
    values.lacking = data.missing(definition.needs)
    return values
  }
}
