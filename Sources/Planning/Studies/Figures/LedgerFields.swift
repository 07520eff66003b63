package import GeoCore

/// The columns of ledgers: rows that add up, in = assigned + outside + dropped.
package enum LedgerFields {
  package static let attribute = Field(
    "field", .text, label: Wording(en: "Attribute", fr: "Attribut"),
    meaning: Wording(en: "The attribute that is moved.", fr: "L’attribut transféré."))
  package static let source = Field(
    "source_id", .identifier, label: Wording(en: "Source", fr: "Source"),
    meaning: Wording(en: "The feature that it comes from.", fr: "L’objet d’où il vient."))
  package static let value = Field(
    "value", .score, label: Wording(en: "Value", fr: "Valeur"),
    meaning: Wording(en: "What was there to be moved.", fr: "Ce qu’il y avait à transférer."))
  package static let row = Field(
    "id", .identifier, label: Wording(en: "Row", fr: "Ligne"),
    meaning: Wording(en: "The row that counts people.", fr: "La ligne qui compte des habitants."))
  package static let people = Field(
    "people", .people, label: Wording(en: "People", fr: "Habitants"),
    meaning: Wording(en: "People of the row.", fr: "Habitants de la ligne."))
  package static let assigned = Field(
    "assigned", .people, label: Wording(en: "Assigned", fr: "Affectés"),
    meaning: Wording(
      en: "What came into some zone, each counted once.",
      fr: "Ce qui est allé dans une zone, compté une fois."))
  package static let outside = Field(
    "outside", .people, label: Wording(en: "Outside", fr: "Dehors"),
    meaning: Wording(en: "What lies outside all zones.", fr: "Ce qui est hors de toute zone."))
  package static let dropped = Field(
    "dropped", .people, label: Wording(en: "Dropped", fr: "Écartés"),
    meaning: Wording(en: "What could not be used.", fr: "Ce qui n’a pu servir."))
  package static let reason = Field(
    "reason", .text, label: Wording(en: "Why", fr: "Pourquoi"),
    meaning: Wording(en: "Why it was dropped.", fr: "Pourquoi cela a été écarté."),
    section: "coverage.md#people")
  package static let ofPeople = [row, people, assigned, outside, dropped, reason]
  package static let ofTransfers = [attribute, source, value, assigned, outside, dropped, reason]
}
