import GeoFormats

/// The file is JSON, but no GeoJSON object.
enum NotGeoJSON: FaultCheck {
  static let fault = StructureFault.Kind.notGeoJSON
  static let rule = IntegrityRule(
    code: "S107", name: "not-geojson", severity: .error,
    summary: "The file is JSON, but no GeoJSON object.",
    explanation: """
      RFC 7946, section 3: the root is an object whose member "type" is FeatureCollection, \
      Feature or a geometry type, in exactly these letters. Where it is plain what was \
      meant, its features are checked nevertheless.
      """,
    remedy: "make the root a FeatureCollection, a Feature or a geometry", makesUnreadable: true,
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3")
}
