internal import GeoAlgorithms
internal import GeoCore

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Polygons in degrees whose rings pass 180°, as RFC 7946 wants them: cut there into parts, none of
/// which passes it. A ring around a pole is closed along the pole.
///
/// **CRS:** WGS 84, longitudes from -180 to 180. **Shapes:** polygons of less than half the earth;
/// other kinds are left as they are. **Boundary rule:** cuts lie at 180° and -180° exactly.
/// **Source:** RFC 7946, section 3.1.9.
enum AntimeridianCut {
  /// The same features, those that pass 180° cut.
  static func cut(_ geometries: Geometries) throws(GEOSError) -> Geometries {
    precondition(geometries.crs == .wgs84, "the antimeridian is one of degrees")
    let passes = (0..<geometries.count).map { feature in
      geometries.kinds[feature].isAreal && passesAntimeridian(feature, of: geometries)
    }
    guard passes.contains(true) else { return geometries }
    var result = Geometries(crs: .wgs84)
    for feature in 0..<geometries.count {
      if passes[feature] {
        try append(feature, of: geometries, to: &result)
      } else {
        result.append(feature: feature, of: geometries)
      }
    }
    return result
  }

  private static func passesAntimeridian(_ feature: Int, of geometries: Geometries) -> Bool {
    geometries.rings(ofFeature: feature).contains { ring in
      let vertices = geometries.vertices(ofRing: ring)
      return zip(vertices, vertices.dropFirst()).contains {
        abs(geometries.x($1) - geometries.x($0)) > 180
      }
    }
  }

  private static func append(
    _ feature: Int, of geometries: Geometries, to result: inout Geometries
  ) throws(GEOSError) {
    var pieces = Geometries(crs: .wgs84)
    var isPolar = false
    for part in geometries.parts(ofFeature: feature) {
      let rings = geometries.rings(ofPart: part).map { unrolled($0, of: geometries, &isPolar) }
      try append(rings, to: &pieces)
    }
    if isPolar {
      // What was opened to be closed along the pole has its two sides at one meridian.
      for i in pieces.coordinates.indices {
        pieces.coordinates[i] = (pieces.coordinates[i] * 1e9).rounded() / 1e9
      }
      var whole = Geometries(crs: .wgs84)
      try Overlay.appendUnion(of: Array(0..<pieces.count), in: pieces, to: &whole)
      pieces = whole
    }
    // One feature of all pieces.
    let polygons = (0..<pieces.count).flatMap { piece in
      pieces.parts(ofFeature: piece).map { part in
        pieces.rings(ofPart: part).map { ring in
          pieces.vertices(ofRing: ring).map { (pieces.x($0), pieces.y($0)) }
        }
      }
    }
    switch polygons.count {
    case 0: result.beginFeature(.null)
    case 1: result.appendPolygon(polygons[0])
    default: result.appendMultiPolygon(polygons)
    }
  }

  /// Appends what is left of a shell without its holes, cut at 180°, each piece back in range.
  private static func append(
    _ rings: [[(Double, Double)]], to pieces: inout Geometries
  ) throws(GEOSError) {
    guard let shell = rings.first else { return }
    var whole = Geometries(crs: .wgs84)
    whole.appendPolygon([shell])
    var holes = Geometries(crs: .wgs84)
    for hole in rings.dropFirst() {
      // A hole may lie a turn away from where its shell begins.
      for turn in [-360.0, 0, 360] { holes.appendPolygon([hole.map { ($0.0 + turn, $0.1) }]) }
    }
    if holes.count > 0 {
      var left = Geometries(crs: .wgs84)
      try Overlay.appendDifference(whole, 0, minus: Array(0..<holes.count), of: holes, to: &left)
      whole = left
    }
    for turn in [-360.0, 0, 360] {
      var window = Geometries(crs: .wgs84)
      let (west, east) = (turn - 180, turn + 180)
      window.appendPolygon([[(west, -90), (east, -90), (east, 90), (west, 90)]])
      let start = pieces.vertexCount
      try Overlay.appendIntersection(whole, 0, window, 0, to: &pieces)
      for vertex in start..<pieces.vertexCount where turn != 0 {
        pieces.coordinates[2 * vertex] -= turn
      }
    }
  }

  /// A ring with longitudes that go on beyond 180°; one around a pole closed along it.
  private static func unrolled(
    _ ring: Int, of geometries: Geometries, _ isPolar: inout Bool
  ) -> [(Double, Double)] {
    var turn = 0.0
    var line: [(Double, Double)] = []
    for vertex in geometries.vertices(ofRing: ring) {
      let (x, y) = (geometries.x(vertex), geometries.y(vertex))
      if let last = line.last {
        if x + turn - last.0 > 180 { turn -= 360 }
        if last.0 - (x + turn) > 180 { turn += 360 }
      }
      line.append((x + turn, y))
    }
    if let first = line.first, let last = line.last, abs(last.0 - first.0) > 180 {
      isPolar = true
      let pole = first.1 < 0 ? -90.0 : 90
      line += [(last.0, pole), (first.0, pole), first]
    }
    return line
  }
}
