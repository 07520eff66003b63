internal import GeoCore
internal import PlanningAccess
internal import PlanningStudies

/// Totals of the studies of access: accessibility and siting.
extension SummaryMembers {
  private static let straight = Wording(
    en: "only in straight lines", fr: "seulement à vol d’oiseau")
  private static let alongStreets = Wording(
    en: "only over a network", fr: "seulement sur un réseau")

  static let accessibility =
    (ofAll + destinations.map { $0.inside("destinations[].") }
    + (ofPeople + ofGroups + inequality).map { $0.inside("destinations[].people.") })
    .map { $0.inside("accessibility.") }

  private static let ofAll: [Field] = [
    Field(
      "model", .category, label: Wording(en: "Model", fr: "Modèle"),
      meaning: Wording(en: "How ways are measured.", fr: "Comment on mesure les trajets.")),
    Field(
      "sample_cells", .count, label: Wording(en: "Cells", fr: "Carreaux"),
      meaning: Wording(
        en: "Cells that ways start from.", fr: "Carreaux d’où partent les trajets.")),
    Field(
      "distance_crs", .text, label: Wording(en: "System of distances", fr: "Système des distances"),
      meaning: Wording(
        en: "The system that distances are measured in.",
        fr: "Le système où l’on mesure les distances.")),
    Field(
      "distance_scale_error", .score,
      label: Wording(en: "Scale error", fr: "Erreur d’échelle"),
      meaning: Wording(
        en: "The largest relative error of lengths in that system at the middle and the corners of"
          + " the study area.",
        fr: "La plus grande erreur relative des longueurs dans ce système, au milieu et aux coins"
          + " de la zone d’étude.")),
    Field(
      "length_check.lengths", .count,
      label: Wording(en: "Lengths checked", fr: "Longueurs contrôlées"),
      meaning: Wording(
        en: "How many ways were held against geodesics.",
        fr: "Combien de trajets ont été comparés aux géodésiques."),
      presence: straight, section: "methods.md#measuring-systems"),
    Field(
      "length_check.largest_deviation", .score,
      label: Wording(en: "Largest deviation", fr: "Écart le plus grand"),
      meaning: Wording(
        en: "The largest deviation of a length among them, as a share.",
        fr: "L’écart de longueur le plus grand parmi eux, en part."), presence: straight),
  ]

  private static let destinations: [Field] = [
    SummaryFields.layer, SummaryFields.title, SummaryFields.status,
    Field(
      "count", .count, label: Wording(en: "Destinations", fr: "Nombre de destinations"),
      meaning: Wording(
        en: "How many destinations the set has.", fr: "Combien l’ensemble a de destinations.")),
    Field(
      "distance_mean_m", .length, label: Wording(en: "Mean distance", fr: "Distance moyenne"),
      meaning: Wording(
        en: "The mean distance of the ground that has a way.",
        fr: "La distance moyenne du terrain qui a un trajet.")),
    Field(
      "distance_p50_m", .length, label: Wording(en: "Median distance", fr: "Distance médiane"),
      meaning: Wording(
        en: "Half of that ground is as near.", fr: "La moitié de ce terrain est aussi proche.")),
    Field(
      "within[].cutoff_m", .length, label: Wording(en: "Cutoff", fr: "Seuil"),
      meaning: Wording(en: "A distance.", fr: "Une distance.")),
    within, within.lowest, within.highest,
    Field(
      "reached_share", .share, label: Wording(en: "Share reached", fr: "Part desservie"),
      meaning: Wording(
        en: "The share of the ground that has a way.", fr: "La part du terrain qui a un trajet."),
      presence: alongStreets),
    Field(
      "travel_mean_min", .time, label: Wording(en: "Mean time", fr: "Durée moyenne"),
      meaning: Wording(
        en: "The mean time of that ground.", fr: "La durée moyenne pour ce terrain."),
      presence: alongStreets),
    Field(
      "travel_p50_min", .time, label: Wording(en: "Median time", fr: "Durée médiane"),
      meaning: Wording(
        en: "Half of that ground is as near in time.",
        fr: "La moitié de ce terrain est aussi proche en temps."), presence: alongStreets),
    Field(
      "within_minutes[].cutoff_min", .time, label: Wording(en: "Cutoff", fr: "Seuil"),
      meaning: Wording(en: "A time.", fr: "Une durée."), presence: alongStreets),
    Field(
      "within_minutes[].share", .share,
      label: Wording(en: "Share within the time", fr: "Part dans la durée"),
      meaning: Wording(
        en: "The share of the area of all zones from where the nearest is within that time.",
        fr: "La part de la surface de toutes les zones d’où le plus proche est à cette durée."),
      presence: alongStreets),
    Field(
      "reason", .category, label: Wording(en: "Why unknown", fr: "Pourquoi inconnu"),
      meaning: Wording(
        en: "Why there are no figures.", fr: "Pourquoi il n’y a pas de chiffres."),
      presence: Wording(
        en: "only when there are none", fr: "seulement s’il n’y en a pas")),
  ]

