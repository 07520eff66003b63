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

  static func findings(in layer: CheckedLayer, options: CheckOptions) -> [Finding] {
    guard layer.geometries.vertexCount > 0 else { return [] }
    if layer.layer.crs == .unknown {
      return [
        layer.finding(
          rule, "no coordinate reference system is stated that can be looked up, and none is given")
      ]
    }
    do throws(PROJError) {
      _ = try CRSDescription(of: layer.layer.crs)
      return []
    } catch {
      return [layer.finding(rule, error.reason)]
    }
  }
}
