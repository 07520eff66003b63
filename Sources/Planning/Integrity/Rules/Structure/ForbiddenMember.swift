import GeoFormats

/// A member stands in an object that must not have it.
enum ForbiddenMember: FaultCheck {
  static let fault = StructureFault.Kind.forbiddenMember
  static let rule = IntegrityRule(
    code: "S121", name: "forbidden-member", severity: .error,
    summary: "A member stands in an object that must not have it.",
    explanation: """
      RFC 7946, section 7.1: a feature must not have "coordinates", "geometries" or \
      "features"; a geometry must not have "geometry", "properties" or "features"; a \
      FeatureCollection must not have "coordinates", "geometries", "geometry" or \
      "properties".
      """,
    remedy: "move it to where it belongs, or rename it",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-7.1")
}
