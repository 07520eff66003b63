import GeoAlgorithms

/// Rings that touch so that the interior falls apart.
enum DisconnectedInterior: ValidityRule {
  static let rule = IntegrityRule(
    code: "V208", name: "disconnected-interior", severity: .error,
    summary: "Rings that touch cut the interior of a polygon into pieces.",
    explanation: """
      OGC Simple Features: the interior of a polygon is one connected set. Holes may touch the \
      shell and each other in single points, but not so that a closed chain of them fences \
      something off. Asked only of parts without another fault; the place is that of the touch \
      that closes the chain.
      """,
    remedy: "split the polygon where the rings touch: amp-geo fix does it")

  static let kind = ValidityFault.Kind.disconnectedInterior
}
