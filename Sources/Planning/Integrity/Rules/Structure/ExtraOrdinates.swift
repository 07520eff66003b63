import GeoFormats

/// Positions have more than three numbers.
enum ExtraOrdinates: FaultCheck {
  static let fault = StructureFault.Kind.extraOrdinates
  static let rule = IntegrityRule(
    code: "S124", name: "extra-ordinates", severity: .warning,
    summary: "Positions have more than three numbers.",
    explanation: """
      RFC 7946, section 3.1.1: positions should not be extended beyond longitude, latitude \
      and altitude; readers may ignore further numbers, and amp-geo does. One finding a \
      file.
      """,
    remedy: "keep measures and times in the properties",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.1")
}
