/// Overlay geometry and validity, by GEOS, flat buffers in and out.
public enum Overlay {
  /// Appends A∩B to `result` as one feature of polygons.
  ///
  /// **Units, CRS:** those of the layers, which share one. **Boundary rule:** a shared point or
  /// line is no area and gives an empty feature. `grid` rounds all coordinates to multiples of
  /// it first (a robust second try).
  /// - Throws: `GEOSError` on invalid input.
  /// - **Source:** GEOS OverlayNG, https://libgeos.org
  public static func appendIntersection(
    _ a: Geometries, _ i: Int, _ b: Geometries, _ j: Int, grid: Double? = nil,
    to result: inout Geometries
  ) throws(GEOSError) {
    let first = try GEOSGeometry(polygonsOf: a, feature: i)
    let second = try GEOSGeometry(polygonsOf: b, feature: j)
    let shared = try first.intersection(second, grid: grid)
    try shared.appendPolygons(to: &result)
  }

  /// Appends the union of features as one feature of polygons.
  public static func appendUnion(
    of features: [Int], in geometries: Geometries, to result: inout Geometries
  ) throws(GEOSError) {
    try GEOSGeometry.union(features, of: geometries).appendPolygons(to: &result)
  }

  /// Appends the feature grown (or shrunk, when negative) by a distance in the layer's units.
  public static func appendBuffer(
    of feature: Int, in geometries: Geometries, by distance: Double,
    quadrantSegments: Int32 = 8, to result: inout Geometries
  ) throws(GEOSError) {
    let source = try GEOSGeometry(polygonsOf: geometries, feature: feature)
    try source.buffered(by: distance, quadrantSegments: quadrantSegments)
      .appendPolygons(to: &result)
  }

  /// Why a feature's polygons are not valid in the sense of OGC Simple Features, and where, in
  /// the layer's CRS; nil when they are.
  public static func invalidity(
    of feature: Int, in geometries: Geometries
  ) throws(GEOSError) -> (reason: String, x: Double, y: Double)? {
    try GEOSGeometry(polygonsOf: geometries, feature: feature).invalidity()
  }
}
