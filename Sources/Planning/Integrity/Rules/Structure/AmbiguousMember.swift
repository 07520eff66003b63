import GeoFormats

/// A member that decides what an object is stands twice.
enum AmbiguousMember: FaultCheck {
  static let fault = StructureFault.Kind.ambiguousMember
  static let rule = IntegrityRule(
    code: "S120", name: "ambiguous-member", severity: .error,
    summary: "A member that decides what an object is stands twice.",
    explanation: """
      Two geometries or properties in one feature, two types or coordinates in one geometry, \
      two arrays of features: which of them counts is chance (RFC 8259, section 4), and \
      nothing is taken for granted here.
      """,
    remedy: "keep the one that is meant")
}
