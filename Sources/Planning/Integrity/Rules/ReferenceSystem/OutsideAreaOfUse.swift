import GeoCore
import GeoProjection

/// Features where the layer's system is not made for.
enum OutsideAreaOfUse: LayerCheck {
  static let rule = IntegrityRule(
    code: "R404", name: "outside-area-of-use", severity: .warning,
    summary: "Features lie outside the area that the layer's reference system is made for.",
    explanation: """
      Authorities state for each system where it may be used; beyond it, lengths and areas measured \
      in it are off. National layers in one zone go beyond it all the same, and are read: PROJ finds \
      its way there and back (R402 says where it does not). But the coordinates may be in another \
      system. A degree of margin is granted, since the areas are drawn roughly. One finding a layer: \
      how many features, and the first of them.
      """,
    remedy: "check the system and the order of coordinates, or choose a system made for the place")

  static func findings(in layer: CheckedLayer, options: CheckOptions) -> [Finding] {
    guard layer.fit.isBeyondAreaOfUse, let description = layer.fit.description,
      let area = description.areaOfUse
    else { return [] }
    let crs = layer.layer.crs
    let geometries = layer.geometries
    let outside = (0..<geometries.count).filter { feature in
      let box = geometries.box(ofFeature: feature)
      return !box.isEmpty && !isInside(box, crs, description)
    }
    guard let first = outside.first else { return [] }
    let many = outside.count == 1 ? "1 feature lies" : "\(outside.count) features lie"
    return [
      layer.finding(
        rule,
        "\(many) outside the area of use of \(crs.shortName) \(description.name)"
          + " (\(area.degreesText))",
        features: [first], at: layer.firstPlace(ofFeature: first))
    ]
  }

  private static func isInside(_ box: Box, _ crs: CRS, _ description: CRSDescription) -> Bool {
    guard let degrees = try? Box.longitudeLatitude(of: box, in: crs) else { return false }
    return description.covers(degrees)
  }
}
