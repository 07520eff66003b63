internal import GeoCore
internal import PlanningStudies

/// Totals of the studies that share zones out: coverage, people, overlaps.
extension SummaryMembers {
  static let coverage = (ofLayer + peopleInterval + mostCovered + [unknown]).map {
    $0.inside("coverage[].")
  }

  private static let ofLayer: [Field] = [
    SummaryFields.layer, SummaryFields.title, SummaryFields.status,
    SummaryFields.net, SummaryFields.inside, SummaryFields.inside.lowest,
    SummaryFields.inside.highest, expectedPeople, expectedPeople.lowest, expectedPeople.highest,
    SummaryFields.touched,
  ]

  private static let unknown = Field(
    "reason", .category, label: Wording(en: "Why unknown", fr: "Pourquoi inconnu"),
    meaning: Wording(
      en: "Why nothing is known of the layer, whose figures are null then.",
      fr: "Pourquoi l’on ne sait rien de la couche, dont les chiffres sont alors nuls."),
    values: [
      Field.Value(
        "no_positions",
        en: "the layer has features, and none has a position that can be used",
        fr: "la couche a des objets, et aucun n’a de position utilisable")
    ],
    presence: Wording(
      en: "only when nothing is known", fr: "seulement si l’on ne sait rien"))

  private static let peopleInterval: [Field] = [
    ("low_90", "at the least", "au moins"), ("high_90", "at the most", "au plus"),
  ].map { name, en, fr in
    Field(
      "population.\(name)", .people, label: Wording(en: "People, 90 %", fr: "Habitants, 90 %"),
      meaning: Wording(
        en:
          "What `population.expected` is \(en) nine times of ten, by the error that was measured.",
        fr: "Ce que vaut `population.expected` \(fr) neuf fois sur dix, selon l’erreur mesurée."),
      presence: Wording(
        en: "only when zones were held out", fr: "seulement si des zones sont mises de côté"),
      section: "people.md#how")
  }

  private static let expectedPeople = Field(
    "population.expected", .people, label: Wording(en: "People", fr: "Habitants"),
    meaning: Wording(
      en: "People expected under the layer, the sum over the zones.",
      fr: "Habitants attendus sous la couche, la somme sur les zones."),
    bounds: ["population.low", "population.high"],
    presence: Wording(
      en: "only when people are counted", fr: "seulement si l’on compte des habitants"),
    section: "methods.md#people")

  /// Up to five zones with the largest shares.
  private static let mostCovered: [Field] = {
    let share = SummaryFields.mostShare.called("most_covered[].share")
    return [
      SummaryFields.mostID.called("most_covered[].id"),
      SummaryFields.mostName.called("most_covered[].name"), share, share.lowest, share.highest,
    ]
  }()

  static let people = ofCounts.map { $0.inside("people.") }

