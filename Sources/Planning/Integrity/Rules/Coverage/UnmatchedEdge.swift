/// A common line whose vertices are not common.
enum UnmatchedEdge: RuleDefinition {
  static let rule = IntegrityRule(
    code: "C204", name: "unmatched-edge", severity: .warning,
    summary: "Features meet along a line or in a point, and one has a vertex that the other lacks.",
    explanation: """
      In a valid coverage, two polygons that meet have exactly the same vertices where they do, and \
      no vertex of one lies inside an edge of the other (the definition is that of JTS' \
      CoverageValidator). A vertex of one on an edge of the other \
      does no harm as long as the edge stays straight; reprojected, simplified or moved, the two \
      come apart, and programs that look for neighbours by common edges find none. One finding for \
      each connected line of the same features, and for each vertex that touches an edge without \
      running along it. What bounds an overlap or a gap is not listed \
      again. Strips and overlaps at most a millimetre wide count as one line.
      """,
    remedy: "add the missing vertices; amp-geo fix --tolerance does")
}
