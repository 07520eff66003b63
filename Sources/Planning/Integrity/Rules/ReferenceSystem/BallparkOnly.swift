import Geo

/// A system from which no accurate way leads to longitude and latitude.
enum BallparkOnly: LayerCheck {
  static let rule = IntegrityRule(
    code: "R403", name: "ballpark-only", severity: .warning,
    summary: "PROJ has no accurate transformation from the layer's system to WGS 84.",
    explanation: """
      What PROJ calls a ballpark transformation skips the shift between datums, and is off by up to \
      hundreds of metres; others need a grid that is not installed. amp-geo refuses both. Findings \
      of such a layer have no place, and rules that measure are not applied.
      """,
    remedy: "install PROJ's grids (proj-data), or convert the layer with a tool that has them")

  static func findings(in layer: CheckedLayer, options: CheckOptions) -> [Finding] {
    let crs = layer.layer.crs
    guard layer.geometries.vertexCount > 0, crs != .wgs84, !crs.isPlaced,
      (try? CRSDescription(of: crs)) != nil
    else { return [] }
    do throws(PROJError) {
      _ = try Transformation(from: crs, to: .wgs84)
      return []
    } catch {
      return [layer.finding(rule, error.reason)]
    }
  }
}
