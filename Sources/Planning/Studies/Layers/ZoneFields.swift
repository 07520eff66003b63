package import GeoCore

/// What is told of zones in every result that has one row for each.
package enum ZoneFields {
  package static let area = Field(
    "area_m2", .area, label: Wording(en: "Area", fr: "Surface"),
    meaning: Wording(
      en: "The zone's own area.",
      fr: "La surface de la zone elle-même."),
    reason: "zone_reason")

  package static let reason = Field(
    "zone_reason", .category,
    label: Wording(en: "Why the zone has no area", fr: "Pourquoi la zone n’a pas de surface"),
    meaning: Wording(
      en: "Why the zone has no area. All other figures of such a zone are null too.",
      fr: "Pourquoi la zone n’a pas de surface. Ses autres chiffres sont alors inconnus aussi."),
    values: [
      Field.Value("no_geometry", en: "no geometry, or an empty one", fr: "sans géométrie, ou vide"),
      Field.Value("no_area", en: "a point or a line", fr: "un point ou une ligne"),
      Field.Value(
        "invalid_polygon", en: "an invalid polygon, left out", fr: "un polygone invalide, écarté"),
    ],
    presence: Wording(en: "only when a zone has none", fr: "seulement si une zone n’en a pas"))

  package static let all = [area, reason]
}
