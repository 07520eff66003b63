package import GeoCore

/// What is told of people, in a zone or under a layer.
package enum PeopleFields {
  private static let whenCounted = Wording(
    en: "only when people are counted", fr: "seulement si l’on compte des habitants")

  package static let zone = Field(
    "zone_population", .people, label: Wording(en: "People", fr: "Population"),
    meaning: Wording(en: "People in the whole zone.", fr: "Habitants de la zone entière."),
    bounds: ["zone_population_low", "zone_population_high"], reason: "zone_population_reason",
    presence: whenCounted, section: "methods.md#people")

  package static let zoneReason = Field(
    "zone_population_reason", .category,
    label: Wording(en: "Why people are unknown", fr: "Pourquoi la population est inconnue"),
    meaning: Wording(
      en: "Why people are null in a zone that has an area.",
      fr: "Pourquoi la population est inconnue dans une zone qui a une surface."),
    values: [
      Field.Value(
        "no_count", en: "all that lies there says no number",
        fr: "rien de ce qui s’y trouve ne donne de nombre"),
      Field.Value(
        "no_people", en: "no row at all could be used", fr: "aucune ligne n’a pu servir"),
    ],
    presence: Wording(
      en: "only when they are somewhere", fr: "seulement s’il en manque quelque part"))

  package static let layer = Field(
    "{layer}_population", .people,
    label: Wording(en: "People under {layer}", fr: "Habitants sous {layer}"),
    meaning: Wording(
      en: "People expected under the layer.", fr: "Habitants attendus sous la couche."),
    bounds: ["{layer}_population_low", "{layer}_population_high"], of: "zone_population",
    presence: whenCounted, section: "methods.md#people")

  package static let all =
    [zone, zone.lowest, zone.highest, zoneReason, layer, layer.lowest, layer.highest]
}
