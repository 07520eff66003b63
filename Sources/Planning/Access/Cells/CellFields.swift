package import GeoCore
import PlanningStudies

/// The columns of accessibility from the ground of zones, one set for each set of destinations.
package enum CellFields {
  private static let overNetwork = Wording(
    en: "only over a network", fr: "seulement sur un réseau")
  private static let straight = Wording(en: "not over a network", fr: "pas sur un réseau")

  package static let model = Field(
    "accessibility_model", .category, label: Wording(en: "Model", fr: "Modèle"),
    meaning: Wording(en: "What distances follow.", fr: "Ce que suivent les distances."),
    values: [
      Field.Value("straight_line", en: "straight lines", fr: "la ligne droite"),
      Field.Value("street_network", en: "streets", fr: "les rues"),
    ])

  /// The options of a model: `profile`, `extract`, `extract_sha256`.
  package static let option = Field(
    "accessibility_{option}", .text,
    label: Wording(en: "Network: {option}", fr: "Réseau : {option}"),
    meaning: Wording(
      en: "How one travels along streets, the file that the network was built of, or its checksum.",
      fr: "Comment l’on se déplace, le fichier dont le réseau est fait, ou sa somme de contrôle."),
    presence: overNetwork)

  package static let cells = Field(
    "sample_cells", .count, label: Wording(en: "Sample cells", fr: "Mailles"),
    meaning: Wording(
      en: "How many cells, whole or cut by the border, the zone was sampled in.",
      fr: "En combien de mailles, entières ou coupées par le bord, la zone a été échantillonnée."))

  package static let cellSize = Field(
    "cell_size_m", .length, label: Wording(en: "Size of cells", fr: "Taille des mailles"),
    meaning: Wording(
      en: "The side of the cells of the zone.", fr: "Le côté des mailles de la zone."))

  package static let distanceMean = Field(
    "{set}_distance_mean_m", .length,
    label: Wording(en: "Mean distance to {set}", fr: "Distance moyenne à {set}"),
    meaning: Wording(
      en: "Mean distance to the nearest destination over the zone's area.",
      fr: "Distance moyenne à la destination la plus proche, sur la surface de la zone."),
    reason: "{set}_reason")

  package static let distancePercentile = Field(
    "{set}_distance_p{percent}_m", .length,
    label: Wording(
      en: "Distance to {set}, {percent} %", fr: "Distance à {set}, {percent} %"),
    meaning: Wording(
      en: "The distance that {percent} % of the area does not exceed.",
      fr: "La distance que {percent} % de la surface ne dépassent pas."),
    reason: "{set}_reason")

  package static let within = Field(
    "{set}_within_{cutoff}m_share", .share,
    label: Wording(
      en: "Share within {cutoff} m of {set}", fr: "Part à moins de {cutoff} m de {set}"),
    meaning: Wording(
      en: "The share of the area that is at most so far.",
      fr: "La part de la surface qui est à cette distance au plus."),
    bounds: ["{set}_within_{cutoff}m_share_low", "{set}_within_{cutoff}m_share_high"],
    of: "area_m2", reason: "{set}_reason")

  package static let minutesMean = Field(
    "{set}_{mode}_mean_min", .time,
    label: Wording(en: "Mean time to {set} ({mode})", fr: "Temps moyen vers {set} ({mode})"),
    meaning: Wording(
      en: "Mean time to the nearest destination over the zone's area.",
      fr: "Temps moyen vers la destination la plus proche, sur la surface de la zone."),
    reason: "{set}_reason")

  package static let minutesPercentile = Field(
    "{set}_{mode}_p{percent}_min", .time,
    label: Wording(
      en: "Time to {set}, {percent} % ({mode})", fr: "Temps vers {set}, {percent} % ({mode})"),
    meaning: Wording(
      en: "The time that {percent} % of the area does not exceed.",
      fr: "Le temps que {percent} % de la surface ne dépassent pas."),
    reason: "{set}_reason")

  package static let withinMinutes = Field(
    "{set}_within_{cutoff}min_share", .share,
    label: Wording(
      en: "Share within {cutoff} min of {set}", fr: "Part à moins de {cutoff} min de {set}"),
    meaning: Wording(
      en: "The share of the area from which it takes so long at most.",
      fr: "La part de la surface d’où il faut ce temps au plus."),
    of: "area_m2", reason: "{set}_reason", presence: overNetwork)

  package static let reached = Field(
    "{set}_reached_share", .share,
    label: Wording(en: "Share with a way to {set}", fr: "Part reliée à {set}"),
    meaning: Wording(
      en: "The share of the area from which there is a way at all.",
      fr: "La part de la surface d’où il y a un chemin."),
    of: "area_m2", reason: "{set}_reason", presence: overNetwork)

  package static let boundaryBias = Field(
    "{set}_boundary_bias_share", .share,
    label: Wording(
      en: "Share that may have nearer {set} outside",
      fr: "Part où {set} serait plus proche au-dehors"),
    meaning: Wording(
      en:
        "The share of the area whose nearest destination may lie outside all zones, where nobody looked. In straight lines it is too large where the outline is a coast.",
      fr:
        "La part de la surface dont la destination la plus proche peut être hors des zones, où l’on n’a pas regardé. En ligne droite elle est trop grande là où le contour est une côte."
    ),
    of: "area_m2")

  package static let status = Field(
    "{set}_status", .category, label: Wording(en: "Source of {set}", fr: "Source de {set}"),
    meaning: Wording(
      en: "The weakest status of the set.", fr: "Le statut le plus faible de l’ensemble."),
    values: SourceStatus.fieldValues, section: "outputs.md#status")

  package static let reason = Field(
    "{set}_reason", .category,
    label: Wording(en: "Why {set} is unknown", fr: "Pourquoi {set} est inconnu"),
    meaning: Wording(
      en: "Why all figures are null.", fr: "Pourquoi tous les chiffres sont inconnus."),
    values: [
      Field.Value("no_destinations", en: "the set is empty", fr: "l’ensemble est vide"),
      Field.Value(
        "not_connected", en: "no cell of the zone has a way",
        fr: "aucune maille de la zone n’a de chemin"),
    ] + ZoneFields.reason.values,
    presence: Wording(
      en: "only when it is somewhere; over a network always",
      fr: "seulement s’il en manque quelque part ; toujours sur un réseau"))

  /// Cell by cell.
  package static let zoneID = Field(
    "zone_id", .identifier, label: Wording(en: "Zone", fr: "Zone"),
    meaning: Wording(en: "The zone.", fr: "La zone."))

  package static let cellArea = Field(
    "area_m2", .area, label: Wording(en: "Area of the cell", fr: "Surface de la maille"),
    meaning: Wording(
      en: "The ground that the cell stands for.", fr: "Le sol que la maille représente."))

  package static let cellDistance = Field(
    "{set}_distance_m", .length, label: Wording(en: "Distance to {set}", fr: "Distance à {set}"),
    meaning: Wording(
      en: "The way to the nearest destination.",
      fr: "Le chemin vers la destination la plus proche."),
    reason: "{set}_reason")

  package static let cellMinutes = Field(
    "{set}_{mode}_min", .time,
    label: Wording(en: "Time to {set} ({mode})", fr: "Temps vers {set} ({mode})"),
    meaning: Wording(
      en: "How long the way to the nearest destination takes.",
      fr: "Ce que dure le chemin vers la destination la plus proche."),
    reason: "{set}_reason")

  package static let ofCells = [zoneID, cellArea, model, option, cellDistance, cellMinutes, reason]

  package static let all =
    [model, option] + PersonFields.zones + ofGround.prefix(2) + PersonFields.ofSets
    + ofGround.dropFirst(2)

  private static let ofGround = [
    cells, cellSize, distanceMean, distancePercentile, within, within.lowest,
    within.highest, minutesMean, minutesPercentile, withinMinutes, reached, boundaryBias, status,
    reason,
  ]
}
