package import GeoCore
internal import PlanningStudies

/// The columns of indicators: by zone, and as a list.
package enum IndicatorFields {
  private static let reasons = IndicatorReason.allCases.map { reason in
    Field.Value(reason.rawValue, en: reason.label.en, fr: reason.label.fr)
  }

  static func value(_ definition: IndicatorDefinition) -> Field {
    let (name, unit) = (definition.column, definition.unit)
    // The unit of other kinds follows from the kind.
    let counted =
      definition.kind == .score
      ? Wording(en: "Unit: \(unit.en). ", fr: "Unité : \(unit.fr). ") : Wording(en: "", fr: "")
    let (formula, limits) = (definition.formula, definition.limits)
    return Field(
      name, definition.kind, label: definition.label,
      meaning: Wording(
        en: "\(formula.en) \(counted.en)\(limits.en) Source: \(definition.source).",
        fr: "\(formula.fr) \(counted.fr)\(limits.fr) Source : \(definition.source)."),
      bounds: ["\(name)_low", "\(name)_high"], reason: "\(name)_reason",
      section: "indicators.md")
  }

  static func reason(_ definition: IndicatorDefinition) -> Field {
    Field(
      "\(definition.column)_reason", .category,
      label: Wording(
        en: "Why unknown: \(definition.label.en)", fr: "Pourquoi inconnu : \(definition.label.fr)"),
      meaning: Wording(
        en: "Why there is no figure; null where there is one.",
        fr: "Pourquoi il n’y a pas de chiffre ; vide s’il y en a un."), values: reasons)
  }

  package static let all: [Field] = IndicatorList.definitions.flatMap { definition in
    let value = value(definition)
    return [value, value.lowest, value.highest, reason(definition)]
  }

  // MARK: As a list

  package static let indicator = Field(
    "indicator", .identifier, label: Wording(en: "Indicator", fr: "Indicateur"),
    meaning: Wording(en: "The indicator.", fr: "L’indicateur."))
  package static let zone = Field(
    "zone", .identifier, label: Wording(en: "Zone", fr: "Zone"),
    meaning: Wording(
      en: "The zone; empty for all zones together.", fr: "La zone ; vide pour l’ensemble."))
  package static let number = Field(
    "value", .score, label: Wording(en: "Value", fr: "Valeur"),
    meaning: Wording(en: "The figure.", fr: "Le chiffre."), bounds: ["low", "high"],
    reason: "reason")
  package static let unit = Field(
    "unit", .category, label: Wording(en: "Unit", fr: "Unité"),
    meaning: Wording(en: "What it counts in.", fr: "Ce en quoi il compte."),
    values: IndicatorList.units.map {
      Field.Value($0.en, en: $0.en, fr: $0.fr)
    })
  package static let why = Field(
    "reason", .category, label: Wording(en: "Why unknown", fr: "Pourquoi inconnu"),
    meaning: Wording(
      en: "Why there is no figure; empty where there is one.",
      fr: "Pourquoi il n’y a pas de chiffre ; vide s’il y en a un."), values: reasons)

  package static let ofList = [indicator, zone, number, unit, number.lowest, number.highest, why]
}
