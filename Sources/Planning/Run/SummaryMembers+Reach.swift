internal import GeoCore
internal import PlanningAccess
internal import PlanningStudies

/// Totals of rings and of indicators.
extension SummaryMembers {
  static let reach: [Field] =
    [
      ReachFields.layer, ReachFields.starts, ReachFields.ends, ReachFields.area,
      ReachFields.people, ReachFields.people.lowest, ReachFields.people.highest,
      Field(
        "counts[].layer", .identifier, label: Wording(en: "Counted layer", fr: "Couche comptée"),
        meaning: Wording(
          en: "A layer whose features are counted.", fr: "Une couche dont on compte les objets.")),
      Field(
        "counts[].count", .count, label: Wording(en: "Count", fr: "Décompte"),
        meaning: Wording(
          en: "How many of its features the ring has.",
          fr: "Le nombre de ses objets dans l’anneau.")),
    ].map { $0.alwaysKnown.inside("reach[].") }

  static let indicators: [Field] =
    [
      IndicatorFields.indicator,
      Field(
        "label", .text, label: Wording(en: "Label", fr: "Libellé"),
        meaning: Wording(en: "What people read.", fr: "Ce qu’on lit.")),
      IndicatorFields.unit, IndicatorFields.number, IndicatorFields.number.lowest,
      IndicatorFields.number.highest, IndicatorFields.why,
    ].map { $0.inside("indicators[].") }
}
