import GeoFormats

/// A name stands twice in one object.
enum DuplicateKey: FaultCheck {
  static let fault = StructureFault.Kind.duplicateKey
  static let rule = IntegrityRule(
    code: "S117", name: "duplicate-key", severity: .warning,
    summary: "A name stands twice in one object.",
    explanation: """
      RFC 8259, section 4: names within an object should be unique. Which of the values a \
      program takes is chance; amp-geo takes the last.
      """,
    remedy: "keep one of them")
}
