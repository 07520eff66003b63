public import GeoAlgorithms
public import GeoCore

extension RepresentativePoint {
  /// A point for each feature in longitude and latitude, each found in a plane around its feature:
  /// for layers that no one system serves.
  /// - Throws: `PROJError` when the layer cannot be brought to longitude and latitude.
  public static func pointsOnTheGlobe(
    of geometries: Geometries, threads: Int
  ) throws -> Geometries {
    let degrees = try geometries.longitudeLatitude(threads: threads)
    let found = Parallel.collect(count: degrees.count, chunk: 256, threads: threads) { range in
      var own = Geometries(crs: .wgs84)
      for feature in range {
        let box = degrees.box(ofFeature: feature)
        let frame = LocalFrame(longitude: box.centerX, latitude: box.centerY)
        let one = degrees.selecting([feature])
        own.append(
          contentsOf: box.isEmpty
            ? points(of: one) : frame.restored(points(of: frame.projected(one))))
      }
      return own
    }
    var all = Geometries(crs: .wgs84)
    for some in found { all.append(contentsOf: some) }
    return all
  }
}
