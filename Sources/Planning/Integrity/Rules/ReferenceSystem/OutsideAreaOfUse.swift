import Geo

/// Features where the layer's system is not made for.
enum OutsideAreaOfUse: LayerCheck {
  static let rule = IntegrityRule(
    code: "R404", name: "outside-area-of-use", severity: .warning,
    summary: "Features lie outside the area that the layer's reference system is made for.",
    explanation: """
      Authorities state for each system where it may be used; beyond it, lengths and areas are off, \
      and coordinates may have no place on the ground at all. More often the coordinates are \
      swapped, or in another system. A degree of margin is granted, since the areas are drawn \
      roughly. One finding a layer: how many features, and the first of them.
      """,
    remedy: "check the system and the order of coordinates, or choose a system made for the place")

  static func findings(in layer: CheckedLayer, options: CheckOptions) -> [Finding] {
    let crs = layer.layer.crs
    let geometries = layer.geometries
    guard geometries.vertexCount > 0, crs != .wgs84, crs.isPlaced,
      let description = try? CRSDescription(of: crs), let area = description.areaOfUse,
      MismatchedCRS.misfit(layer) == nil, !isInside(geometries.box, crs, description)
    else { return [] }
    let outside = (0..<geometries.count).filter { feature in
      let box = geometries.box(ofFeature: feature)
      return !box.isEmpty && !isInside(box, crs, description)
    }
    guard let first = outside.first else { return [] }
    let sides = [area.minX, area.minY, area.maxX, area.maxY]
      .map { JSONText.number(($0 * 10).rounded() / 10) + "°" }.joined(separator: " ")
    let many = outside.count == 1 ? "1 feature lies" : "\(outside.count) features lie"
    return [
      layer.finding(
        rule,
        "\(many) outside the area of use of \(crs) \(description.name)"
          + " (\(sides), west south east north)",
        features: [first], at: layer.firstPlace(ofFeature: first))
    ]
  }

  private static func isInside(_ box: Box, _ crs: CRS, _ description: CRSDescription) -> Bool {
    guard let degrees = try? Box.longitudeLatitude(of: box, in: crs) else { return false }
    return description.covers(degrees)
  }
}
