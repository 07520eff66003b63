import GeoCore

/// Longitudes beyond 180 degrees.
enum BeyondAntimeridian: FeatureCheck {
  static let rule = IntegrityRule(
    code: "S122", name: "beyond-antimeridian", severity: .warning,
    summary: "A longitude lies beyond 180 degrees east or west.",
    explanation: """
      RFC 7946, section 3.1.9, wants geometries cut at the antimeridian, so that no longitude need \
      go beyond it. 190 and -170 are the same place, but many programs look for it in two. One \
      finding a feature.
      """,
    remedy: "cut the geometry at 180 degrees, or subtract 360",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.9")

  static func findings(of feature: Int, in layer: CheckedLayer) -> [Finding] {
    let geometries = layer.geometries
    guard geometries.crs == .wgs84 else { return [] }
    for vertex in geometries.vertices(ofFeature: feature) {
      let x = geometries.x(vertex)
      if abs(x) <= 180 || abs(x) > 360 { continue }
      return [
        layer.finding(
          rule, "longitude \(x) lies beyond 180 degrees", features: [feature],
          at: (x, geometries.y(vertex)))
      ]
    }
    return []
  }
}
