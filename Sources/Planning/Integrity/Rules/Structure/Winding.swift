internal import GeoAlgorithms
import GeoCore

/// A ring that turns the wrong way.
enum Winding: FeatureCheck {
  static let rule = IntegrityRule(
    code: "S105", name: "winding", severity: .warning,
    summary: "A ring turns the wrong way: RFC 7946 wants shells counterclockwise, holes clockwise.",
    explanation: """
      RFC 7946, section 3.1.6: a ring must follow the right-hand rule: shells turn \
      counterclockwise, holes clockwise. Older files turn either way, and readers should not \
      refuse them, but programs on a sphere may take the outside for the inside. Only GeoJSON is \
      held to it, but for geometries that cross the antimeridian uncut. One finding a feature. With \
      \(CheckSetting.strict) it is an error.
      """,
    remedy: "amp-geo fix or amp-geo convert writes rings the right way round",
    strictSeverity: .error, reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.6")

  static func findings(of feature: Int, in layer: CheckedLayer) -> [Finding] {
    // Which way a ring across the antimeridian turns cannot be told from its numbers.
    guard layer.isGeoJSON, let ring = firstWrongRing(of: feature, layer.geometries),
      AntimeridianCrossing.firstLongEdge(of: feature, in: layer.geometries) == nil
    else { return [] }
    let vertex = layer.geometries.vertices(ofRing: ring).lowerBound
    let place = (layer.geometries.x(vertex), layer.geometries.y(vertex))
    return [layer.finding(rule, "a ring turns the wrong way", features: [feature], at: place)]
  }

  private static func firstWrongRing(of feature: Int, _ geometries: Geometries) -> Int? {
    let kinds = geometries.partKinds(ofFeature: feature)
    for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) where kind == .polygon {
      let rings = geometries.rings(ofPart: part)
      for ring in rings {
        let turn = geometries.turn(ofRing: ring)
        if ring == rings.lowerBound ? turn < 0 : turn > 0 { return ring }
      }
    }
    return nil
  }
}
