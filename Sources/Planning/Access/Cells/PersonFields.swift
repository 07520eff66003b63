package import GeoCore
internal import PlanningStudies

/// The columns of accessibility over people, one set for each set of destinations.
package enum PersonFields {
  private static let whenCounted = Wording(
    en: "only when people are counted", fr: "seulement si l’on compte des habitants")
  private static let overNetwork = Wording(
    en: "only when people are counted, over a network",
    fr: "seulement si l’on compte des habitants, sur un réseau")
  private static let section = "methods.md#accessibility-over-people"

  package static let zone = Field(
    "zone_population", .people, label: Wording(en: "People", fr: "Population"),
    meaning: Wording(en: "People in the whole zone.", fr: "Habitants de la zone entière."),
    presence: whenCounted, section: "methods.md#people")

  package static let cells = Field(
    "population_cells", .count,
    label: Wording(en: "Places of people", fr: "Lieux d’habitation"),
    meaning: Wording(
      en: "At how many places the people of the zone were taken.",
      fr: "En combien de lieux les habitants de la zone ont été pris."),
    presence: whenCounted, section: section)

  package static let within = Field(
    "{set}_within_{cutoff}m_population", .people,
    label: Wording(
      en: "People within {cutoff} m of {set}", fr: "Habitants à moins de {cutoff} m de {set}"),
    meaning: Wording(
      en: "The people who live at most so far.",
      fr: "Les habitants qui sont à cette distance au plus."),
    bounds: ["{set}_within_{cutoff}m_population_low", "{set}_within_{cutoff}m_population_high"],
    of: "zone_population", reason: "{set}_population_reason", presence: whenCounted,
    section: section)

  package static let withinShare = Field(
    "{set}_within_{cutoff}m_population_share", .share,
    label: Wording(
      en: "Share of people within {cutoff} m of {set}",
      fr: "Part des habitants à moins de {cutoff} m de {set}"),
    meaning: Wording(
      en: "The share of the people who live at most so far.",
      fr: "La part des habitants qui sont à cette distance au plus."),
    of: "zone_population", reason: "{set}_population_reason", presence: whenCounted)

  package static let withinGroupShare = Field(
    "{set}_within_{cutoff}m_{group}_share", .share,
    label: Wording(
      en: "Share of {group} within {cutoff} m of {set}",
      fr: "Part de {group} à moins de {cutoff} m de {set}"),
    meaning: Wording(
      en: "The share of the group who live at most so far; null where nobody of it is known.",
      fr: "La part du groupe à cette distance au plus ; inconnue si l’on n’en connaît personne."),
    presence: Wording(en: "only with groups of people", fr: "seulement avec des groupes"),
    section: "people.md#groups")

  package static let distanceMean = Field(
    "{set}_distance_mean_person_m", .length,
    label: Wording(
      en: "Mean distance of people to {set}", fr: "Distance moyenne des habitants à {set}"),
    meaning: Wording(
      en: "Mean distance to the nearest destination over the zone's people.",
      fr: "Distance moyenne à la destination la plus proche, sur les habitants de la zone."),
    reason: "{set}_population_reason", presence: whenCounted)

  package static let distancePercentile = Field(
    "{set}_distance_p{percent}_person_m", .length,
    label: Wording(
      en: "Distance of people to {set}, {percent} %",
      fr: "Distance des habitants à {set}, {percent} %"),
    meaning: Wording(
      en: "The distance that {percent} % of the people do not exceed.",
      fr: "La distance que {percent} % des habitants ne dépassent pas."),
    reason: "{set}_population_reason", presence: whenCounted)

  package static let minutesMean = Field(
    "{set}_{mode}_mean_person_min", .time,
    label: Wording(
      en: "Mean time of people to {set} ({mode})",
      fr: "Temps moyen des habitants vers {set} ({mode})"
    ),
    meaning: Wording(
      en: "Mean time to the nearest destination over the zone's people.",
      fr: "Temps moyen vers la destination la plus proche, sur les habitants de la zone."),
    reason: "{set}_population_reason", presence: whenCounted)

  package static let minutesPercentile = Field(
    "{set}_{mode}_p{percent}_person_min", .time,
    label: Wording(
      en: "Time of people to {set}, {percent} % ({mode})",
      fr: "Temps des habitants vers {set}, {percent} % ({mode})"),
    meaning: Wording(
      en: "The time that {percent} % of the people do not exceed.",
      fr: "Le temps que {percent} % des habitants ne dépassent pas."),
    reason: "{set}_population_reason", presence: whenCounted)

  package static let withinMinutes = Field(
    "{set}_within_{cutoff}min_population", .people,
    label: Wording(
      en: "People within {cutoff} min of {set}", fr: "Habitants à moins de {cutoff} min de {set}"),
    meaning: Wording(
      en: "The people for whom it takes so long at most.",
      fr: "Les habitants pour qui il faut ce temps au plus."),
    of: "zone_population", reason: "{set}_population_reason", presence: overNetwork)

  package static let withinMinutesShare = Field(
    "{set}_within_{cutoff}min_population_share", .share,
    label: Wording(
      en: "Share of people within {cutoff} min of {set}",
      fr: "Part des habitants à moins de {cutoff} min de {set}"),
    meaning: Wording(
      en: "The share of the people for whom it takes so long at most.",
      fr: "La part des habitants pour qui il faut ce temps au plus."),
    of: "zone_population", reason: "{set}_population_reason", presence: overNetwork)

  package static let reached = Field(
    "{set}_reached_population_share", .share,
    label: Wording(
      en: "Share of people with a way to {set}", fr: "Part des habitants reliés à {set}"),
    meaning: Wording(
      en: "The share of the people who have a way at all.",
      fr: "La part des habitants qui ont un chemin."),
    of: "zone_population", reason: "{set}_population_reason", presence: overNetwork)

  package static let boundaryBias = Field(
    "{set}_boundary_bias_population_share", .share,
    label: Wording(
      en: "Share of people who may have nearer {set} outside",
      fr: "Part des habitants pour qui {set} serait plus proche au-dehors"),
    meaning: Wording(
      en: "The share of the people whose nearest destination may lie outside all zones.",
      fr:
        "La part des habitants dont la destination la plus proche peut être hors des zones."),
    of: "zone_population", presence: whenCounted)

  package static let reason = Field(
    "{set}_population_reason", .category,
    label: Wording(
      en: "Why {set} is unknown for people", fr: "Pourquoi {set} est inconnu pour les habitants"),
    meaning: Wording(
      en: "Why figures of people are null.",
      fr: "Pourquoi des chiffres sur les habitants sont inconnus."),
    values: [
      Field.Value("no_people", en: "nobody is counted there", fr: "personne n’y est compté"),
      Field.Value(
        "no_count", en: "all that lies there says no number",
        fr: "rien de ce qui s’y trouve ne donne de nombre"),
      Field.Value("no_destinations", en: "the set is empty", fr: "l’ensemble est vide"),
      Field.Value(
        "not_connected", en: "nobody in the zone has a way",
        fr: "aucun habitant de la zone n’a de chemin"),
    ] + ZoneFields.reason.values,
    presence: Wording(
      en: "only when it is somewhere, and people are counted",
      fr: "seulement s’il en manque quelque part, et si l’on compte des habitants"))

  package static let zones = [zone, cells]
  package static let ofSets = [
    within, within.lowest, within.highest, withinShare, withinGroupShare, distanceMean,
    distancePercentile,
    minutesMean, minutesPercentile, withinMinutes, withinMinutesShare, reached, boundaryBias,
    reason,
  ]
}
