import GeoCore

/// A line that goes nowhere.
enum ZeroLengthLine: FeatureCheck {
  static let rule = IntegrityRule(
    code: "V214", name: "zero-length-line", severity: .error,
    summary: "All vertices of a line stand at the same place.",
    explanation: """
      OGC Simple Features (06-103r4, 6.1.6) wants a line to have two different points; one \
      without length has no direction, and programs that measure along it divide by zero.
      """,
    remedy: "remove the line, or make it a point")

  static func findings(of feature: Int, in layer: CheckedLayer) -> [Finding] {
    let geometries = layer.geometries
    switch geometries.kinds[feature] {
    case .lineString, .multiLineString, .geometryCollection: break
    default: return []
    }
    let kinds = geometries.partKinds(ofFeature: feature)
    let parts = geometries.parts(ofFeature: feature)
    return zip(parts, kinds).compactMap { part, kind in
      guard kind == .lineString else { return nil }
      let vertices = geometries.rings(ofPart: part).flatMap(geometries.vertices(ofRing:))
      guard let first = vertices.first else { return nil }
      let place = layer.place(ofVertex: first)
      guard vertices.allSatisfy({ layer.place(ofVertex: $0) == place }) else { return nil }
      let name = parts.count > 1 ? "line \(part - parts.lowerBound + 1)" : "the line"
      return layer.finding(
        rule, "all \(vertices.count) vertices of \(name) stand at one place", features: [feature],
        at: place)
    }
  }
}
