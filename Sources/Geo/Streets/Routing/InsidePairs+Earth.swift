internal import GeoAlgorithms
internal import GeoCore
internal import GeoProjection

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The same anywhere on the earth, of places in degrees.
extension InsidePairs {
  /// Finds the points that lie in polygons, each of these in the plane around its middle.
  ///
  /// **Complexity:** O(points) for each plane, then O(log n) for each point near its polygons.
  static func visitOnEarth(
    points: Geometries, polygons: Geometries, _ found: (_ point: Int, _ polygon: Int) -> Void
  ) throws {
    let parts = PlacePart.parts(of: polygons).filter { $0.kind == .polygon }
    guard !parts.isEmpty else { return }
    let places = PlacePart.parts(of: points).filter { $0.kind == .point }
    for (frame, members) in PlacePart.byFrame(parts) {
      let own = members.map { parts[$0] }
      for part in own { try part.requireSmall() }
      // Sides that are straight in the plane bend in degrees.
      let cover = own.reduce(EarthBox.empty) { $0.union($1.box) }
      let room = 1 + 0.02 * cover.radiusMeters
      let wide = cover.expanded(byMeters: room)
      let near = places.filter { wide.meets($0.box) }
      guard !near.isEmpty else { continue }
      let index = PolygonIndex(try polygons.features(of: own, in: frame, threads: 1))
      let plane = try points.features(of: near, in: frame, threads: 1)
      for (place, part) in near.enumerated() {
        for v in plane.vertices(ofFeature: place) {
          for hit in PointInPolygon.features(atX: plane.x(v), y: plane.y(v), in: index) {
            found(part.feature, own[hit.feature].feature)
          }
        }
      }
    }
  }

  /// Pairs of single points at the same place.
  static func visitSameOnEarth(
    _ origins: Geometries, _ starts: [Int], _ destinations: Geometries, _ ends: [Int],
    _ found: (Int, Int) -> Void
  ) {
    func place(_ feature: Int, of places: Geometries) -> (longitude: Double, latitude: Double) {
      let v = places.vertices(ofFeature: feature).lowerBound
      return (EarthBox.wrapped(places.x(v)), places.y(v))
    }
    let tree = BoxTree(
      ends.map { end in
        let (x, y) = place(end, of: destinations)
        return Box(minX: x, minY: y, maxX: x, maxY: y)
      })
    for origin in starts {
      let here = place(origin, of: origins)
      let box = EarthBox(west: here.longitude, width: 0, south: here.latitude, north: here.latitude)
        .expanded(byMeters: 2 * samePlaceMeters)
      for part in box.boxes {
        tree.query(part) { number in
          let there = place(ends[number], of: destinations)
          let isSame = here == there || Geodesic.distance(from: here, to: there) <= samePlaceMeters
          if isSame { found(origin, ends[number]) }
        }
      }
    }
  }
}
