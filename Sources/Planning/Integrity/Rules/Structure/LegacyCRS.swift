import GeoFormats

/// The file has a member crs, as GeoJSON had it before RFC 7946.
enum LegacyCRS: FaultCheck {
  static let fault = StructureFault.Kind.legacyCRS
  static let rule = IntegrityRule(
    code: "S118", name: "legacy-crs", severity: .warning,
    summary: "The file has a member crs, as GeoJSON had it before RFC 7946.",
    explanation: """
      The draft of 2008 had it; RFC 7946, section 4, has removed it: coordinates are \
      longitude and latitude in WGS 84. Programs differ in whether they honour it. amp-geo \
      does, on a FeatureCollection, a Feature and a geometry, and checks the file in that system; \
      coordinates in several systems are brought to WGS 84.
      """,
    remedy: "amp-geo convert writes WGS 84 without it",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-4")
}
