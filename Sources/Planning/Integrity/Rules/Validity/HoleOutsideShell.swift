import GeoAlgorithms

/// A hole that cuts nothing out.
enum HoleOutsideShell: ValidityRule {
  static let rule = IntegrityRule(
    code: "V205", name: "hole-outside-shell", severity: .error,
    summary: "A hole lies outside the shell of its polygon.",
    explanation: """
      OGC Simple Features: interior rings lie inside the exterior one. A hole elsewhere is \
      mostly a part of a multipolygon that was written as a ring of the first part; some \
      programs subtract its area. Asked only of holes that do not cross the shell (V203).
      """,
    remedy: "move the ring to the part it belongs to; amp-geo fix drops it or makes it a part")

  static let kind = ValidityFault.Kind.holeOutsideShell
}
