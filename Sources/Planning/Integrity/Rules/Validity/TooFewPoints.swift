import GeoAlgorithms
internal import PlanningStudies

/// A ring that bounds nothing.
enum TooFewPoints: ValidityRule {
  static let rule = IntegrityRule(
    code: "V213", name: "too-few-points", severity: .error,
    summary: "A ring has fewer than three different points.",
    explanation: """
      Such a ring bounds nothing. Rounding coordinates to fewer decimals makes them of small \
      parts and holes. A ring of more points that all lie on one line is reported by its spikes \
      (V210).
      """,
    remedy: "remove the ring, or restore its points")

  static let kind = ValidityFault.Kind.tooFewPoints
}