  private static let counted = Wording(
    en: "only when people are counted", fr: "seulement si l’on compte des habitants")

  private static let ofPeople: [Field] = [
    Field(
      "population", .people, label: Wording(en: "People", fr: "Habitants"),
      meaning: Wording(
        en: "The people of all zones; null where nobody's are known.",
        fr: "Les habitants de toutes les zones ; nul si aucun n’est connu."), presence: counted),
    Field(
      "distance_mean_person_m", .length,
      label: Wording(en: "Mean distance of people", fr: "Distance moyenne des habitants"),
      meaning: Wording(
        en: "The mean distance of the people who have a way.",
        fr: "La distance moyenne des habitants qui ont un trajet."), presence: counted),
    Field(
      "distance_p50_person_m", .length,
      label: Wording(en: "Median distance of people", fr: "Distance médiane des habitants"),
      meaning: Wording(
        en: "Half of the people are as near.", fr: "La moitié des habitants est aussi proche."),
      presence: counted),
    Field(
      "within[].cutoff_m", .length, label: Wording(en: "Cutoff", fr: "Seuil"),
      meaning: Wording(en: "A distance.", fr: "Une distance."), presence: counted),
    peopleWithin, peopleWithin.lowest, peopleWithin.highest,
    Field(
      "within[].population_share", .share,
      label: Wording(en: "Share of people", fr: "Part des habitants"),
      meaning: Wording(
        en: "Of the people of all zones, those within that distance.",
        fr: "Des habitants de toutes les zones, ceux qui sont à cette distance."),
      of: "population", presence: counted),
    Field(
      "reached_share", .share, label: Wording(en: "Share reached", fr: "Part desservie"),
      meaning: Wording(
        en: "The share of people who have a way.", fr: "La part des habitants qui ont un trajet."),
      presence: alongStreets),
    Field(
      "travel_mean_person_min", .time,
      label: Wording(en: "Mean time of people", fr: "Durée moyenne des habitants"),
      meaning: Wording(
        en: "The mean time of those people.", fr: "La durée moyenne pour ces habitants."),
      presence: alongStreets),
    Field(
      "travel_p50_person_min", .time,
      label: Wording(en: "Median time of people", fr: "Durée médiane des habitants"),
      meaning: Wording(
        en: "Half of the people are as near in time.",
        fr: "La moitié des habitants est aussi proche en temps."), presence: alongStreets),
    Field(
      "within_minutes[].cutoff_min", .time, label: Wording(en: "Cutoff", fr: "Seuil"),
      meaning: Wording(en: "A time.", fr: "Une durée."), presence: alongStreets),
    Field(
      "within_minutes[].share", .share,
      label: Wording(en: "Share of people within the time", fr: "Part des habitants"),
      meaning: Wording(
        en: "Of the people of all zones, those from whom the nearest is within that time.",
        fr: "Des habitants de toutes les zones, ceux dont le plus proche est à cette durée."),
      presence: alongStreets),
    Field(
      "reason", .category, label: Wording(en: "Why unknown", fr: "Pourquoi inconnu"),
      meaning: Wording(
        en: "Why there are no figures of people.",
        fr: "Pourquoi il n’y a pas de chiffres des habitants."),
      presence: Wording(en: "only when there are none", fr: "seulement s’il n’y en a pas")),
  ]

  private static let grouped = Wording(
    en: "only when the source has groups", fr: "seulement si la source a des groupes")

  private static let ofGroups: [Field] = [
    Field(
      "group", .name, label: Wording(en: "Group", fr: "Groupe"),
      meaning: Wording(en: "The group of people.", fr: "Le groupe d’habitants."), presence: grouped),
    Field(
      "population", .people, label: Wording(en: "People of the group", fr: "Habitants du groupe"),
      meaning: Wording(
        en: "The people of the group in all zones.", fr: "Les habitants du groupe, toutes zones."),
      presence: grouped),
    Field(
      "distance_mean_person_m", .length,
      label: Wording(en: "Mean distance of the group", fr: "Distance moyenne du groupe"),
      meaning: Wording(
        en: "The mean distance of those of the group who have a way.",
        fr: "La distance moyenne de ceux du groupe qui ont un trajet."), presence: grouped),
    Field(
      "within[].cutoff_m", .length, label: Wording(en: "Cutoff", fr: "Seuil"),
      meaning: Wording(en: "A distance.", fr: "Une distance."), presence: grouped),
    Field(
      "within[].population", .people,
      label: Wording(
        en: "People of the group within it", fr: "Habitants du groupe à cette distance"),
      meaning: Wording(
        en: "Those of the group from whom the nearest is within that distance.",
        fr: "Ceux du groupe dont le plus proche est à cette distance."), presence: grouped),
    Field(
      "within[].population_share", .share,
      label: Wording(en: "Share of the group", fr: "Part du groupe"),
      meaning: Wording(en: "Their part of the group.", fr: "Leur part du groupe."),
      presence: grouped),
  ].map { $0.inside("groups[].") }

