public import GeoCore

/// The columns of ledgers: rows that add up, in = assigned + outside + dropped.
public enum LedgerFields {
  public static let attribute = Field(
    "field", .text, label: Wording(en: "Attribute", fr: "Attribut"),
    meaning: Wording(en: "The attribute that is moved.", fr: "L’attribut transféré."))
  public static let source = Field(
    "source_id", .identifier, label: Wording(en: "Source", fr: "Source"),
    meaning: Wording(en: "The feature that it comes from.", fr: "L’objet d’où il vient."))
  public static let value = Field(
    "value", .score, label: Wording(en: "Value", fr: "Valeur"),
    meaning: Wording(en: "What was there to be moved.", fr: "Ce qu’il y avait à transférer."))
  public static let row = Field(
    "id", .identifier, label: Wording(en: "Row", fr: "Ligne"),
    meaning: Wording(en: "The row that counts people.", fr: "La ligne qui compte des habitants."))
  public static let people = Field(
    "people", .people, label: Wording(en: "People", fr: "Habitants"),
    meaning: Wording(en: "People of the row.", fr: "Habitants de la ligne."))
  public static let assigned = Field(
    "assigned", .people, label: Wording(en: "Assigned", fr: "Affectés"),
    meaning: Wording(
      en: "What came into some zone, each counted once.",
      fr: "Ce qui est allé dans une zone, compté une fois."))
  public static let outside = Field(
    "outside", .people, label: Wording(en: "Outside", fr: "Dehors"),
    meaning: Wording(en: "What lies outside all zones.", fr: "Ce qui est hors de toute zone."))
  public static let dropped = Field(
    "dropped", .people, label: Wording(en: "Dropped", fr: "Écartés"),
    meaning: Wording(en: "What could not be used.", fr: "Ce qui n’a pu servir."))
  public static let reason = Field(
    "reason", .text, label: Wording(en: "Why", fr: "Pourquoi"),
    meaning: Wording(en: "Why it was dropped.", fr: "Pourquoi cela a été écarté."),
    section: "coverage.md#people")
  public static let ofPeople = [row, people, assigned, outside, dropped, reason]
  public static let ofTransfers = [attribute, source, value, assigned, outside, dropped, reason]
}
