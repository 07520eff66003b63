internal import GeoCore
internal import PlanningStudies

/// Where ground and people went, and figures of publishers beside ours.
extension SummaryMembers {
  static let ledger = ofGround.map { $0.inside("ledger[].") }

  private static let ofGround: [Field] = [
    SummaryFields.layer,
    Field(
      "features_read", .count, label: Wording(en: "Features read", fr: "Objets lus"),
      meaning: Wording(
        en: "Features that passed the filter.", fr: "Objets qui ont passé le filtre.")),
    Field(
      "features_used", .count, label: Wording(en: "Features used", fr: "Objets utilisés"),
      meaning: Wording(
        en: "Of these, what was not left out.", fr: "Parmi eux, ceux qui n’ont pas été écartés.")),
    Field(
      "features_dropped[].feature", .identifier,
      label: Wording(en: "Feature dropped", fr: "Objet écarté"),
      meaning: Wording(
        en: "A feature that was left out.", fr: "Un objet qui a été écarté.")),
    Field(
      "features_dropped[].reason", .text, label: Wording(en: "Why", fr: "Pourquoi"),
      meaning: Wording(
        en: "No geometry, no area, or what makes it invalid (with `--lenient`).",
        fr: "Pas de géométrie, pas de surface, ou ce qui le rend invalide (avec `--lenient`).")),
    Field(
      "gross_area_m2", .area, label: Wording(en: "Gross area", fr: "Surface brute"),
      meaning: Wording(
        en: "The sum of the features' areas.", fr: "La somme des surfaces des objets.")),
    Field(
      "double_counted_area_m2", .area,
      label: Wording(en: "Counted twice", fr: "Surface comptée deux fois"),
      meaning: Wording(
        en: "Gross less net: what overlaps within the layer.",
        fr: "Brute moins nette : ce qui se recouvre dans la couche.")),
    SummaryFields.net, insideZones, SummaryFields.outside,
  ]

  /// As of coverage, without bounds.
  private static let insideZones: Field = {
    var field = SummaryFields.inside
    field.bounds = []
    return field
  }()

  static let peopleLedger = ofPeople.map { $0.inside("people_ledger.") }

  private static let ofPeople: [Field] = [
    Field(
      "layer", .identifier, label: Wording(en: "Layer", fr: "Couche"),
      meaning: Wording(en: "Where people were read.", fr: "Où les habitants ont été lus.")),
    Field(
      "field", .text, label: Wording(en: "Attribute", fr: "Attribut"),
      meaning: Wording(
        en: "The attribute that counts them.", fr: "L’attribut qui les compte.")),
    Field(
      "rows", .count, label: Wording(en: "Rows", fr: "Lignes"),
      meaning: Wording(en: "Rows read.", fr: "Lignes lues.")),
    Field(
      "people", .people, label: Wording(en: "People", fr: "Habitants"),
      meaning: Wording(en: "Their sum.", fr: "Leur somme.")),
    LedgerFields.assigned, LedgerFields.outside, LedgerFields.dropped,
    LedgerFields.row.called("dropped_rows[].id"),
    LedgerFields.people.called("dropped_rows[].people"),
    LedgerFields.reason.called("dropped_rows[].reason"),
  ]

  static let figures = ofPublishers.map { $0.inside("published_figures[].") }

  private static let ofPublishers: [Field] = [
    Field(
      "layer", .identifier, label: Wording(en: "Layer", fr: "Couche"),
      meaning: Wording(en: "The embedded layer.", fr: "La couche fournie.")),
    Field(
      "what", .text, label: Wording(en: "Figure", fr: "Chiffre"),
      meaning: Wording(en: "What is counted or measured.", fr: "Ce qui est compté ou mesuré.")),
    Field(
      "where", .text, label: Wording(en: "Filter", fr: "Filtre"),
      meaning: Wording(en: "Of which features.", fr: "De quels objets."),
      presence: Wording(
        en: "only when it is of some", fr: "seulement s’il s’agit d’une partie")),
    Field(
      "measure", .category, label: Wording(en: "Measure", fr: "Mesure"),
      meaning: Wording(en: "How it is counted or measured.", fr: "Comment on compte ou mesure."),
      values: [
        Field.Value("count", en: "features", fr: "objets"),
        Field.Value("sum", en: "of an attribute", fr: "d’un attribut"),
        Field.Value("area_ha", en: "net area in hectares", fr: "surface nette en hectares"),
      ]),
    Field(
      "computed", .score, label: Wording(en: "Ours", fr: "Calculé"),
      meaning: Wording(en: "The figure as computed here.", fr: "Le chiffre calculé ici.")),
    Field(
      "published", .score, label: Wording(en: "Published", fr: "Publié"),
      meaning: Wording(en: "The figure as published.", fr: "Le chiffre publié.")),
    Field(
      "allowed_difference", .score, label: Wording(en: "Allowed", fr: "Écart admis"),
      meaning: Wording(
        en: "0 for counts and sums unless the catalogue says otherwise; for areas, perimeter ×"
          + " stated accuracy, in hectares.",
        fr: "0 pour les comptes et les sommes sauf si le catalogue dit autre chose ; pour les"
          + " surfaces, périmètre × précision déclarée, en hectares.")),
    Field(
      "agrees", .boolean, label: Wording(en: "Agrees", fr: "S’accorde"),
      meaning: Wording(
        en: "Whether the two differ by no more than that.",
        fr: "Si les deux ne diffèrent pas davantage.")),
    Field(
      "source", .text, label: Wording(en: "Publisher", fr: "Source du chiffre"),
      meaning: Wording(en: "Who published it.", fr: "Qui l’a publié.")),
    Field(
      "note", .text, label: Wording(en: "Note", fr: "Remarque"),
      meaning: Wording(
        en: "What is known of a difference.", fr: "Ce que l’on sait d’un écart."),
      presence: Wording(en: "only when something is", fr: "seulement si l’on en sait")),
  ]
}