  private static let inequality: [Field] = [
    ("gini", "Gini index of distances over people.", "Indice de Gini des distances, par habitant."),
    ("theil", "Theil index of distances over people.", "Indice de Theil des distances."),
    ("theil_between", "The part of it between zones.", "Sa part entre zones."),
    ("theil_within", "The part of it within zones.", "Sa part dans les zones."),
    (
      "concentration", "Concentration index of distances by income.",
      "Indice de concentration des distances selon le revenu."
    ),
    (
      "concentration_corrected", "The same, corrected for the bounds of shares.",
      "Le même, corrigé des bornes."
    ),
  ].map { name, en, fr in
    Field(
      name, .share, label: Wording(en: en, fr: fr), meaning: Wording(en: en, fr: fr),
      presence: Wording(
        en: "only when people differ in groups or income",
        fr: "seulement si l’on distingue groupes ou revenus"), section: "methods.md"
    )
    .inside("inequality.")
  }

  private static let peopleWithin: Field = {
    var field = Field(
      "within[].population", .people,
      label: Wording(en: "People within the distance", fr: "Habitants à cette distance"),
      meaning: Wording(
        en: "The people from whom the nearest is within that distance.",
        fr: "Les habitants dont le plus proche est à cette distance."), presence: counted)
    field.bounds = ["within[].population_low", "within[].population_high"]
    return field
  }()

  private static let within: Field = {
    var field = Field(
      "within[].share", .share,
      label: Wording(en: "Share within the distance", fr: "Part dans la distance"),
      meaning: Wording(
        en: "The share of the area of all zones from where the nearest is within that distance.",
        fr: "La part de la surface de toutes les zones d’où le plus proche est à cette distance."))
    field.bounds = ["within[].share_low", "within[].share_high"]
    return field
  }()

  static let site = (asked + quality + reached).map { $0.inside("site.") }

  private static let asked: [Field] = [
    Field(
      "objective", .category, label: Wording(en: "Objective", fr: "Objectif"),
      meaning: Wording(
        en: "What the choice is to be best at.", fr: "Ce que le choix doit rendre optimal."),
      values: [
        Field.Value(
          SiteObjective.coverage.rawValue, en: "as many people as possible within the cutoff",
          fr: "le plus d’habitants possible à portée"),
        Field.Value(
          SiteObjective.pMedian.rawValue, en: "the shortest mean way to the nearest place",
          fr: "le trajet moyen le plus court vers le lieu le plus proche"),
      ]),
    Field(
      "model", .category, label: Wording(en: "Model", fr: "Modèle"),
      meaning: Wording(en: "How ways are measured.", fr: "Comment on mesure les trajets.")),
    Field(
      "n", .count, label: Wording(en: "Places asked for", fr: "Lieux demandés"),
      meaning: Wording(en: "How many were to be chosen.", fr: "Combien étaient à choisir.")),
    Field(
      "cutoff_m", .length, label: Wording(en: "Cutoff", fr: "Portée"),
      meaning: Wording(
        en: "How far a place reaches.", fr: "Jusqu’où porte un lieu."),
      presence: Wording(
        en: "only when the cutoff is a distance", fr: "seulement si la portée est une distance")),
    Field(
      "cutoff_min", .time, label: Wording(en: "Cutoff", fr: "Portée"),
      meaning: Wording(en: "How far a place reaches.", fr: "Jusqu’où porte un lieu."),
      presence: Wording(
        en: "only when the cutoff is a time", fr: "seulement si la portée est une durée")),
    Field(
      "required", .list, label: Wording(en: "Required", fr: "Imposés"),
      meaning: Wording(
        en: "The candidates that were asked for by name.",
        fr: "Les candidats demandés par leur nom."), presence: SiteFields.required.presence),
    Field(
      "demand_field", .text, label: Wording(en: "Attribute of people", fr: "Attribut"),
      meaning: Wording(
        en: "The attribute that counts people; null when each place counts 1.",
        fr: "L’attribut qui compte les habitants ; nul si chaque lieu compte 1.")),
    Field(
      "demand_point", .text, label: Wording(en: "Point of demand", fr: "Point de demande"),
      meaning: Wording(
        en: "Where a polygon of demand is taken to be.",
        fr: "Où l’on place un polygone de demande.")),
    Field(
      "candidates", .count, label: Wording(en: "Candidates", fr: "Candidats"),
      meaning: Wording(en: "Places to choose from.", fr: "Lieux où choisir.")),
    Field(
      "existing", .count, label: Wording(en: "Existing places", fr: "Lieux existants"),
      meaning: Wording(en: "Places that are there already.", fr: "Lieux déjà là.")),
    Field(
      "chosen", .count, label: Wording(en: "Chosen", fr: "Choisis"),
      meaning: Wording(en: "Places that were chosen.", fr: "Lieux choisis.")),
  ]

