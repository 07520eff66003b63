import GeoCore

/// Multi geometries of one part.
enum SinglePartMulti: LayerCheck {
  static let rule = IntegrityRule(
    code: "S128", name: "single-part-multi", severity: .info,
    summary: "A Multi geometry has one part only.",
    explanation: """
      It is allowed, and common where all features of a layer were given the same type; a simple \
      type would say the same. Only GeoJSON is looked at, where types need not be the same. One \
      finding a file, which counts them and names the first.
      """,
    remedy: "write Point, LineString or Polygon where there is one part")

  static func findings(in layer: CheckedLayer, options: CheckOptions) -> [Finding] {
    guard layer.isGeoJSON else { return [] }
    let geometries = layer.geometries
    let multi: Set<GeometryKind> = [.multiPoint, .multiLineString, .multiPolygon]
    let all = (0..<geometries.count).filter { multi.contains(geometries.kinds[$0]) }
    let single = all.filter { geometries.parts(ofFeature: $0).count == 1 }
    guard let first = single.first else { return [] }
    let message = "\(single.count) of \(all.count) Multi geometries have one part only"
    return [layer.finding(rule, message, features: [first])]
  }
}
