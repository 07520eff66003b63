import GeoFormats

/// A line, a ring or a position has too few members.
enum TooFewPositions: FaultCheck {
  static let fault = StructureFault.Kind.tooFewPositions
  static let rule = IntegrityRule(
    code: "S111", name: "too-few-positions", severity: .error,
    summary: "A line, a ring or a position has too few members.",
    explanation: """
      RFC 7946, sections 3.1.1, 3.1.4 and 3.1.6: a position has at least two numbers, a line \
      two positions, a ring four, of which the last repeats the first. A ring with fewer \
      than three different positions encloses nothing, and OGC Simple Features does not \
      allow it.
      """,
    remedy: "add what is missing, or remove the geometry")
}