  private static let quality: [Field] = [
    Field(
      "quantity", .text, label: Wording(en: "Quantity", fr: "Grandeur"),
      meaning: Wording(
        en: "What `site.value` and its bound are, as `sites.geojson` names it.",
        fr: "Ce que sont `site.value` et sa borne, sous le nom de `sites.geojson`.")),
    Field(
      "value", .score, label: Wording(en: "Value", fr: "Valeur"),
      meaning: Wording(en: "What the choice reaches.", fr: "Ce que le choix atteint.")),
    SiteFields.bound, SiteFields.gap,
    Field(
      "proven_optimal", .boolean, label: Wording(en: "Proven", fr: "Prouvé"),
      meaning: Wording(
        en: "Whether no choice is better.", fr: "Si aucun choix n’est meilleur.")),
    Field(
      "greedy_value", .score, label: Wording(en: "Greedy value", fr: "Valeur gloutonne"),
      meaning: Wording(
        en: "What the greedy choice reached, before places were swapped.",
        fr: "Ce qu’atteignait le choix glouton, avant les échanges.")),
    Field(
      "swaps", .count, label: Wording(en: "Swaps", fr: "Échanges"),
      meaning: Wording(
        en: "Places that were swapped for better ones.",
        fr: "Lieux échangés contre de meilleurs.")),
    Field(
      "local_optimum", .boolean, label: Wording(en: "Local optimum", fr: "Optimum local"),
      meaning: Wording(
        en: "Whether no single swap is better.", fr: "Si aucun échange seul n’est meilleur.")),
    Field(
      "bound_steps", .count, label: Wording(en: "Steps of the bound", fr: "Pas de la borne"),
      meaning: Wording(
        en: "Steps by which the bound was found.", fr: "Pas qui ont donné la borne.")),
    unserved("unserved_cost_m", .length), unserved("unserved_cost_min", .time),
  ]

  private static func unserved(_ name: String, _ kind: Field.Kind) -> Field {
    Field(
      name, kind, label: Wording(en: "Cost of the unserved", fr: "Coût des non-desservis"),
      meaning: Wording(
        en: "What counts as the way of people whom no place reaches.",
        fr: "Ce qui compte comme trajet des habitants qu’aucun lieu ne dessert."),
      presence: Wording(
        en: "only of a p-median, in the unit of its costs",
        fr: "seulement pour une p-médiane, dans l’unité de ses coûts"))
  }

  private static let reached: [Field] = [
    Field(
      "demand_total", .people, label: Wording(en: "People", fr: "Habitants"),
      meaning: Wording(en: "All people.", fr: "Tous les habitants.")),
    Field(
      "demand_in_reach", .people, label: Wording(en: "In reach", fr: "À portée"),
      meaning: Wording(
        en: "People whom some place can reach.", fr: "Habitants qu’un lieu peut desservir.")),
    Field(
      "demand_covered_by_existing", .people,
      label: Wording(en: "Covered by existing", fr: "Couverts par l’existant"),
      meaning: Wording(
        en: "People whom an existing place reaches.",
        fr: "Habitants qu’un lieu existant dessert.")),
    Field(
      "demand_covered", .people, label: Wording(en: "Covered", fr: "Couverts"),
      meaning: Wording(
        en: "People whom a chosen or an existing place reaches.",
        fr: "Habitants qu’un lieu choisi ou existant dessert.")),
    Field(
      "demand_out_of_reach[].reason", .category,
      label: Wording(en: "Why unserved", fr: "Pourquoi non desservis"),
      meaning: Wording(
        en: "Why no place can reach people.", fr: "Pourquoi aucun lieu ne peut les desservir.")),
    Field(
      "demand_out_of_reach[].demand_places", .count,
      label: Wording(en: "Places out of reach", fr: "Lieux hors de portée"),
      meaning: Wording(
        en: "Places of demand with that reason.", fr: "Lieux de demande avec cette raison.")),
    Field(
      "demand_out_of_reach[].people", .people,
      label: Wording(en: "People out of reach", fr: "Habitants hors de portée"),
      meaning: Wording(en: "People there.", fr: "Leurs habitants.")),
  ]
}
