import GeoCore

/// Coordinates that are no place on Earth.
enum OutOfRange: FeatureCheck {
  static let rule = IntegrityRule(
    code: "S114", name: "out-of-range", severity: .error,
    summary: "A latitude lies beyond 90 degrees, or a longitude beyond 360.",
    explanation: """
      In WGS 84 (RFC 7946, section 4) there is no such place: the numbers are projected \
      coordinates, or something else. Longitudes from 180 to 360 are S122. When all would be well \
      with latitude and longitude exchanged, S115 says so instead. One finding a feature.
      """,
    remedy: .anyOf(
      "convert the coordinates to WGS 84", "name their system with \(FileSetting.crs)"),
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-4")

  static func findings(of feature: Int, in layer: CheckedLayer) -> [Finding] {
    let geometries = layer.geometries
    guard geometries.crs == .wgs84, !layer.isSwapped else { return [] }
    for vertex in geometries.vertices(ofFeature: feature) {
      let x = geometries.x(vertex)
      let y = geometries.y(vertex)
      if abs(y) <= 90 && abs(x) <= 360 { continue }
      return [
        layer.finding(
          rule, "position [\(x), \(y)] is not a longitude and latitude in degrees",
          features: [feature])
      ]
    }
    return []
  }
}
