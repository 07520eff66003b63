internal import GeoAlgorithms
internal import GeoCore
internal import GeoProjection
internal import GeoStreets
internal import PlanningStudies

/// Features that are counted in areas: points where they are, polygons at a point inside.
struct CountedPlaces: Sendable {
  /// One geometry of points a feature.
  let points: Geometries
  /// How they came into their system.
  let pipeline: String

  /// - Throws: `InputError` for lines, `PROJError` when features cannot be brought into the system.
  init(_ layer: StudyLayer, in crs: CRS, threads: Int) throws {
    let given = layer.layer.geometries
    guard given.kinds.allSatisfy({ $0 == .null || $0.isAreal || $0.partKind == .point }) else {
      throw InputError(
        path: layer.layer.path, reason: "lines of \"\(layer.name)\" cannot be counted in areas",
        remedy: "count points or polygons")
    }
    let degrees = try given.droppingElevations().transformed(to: .wgs84, threads: threads)
      .geometries
    let inside = try RepresentativePoint.pointsOnEarth(of: degrees, threads: threads)
    let placed = try inside.placed(in: crs, threads: threads)
    points = placed.geometries
    pipeline = placed.pipeline
  }

  /// How many features have a point inside or on the border of each area.
  /// - Parameter taken: ground whose features, on its border too, are counted already.
  func counts(in areas: PolygonIndex, besides taken: PolygonIndex? = nil) -> [Int] {
    var counts = Array(repeating: 0, count: areas.count)
    for feature in 0..<points.count {
      var found: Set<Int> = []
      var isTaken = false
      for vertex in points.vertices(ofFeature: feature) {
        let (x, y) = (points.x(vertex), points.y(vertex))
        if let taken, !PointInPolygon.features(atX: x, y: y, in: taken).isEmpty { isTaken = true }
        found.formUnion(PointInPolygon.features(atX: x, y: y, in: areas).map(\.feature))
      }
      if isTaken { continue }
      for area in found { counts[area] += 1 }
    }
    return counts
  }
}
