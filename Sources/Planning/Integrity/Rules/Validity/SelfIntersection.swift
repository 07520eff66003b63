import GeoAlgorithms

/// Edges that cross, or run along each other.
enum SelfIntersection: ValidityRule {
  static let rule = IntegrityRule(
    code: "V203", name: "self-intersection", severity: .error,
    summary: "Rings cross themselves or each other, or run along each other.",
    explanation: """
      OGC Simple Features (06-103r4, 6.1.11): rings of a polygon, and parts of a multipolygon, \
      meet in single points at most. Every crossing and every shared stretch is named, with its \
      edges; edge 1 of a ring runs from its first vertex to the second, ring 1 is the shell. \
      Sides of lines are decided exactly, so that no crossing is too small to be found. Where \
      parts overlap or share a border, the message names rings of two parts. The area of such a \
      polygon is undefined: programs differ on it.
      """,
    remedy: "move the vertices so that the edges no longer meet, or let amp-geo fix cut them there"
  )

  static let kind = ValidityFault.Kind.selfIntersection
}
