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

  private static let whenMeasured = Wording(
    en: "only when zones were held out to measure the error",
    fr: "seulement si l’on a mesuré l’erreur sur des zones réservées")

  /// The interval of 90 % of a count of people: its column of the least, and of the most.
  package static func interval(of field: Field) -> (low: Field, high: Field) {
    func end(_ suffix: String, _ en: String, _ fr: String) -> Field {
      Field(
        "\(field.name)_\(suffix)_90", .people,
        label: Wording(
          en: "\(field.label.en) (90 %, \(en))", fr: "\(field.label.fr) (90 %, \(fr))"),
        meaning: Wording(
          en:
            "The end of the interval that `\(field.name)` stays within nine times of ten, by the error measured on zones held out.",
          fr:
            "Borne de l’intervalle où `\(field.name)` reste neuf fois sur dix, selon l’erreur mesurée sur des zones réservées."
        ),
        presence: whenMeasured, section: "people.md#how")
    }
    return (end("low", "low", "min."), end("high", "high", "max."))
  }

  package static let layerShare = Field(
    "{layer}_population_share", .share,
    label: Wording(en: "Share of people under {layer}", fr: "Part des habitants sous {layer}"),
    meaning: Wording(
      en:
        "The share of the zone's people who are expected under the layer; null where nobody lives.",
      fr: "La part des habitants de la zone attendus sous la couche ; nulle où personne n’habite."),
    of: "zone_population", presence: whenCounted, section: "methods.md#people")

  // MARK: Where people live

  package static let cell = Field(
    "cell", .identifier, label: Wording(en: "Cell", fr: "Carreau"),
    meaning: Wording(
      en: "The row of the source that counts these people.",
      fr: "La ligne de la source qui compte ces habitants."))
  package static let population = Field(
    "population", .people, label: Wording(en: "People", fr: "Population"),
    meaning: Wording(
      en: "People, once all known totals are met.",
      fr: "Habitants, une fois tous les totaux connus respectés."), section: "methods.md#people")
  package static let groupOfModel = Field(
    "{group}_population", .people,
    label: Wording(en: "People: {group}", fr: "Habitants : {group}"),
    meaning: Wording(
      en: "The people of a group: the part of these people that it has of its row.",
      fr: "Les habitants d’un groupe : la part qu’il a des habitants de la ligne."),
    presence: Wording(en: "only with groups", fr: "seulement avec des groupes"),
    section: "people.md#groups")
  package static let dealt = Field(
    "population_counted", .people,
    label: Wording(en: "People as counted", fr: "Habitants comptés"),
    meaning: Wording(
      en: "The people of the row dealt out to this part of it, before the totals.",
      fr: "Les habitants de la ligne répartis sur cette partie, avant les totaux."))
  package static let ground = Field(
    "ground", .category, label: Wording(en: "Ground", fr: "Terrain"),
    meaning: Wording(
      en: "How sure the place is: which part of its row it is.",
      fr: "Degré de certitude du lieu : quelle partie de la ligne."),
    values: [
      Field.Value("whole", en: "all of its row", fr: "toute la ligne"),
      Field.Value(
        "part", en: "a part, with a part of its people",
        fr: "une partie, avec une partie des habitants"),
      Field.Value(
        "none", en: "no ground to live on: people stay where they were counted",
        fr: "aucun terrain habitable : les habitants restent où ils ont été comptés"),
    ])
  package static let totalZone = Field(
    "{layer}_id", .identifier, label: Wording(en: "Zone of {layer}", fr: "Zone de {layer}"),
    meaning: Wording(
      en: "The zone with a known total in which it lies.",
      fr: "La zone au total connu où il se trouve."))
  package static let ofModel = [cell, population, dealt, groupOfModel, ground, totalZone]

  package static let totalsLayer = Field(
    "layer", .name, label: Wording(en: "Layer", fr: "Couche"),
    meaning: Wording(en: "The layer of known totals.", fr: "La couche des totaux connus."))
  package static let totalsZone = Field(
    "zone", .identifier, label: Wording(en: "Zone", fr: "Zone"),
    meaning: Wording(en: "The zone.", fr: "La zone."))
  package static let known = Field(
    "known", .people, label: Wording(en: "Known", fr: "Connus"),
    meaning: Wording(en: "The people who are known.", fr: "Les habitants connus."))
  package static let counted = Field(
    "counted", .people, label: Wording(en: "Counted", fr: "Comptés"),
    meaning: Wording(
      en: "The people of rows and their parts in the zone, before the totals.",
      fr: "Les habitants des lignes et de leurs parties dans la zone, avant les totaux."))
  package static let fitted = Field(
    "fitted", .people, label: Wording(en: "Fitted", fr: "Ajustés"),
    meaning: Wording(
      en: "The people after all totals were met as far as they can be.",
      fr: "Les habitants une fois les totaux respectés autant que possible."))
  package static let missed = Field(
    "missed", .score, label: Wording(en: "Missed", fr: "Écart"),
    meaning: Wording(
      en: "Known less fitted: the size of a conflict.",
      fr: "Connus moins ajustés : l’ampleur d’une contradiction."))
  package static let ofTotals = [totalsLayer, totalsZone, known, counted, fitted, missed]

  package static let all =
    [zone, zone.lowest, zone.highest, zoneReason, layer, layer.lowest, layer.highest, layerShare]
}
