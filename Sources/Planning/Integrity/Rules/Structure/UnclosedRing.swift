import GeoFormats

/// The last position of a ring differs from its first.
enum UnclosedRing: FaultCheck {
  static let fault = StructureFault.Kind.unclosedRing
  static let rule = IntegrityRule(
    code: "S112", name: "unclosed-ring", severity: .error,
    summary: "The last position of a ring differs from its first.",
    explanation: """
      RFC 7946, section 3.1.6: the first and the last position of a ring are equivalent, and \
      must hold identical values. Programs close such a ring, drop it, or refuse the file.
      """,
    remedy: "repeat the first position at the end",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.6")
}