  private static let ofCounts: [Field] = [
    Field(
      "people_field", .text, label: Wording(en: "Attribute", fr: "Attribut"),
      meaning: Wording(
        en: "The attribute that counts people.", fr: "L’attribut qui compte les habitants.")),
    Field(
      "people_counted", .people, label: Wording(en: "Counted", fr: "Comptés"),
      meaning: Wording(
        en: "People as they were counted.", fr: "Les habitants tels qu’ils ont été comptés.")),
    Field(
      "people_fitted", .people, label: Wording(en: "Fitted", fr: "Ajustés"),
      meaning: Wording(
        en: "People once known totals are met.",
        fr: "Les habitants une fois les totaux connus respectés.")),
    Field(
      "people_totals", .list, label: Wording(en: "Known totals", fr: "Totaux connus"),
      meaning: Wording(
        en: "The totals that counts are fitted to, each as layer:attribute.",
        fr: "Les totaux auxquels les comptes sont ajustés, chacun couche:attribut.")),
    Field(
      "people_totals_missed", .count, label: Wording(en: "Totals missed", fr: "Totaux manqués"),
      meaning: Wording(
        en: "Zones whose known total is not met.",
        fr: "Zones dont le total connu n’est pas respecté.")),
    Field(
      "people_fitting_rounds", .count, label: Wording(en: "Rounds", fr: "Tours"),
      meaning: Wording(
        en: "Rounds of proportional fitting.", fr: "Tours d’ajustement proportionnel.")),
    heldOut(
      "layer", .identifier, Wording(en: "Layer held out", fr: "Couche mise de côté"),
      Wording(
        en: "The layer whose totals were held out, to measure the error of what is predicted.",
        fr: "La couche dont les totaux sont mis de côté, pour mesurer l’erreur de prévision.")),
    heldOut(
      "field", .text, Wording(en: "Attribute held out", fr: "Attribut mis de côté"),
      Wording(en: "The attribute of its totals.", fr: "L’attribut de ses totaux.")),
    heldOut(
      "zones", .count, Wording(en: "Zones held out", fr: "Zones mises de côté"),
      Wording(en: "How many zones it has.", fr: "Combien elle a de zones.")),
    heldOut(
      "mean_error_share", .score, Wording(en: "Mean error", fr: "Erreur moyenne"),
      Wording(
        en: "The mean size of the error, as a share of the known total.",
        fr: "La taille moyenne de l’erreur, en part du total connu.")),
    heldOut(
      "worst_error_share", .score, Wording(en: "Worst error", fr: "Pire erreur"),
      Wording(
        en: "The largest error, with its sign.", fr: "L’erreur la plus grande, avec son signe.")),
    heldOut(
      "worst_zone", .identifier, Wording(en: "Worst zone", fr: "Pire zone"),
      Wording(en: "The zone of the largest error.", fr: "La zone de la plus grande erreur.")),
    heldOut(
      "error_share_90", .score, Wording(en: "Error of 90 %", fr: "Erreur de 90 %"),
      Wording(
        en: "The error that nine zones of ten stay within; null when there are too few zones.",
        fr: "L’erreur que neuf zones sur dix ne dépassent pas ; nulle s’il y a trop peu de zones.")
    ),
    heldOut(
      "score_90", .score, Wording(en: "Score of 90 %", fr: "Score de 90 %"),
      Wording(
        en:
          "The same over the root of what of a count hangs on where in their cells people live: what intervals of 90 % are made of.",
        fr:
          "La même, rapportée à la racine de ce qui dépend du lieu de vie dans les carreaux : la base des intervalles à 90 %."
      )),
  ]

  private static func heldOut(
    _ name: String, _ kind: Field.Kind, _ label: Wording, _ meaning: Wording
  ) -> Field {
    Field(
      "people_held_out.\(name)", kind, label: label, meaning: meaning,
      presence: Wording(
        en: "only when totals are held out", fr: "seulement si des totaux sont mis de côté"))
  }

  static let overlaps = ofPairs + verdicts

  private static let ofPairs: [Field] = [
    side("a", "A"), side("b", "B"),
    Field(
      "overlaps[].pairs", .count, label: Wording(en: "Pairs", fr: "Paires"),
      meaning: Wording(
        en: "Pairs of features that overlap.", fr: "Paires d’objets qui se recouvrent.")),
    Field(
      "overlaps[].area_m2", .area, label: Wording(en: "Shared area", fr: "Surface commune"),
      meaning: Wording(en: "The sum over pairs.", fr: "La somme sur les paires.")),
  ]

  private static let verdicts = OverlapFields.audit.values.map { verdict in
    Field(
      "audit.\(verdict.value)", .count,
      label: Wording(en: "Shapes \(verdict.value)", fr: "Formes « \(verdict.value) »"),
      meaning: Wording(
        en: "Shapes held against the area of their pair: \(verdict.label.en).",
        fr: "Formes comparées à la surface de leur paire : \(verdict.label.fr)."),
      section: "methods.md#the-audit")
  }

  private static func side(_ name: String, _ shown: String) -> Field {
    Field(
      "overlaps[].\(name)", .identifier,
      label: Wording(en: "Layer \(shown)", fr: "Couche \(shown)"),
      meaning: Wording(
        en: "The layer, by its name in the plan.", fr: "La couche, sous son nom dans le plan."))
  }
}
