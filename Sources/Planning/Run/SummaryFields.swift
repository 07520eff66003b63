package import GeoCore
import PlanningStudies

/// The columns of the summary as a table: one row a layer.
package enum SummaryFields {
  package static let layer = Field(
    "layer", .identifier, label: Wording(en: "Layer", fr: "Couche"),
    meaning: Wording(
      en: "The layer, by its name in the plan.", fr: "La couche, sous son nom dans le plan."))
  package static let title = Field(
    "title", .name, label: Wording(en: "Title", fr: "Titre"),
    meaning: Wording(en: "Its title.", fr: "Son titre."))
  package static let status = Field(
    "status", .category, label: Wording(en: "Source", fr: "Source"),
    meaning: Wording(
      en: "How far the source can be relied on.", fr: "Ce que vaut la source."),
    values: CoverageFields.status.values, section: "outputs.md#status")
  package static let net = Field(
    "net_area_m2", .area, label: Wording(en: "Net area", fr: "Surface nette"),
    meaning: Wording(
      en: "The area of the layer, every place once.",
      fr: "La surface de la couche, chaque lieu une fois."))
  package static let inside = Field(
    "inside_zones_area_m2", .area,
    label: Wording(en: "Area inside the zones", fr: "Surface dans les zones"),
    meaning: Wording(
      en: "Of the net area, what lies in any zone.",
      fr: "De la surface nette, ce qui est dans une zone."),
    bounds: ["inside_zones_area_low_m2", "inside_zones_area_high_m2"], of: "net_area_m2")
  package static let outside = Field(
    "outside_zones_area_m2", .area,
    label: Wording(en: "Area outside the zones", fr: "Surface hors des zones"),
    meaning: Wording(en: "The rest.", fr: "Le reste."), of: "net_area_m2")
  package static let touched = Field(
    "zones_touched", .count, label: Wording(en: "Zones touched", fr: "Zones touchées"),
    meaning: Wording(
      en: "Zones that the layer touches by more than 1 m².",
      fr: "Zones que la couche touche de plus de 1 m²."))
  package static let mostID = Field(
    "most_covered_id", .identifier,
    label: Wording(en: "Most covered zone", fr: "Zone la plus couverte"),
    meaning: Wording(
      en: "The zone with the largest share; empty when none is touched.",
      fr: "La zone dont la part est la plus grande ; vide si aucune n’est touchée."))
  package static let mostName = Field(
    "most_covered_name", .name,
    label: Wording(en: "Its name", fr: "Son nom"),
    meaning: Wording(en: "The name of that zone.", fr: "Le nom de cette zone."))
  package static let mostShare = Field(
    "most_covered_share", .share, label: Wording(en: "Its share", fr: "Sa part"),
    meaning: Wording(
      en: "The share of that zone under the layer.", fr: "La part de cette zone sous la couche."),
    bounds: ["most_covered_share_low", "most_covered_share_high"])

  package static let all = [
    layer, title, status, net, inside, inside.lowest, inside.highest, outside, touched, mostID,
    mostName, mostShare, mostShare.lowest, mostShare.highest,
  ]
}
