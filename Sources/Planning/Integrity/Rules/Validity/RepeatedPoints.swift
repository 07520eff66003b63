import Geo

/// A vertex that repeats the one before it.
enum RepeatedPoints: FeatureCheck {
  static let rule = IntegrityRule(
    code: "V202", name: "repeated-points", severity: .warning,
    summary: "A vertex repeats the one before it.",
    explanation: """
      Two vertices in a row at the same place say nothing twice. Polygons stay valid, but programs \
      that look at directions of edges meet one without any. One finding a feature.
      """,
    remedy: "amp-geo fix drops it")

  static func findings(of feature: Int, in layer: CheckedLayer) -> [Finding] {
    guard let vertex = firstRepeated(in: feature, layer.geometries) else { return [] }
    let place = (layer.geometries.x(vertex), layer.geometries.y(vertex))
    return [
      layer.finding(rule, "a vertex repeats the one before it", features: [feature], at: place)
    ]
  }

  private static func firstRepeated(in feature: Int, _ geometries: Geometries) -> Int? {
    guard geometries.kinds[feature].partKind != .point else { return nil }
    for ring in geometries.rings(ofFeature: feature) {
      for vertex in geometries.vertices(ofRing: ring).dropFirst()
      where geometries.x(vertex) == geometries.x(vertex - 1)
        && geometries.y(vertex) == geometries.y(vertex - 1)
      {
        return vertex
      }
    }
    return nil
  }
}
