import GeoCore

/// A vertex that repeats the one before it.
enum RepeatedPoints: FeatureCheck {
  static let rule = IntegrityRule(
    code: "V202", name: "repeated-points", severity: .warning,
    summary: "A vertex repeats the one before it.",
    explanation: """
      Two vertices in a row at the same place say nothing twice. Polygons stay valid, but programs \
      that look at directions of edges meet one without any. One finding a feature. Rings \
      with fewer than three different points are V213, lines at one place V214.
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
    let least = geometries.kinds[feature].isAreal ? 3 : 2
    for ring in geometries.rings(ofFeature: feature)
    where hasPoints(least, in: geometries.vertices(ofRing: ring), geometries) {
      for vertex in geometries.vertices(ofRing: ring).dropFirst()
      where geometries.x(vertex) == geometries.x(vertex - 1)
        && geometries.y(vertex) == geometries.y(vertex - 1)
      {
        return vertex
      }
    }
    return nil
  }

  /// Whether there are two, or three, different places among some vertices.
  private static func hasPoints(
    _ least: Int, in vertices: Range<Int>, _ geometries: Geometries
  ) -> Bool {
    var known: [SIMD2<Double>] = []
    for vertex in vertices {
      let place = SIMD2(geometries.x(vertex), geometries.y(vertex))
      if !known.contains(place) { known.append(place) }
      if known.count == least { return true }
    }
    return false
  }
}
