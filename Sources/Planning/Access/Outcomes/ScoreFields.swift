package import GeoCore
import PlanningStudies

/// The columns of scores by origin, group and zone, of inequality, and of what explains a score.
package enum ScoreFields {
  static let reasonValues = MissingReason.allCases.map {
    Field.Value($0.rawValue, en: $0.meaning, fr: $0.sens)
  }
  private static let inScenario = Wording(
    en: "only in a scenario", fr: "seulement dans un scénario")
  private static let withBias = Wording(
    en: "only with an outline", fr: "seulement avec un contour")

  package static let id = Field(
    "id", .identifier, label: Wording(en: "Place", fr: "Lieu"),
    meaning: Wording(en: "The id of the place.", fr: "L’identifiant du lieu."))
  package static let score = Field(
    "{measure}", .score, label: Wording(en: "Score {measure}", fr: "Indice {measure}"),
    meaning: Wording(
      en: "The score of the measure that the column is named after; minutes for costs.",
      fr: "L’indice de la mesure qui donne son nom à la colonne ; des minutes pour les coûts."),
    reason: "{measure}_reason", section: "accessibility-measures.md")
  package static let reason = Field(
    "{measure}_reason", .category,
    label: Wording(en: "Why {measure} is unknown", fr: "Pourquoi {measure} est inconnu"),
    meaning: Wording(en: "Why the score is null.", fr: "Pourquoi l’indice est inconnu."),
    values: reasonValues)
  package static let change = Field(
    "{measure}_change", .score,
    label: Wording(en: "Change of {measure}", fr: "Évolution de {measure}"),
    meaning: Wording(
      en: "The score after less the score before; without any destination a sum is 0 in either.",
      fr: "L’indice après moins l’indice avant ; sans destination, une somme vaut 0 dans les deux."),
    presence: inScenario)
  package static let boundaryBias = Field(
    "boundary_bias", .boolean,
    label: Wording(en: "Near the border", fr: "Près du bord"),
    meaning: Wording(
      en: "Whether something outside the outline may be nearer than what was found.",
      fr: "Si quelque chose hors du contour peut être plus proche que ce qui a été trouvé."),
    presence: withBias)

  package static let measure = Field(
    "measure", .category, label: Wording(en: "Measure", fr: "Mesure"),
    meaning: Wording(en: "The measure.", fr: "La mesure."))
  package static let group = Field(
    "group", .text, label: Wording(en: "Group", fr: "Groupe"),
    meaning: Wording(
      en: "The group of people; null for those without one.",
      fr: "Le groupe d’habitants ; vide pour ceux qui n’en ont pas."))
  package static let scenario = Field(
    "scenario", .category, label: Wording(en: "State", fr: "État"),
    meaning: Wording(
      en: "Before or after the scenario.", fr: "Avant ou après le scénario."),
    values: [
      Field.Value("before", en: "before the scenario", fr: "avant le scénario"),
      Field.Value("after", en: "after it", fr: "après"),
    ])
  package static let zoneName = Field(
    "name", .name, label: Wording(en: "Zone", fr: "Zone"),
    meaning: Wording(en: "The name of the zone.", fr: "Le nom de la zone."))
  package static let people = Field(
    "people", .people, label: Wording(en: "People", fr: "Habitants"),
    meaning: Wording(
      en: "People at the origins of the row.", fr: "Habitants des origines de la ligne."))
  package static let unscored = Field(
    "people_without_score", .people,
    label: Wording(en: "People without score", fr: "Habitants sans indice"),
    meaning: Wording(
      en: "People whose score is null.", fr: "Habitants dont l’indice est inconnu."), of: "people")
  package static let mean = Field(
    "mean", .score, label: Wording(en: "Mean", fr: "Moyenne"),
    meaning: Wording(
      en: "The mean score of a person.", fr: "L’indice moyen d’un habitant."))
  package static let unscoredAfter = Field(
    "people_without_score_after", .people,
    label: Wording(en: "People without score after", fr: "Habitants sans indice après"),
    meaning: Wording(
      en: "People whose score is null after the scenario.",
      fr: "Habitants dont l’indice est inconnu après le scénario."), of: "people",
    presence: inScenario)
  package static let meanAfter = Field(
    "mean_after", .score, label: Wording(en: "Mean after", fr: "Moyenne après"),
    meaning: Wording(
      en: "The mean score of a person after the scenario.",
      fr: "L’indice moyen d’un habitant après le scénario."), presence: inScenario)
  package static let meanChange = Field(
    "mean_change", .score, label: Wording(en: "Mean change", fr: "Évolution moyenne"),
    meaning: Wording(
      en: "The mean change of those of whom it is known.",
      fr: "L’évolution moyenne de ceux dont elle est connue."), presence: inScenario)
  package static let losing = Field(
    "people_losing_access", .people,
    label: Wording(en: "People losing access", fr: "Habitants qui perdent l’accès"),
    meaning: Wording(
      en: "People who lose their score.", fr: "Habitants qui perdent leur indice."), of: "people",
    presence: inScenario)
  package static let gaining = Field(
    "people_gaining_access", .people,
    label: Wording(en: "People gaining access", fr: "Habitants qui gagnent l’accès"),
    meaning: Wording(
      en: "People who gain a score.", fr: "Habitants qui gagnent un indice."), of: "people",
    presence: inScenario)
  package static let biasShare = Field(
    "boundary_bias_share", .share,
    label: Wording(en: "Share near the border", fr: "Part près du bord"),
    meaning: Wording(
      en: "The share of people of whom something outside the outline may be nearer.",
      fr: "La part des habitants pour qui quelque chose hors du contour peut être plus proche."),
    of: "people", presence: withBias)
  package static let percentile = Field(
    "p{percent}", .score,
    label: Wording(en: "Score of {percent} %", fr: "Indice de {percent} %"),
    meaning: Wording(
      en: "The score that {percent} % of people do not exceed.",
      fr: "L’indice que {percent} % des habitants ne dépassent pas."))
  package static let index = Field(
    "{index}", .score, label: Wording(en: "Index {index}", fr: "Indice {index}"),
    meaning: Wording(
      en: "An index of inequality, or a part of one.",
      fr: "Un indice d’inégalité, ou une part d’un indice."), section: "accessibility-measures.md")

  package static let origin = Field(
    "origin_id", .identifier, label: Wording(en: "Origin", fr: "Origine"),
    meaning: Wording(en: "The id of the origin.", fr: "L’identifiant de l’origine."))
  package static let destination = Field(
    "destination_id", .identifier, label: Wording(en: "Destination", fr: "Destination"),
    meaning: Wording(
      en: "The id of the destination.", fr: "L’identifiant de la destination."))
  package static let cost = Field(
    "cost", .time, label: Wording(en: "Cost", fr: "Coût"),
    meaning: Wording(
      en: "The cost of the pair, as it was given.", fr: "Le coût du trajet, tel que donné."))
  package static let supply = Field(
    "supply", .score, label: Wording(en: "Supply", fr: "Offre"),
    meaning: Wording(en: "What the destination offers.", fr: "Ce qu’offre la destination."))
  package static let contribution = Field(
    "contribution", .score, label: Wording(en: "Contribution", fr: "Contribution"),
    meaning: Wording(
      en: "What the destination adds to the score.", fr: "Ce que la destination ajoute à l’indice.")
  )
  package static let share = Field(
    "share", .share, label: Wording(en: "Share of the score", fr: "Part de l’indice"),
    meaning: Wording(
      en: "The share of the score that it is.", fr: "La part de l’indice que cela fait."),
    of: "contribution")
  package static let why = Field(
    "reason", .category, label: Wording(en: "Why unknown", fr: "Pourquoi inconnu"),
    meaning: Wording(
      en: "Why it is not known what the destination adds.",
      fr: "Pourquoi l’on ignore ce qu’ajoute la destination."),
    values: reasonValues)

  /// The field of a figure of groups or of inequality.
  static func figure(named name: String) -> Field {
    if let field = (ofGroups + ofInequality).first(where: { $0.name == name }) { return field }
    if name.first == "p", let percent = Int(name.dropFirst()) {
      return percentile.at(["percent": String(percent)])
    }
    return index.at(["index": name])
  }

  /// The field of a figure of one measure, in a table with a row for each zone.
  static func figure(named name: String, of measure: String) -> Field {
    var field = figure(named: name)
    field.name = "\(measure)_\(name)"
    field.label = Wording(
      en: "\(field.label.en) (\(measure))", fr: "\(field.label.fr) (\(measure))")
    return field
  }

  package static let ofOrigins = [id, score, reason, change, boundaryBias]
  package static let ofGroups = [
    measure, group, people, unscored, mean, unscoredAfter, meanAfter, meanChange, losing, gaining,
    biasShare,
  ]
  package static let ofInequality = [
    measure, scenario, people, unscored, mean, percentile, index,
  ]
  package static let ofExplanations = [
    measure, scenario, origin, destination, cost, supply, contribution, share, why,
  ]
}
