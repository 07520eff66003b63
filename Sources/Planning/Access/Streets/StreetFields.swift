package import GeoCore

/// The columns of costs between places and of isochrones.
package enum StreetFields {
  package static let from = Field(
    "from_id", .identifier, label: Wording(en: "From", fr: "De"),
    meaning: Wording(en: "The place that ways start from.", fr: "Le lieu d’où partent les trajets.")
  )
  package static let to = Field(
    "to_id", .identifier, label: Wording(en: "To", fr: "À"),
    meaning: Wording(en: "The place that ways lead to.", fr: "Le lieu où mènent les trajets."))
  package static let time = Field(
    "travel_time", .time, label: Wording(en: "Time", fr: "Durée"),
    meaning: Wording(en: "Minutes of the fastest way.", fr: "Minutes du trajet le plus rapide."),
    reason: "reason")
  package static let distance = Field(
    "distance_m", .length, label: Wording(en: "Length", fr: "Longueur"),
    meaning: Wording(en: "The length of that way.", fr: "La longueur de ce trajet."),
    reason: "reason")
  package static let rank = Field(
    "rank", .count, label: Wording(en: "Rank", fr: "Rang"),
    meaning: Wording(
      en: "1 for the nearest destination of the place.",
      fr: "1 pour la destination la plus proche du lieu."),
    presence: Wording(
      en: "only when the nearest are asked for", fr: "seulement si l’on demande les plus proches"))
  package static let costReason = Field(
    "reason", .category, label: Wording(en: "Why unknown", fr: "Pourquoi inconnu"),
    meaning: Wording(en: "Why the pair has no way.", fr: "Pourquoi le trajet n’existe pas."),
    presence: Wording(
      en: "only when pairs are chosen", fr: "seulement si des paires sont choisies"))
  package static let ofCosts = [from, to, time, distance, rank, costReason]

  package static let starts = Field(
    "from_min", .time, label: Wording(en: "From", fr: "À partir de"),
    meaning: Wording(
      en: "The band begins beyond so many minutes.", fr: "La bande commence au-delà."))
  package static let ends = Field(
    "to_min", .time, label: Wording(en: "Up to", fr: "Jusqu’à"),
    meaning: Wording(
      en: "The band ends at so many minutes; null for what is not reached.",
      fr: "La bande finit à ce temps ; vide pour ce qui n’est pas atteint."))
  package static let area = Field(
    "area_m2", .area, label: Wording(en: "Area", fr: "Surface"),
    meaning: Wording(en: "The area of the band.", fr: "La surface de la bande."))
  package static let streets = Field(
    "streets_m", .length, label: Wording(en: "Streets", fr: "Rues"),
    meaning: Wording(
      en: "The length of streets in the band.", fr: "La longueur des rues dans la bande."))
  package static let profile = Field(
    "profile", .category, label: Wording(en: "Profile", fr: "Mode"),
    meaning: Wording(en: "How one travels.", fr: "Comment l’on se déplace."))
  package static let reason = Field(
    "reason", .category, label: Wording(en: "Why empty", fr: "Pourquoi vide"),
    meaning: Wording(en: "Why the band has no shape.", fr: "Pourquoi la bande n’a pas de forme."))
  package static let ofIsochrones = [from, starts, ends, area, streets, profile, reason]
}
