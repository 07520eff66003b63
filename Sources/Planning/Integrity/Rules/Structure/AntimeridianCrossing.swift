import GeoCore

/// An edge that goes the long way round the Earth.
enum AntimeridianCrossing: FeatureCheck {
  static let rule = IntegrityRule(
    code: "S123", name: "antimeridian-crossing", severity: .warning,
    summary: "An edge spans more than half the Earth: it seems to cross the antimeridian uncut.",
    explanation: """
      RFC 7946, section 3.1.9: what crosses the antimeridian should be cut in two there. An edge \
      from 179 to -179 degrees is a straight line through longitude 0 to most programs. Said of \
      edges longer than 180 and shorter than 360 degrees of longitude. One finding a feature.
      """,
    remedy: "cut the geometry at the antimeridian",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.9")

  static func findings(of feature: Int, in layer: CheckedLayer) -> [Finding] {
    guard let vertex = firstLongEdge(of: feature, in: layer.geometries) else { return [] }
    let geometries = layer.geometries
    let span = abs(geometries.x(vertex) - geometries.x(vertex - 1))
    let place = (geometries.x(vertex - 1), geometries.y(vertex - 1))
    return [
      layer.finding(
        rule, "an edge spans \(span) degrees of longitude", features: [feature], at: place)
    ]
  }

  /// The vertex at the end of the first such edge; nil when there is none.
  static func firstLongEdge(of feature: Int, in geometries: Geometries) -> Int? {
    guard geometries.crs == .wgs84, geometries.kinds[feature].partKind != .point else { return nil }
    for ring in geometries.rings(ofFeature: feature) {
      for vertex in geometries.vertices(ofRing: ring).dropFirst() {
        let span = abs(geometries.x(vertex) - geometries.x(vertex - 1))
        if span > 180 && span < 360 { return vertex }
      }
    }
    return nil
  }
}
