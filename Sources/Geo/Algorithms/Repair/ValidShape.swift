internal import CGEOS
public import GeoCore

/// Makes polygons valid in the sense of OGC Simple Features, by their structure: every ring is made
/// valid by itself, holes are taken out of their shell, a hole beside it becomes a part, parts are
/// united. What has no area is dropped. `EnclosedGround` is what the result is held against.
///
/// **Units, CRS:** those of the shape.
/// **Complexity:** O(n log n) for n edges and crossings; crossings are as many as the square of the
/// edges at worst, which callers bound by `ValidityFaults.invalid`.
/// - **Source:** GEOS `MakeValid`, https://libgeos.org.
public enum ValidShape {
  /// Rounding a new vertex to the grid can cross edges again; this often it is tried anew.
  private static let mostTries = 12

  /// The valid polygons of a feature that is not valid; vertices that were there keep their bits, new ones stand on
  /// the grid.
  /// - Throws: `GEOSError` when a ring has too few vertices or GEOS fails.
  public static func make(
    _ shape: EditableShape, grid: OutputGrid? = nil, crs: CRS
  ) throws(GEOSError) -> EditableShape {
    var result = shape
    for attempt in 0..<mostTries {
      var layer = Geometries(crs: crs)
      layer.append(result)
      if attempt > 0, try Overlay.invalidity(of: 0, in: layer) == nil { break }
      var valid = Geometries(crs: crs)
      let made = try GEOSGeometry(polygonsOf: layer, feature: 0).madeValid()
      try made.appendPolygons(to: &valid)
      if let grid { valid = grid.rounded(valid).geometries }
      result = valid.shape(ofFeature: 0)
      result.kind = shape.kind
      result.settleKind()
    }
    result.windRings()
    result.align(with: shape)
    result.takeElevations(from: shape)
    return result
  }
}

extension GEOSGeometry {
  /// The valid geometry, by structure.
  fileprivate func madeValid() throws(GEOSError) -> GEOSGeometry {
    let context = GEOSContext.current
    guard let parameters = GEOSMakeValidParams_create_r(context.handle) else {
      throw context.error("make valid")
    }
    defer { GEOSMakeValidParams_destroy_r(context.handle, parameters) }
    _ = GEOSMakeValidParams_setMethod_r(context.handle, parameters, GEOS_MAKE_VALID_STRUCTURE)
    _ = GEOSMakeValidParams_setKeepCollapsed_r(context.handle, parameters, 0)
    return try GEOSGeometry(
      GEOSMakeValidWithParams_r(context.handle, pointer, parameters), "make valid", context)
  }
}
