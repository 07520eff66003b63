import Geo

/// Coordinates that are not in the system stated, or a file that states two.
enum MismatchedCRS: LayerCheck {
  static let rule = IntegrityRule(
    code: "R402", name: "mismatched-crs", severity: .error,
    summary: "The coordinates do not fit the system stated, or the file states two.",
    explanation: """
      Found when a system in degrees has values that are none (beyond 360 and 90, or 400 and 100 \
      where angles may be grads); when a system in metres has only values that look like degrees, \
      and lies elsewhere than the system is made for; when PROJ does not find its way to longitude \
      and latitude and back to a millimetre; when all of the layer lies more than 30 degrees from \
      the area that the system is made for; when a GeoPackage gives a layer one srs_id \
      in gpkg_contents and another in gpkg_geometry_columns; and when the definition beside an \
      EPSG code places the middle of the layer more than 1 m from where the code does. What S114 or \
      S115 says of a layer in WGS 84 is not said again.
      """,
    remedy: "find out which system the coordinates are in, and state that one")

  static func findings(in layer: CheckedLayer, options: CheckOptions) throws -> [Finding] {
    guard layer.geometries.vertexCount > 0 else { return [] }
    if let fault = layer.fit.fault, faults.contains(fault.kind) {
      // In WGS 84 these rules name every such position.
      let other = fault.kind == .swapped ? SwappedAxes.rule : OutOfRange.rule
      let isNamed =
        (layer.layer.crs == .wgs84 || fault.kind == .swapped) && options.rules.contains(other)
      return isNamed ? [] : [layer.finding(rule, fault.reason)]
    }
    return try contradictions(in: layer)
  }

  private static let faults: Set<SystemFault.Kind> = [
    .notAngles, .degreesAsLengths, .swapped, .unplaceable, .elsewhere,
  ]

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
