internal import GeoAlgorithms
internal import GeoCore
internal import PlanningStudies

/// The outline of a study area.
///
/// **CRS:** that of the polygons, which must be projected.
/// **Shapes:** the union of all polygons: borders that two of them share are no outline; holes are.
/// Other features count for nothing.
/// **Complexity:** a union by GEOS.
struct StudyOutline {
  /// How far the nearest line of the outline is from a point, which may lie on either side of it.
  let lines: NearestIndex

  /// - Throws: `InputError` when there are no polygons, `GEOSError` for invalid ones.
  init(_ layer: Layer) throws { lines = NearestIndex(try Self.outline(of: layer)) }

  /// The outline as lines.
  /// - Throws: `InputError` when there are no polygons, `GEOSError` for invalid ones.
  static func outline(of layer: Layer) throws -> Geometries {
    let given = layer.geometries
    let features = (0..<given.count).filter { given.partKinds(ofFeature: $0).contains(.polygon) }
    guard !features.isEmpty else {
      throw InputError(
        path: layer.path, reason: "there are no polygons in it",
        remedy: "a study area is made of polygons")
    }
    var whole = Geometries(crs: given.crs)
    try Overlay.appendUnion(of: features, in: given, to: &whole)
    var outline = Geometries(crs: given.crs)
    for ring in whole.rings(ofFeature: 0) {
      outline.beginFeature(.lineString)
      outline.beginPart()
      let vertices = whole.vertices(ofRing: ring)
      outline.appendRing(
        whole.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
    }
    return outline
  }
}
