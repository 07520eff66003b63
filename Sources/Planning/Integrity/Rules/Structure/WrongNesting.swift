import GeoFormats

/// Coordinates are nested too deep, or not deep enough.
enum WrongNesting: FaultCheck {
  static let fault = StructureFault.Kind.wrongNesting
  static let rule = IntegrityRule(
    code: "S110", name: "wrong-nesting", severity: .error,
    summary: "Coordinates are nested too deep, or not deep enough.",
    explanation: """
      RFC 7946, section 3.1: a position is an array of numbers; a LineString and a \
      MultiPoint are arrays of positions, a Polygon and a MultiLineString are arrays of \
      those, a MultiPolygon is an array of polygons. Most often the type is that of another \
      geometry.
      """,
    remedy: "set the type that fits the coordinates, or mend the brackets",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.1")
}
