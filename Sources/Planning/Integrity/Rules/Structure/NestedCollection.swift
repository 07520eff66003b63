import GeoFormats

/// A GeometryCollection stands inside another.
enum NestedCollection: FaultCheck {
  static let fault = StructureFault.Kind.nestedCollection
  static let rule = IntegrityRule(
    code: "S126", name: "nested-collection", severity: .warning,
    summary: "A GeometryCollection stands inside another.",
    explanation: """
      RFC 7946, section 3.1.8: nested collections should be avoided. Few programs read them; \
      amp-geo flattens them.
      """,
    remedy: "put all geometries into one collection",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.8")
}
