import Geo

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
    remedy: "make the ring a part of its own, or move it to the part that it belongs to")

  static let kind = ValidityFault.Kind.holeOutsideShell
}
