package import GeoCore

/// The columns of chosen sites and of what they serve.
package enum SiteFields {
  package static let rank = Field(
    "rank", .count, label: Wording(en: "Rank", fr: "Rang"),
    meaning: Wording(en: "The order of choice, from 1.", fr: "L’ordre du choix, à partir de 1."))
  package static let required = Field(
    "required", .boolean, label: Wording(en: "Required", fr: "Imposé"),
    meaning: Wording(
      en: "Whether the site was asked for by name.", fr: "Si le site était demandé par son nom."),
    presence: Wording(en: "only when some are", fr: "seulement si certains le sont"))
  package static let covered = Field(
    "people_covered", .people, label: Wording(en: "People covered", fr: "Habitants couverts"),
    meaning: Wording(en: "People in reach of the site.", fr: "Habitants à portée du site."))
  package static let newlyCovered = Field(
    "people_newly_covered", .people,
    label: Wording(en: "People newly covered", fr: "Habitants nouvellement couverts"),
    meaning: Wording(
      en: "People in reach of the site and of none before it.",
      fr: "Habitants à portée du site et d’aucun avant lui."))
  package static let cumulativeCovered = Field(
    "cumulative_people_covered", .people,
    label: Wording(en: "People covered so far", fr: "Habitants couverts jusque-là"),
    meaning: Wording(
      en: "People in reach of this site, one before it, or an existing one.",
      fr: "Habitants à portée de ce site, d’un précédent ou d’un existant."))
  package static let shareCovered = Field(
    "share_covered", .share, label: Wording(en: "Share covered", fr: "Part couverte"),
    meaning: Wording(en: "Those over all people.", fr: "Ceux-ci rapportés à tous les habitants."))
  package static let assigned = Field(
    "people_assigned", .people, label: Wording(en: "People assigned", fr: "Habitants affectés"),
    meaning: Wording(
      en: "People to whom this site is the nearest.",
      fr: "Habitants dont ce site est le plus proche."))
  package static let mean = Field(
    "{mean}", .score, label: Wording(en: "Mean cost", fr: "Coût moyen"),
    meaning: Wording(
      en:
        "The mean distance or time of these people to the site, in the unit that the name ends with.",
      fr: "La distance ou la durée moyenne de ces habitants, dans l’unité qui finit le nom."))
  package static let cumulativeMean = Field(
    "cumulative_{mean}", .score,
    label: Wording(en: "Mean cost so far", fr: "Coût moyen jusque-là"),
    meaning: Wording(
      en: "The mean over all people with the sites so far.",
      fr: "La moyenne de tous les habitants avec les sites jusque-là."),
    presence: Wording(en: "only of a p-median", fr: "seulement pour une p-médiane"))
  package static let bound = Field(
    "bound", .score, label: Wording(en: "Bound", fr: "Borne"),
    meaning: Wording(
      en: "What no choice can do better than; of the whole choice.",
      fr: "Ce qu’aucun choix ne peut dépasser ; du choix entier."))
  package static let gap = Field(
    "optimality_gap", .score, label: Wording(en: "Optimality gap", fr: "Écart à l’optimum"),
    meaning: Wording(
      en: "How far the choice may be from the best, as a share; of the whole choice.",
      fr: "De combien le choix peut différer du meilleur, en part ; du choix entier."))
  package static let ofSites = [
    rank, required, covered, newlyCovered, cumulativeCovered, shareCovered, assigned, mean,
    cumulativeMean, bound, gap,
  ]

  package static let demand = Field(
    "demand_id", .identifier, label: Wording(en: "Demand", fr: "Demande"),
    meaning: Wording(en: "The place of demand.", fr: "Le lieu de la demande."))
  package static let people = Field(
    "people", .people, label: Wording(en: "People", fr: "Habitants"),
    meaning: Wording(en: "People at the place.", fr: "Habitants du lieu."))
  package static let site = Field(
    "site_id", .identifier, label: Wording(en: "Site", fr: "Site"),
    meaning: Wording(en: "The place that serves it.", fr: "Le lieu qui le dessert."),
    reason: "reason")
  package static let kind = Field(
    "site_kind", .category, label: Wording(en: "Kind of site", fr: "Sorte de site"),
    meaning: Wording(
      en: "Whether that is chosen now.", fr: "Si ce lieu est choisi maintenant."),
    values: [
      Field.Value("chosen", en: "chosen", fr: "choisi"),
      Field.Value("existing", en: "there already", fr: "déjà là"),
    ])
  package static let cost = Field(
    "{cost}", .score, label: Wording(en: "Cost", fr: "Coût"),
    meaning: Wording(
      en: "The distance or the time between them.", fr: "La distance ou la durée entre eux."),
    reason: "reason")
  package static let reason = Field(
    "reason", .category, label: Wording(en: "Why unserved", fr: "Pourquoi non desservi"),
    meaning: Wording(en: "Why no place serves it.", fr: "Pourquoi aucun lieu ne le dessert."))
  package static let ofAssignments = [demand, people, site, kind, cost, reason]
}
