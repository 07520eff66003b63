public import GeoCore

/// Overlay geometry and validity, by GEOS, flat buffers in and out.
///
/// A geometry of GEOS is built for each feature named, in the context of the calling thread, and
/// freed before the call ends.
///
/// **Units, CRS:** those of the layers, which share one. **Shapes:** the polygons of features;
/// valid ones, or GEOS may refuse them. Nothing left is an empty feature.
/// **Complexity:** that of GEOS, O(n log n) for n vertices as a rule, and O(n) to copy them.
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

  /// Appends the union of features as one feature of polygons, the same for any order of them.
  /// - Throws: `GEOSError` when GEOS cannot unite them, as it may refuse invalid polygons.
  public static func appendUnion(
    of features: [Int], in geometries: Geometries, to result: inout Geometries
  ) throws(GEOSError) {
    let byPlace = features.map { (feature: $0, box: geometries.box(ofFeature: $0)) }.sorted {
      ($0.box.minX, $0.box.minY, $0.box.maxX, $0.box.maxY)
        < ($1.box.minX, $1.box.minY, $1.box.maxX, $1.box.maxY)
    }
    try GEOSGeometry.union(byPlace.map(\.feature), of: geometries).appendPolygons(to: &result)
  }

  /// Appends what is left of a feature of `a` without features of `b`, as one feature of polygons.
  /// - Throws: `GEOSError` when GEOS cannot take them away, as it may refuse invalid polygons.
  public static func appendDifference(
    _ a: Geometries, _ i: Int, minus features: [Int], of b: Geometries, to result: inout Geometries
  ) throws(GEOSError) {
    let whole = try GEOSGeometry(polygonsOf: a, feature: i)
    let taken = try GEOSGeometry.union(features, of: b)
    try whole.difference(taken).appendPolygons(to: &result)
  }

  /// Appends the feature grown (or shrunk, when negative) by a distance in the layer's units.
  /// - Throws: `GEOSError` when GEOS cannot build the shape.
  public static func appendBuffer(
    of feature: Int, in geometries: Geometries, by distance: Double,
    quadrantSegments: Int32 = 8, to result: inout Geometries
  ) throws(GEOSError) {
    let source = try GEOSGeometry(polygonsOf: geometries, feature: feature)
    try source.buffered(by: distance, quadrantSegments: quadrantSegments)
      .appendPolygons(to: &result)
  }

  /// Appends the feature without gaps and notches narrower than twice a distance in the layer's
  /// units: grown by it and shrunk again, both with corners kept sharp, so that the rest of its
  /// outline stays where it is but for a hundredth of the distance.
  ///
  /// - Throws: `GEOSError` when GEOS cannot build the shape.
  public static func appendClosed(
    of feature: Int, in geometries: Geometries, by distance: Double, to result: inout Geometries
  ) throws(GEOSError) {
    let source = try GEOSGeometry(polygonsOf: geometries, feature: feature)
    try source.bufferedSharply(by: distance).bufferedSharply(by: -distance)
      .appendPolygons(to: &result)
  }

  /// Appends the points within a distance of a line, given by interleaved coordinates, as one
  /// feature of polygons.
  package static func appendStrip(
    along line: [Double], width: Double, quadrantSegments: Int32 = 8,
    to result: inout Geometries
  ) throws(GEOSError) {
    let line = try GEOSGeometry(line: line)
    try line.buffered(by: width, quadrantSegments: quadrantSegments).appendPolygons(to: &result)
  }

  /// Why a feature's polygons are not valid in the sense of OGC Simple Features, and where, in
  /// the layer's CRS; nil when they are.
  ///
  /// - Throws: `GEOSError` when a ring cannot be built at all, of fewer than four positions.
  public static func invalidity(
    of feature: Int, in geometries: Geometries
  ) throws(GEOSError) -> (reason: String, x: Double, y: Double)? {
    try GEOSGeometry(polygonsOf: geometries, feature: feature).invalidity()
  }

  /// The features that are not valid, with reason and place; a quick test sorts out most of those
  /// that are, GEOS judges the rest.
  ///
  /// - Parameter features: the ones to look at; other kinds than polygons are passed over.
  /// - Throws: `GEOSError` when a ring cannot be built at all.
  public static func invalidFeatures(
    _ features: [Int], in geometries: Geometries, threads: Int
  ) throws -> [InvalidFeature] {
    try Parallel.map(count: features.count, chunk: 256, threads: threads) { range in
      var quick = QuickValidity()
      var found: [InvalidFeature] = []
      for feature in features[range]
      where !quick.isSurelyValid(geometries, feature: feature) {
        if let fault = try invalidity(of: feature, in: geometries) {
          found.append(
            InvalidFeature(feature: feature, reason: fault.reason, x: fault.x, y: fault.y))
        }
      }
      return found
    }.flatMap { $0 }
  }
}

/// A feature that is not valid: why and where, in the layer's CRS.
public struct InvalidFeature: Sendable, Equatable {
  /// The feature, counted from 0 in its layer.
  public var feature: Int
  /// GEOS's words: `Self-intersection`, `Hole lies outside shell` …
  public var reason: String
  /// The easting or longitude of the place, in units of the layer's CRS.
  public var x: Double
  /// The northing or latitude of the place, in units of the layer's CRS.
  public var y: Double

  /// A feature that is not valid, with one reason.
  public init(feature: Int, reason: String, x: Double, y: Double) {
    self.feature = feature
    self.reason = reason
    self.x = x
    self.y = y
  }
}
