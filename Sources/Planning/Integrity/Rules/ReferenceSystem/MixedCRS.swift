import GeoCore

/// Layers of one run in different systems.
enum MixedCRS: RuleDefinition {
  static let rule = IntegrityRule(
    code: "R405", name: "mixed-crs", severity: .info,
    summary: "Layers that are checked together are in different reference systems.",
    explanation: """
      Programs that do not transform by themselves lay such layers over each other in the wrong \
      place; amp-geo transforms. Each layer is compared with the first one that has geometries. \
      WGS 84 by its code and by RFC 7946 is one system.
      """,
    remedy: "convert the layers to one system, or make sure that the programs in use transform")

  /// Compares a layer with the first of a run.
  /// - Parameter first: where that stands and its system; nil when it is this layer, or has none.
  static func findings(
    in layer: CheckedLayer, first: (path: String, crs: String)?
  ) -> [Finding] {
    guard let first, layer.geometries.vertexCount > 0,
      first.crs != layer.layer.crs.definition
    else { return [] }
    return [
      layer.finding(
        rule,
        "the layer is in \(shown(layer.layer.crs.definition)), \(first.path) in \(shown(first.crs))"
      )
    ]
  }

  /// A code as it is; of a whole definition the beginning.
  private static func shown(_ definition: String) -> String {
    definition.count > 60 ? definition.prefix(57) + "..." : definition
  }
}
