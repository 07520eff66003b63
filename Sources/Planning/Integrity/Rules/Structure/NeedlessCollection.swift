import GeoCore

/// A collection of geometries that another type could hold.
enum NeedlessCollection: FeatureCheck {
  static let rule = IntegrityRule(
    code: "S127", name: "needless-collection", severity: .warning,
    summary: "A GeometryCollection holds one geometry, or several of one type.",
    explanation: """
      RFC 7946, section 3.1.8: collections of a single part, or of parts of a single type, should \
      be avoided where the geometry itself or a Multi type can be used. Few programs analyse \
      collections.
      """,
    remedy: "write the geometry itself, or its Multi type",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.8")

  static func findings(of feature: Int, in layer: CheckedLayer) -> [Finding] {
    guard layer.isGeoJSON, layer.geometries.kinds[feature] == .geometryCollection,
      let members = layer.geometries.members[feature], let first = members.first,
      members.allSatisfy({ $0.kind.partKind == first.kind.partKind })
    else { return [] }
    let message =
      members.count == 1
      ? "a collection of one \(first.kind.name)"
      : "a collection of \(members.count) geometries that a \(first.kind.multi.name) could hold"
    return [layer.finding(rule, message, features: [feature])]
  }
}
