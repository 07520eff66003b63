import GeoCore

/// A feature without a place.
enum NullGeometry: FeatureCheck {
  static let rule = IntegrityRule(
    code: "S103", name: "null-geometry", severity: .warning,
    summary: "A feature has no geometry, or an empty one.",
    explanation: """
      RFC 7946, section 3.2, allows a feature without a place, and section 3.1 an empty array of \
      coordinates; most analyses leave such features out without a word. A geometry that cannot be \
      read is named by another rule. Tables without columns of coordinates are not held to it.
      """,
    remedy: "give it a geometry, or remove the feature",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.2")

  static func findings(of feature: Int, in layer: CheckedLayer) -> [Finding] {
    let geometries = layer.geometries
    guard geometries.isEmpty(feature: feature), !layer.isUnreadable(feature), !layer.isPlainTable
    else { return [] }
    let what = geometries.kinds[feature] == .null ? "no geometry" : "an empty geometry"
    return [layer.finding(rule, what, features: [feature])]
  }
}
