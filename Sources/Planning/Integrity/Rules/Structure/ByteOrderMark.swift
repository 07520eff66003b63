import GeoFormats

/// A byte order mark stands before the text.
enum ByteOrderMark: FaultCheck {
  static let fault = StructureFault.Kind.byteOrderMark
  static let rule = IntegrityRule(
    code: "S130", name: "byte-order-mark", severity: .warning,
    summary: "A byte order mark stands before the text.",
    explanation: """
      RFC 8259, section 8.1: programs must not put one before a JSON text that goes over a \
      network; readers may pass over it, and amp-geo does.
      """,
    remedy: "save the file as UTF-8 without a byte order mark", strictSeverity: .error,
    reference: "https://www.rfc-editor.org/rfc/rfc8259#section-8.1")
}
