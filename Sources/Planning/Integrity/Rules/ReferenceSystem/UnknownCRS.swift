import GeoCore
import GeoFormats
internal import GeoProjection

/// A layer whose coordinates nobody can place.
enum UnknownCRS: LayerCheck {
  static let rule = IntegrityRule(
    code: "R401", name: "unknown-crs", severity: .error,
    summary: "The layer names no coordinate reference system, or one that PROJ does not know.",
    explanation: """
      Without a system, coordinates are mere numbers: nothing can be measured, laid over other \
      layers, or shown on a map. What does not need one, such as crossings, is checked \
      nevertheless; findings then have no place. GeoJSON without a member `crs` is in WGS 84 \
      (RFC 7946). Where nothing is stated, \(FileSetting.crs) says it.
      """,
    remedy: .anyOf("state the system in the file", "with \(FileSetting.crs)"))

  static func findings(in layer: CheckedLayer, options: CheckOptions) throws -> [Finding] {
    guard let fault = layer.fit.fault, fault.kind == .unknown else { return [] }
    guard layer.layer.crs == .unknown, let stated = try stated(layer) else {
      return [layer.finding(rule, fault.reason)]
    }
    return [layer.finding(rule, stated + ", and none is given")]
  }

  /// What the file states: the name in the member `crs` of a GeoJSON, or the number that a GeoPackage
  /// gives the layer (0 and -1 say that nothing is known); or what a Shapefile lacks.
  private static func stated(_ layer: CheckedLayer) throws -> String? {
    if let name = layer.scan?.systemName {
      let shown = name.count > longestName ? name.prefix(longestName) + "…" : name[...]
      return "the name \(JSONText.encode(String(shown))) of the member \"crs\"" + nothing
    }
    if layer.format is ShapefileFormat {
      return "there is no .prj file that says the coordinate reference system"
    }
    guard layer.format is GeoPackageFormat else { return nil }
    return try GeoPackageFormat.spatialReference(of: layer.source).map {
      "the srs_id \($0.geometryID)" + nothing
    }
  }

  private static let nothing =
    " stands for no coordinate reference system that can be looked up"

  /// Characters of a name that are shown.
  private static let longestName = 60
}
