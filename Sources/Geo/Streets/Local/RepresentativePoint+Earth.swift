public import GeoAlgorithms
public import GeoCore
internal import GeoProjection

extension RepresentativePoint {
  /// The same of shapes anywhere on the earth, each looked at in the `DegreeFrame` around its middle.
  ///
  /// **CRS:** any; the points are in WGS 84.
  /// - Throws: `PROJError` when shapes cannot be turned into degrees or projected.
  public static func pointsOnEarth(of geometries: Geometries, threads: Int) throws -> Geometries {
    let degrees = try geometries.droppingElevations().transformed(to: .wgs84, threads: threads)
      .geometries
    var frames: [DegreeFrame: [Int]] = [:]
    for feature in 0..<degrees.count {
      let vertices = degrees.vertices(ofFeature: feature)
      let box = EarthBox(
        around: degrees.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
      frames[DegreeFrame(of: box), default: []].append(feature)
    }
    var homes = Array(repeating: (group: 0, place: 0), count: degrees.count)
    var found: [Geometries] = []
    for (frame, features) in frames.sorted(by: { $0.key < $1.key }) {
      for (place, feature) in features.enumerated() { homes[feature] = (found.count, place) }
      let plane = try degrees.selecting(features).transformed(to: frame.crs, threads: threads)
      found.append(
        try points(of: plane.geometries).transformed(to: .wgs84, threads: threads).geometries)
    }
    var all = Geometries(crs: .wgs84)
    for home in homes { all.append(feature: home.place, of: found[home.group]) }
    return all
  }
}
