public import Geo

/// The outline of a study area, and how far it is away in a straight line.
///
/// **Units, CRS:** those of the polygons, which must be projected; distances are planar.
/// **Shapes:** the union of all polygons: borders that two of them share are no outline; holes are.
/// Other features count for nothing. **Boundary rule:** the outline belongs to the area.
/// **Complexity:** a union by GEOS, then O(log n) a point.
public struct StudyOutline: Sendable {
  private let area: PolygonIndex
  /// The lines of the outline.
  let lines: NearestIndex
  public let crs: CRS

  private static let chunk = 1024

  /// - Throws: `InputError` when there are no polygons, `GEOSError` for invalid ones.
  public init(_ layer: Layer) throws {
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
    crs = given.crs
    area = PolygonIndex(whole)
    lines = NearestIndex(outline)
  }

  /// How far one has to go to leave the area from each point of x0, y0, x1, y1 …; 0 for points
  /// outside it.
  public func distances(from coordinates: [Double], threads: Int) throws -> [Double] {
    let count = coordinates.count / 2
    return try Parallel.map(count: count, chunk: Self.chunk, threads: threads) { range in
      range.map { i in
        let (x, y) = (coordinates[2 * i], coordinates[2 * i + 1])
        guard !PointInPolygon.features(atX: x, y: y, in: area).isEmpty else { return 0 }
        return lines.nearest(x: x, y: y)?.distance ?? 0
      }
    }.flatMap { $0 }
  }
}
