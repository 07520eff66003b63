import GeoCore

/// The words that maps have of their own; those about columns come from the dictionary of fields.
enum MapWords {
  static let noData = Wording(en: "no data", fr: "sans donnée")
  static let features = Wording(en: "features", fr: "entités")
  static let other = Wording(en: "other", fr: "autres")
  static let kinds = Wording(en: "kinds", fr: "catégories")
  static let empty = Wording(en: "(empty)", fr: "(vide)")
  static let indicative = Wording(en: "indicative", fr: "indicatif")
  static let indicativeLimits = Wording(
    en: "Indicative limits: orientation only, not a legal boundary.",
    fr: "Limites indicatives : pour s’orienter, sans valeur juridique.")
  static let source = Wording(en: "Source: ", fr: "Source : ")
  static let sources = Wording(en: "Sources: ", fr: "Sources : ")
  static let scale = Wording(en: "Scale ", fr: "Échelle ")
  static let north = Wording(en: "N", fr: "N")
  static let lowerLimit = Wording(
    en: "Each class includes its lower limit.", fr: "Chaque classe contient sa borne inférieure.")
  static let merged = Wording(
    en: "Classes that no digit tells apart are one.",
    fr: "Les classes qu’aucun chiffre ne distingue n’en font qu’une.")
  static let points = Wording(en: "points", fr: "points")
  static let negative = Wording(en: "decrease", fr: "baisse")
  static let positive = Wording(en: "increase", fr: "hausse")
  static let before = Wording(en: "before", fr: "avant")
  static let after = Wording(en: "after", fr: "après")
  static let to = Wording(en: " to ", fr: " à ")
  static let zeroValues = Wording(en: "0 (no circle)", fr: "0 (sans cercle)")
  static let roads = Wording(en: "Roads", fr: "Routes")
  static let water = Wording(en: "Water", fr: "Eau")
  static let green = Wording(en: "Green spaces", fr: "Espaces verts")

  /// `in %`, `per km²`.
  static func inUnit(_ unit: String) -> Wording {
    if unit.hasPrefix("per ") {
      return Wording(en: unit, fr: "par " + unit.dropFirst("per ".count))
    }
    return Wording(en: "in \(unit)", fr: "en \(unit)")
  }

  static func withoutGeometry(_ count: Int) -> Wording {
    count == 1
      ? Wording(
        en: "1 feature without geometry: not drawn, not counted.",
        fr: "1 entité sans géométrie : ni dessinée, ni comptée.")
      : Wording(
        en: "\(count) features without geometry: not drawn, not counted.",
        fr: "\(count) entités sans géométrie : ni dessinées, ni comptées.")
  }

  static func bounds(_ widest: Wording) -> Wording {
    Wording(
      en: "Given how exact the borders are, values are open by up to \(widest.en);"
        + " bounds stand beside each value.",
      fr: "Vu la précision des limites, les valeurs sont connues à \(widest.fr) près au plus ;"
        + " les bornes suivent chaque valeur.")
  }

  static func summary(_ count: Int, by column: String, _ classes: String) -> Wording {
    Wording(
      en: "Map of \(count == 1 ? "1 feature" : "\(count) features") by \(column)."
        + " Features by class: \(classes).",
      fr: "Carte de \(count == 1 ? "1 entité" : "\(count) entités") : \(column)."
        + " Entités par classe : \(classes).")
  }

  static func latitude(_ degrees: Int) -> Wording {
    degrees == 0
      ? Wording(en: "at the equator", fr: "à l’équateur")
      : Wording(
        en: "at \(abs(degrees))° \(degrees < 0 ? "S" : "N")",
        fr: "à \(abs(degrees))° \(degrees < 0 ? "S" : "N")")
  }
}
