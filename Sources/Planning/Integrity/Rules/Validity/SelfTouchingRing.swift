import GeoAlgorithms

/// A ring that meets itself in a point.
enum SelfTouchingRing: ValidityRule {
  static let rule = IntegrityRule(
    code: "V204", name: "self-touching-ring", severity: .error,
    summary: "A ring meets itself in a point without crossing.",
    explanation: """
      OGC Simple Features wants rings that are simple: no point is passed twice. A shell that \
      touches itself encloses a hole without saying so; ESRI's format writes holes this way, \
      GeoJSON and GeoPackage do not allow it. Areas come out right, overlays may fail.
      """,
    remedy: "write the enclosed loop as a hole, or as a part of its own: amp-geo fix does it")

  static let kind = ValidityFault.Kind.selfTouch
}
