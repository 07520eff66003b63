import GeoFormats

/// A bbox disagrees with the coordinates.
enum WrongBoundingBox: FaultCheck {
  static let fault = StructureFault.Kind.wrongBoundingBox
  static let rule = IntegrityRule(
    code: "S116", name: "wrong-bbox", severity: .warning,
    summary: "A bbox disagrees with the coordinates.",
    explanation: """
      RFC 7946, section 5: a bbox is west, south, east, north of all that it stands with. Programs \
      that trust it miss features, or zoom to the wrong place. It may leave digits out: each side \
      may be off by one unit of its last digit, but by no more than a thousandth of a degree (a \
      metre in projected systems), and by a millionth (a decimetre) always. One with west greater \
      than east crosses the antimeridian; of it only latitudes are compared. What is no array of 4 \
      or 6 numbers is S109.
      """,
    remedy: "correct or remove the bbox",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-5")
}
