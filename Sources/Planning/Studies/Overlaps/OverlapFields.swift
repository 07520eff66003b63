package import GeoCore

/// The columns of overlaps, with shapes and without.
package enum OverlapFields {
  private static func side(_ side: String) -> [Field] {
    let upper = side.uppercased()
    return [
      Field(
        "\(side)_layer", .text, label: Wording(en: "Layer \(upper)", fr: "Couche \(upper)"),
        meaning: Wording(
          en: "The layer, by its name in the plan.", fr: "La couche, sous son nom dans le plan.")),
      Field(
        "\(side)_id", .identifier,
        label: Wording(en: "Feature of \(upper)", fr: "Objet de \(upper)"),
        meaning: Wording(en: "The id of the feature.", fr: "L’identifiant de l’objet."),
        section: "outputs.md#ids-and-names"),
      Field(
        "\(side)_name", .name, label: Wording(en: "Name in \(upper)", fr: "Nom dans \(upper)"),
        meaning: Wording(
          en: "The name of the feature; null without one.",
          fr: "Le nom de l’objet ; vide s’il n’en a pas."),
        section: "outputs.md#ids-and-names"),
    ]
  }

  package static let a = side("a")
  package static let b = side("b")

  package static let area = Field(
    "area_m2", .area, label: Wording(en: "Shared area", fr: "Surface commune"),
    meaning: Wording(
      en: "The shared area, computed without the shape.",
      fr: "La surface commune, calculée sans construire la forme."),
    bounds: ["area_low_m2", "area_high_m2"])

  private static func share(_ side: String) -> Field {
    let upper = side.uppercased()
    return Field(
      "share_of_\(side)", .share,
      label: Wording(en: "Share of \(upper)", fr: "Part de \(upper)"),
      meaning: Wording(
        en: "The shared area over the whole area of the feature of \(upper).",
        fr: "La surface commune rapportée à toute la surface de l’objet de \(upper)."))
  }

  package static let shareOfA = share("a")
  package static let shareOfB = share("b")

  /// The ids of the zones; the column has the name of their layer.
  package static let zones = Field(
    "{zones}", .list, label: Wording(en: "Zones", fr: "Zones"),
    meaning: Wording(
      en: "Ids of the zones that the shape reaches into by more than 1 m², as an array of texts.",
      fr: "Identifiants des zones où la forme entre de plus de 1 m², en liste de textes."),
    presence: Wording(
      en: "only when zones are given", fr: "seulement si des zones sont données"))

  package static let status = Field(
    "status", .category, label: Wording(en: "Source", fr: "Source"),
    meaning: Wording(
      en: "The weaker status of the two features.", fr: "Le statut le plus faible des deux objets."),
    values: SourceStatus.fieldValues, section: "outputs.md#status")

  package static let audit = Field(
    "audit", .category, label: Wording(en: "Audit", fr: "Contrôle"),
    meaning: Wording(
      en: "How the shape's area agrees with `area_m2`.",
      fr: "Comment la surface de la forme s’accorde avec `area_m2`."),
    values: [
      Field.Value("agreed", en: "they agree", fr: "elles s’accordent"),
      Field.Value(
        "regridded", en: "they agreed only once cut on a fixed grid",
        fr: "elles ne s’accordent qu’une fois découpées sur une grille fixe"),
      Field.Value("disputed", en: "they do not agree", fr: "elles ne s’accordent pas"),
    ], section: "methods.md#the-audit")

  package static let auditArea = Field(
    "audit_area_m2", .area, label: Wording(en: "Area of the shape", fr: "Surface de la forme"),
    meaning: Wording(
      en: "The area of the shape, by its own vertices in the equal-area system.",
      fr: "La surface de la forme, par ses propres sommets dans le système équivalent."))

  /// Those of pairs with shapes, in their order, without the zones.
  static let ofShapes =
    a + b + [area, area.lowest, area.highest, shareOfA, shareOfB, status, audit, auditArea]
  /// Those of a table without shapes, in their order; the last three only with indicative layers.
  package static let pairs = [
    a[1], b[1], area, shareOfA, shareOfB, area.lowest, area.highest, status,
  ]

  package static let all =
    a + b + [
      area, area.lowest, area.highest, shareOfA, shareOfB, zones, status, audit, auditArea,
    ]
}
