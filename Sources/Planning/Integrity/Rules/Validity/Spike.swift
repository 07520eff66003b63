import GeoAlgorithms

/// A ring that runs out and back along the same line.
enum Spike: ValidityRule {
  static let rule = IntegrityRule(
    code: "V210", name: "spike", severity: .error,
    summary: "A ring runs out to a vertex and back along the same line.",
    explanation: """
      The way out and the way back lie exactly on one line, so that the spike has no area; in \
      OGC Simple Features it is a self-intersection. Digitising and snapping make them. Spikes \
      that are open by a hair are V215.
      """,
    remedy: "remove the vertex at the tip: amp-geo fix does it")

  static let kind = ValidityFault.Kind.spike
}
