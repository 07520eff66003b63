package import GeoCore

/// The columns of what is moved to other zones, and of its ledger.
package enum TransferFields {
  package static let reason = Field(
    "{attribute}_reason", .category,
    label: Wording(en: "Why {attribute} is unknown", fr: "Pourquoi {attribute} est inconnu"),
    meaning: Wording(
      en: "Why nothing could be moved here.", fr: "Pourquoi rien n’a pu être transféré ici."),
    values: ZoneFields.reason.values + [
      Field.Value(
        "no_source", en: "no source with a value reaches here",
        fr: "aucune source qui a une valeur n’atteint la zone"),
      Field.Value(
        "no_mask_area", en: "the sources that reach here have no place in the mask",
        fr: "les sources qui atteignent la zone n’ont pas de place dans le masque"),
    ],
    presence: Wording(en: "only when it is somewhere", fr: "seulement s’il en manque quelque part"))

  package static let category = Field(
    "{attribute}_{category}_share", .share,
    label: Wording(en: "Share of {category}", fr: "Part de {category}"),
    meaning: Wording(
      en: "The share of the zone that has the category.",
      fr: "La part de la zone qui est de cette catégorie."), of: "area_m2",
    section: "coverage.md#transfer")

  package static let zone = Field(
    "zone", .identifier, label: Wording(en: "Zone", fr: "Zone"),
    meaning: Wording(en: "The zone.", fr: "La zone."))
  package static let zoneName = Field(
    "zone_name", .name, label: Wording(en: "Name", fr: "Nom"),
    meaning: Wording(en: "Its name.", fr: "Son nom."))
  package static let attribute = Field(
    "field", .text, label: Wording(en: "Attribute", fr: "Attribut"),
    meaning: Wording(en: "The attribute of the source.", fr: "L’attribut de la source."))
  package static let value = Field(
    "category", .text, label: Wording(en: "Category", fr: "Catégorie"),
    meaning: Wording(en: "The value of that attribute.", fr: "La valeur de cet attribut."))
  package static let area = Field(
    "area_m2", .area, label: Wording(en: "Area", fr: "Surface"),
    meaning: Wording(
      en: "How much of the zone has the category.",
      fr: "Combien de la zone est de cette catégorie."))
  package static let share = Field(
    "share", .share, label: Wording(en: "Share", fr: "Part"),
    meaning: Wording(
      en: "That area over the area of the zone.",
      fr: "Cette surface rapportée à celle de la zone."), of: "area_m2")
  package static let ofLongForm = [zone, zoneName, attribute, value, area, share]
}
