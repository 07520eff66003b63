import GeoAlgorithms

/// A part of a multipolygon in another.
enum NestedShells: ValidityRule {
  static let rule = IntegrityRule(
    code: "V207", name: "nested-shells", severity: .error,
    summary: "A part of a multipolygon lies in another part.",
    explanation: """
      OGC Simple Features: the interiors of parts are disjoint. The inner part is counted twice \
      in areas, or was meant to be a hole. A part in a hole of another is allowed. Parts that \
      overlap by crossing are V203.
      """,
    remedy: "make the inner part a hole, or remove it")

  static let kind = ValidityFault.Kind.nestedShells
}
