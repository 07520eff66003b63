import GeoFormats

/// A member that GeoJSON demands is missing.
enum MissingMember: FaultCheck {
  static let fault = StructureFault.Kind.missingMember
  static let rule = IntegrityRule(
    code: "S108", name: "missing-member", severity: .error,
    summary: "A member that GeoJSON demands is missing.",
    explanation: """
      RFC 7946, sections 3.1 to 3.3: a geometry has "type" and "coordinates" (a collection \
      "geometries"), a feature "type", "geometry" and "properties", a collection of features \
      "features". Geometry and properties may be null, but must be there.
      """,
    remedy: "add the member")
}
