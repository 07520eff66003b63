import Geo

/// A file that states two systems for one layer.
enum ContradictoryCRS: LayerCheck {
  static let rule = IntegrityRule(
    code: "R406", name: "contradictory-crs", severity: .warning,
    summary: "The file states two reference systems for one layer.",
    explanation: """
      Found when a GeoPackage gives a layer one srs_id in gpkg_contents and another in \
      gpkg_geometry_columns; and when the definition beside an EPSG code places the middle of the \
      layer more than 1 m from where the code does. amp-geo, as GDAL, goes by \
      gpkg_geometry_columns and by the code; other programs may go by what says otherwise.
      """,
    remedy: "find out which system the coordinates are in, and export the layer again in that one")

  static func findings(in layer: CheckedLayer, options: CheckOptions) throws -> [Finding] {
    guard layer.geometries.vertexCount > 0, layer.fit.fault == nil else { return [] }
    return try contradictions(in: layer)
  }

  /// What a GeoPackage says twice and differently.
  private static func contradictions(in layer: CheckedLayer) throws -> [Finding] {
    guard layer.format is GeoPackageFormat,
      let stated = try GeoPackageFormat.spatialReference(of: layer.source)
    else { return [] }
    var found: [Finding] = []
    if let contents = stated.contentsID, contents != stated.geometryID {
      found.append(
        layer.finding(
          rule,
          "gpkg_contents gives the srs_id \(contents), gpkg_geometry_columns"
            + " \(stated.geometryID)"))
    }
    if let code = stated.byCode, let definition = stated.byDefinition,
      let meters = distance(between: code, and: definition, at: layer.geometries.box), meters > 1
    {
      found.append(
        layer.finding(
          rule,
          "the definition of \(code) in gpkg_spatial_ref_sys is another system's: it places"
            + " the layer \(Rounding.digits(meters)) m elsewhere"))
    }
    return found
  }

  /// How far apart two systems place the middle of a box, roughly; nil when that cannot be told.
  private static func distance(between a: CRS, and b: CRS, at box: Box) -> Double? {
    guard !box.isEmpty, b.isPlaced, a.isPlaced,
      let first = a.longitudeLatitude(x: box.centerX, y: box.centerY),
      let second = b.longitudeLatitude(x: box.centerX, y: box.centerY)
    else { return nil }
    return Geodesic.distance(from: first, to: second)
  }
}
