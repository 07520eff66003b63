import Geo

/// A polygon that is not simple in the sense of OGC.
enum InvalidPolygon: FeatureCheck {
  static let rule = IntegrityRule(
    code: "V201", name: "invalid-polygon", severity: .error,
    summary: "A polygon is not valid in the sense of OGC Simple Features.",
    explanation: """
      OGC Simple Features (ISO 19125-1) wants rings that do not cross themselves or each other, \
      holes inside their shell, and parts that do not overlap. Areas and overlays of other polygons \
      are undefined.
      """,
    remedy: "repair the polygon at the place named")

  static func findings(of feature: Int, in layer: CheckedLayer) throws -> [Finding] {
    let geometries = layer.geometries
    guard geometries.partKinds(ofFeature: feature).contains(.polygon),
      let fault = try Overlay.invalidity(of: feature, in: geometries)
    else { return [] }
    return [
      layer.finding(rule, fault.reason.lowercased(), features: [feature], at: (fault.x, fault.y))
    ]
  }
}
