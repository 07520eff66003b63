import GeoFormats

/// A number is NaN, infinite, or too large.
enum NonFiniteNumber: FaultCheck {
  static let fault = StructureFault.Kind.nonFiniteNumber
  static let rule = IntegrityRule(
    code: "S113", name: "non-finite-number", severity: .error,
    summary: "A number is NaN, infinite, or too large.",
    explanation: """
      RFC 8259, section 6, has no way to write NaN or an infinity, and numbers beyond \
      1.8e308 do not fit a 64-bit floating point number. Some programs write them where a \
      value is unknown; others then read none of the file.
      """,
    remedy: "write null, or the number that was meant")
}
