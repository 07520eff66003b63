import Geo

/// A layer whose coordinates nobody can place.
enum UnknownCRS: LayerCheck {
  static let rule = IntegrityRule(
    code: "R401", name: "unknown-crs", severity: .error,
    summary: "The layer names no coordinate reference system, or one that PROJ does not know.",
    explanation: """
      Without a system, coordinates are mere numbers: nothing can be measured, laid over other \
      layers, or shown on a map. What does not need one, such as crossings, is checked \
      nevertheless; findings then have no place. GeoJSON without a member `crs` is in WGS 84 \
      (RFC 7946). Where nothing is stated, --crs says it.
      """,
    remedy: "state the system in the file, or with --crs")

  static func findings(in layer: CheckedLayer, options: CheckOptions) throws -> [Finding] {
    guard layer.geometries.vertexCount > 0 else { return [] }
    if layer.layer.crs == .unknown {
      let what =
        try stated(layer).map {
          $0 + " stands for no coordinate reference system that can be looked up"
        } ?? "no coordinate reference system is stated that can be looked up"
      return [layer.finding(rule, what + ", and none is given")]
    }
    do throws(PROJError) {
      _ = try CRSDescription(of: layer.layer.crs)
      return []
    } catch {
      return [layer.finding(rule, error.reason)]
    }
  }

  /// What the file states: the name in the member `crs` of a GeoJSON, or the number that a GeoPackage
  /// gives the layer; 0 and -1 say that nothing is known.
  private static func stated(_ layer: CheckedLayer) throws -> String? {
    if let name = layer.scan?.systemName {
      let shown = name.count > longestName ? name.prefix(longestName) + "…" : name[...]
      return "the name \(JSONText.encode(String(shown))) of the member \"crs\""
    }
    guard layer.format is GeoPackageFormat else { return nil }
    return try GeoPackageFormat.spatialReference(of: layer.source).map {
      "the srs_id \($0.geometryID)"
    }
  }

  /// Characters of a name that are shown.
  private static let longestName = 60
}
