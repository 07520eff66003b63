import GeoFormats

/// The text is not JSON.
enum NotJSON: FaultCheck {
  static let fault = StructureFault.Kind.notJSON
  static let rule = IntegrityRule(
    code: "S106", name: "not-json", severity: .error,
    summary: "The text is not JSON.",
    explanation: """
      RFC 8259 is strict: no comments, no commas before a closing bracket, double quotes \
      only, no line breaks or control characters in strings, no half surrogate pairs, UTF-8. \
      What was read before the place named is checked; of what follows nothing is known, and \
      other programs read none of the file.
      """,
    remedy: "correct the text at the place named", makesUnreadable: true)
}
