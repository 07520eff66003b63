import GeoFormats

/// The file is a geometry without a feature around it.
enum BareGeometry: FaultCheck {
  static let fault = StructureFault.Kind.bareGeometry
  static let rule = IntegrityRule(
    code: "S131", name: "bare-geometry", severity: .info,
    summary: "The file is a geometry without a feature around it.",
    explanation: """
      RFC 7946, section 3, allows it, but such a file has no room for an id or attributes, \
      and some programs want features.
      """,
    remedy: "wrap it in a Feature",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3")
}
