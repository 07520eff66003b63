internal import CPROJ
public import GeoCore
internal import Glibc

/// Measures on the GRS 80 ellipsoid itself, to hold projected measures against.
///
/// **Source:** Karney 2013, Algorithms for geodesics, doi:10.1007/s00190-012-0578-z, as PROJ has it.
public enum Geodesic {
  /// The area of a feature's polygons in m², their edges taken as geodesics.
  ///
  /// **CRS:** longitude and latitude in degrees. **Shapes:** valid polygons with holes; winding
  /// does not matter. Parts wider than a third of the circle are taken in slices between meridians:
  /// around a pole, or beyond half the Earth, what is inside of a closed geodesic is a matter of
  /// opinion. **Complexity:** O(vertices), some microseconds each.
  public static func area(ofFeature feature: Int, in geometries: Geometries) -> Double {
    precondition(geometries.crs == .wgs84, "geodesics start from longitude and latitude")
    var sum = 0.0
    let kinds = geometries.partKinds(ofFeature: feature)
    for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) where kind == .polygon {
      sum += wideArea(ofPart: part, in: geometries) ?? area(ofPart: part, in: geometries)
    }
    return sum
  }

  private static func area(ofPart part: Int, in geometries: Geometries) -> Double {
    var sum = 0.0
    for (position, ring) in geometries.rings(ofPart: part).enumerated() {
      let area = abs(signedArea(geometries, geometries.vertices(ofRing: ring)))
      sum += position == 0 ? area : -area
    }
    return sum
  }

  /// The widest part that is taken in one piece, degrees of longitude.
  private static let widest = 120.0

  /// The area of a wide part, slice by slice; nil when it is none, or cannot be sliced.
  private static func wideArea(ofPart part: Int, in geometries: Geometries) -> Double? {
    guard let shell = geometries.rings(ofPart: part).first else { return nil }
    let longitudes = geometries.vertices(ofRing: shell).lazy.map { geometries.x($0) }
    guard let west = longitudes.min(), let east = longitudes.max(), east - west > widest else {
      return nil
    }
    let run = PartRun(part, of: geometries)
    var sum = 0.0
    for slice in 0..<Int(((east - west) / widest).rounded(.up)) {
      let start = west + Double(slice) * widest
      let window = Box(minX: start, minY: -90, maxX: start + widest, maxY: 90)
      guard let pieces = try? run.clipped(to: window) else { return nil }
      var slices = Geometries(crs: .wgs84)
      for piece in pieces {
        slices.beginFeature(.polygon)
        piece.append(to: &slices)
      }
      for piece in 0..<slices.partCount { sum += area(ofPart: piece, in: slices) }
    }
    return sum
  }

  private static func signedArea(_ geometries: Geometries, _ vertices: Range<Int>) -> Double {
    var ellipsoid = grs80
    var polygon = geod_polygon()
    geod_polygon_init(&polygon, 0)
    for vertex in vertices.dropLast() {
      geod_polygon_addpoint(&ellipsoid, &polygon, geometries.y(vertex), geometries.x(vertex))
    }
    var area = 0.0
    geod_polygon_compute(&ellipsoid, &polygon, 0, 1, &area, nil)
    return area
  }

  /// The length of the geodesic between two places, m.
  public static func distance(
    from a: (longitude: Double, latitude: Double), to b: (longitude: Double, latitude: Double)
  ) -> Double {
    var ellipsoid = grs80
    var length = 0.0
    geod_inverse(&ellipsoid, a.latitude, a.longitude, b.latitude, b.longitude, &length, nil, nil)
    return length
  }

  /// The length of each line in m, along geodesics from vertex to vertex.
  ///
  /// **CRS:** longitude and latitude in degrees, interleaved; line i has the vertices
  /// `offsets[i] ..< offsets[i + 1]`. **Complexity:** O(vertices), about a microsecond each, in
  /// parallel chunks.
  public static func lengths(
    ofLines offsets: [Int32], in coordinates: [Double], threads: Int = 1
  ) -> [Double] {
    Parallel.collect(count: offsets.count - 1, chunk: 512, threads: threads) { lines in
      var ellipsoid = grs80
      return coordinates.withUnsafeBufferPointer { xy in
        lines.map { line in
          var sum = 0.0
          for vertex in Int(offsets[line])..<(Int(offsets[line + 1]) - 1) {
            var length = 0.0
            geod_inverse(
              &ellipsoid, xy[2 * vertex + 1], xy[2 * vertex], xy[2 * vertex + 3],
              xy[2 * vertex + 2], &length, nil, nil)
            sum += length
          }
          return sum
        }
      }
    }.flatMap { $0 }
  }

  /// How far a projected system is from true scale at a point, as shares: lengths by the larger
  /// of |scale − 1| along the meridian and the parallel, areas by |areal scale − 1|; measured
  /// over 1 km, good to 1e-8. Longitude and latitude in degrees.
  /// - Throws: `PROJError` when the point cannot be projected.
  public static func scaleErrors(
    of crs: CRS, longitude: Double, latitude: Double
  ) throws -> (length: Double, area: Double) {
    let reach = 500.0
    var ends: [Double] = []
    for azimuth in [0.0, 180, 90, 270] {
      var ellipsoid = grs80
      var lat = 0.0
      var lon = 0.0
      geod_direct(&ellipsoid, latitude, longitude, azimuth, reach, &lat, &lon, nil)
      ends += [lon, lat]
    }
    let pool = TransformationPool.shared(from: .wgs84, to: crs)
    let one = try pool.take()
    try one.transformation.transform(&ends)
    pool.give(one)
    let north = ((ends[0] - ends[2]) / (2 * reach), (ends[1] - ends[3]) / (2 * reach))
    let east = ((ends[4] - ends[6]) / (2 * reach), (ends[5] - ends[7]) / (2 * reach))
    func length(_ v: (Double, Double)) -> Double { (v.0 * v.0 + v.1 * v.1).squareRoot() }
    let areal = abs(north.0 * east.1 - north.1 * east.0)
    return (max(abs(length(north) - 1), abs(length(east) - 1)), abs(areal - 1))
  }

  /// How far a system's areal scale is from 1 at a place: |areal scale − 1|.
  ///
  /// The Jacobian over the ellipsoid's own radii of curvature, |x_λ y_φ − x_φ y_λ| / (M N cos φ),
  /// with derivatives along the meridian and the parallel from four points each, good to 1e-9. At
  /// 89.9 degrees and beyond it is taken at 89.9. Where a seam of the system runs through the place,
  /// its neighbours 0.05 degrees away are asked.
  ///
  /// **Units:** degrees. **Source:** Snyder 1987, Map projections: a working manual,
  /// doi:10.3133/pp1395, p. 24.
  /// - Throws: `PROJError` when the place cannot be projected.
  public static func arealScaleError(
    of crs: CRS, longitude: Double, latitude: Double
  ) throws -> Double {
    let phi = min(max(latitude, -89.9), 89.9)
    var best = Double.infinity
    for shift in [0.0, 0.05, -0.05] where !(best < 1e-7) {
      best = min(best, abs(try arealScale(of: crs, longitude + shift, phi) - 1))
    }
    return best
  }

  private static func arealScale(
    of crs: CRS, _ longitude: Double, _ latitude: Double
  ) throws -> Double {
    let step = 0.01
    var places: [Double] = []
    for k in [-2.0, -1, 1, 2] { places += [longitude + k * step, latitude] }
    for k in [-2.0, -1, 1, 2] { places += [longitude, latitude + k * step] }
    let pool = TransformationPool.shared(from: .wgs84, to: crs)
    let one = try pool.take()
    defer { pool.give(one) }
    try one.transformation.transform(&places)
    let radians = step * Double.pi / 180
    func derivative(_ first: Int) -> Double {
      let near = places[first + 4] - places[first + 2]
      let far = places[first + 6] - places[first]
      return (8 * near - far) / (12 * radians)
    }
    let jacobian = derivative(0) * derivative(9) - derivative(1) * derivative(8)
    return abs(jacobian) / groundOfRadian(at: latitude)
  }

  private static var grs80: geod_geodesic {
    var ellipsoid = geod_geodesic()
    geod_init(&ellipsoid, 6_378_137, 1 / 298.257_222_101)
    return ellipsoid
  }

  /// M N cos φ: m² of a square of one radian of longitude and latitude.
  private static func groundOfRadian(at latitude: Double) -> Double {
    let phi = latitude * Double.pi / 180
    let e2 = Ellipsoid.squaredEccentricity
    let w = 1 - e2 * sin(phi) * sin(phi)
    let a = Ellipsoid.semiMajorAxis
    return a * a * (1 - e2) * cos(phi) / (w * w)
  }
}
