package import GeoCore
internal import PlanningStudies

/// The columns of rings around layers.
package enum ReachFields {
  package static let layer = Field(
    "layer", .name, label: Wording(en: "Around", fr: "Autour de"),
    meaning: Wording(
      en: "The layer that distances are from.", fr: "La couche dont partent les distances."))
  package static let level = Field(
    "level", .category, label: Wording(en: "Of", fr: "Portée"),
    meaning: Wording(
      en: "Whether the row tells of one zone or of the whole ring.",
      fr: "Si la ligne parle d’une zone ou de l’anneau entier."),
    values: [
      Field.Value("zone", en: "what the ring has of one zone", fr: "la part d’une zone"),
      Field.Value(
        "total", en: "the whole ring, also outside all zones",
        fr: "l’anneau entier, hors des zones aussi"),
    ])
  package static let zone = Field(
    "zone_id", .identifier, label: Wording(en: "Zone", fr: "Zone"),
    meaning: Wording(en: "The zone; null for the total.", fr: "La zone ; vide pour le total."))
  package static let zoneName = Field(
    "zone_name", .name, label: Wording(en: "Name", fr: "Nom"),
    meaning: Wording(en: "What the zone is called.", fr: "Le nom de la zone."))
  package static let starts = Field(
    "from_m", .length, label: Wording(en: "From", fr: "À partir de"),
    meaning: Wording(
      en: "The ring begins beyond that distance; null when it holds the layer's own ground.",
      fr: "L’anneau commence au-delà ; vide s’il contient le terrain de la couche."))
  package static let ends = Field(
    "to_m", .length, label: Wording(en: "Up to", fr: "Jusqu’à"),
    meaning: Wording(
      en: "The ring ends at that distance, which belongs to it.",
      fr: "L’anneau finit à cette distance, comprise."))
  package static let area = Field(
    "area_m2", .area, label: Wording(en: "Area", fr: "Surface"),
    meaning: Wording(en: "The ground in the ring.", fr: "Le sol dans l’anneau."),
    reason: "reason")
  package static let share = Field(
    "zone_share", .share, label: Wording(en: "Share of the zone", fr: "Part de la zone"),
    meaning: Wording(
      en: "That area over the zone's; null for the total.",
      fr: "Cette surface rapportée à celle de la zone ; vide pour le total."), reason: "reason")

  private static let whenCounted = Wording(
    en: "only when people are counted", fr: "seulement si l’on compte des habitants")

  package static let people = Field(
    "population", .people, label: Wording(en: "People", fr: "Habitants"),
    meaning: Wording(
      en: "People expected in the ring.", fr: "Habitants attendus dans l’anneau."),
    bounds: ["population_low", "population_high"], reason: "reason", presence: whenCounted,
    section: "methods.md#people")
  package static let interval = PeopleFields.interval(of: people)
  package static let peopleShare = Field(
    "population_share", .share, label: Wording(en: "Share of people", fr: "Part des habitants"),
    meaning: Wording(
      en: "Of the zone's people, for the total of all people; null where nobody lives.",
      fr: "Des habitants de la zone, au total de tous ; vide où personne n’habite."),
    reason: "reason", presence: whenCounted)
  package static let count = Field(
    "{set}_count", .count, label: Wording(en: "{set}", fr: "{set}"),
    meaning: Wording(
      en: "The features of the layer in the ring, polygons by a point inside.",
      fr: "Les objets de la couche dans l’anneau, les polygones par un point intérieur."),
    reason: "reason", presence: Wording(en: "for each layer counted", fr: "par couche comptée"))
  package static let status = Field(
    "status", .category, label: Wording(en: "Source", fr: "Source"),
    meaning: Wording(
      en: "How far the layer's source can be relied on: its weakest feature's status.",
      fr: "Ce que vaut la source de la couche : le statut le plus faible de ses objets."),
    values: SourceStatus.fieldValues, section: "outputs.md#status")
  package static let reason = Field(
    "reason", .category, label: Wording(en: "Why unknown", fr: "Pourquoi inconnu"),
    meaning: Wording(
      en: "Why figures of the zone, or of its people, are null.",
      fr: "Pourquoi les chiffres de la zone, ou de ses habitants, manquent."),
    values: ZoneFields.reason.values + PeopleFields.zoneReason.values,
    presence: Wording(en: "only when a zone has none", fr: "seulement si une zone n’en a pas"))

  package static let all = [
    layer, level, zone, zoneName, starts, ends, people, people.lowest, people.highest,
    interval.low, interval.high, peopleShare, area, share, count, status, reason,
  ]
}
