internal import CGEOS

/// Makes polygons valid in the sense of OGC Simple Features.
///
/// **Structure** (the repair): every ring is made valid by itself, holes are taken out of their
/// shell, a hole beside it becomes a part, parts are united. What has no area is dropped.
/// **Line work** (the yardstick): what the lines enclose, whatever the roles of rings, but for what
/// they enclose twice as islands in holes do. Where both rules agree, there was one way to repair;
/// where they differ, the repair has chosen, and that counts as change.
///
/// **Units, CRS:** those of the shape. **Complexity:** O(n log n) and worse where edges cross often.
/// - **Source:** GEOS `MakeValid`, https://libgeos.org; Ledoux, Arroyo Ohori & Meijers 2014, A
///   triangulation-based approach to automatically repair GIS polygons,
///   doi:10.1016/j.cageo.2014.01.009.
public enum ValidShape {
  public enum Rule: Sendable {
    case structure
    case lineWork
  }

  /// Rounding a new vertex to the grid can cross edges again; this often it is tried anew.
  private static let mostTries = 12

  /// The valid polygons of a feature; vertices that were there keep their bits, new ones stand on
  /// the grid.
  /// - Throws: `GEOSError` when a ring has too few vertices or GEOS fails.
  public static func make(
    _ shape: EditableShape, by rule: Rule, grid: OutputGrid? = nil, crs: CRS
  ) throws(GEOSError) -> EditableShape {
    var result = shape
    for attempt in 0..<mostTries {
      var layer = Geometries(crs: crs)
      layer.append(result)
      if attempt > 0 || rule == .structure, try Overlay.invalidity(of: 0, in: layer) == nil {
        break
      }
      var valid = Geometries(crs: crs)
      let made = try GEOSGeometry(polygonsOf: layer, feature: 0).madeValid(
        byStructure: rule == .structure)
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
  /// The valid geometry, by structure or by the even-odd rule on its line work.
  fileprivate func madeValid(byStructure: Bool) throws(GEOSError) -> GEOSGeometry {
    let context = GEOSContext.current
    guard let parameters = GEOSMakeValidParams_create_r(context.handle) else {
      throw context.error("make valid")
    }
    defer { GEOSMakeValidParams_destroy_r(context.handle, parameters) }
    let method = byStructure ? GEOS_MAKE_VALID_STRUCTURE : GEOS_MAKE_VALID_LINEWORK
    _ = GEOSMakeValidParams_setMethod_r(context.handle, parameters, method)
    _ = GEOSMakeValidParams_setKeepCollapsed_r(context.handle, parameters, 0)
    return try GEOSGeometry(
      GEOSMakeValidWithParams_r(context.handle, pointer, parameters), "make valid", context)
  }
}
