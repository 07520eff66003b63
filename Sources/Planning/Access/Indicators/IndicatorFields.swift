package import GeoCore
internal import PlanningStudies

/// The columns of indicators: by zone, and as a list.
package enum IndicatorFields {
  private static let reasons = [
    Field.Value("no_data", en: "the data that it needs is not named", fr: "donnée non fournie"),
    Field.Value(
      "not_covered", en: "the data does not cover the zone",
      fr: "la donnée ne couvre pas la zone"),
    Field.Value(
      "no_people", en: "nobody whom it is about lives there",
      fr: "personne de concerné n’y habite"),
    Field.Value("no_ground", en: "there is no such ground", fr: "pas de tel sol"),
    Field.Value(
      "no_group", en: "the counts of people have no such group",
      fr: "les habitants ne sont pas comptés par ce groupe"),
    Field.Value(
      "no_change", en: "people have not become more", fr: "la population n’a pas crû"),
  ]

  static func value(_ definition: IndicatorDefinition) -> Field {
    let name = definition.column
    return Field(
      name, definition.kind, label: definition.label,
      meaning: Wording(
        en: "\(definition.formula.en) \(definition.limits.en) Source: \(definition.source).",
        fr: "\(definition.formula.fr) \(definition.limits.fr) Source : \(definition.source)."),
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
    "unit", .text, label: Wording(en: "Unit", fr: "Unité"),
    meaning: Wording(en: "What it counts in.", fr: "Ce en quoi il compte."))
  package static let why = Field(
    "reason", .category, label: Wording(en: "Why unknown", fr: "Pourquoi inconnu"),
    meaning: Wording(
      en: "Why there is no figure; empty where there is one.",
      fr: "Pourquoi il n’y a pas de chiffre ; vide s’il y en a un."), values: reasons)

  package static let ofList = [indicator, zone, number, unit, number.lowest, number.highest, why]
}
