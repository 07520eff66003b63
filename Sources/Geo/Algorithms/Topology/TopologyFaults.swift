public import GeoCore

/// Finds where the polygons of a layer fail to be a coverage: a partition of the ground they cover.
///
/// A polygonal coverage is valid when the interiors of its polygons are disjoint, and where two of
/// them meet along a line, both have exactly the same vertices there. Beyond that, voids between
/// polygons are found, and with a boundary, what lies outside it and what it leaves uncovered.
///
/// How: edges that two neighbours share exactly cancel (`EdgeMatching`). The few that are left are
/// cut at each other (`EdgeNoding`), and the depth of every face between them, how many features lie
/// over it, follows (`TopologyFaces`): no feature but at the edges in doubt is looked at. Faces of
/// depth 0 are voids, those of depth 2 and more overlaps. The boundary takes part as one more
/// feature, the world outside it. Walls that face each other across what is left, the outside of all
/// and holes, tell slits and corridors (`OpenGaps`).
///
/// What is one fault: an overlap is one connected part of what two features share, so that a place
/// where three overlap gives three; a void is one connected part of what none covers; an unmatched
/// edge is one connected line along which the same features run. Edges that bound an overlap or a
/// void are not listed as unmatched again. Features with the same polygons are one fault; what is
/// found of one of them and others is said of each. A void where a feature was left out is none.
///
/// **Units, CRS:** widths and areas are in the units of the layer's CRS: an equal-area one in metres,
/// as a rule. What is topology (which features, which kind of place) holds in any.
/// **Shapes:** valid polygons and multipolygons. Features without polygons, and those named in
/// `skipping`, which should be the invalid ones, are left out. An invalid one that is not may hide
/// faults or make some up near it, and does nothing worse.
/// **Boundary rule:** features that touch are no fault. What is thinner than
/// `CoverageOptions.tolerance` is no area.
/// **Complexity:** O(vertices / threads) for a valid coverage; O(u log u) more for u unmatched edges.
/// The same result on any number of threads.
///
/// ```swift
/// var parcels = Geometries(crs: .laeaEurope)
/// parcels.appendPolygon([[(0, 0), (10, 0), (10, 10), (0, 10)]])
/// parcels.appendPolygon([[(9.5, 0), (20, 0), (20, 10), (9.5, 10)]])
/// let report = try TopologyFaults.find(in: parcels)
/// let fault = report.faults[0]  // an overlap of features 0 and 1, 5 m²
/// ```
///
/// **Source:** the definition is that of JTS' CoverageValidator, https://locationtech.github.io/jts;
/// the method is the ledger of edges of topological data models: White 1978, A geometric model for
/// error detection and correction.
public enum TopologyFaults {
  /// The faults of a layer.
  /// - Parameters:
  ///   - boundary: polygons that the layer should fill; their union counts.
  ///   - skipping: features to leave out, the invalid ones.
  /// - Throws: `GEOSError` when GEOS cannot intersect two features or unite the boundary.
  public static func find(
    in geometries: Geometries, boundary: Geometries? = nil, skipping: [Int] = [],
    options: CoverageOptions = CoverageOptions()
  ) throws -> CoverageReport {
    let index = PolygonIndex(geometries, threads: options.threads)
    return try find(in: index, boundary: boundary, skipping: skipping, options: options)
  }

  /// The faults of a layer that is indexed already.
  /// - Throws: what `find(in:boundary:skipping:options:)` throws for geometries.
  public static func find(
    in index: PolygonIndex, boundary: Geometries? = nil, skipping: [Int] = [],
    options: CoverageOptions = CoverageOptions()
  ) throws -> CoverageReport {
    var search = try TopologySearch(index, boundary, skipping, options)
    try search.run()
    return search.report()
  }

  /// The open gaps of a layer alone: slits that reach the outer border, and corridors.
  ///
  /// **Complexity:** that of `find` without overlaps.
  ///
  /// - Throws: what `find` throws.
  public static func openGaps(
    in geometries: Geometries, options: CoverageOptions = CoverageOptions()
  ) throws -> CoverageReport {
    let index = PolygonIndex(geometries, threads: options.threads)
    var search = try TopologySearch(index, nil, [], options)
    search.runForOpenGaps()
    return search.report()
  }
}
