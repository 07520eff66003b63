package import GeoCore
internal import PlanningStudies

/// What the members of `summary.json` are: a `Field` for each, by its path.
///
/// A path leads from the top: `coverage[].most_covered[].share` is the share of an entry of a list
/// in an entry of a list. Every text, number, truth value and list of these has a field. What says
/// where figures come from has none: its members are those of the studies' parameters, see
/// `provenance`.
package enum SummaryMembers {
  /// Sections of the summary in their order, each as documents name it.
  package static let all = [
    ResultFields(result: "summary-top", fields: top),
    ResultFields(result: "summary-zones", fields: zones),
    ResultFields(result: "summary-coverage", fields: coverage),
    ResultFields(result: "summary-people", fields: people),
    ResultFields(result: "summary-accessibility", fields: accessibility),
    ResultFields(result: "summary-overlaps", fields: overlaps),
    ResultFields(result: "summary-site", fields: site),
    ResultFields(result: "summary-reach", fields: reach),
    ResultFields(result: "summary-indicators", fields: indicators),
    ResultFields(result: "summary-ledger", fields: ledger),
    ResultFields(result: "summary-people-ledger", fields: peopleLedger),
    ResultFields(result: "summary-figures", fields: figures),
  ]

  /// The objects that say where figures come from.
  package static let provenance = ["amp_geo", "accessibility.network"]

  /// The field of a member; nil when there is none.
  package static func field(at path: String) -> Field? {
    all.lazy.flatMap(\.fields).first { $0.name == path }
  }

  private static let top: [Field] = [
    Field(
      "title", .text, label: Wording(en: "Title", fr: "Titre"),
      meaning: Wording(en: "The plan's title.", fr: "Le titre du plan.")),
    Field(
      "indicative_layers", .list, label: Wording(en: "Drawn layers", fr: "Couches dessinées"),
      meaning: Wording(
        en: "The layers that rest on drawn shapes.",
        fr: "Les couches qui reposent sur des formes dessinées."), section: "outputs.md#status"),
    Field(
      "notes", .list, label: Wording(en: "Notes", fr: "Remarques"),
      meaning: Wording(
        en: "What a reader of the results must know, in sentences.",
        fr: "Ce que le lecteur des résultats doit savoir, en phrases.")),
  ]

  private static let zones = ofZones.map { $0.inside("zones.") }

  private static let ofZones: [Field] = [
    Field(
      "layer", .identifier, label: Wording(en: "Layer", fr: "Couche"),
      meaning: Wording(en: "The name of the zones' layer.", fr: "Le nom de la couche des zones.")),
    Field(
      "count", .count, label: Wording(en: "Zones", fr: "Nombre de zones"),
      meaning: Wording(en: "How many zones there are.", fr: "Combien il y a de zones.")),
    Field(
      "area_m2", .area, label: Wording(en: "Area", fr: "Surface"),
      meaning: Wording(en: "The sum of their areas.", fr: "La somme de leurs surfaces.")),
    Field(
      "net_area_m2", .area, label: Wording(en: "Net area", fr: "Surface nette"),
      meaning: Wording(
        en: "Their area together, every place once.",
        fr: "Leur surface ensemble, chaque lieu une fois.")),
    Field(
      "geodesic_area_m2", .area, label: Wording(en: "Geodesic area", fr: "Surface géodésique"),
      meaning: Wording(
        en: "The sum of their areas with edges along geodesics: an audit of `zones.area_m2` that"
          + " uses no projection.",
        fr: "La somme de leurs surfaces aux côtés géodésiques : un contrôle de `zones.area_m2` sans"
          + " projection.")),
    Field(
      "area_check.features", .count,
      label: Wording(en: "Areas checked", fr: "Surfaces contrôlées"),
      meaning: Wording(
        en: "How many features of all layers were held against geodesics.",
        fr: "Combien d’objets de toutes les couches ont été comparés aux géodésiques."),
      section: "methods.md#measuring-systems"),
    Field(
      "area_check.largest_deviation", .score,
      label: Wording(en: "Largest deviation", fr: "Écart le plus grand"),
      meaning: Wording(
        en: "The largest deviation of an area among them, as a share.",
        fr: "L’écart de surface le plus grand parmi eux, en part.")),
    Field(
      "population_field", .text, label: Wording(en: "Attribute of people", fr: "Attribut"),
      meaning: Wording(
        en: "The attribute that counts people; null when none was named.",
        fr: "L’attribut qui compte les habitants ; nul si aucun n’est nommé.")),
    Field(
      "population", .people, label: Wording(en: "People", fr: "Population"),
      meaning: Wording(
        en: "The sum of that attribute over the zones that have it; null without one.",
        fr: "La somme de cet attribut sur les zones qui l’ont ; nulle sans attribut.")),
    Field(
      "zones_without_population", .count,
      label: Wording(en: "Zones without people", fr: "Zones sans population"),
      meaning: Wording(
        en: "Zones whose attribute is null or missing.",
        fr: "Zones dont l’attribut est nul ou manque.")),
  ]
}

extension Field {
  /// The field of a member of an object: its own names with the object's path before them.
  func inside(_ path: String) -> Field {
    var field = self
    field.name = path + name
    field.bounds = bounds.map { path + $0 }
    field.denominator = denominator.map { path + $0 }
    field.reason = reason.map { path + $0 }
    return field
  }

  /// The same field where no reason stands beside it, since its value is never unknown.
  var alwaysKnown: Field {
    var field = self
    field.reason = nil
    return field
  }

  /// The same field under another name, its bounds with it.
  func called(_ name: String) -> Field {
    var field = self
    field.name = name
    if !bounds.isEmpty { field.bounds = [name + "_low", name + "_high"] }
    return field
  }
}
