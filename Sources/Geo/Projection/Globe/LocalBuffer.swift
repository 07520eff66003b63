internal import GeoAlgorithms
public import GeoCore
internal import Glibc

/// Shapes grown and shrunk by metres on the ground, in systems whose own metres are not those; the
/// surroundings of points and lines too.
///
/// The border is taken in runs of up to a degree, each into a plane of its own (`LocalFrame`),
/// where GEOS draws the strip along it; the shape with all strips is the one grown, without them
/// the one
/// shrunk. The seam of a world-wide system, and its poles, are no border; where a border of a layer
/// in one comes near a pole, all around the pole counts as its strip, which bounds it.
///
/// A point's surroundings are a polygon of the circle's own area, with as many edges a quarter circle as
/// are asked for.
///
/// **Units:** metres. **CRS:** any projected one. **Shapes:** valid polygons with holes; lines and
/// points are grown alone.
/// **Complexity:** that of GEOS's buffers and unions.
public enum LocalBuffer {
  /// Systems whose lengths are off by more than this need it.
  private static let largestScaleError = 0.01
  /// Vertices of a run, and how far it reaches in degrees.
  private static let mostVertices = 256
  private static let longestRun = 1.0
  /// Edges of a world-wide plane, before they are divided in degrees.
  private static let longestInPlane = 20_000.0
  /// Whether a layer's own system is too far from true lengths around it to be buffered in.
  public static func isNeeded(for geometries: Geometries) -> Bool {
    let box = geometries.box
    guard !box.isEmpty else { return false }
    let places = [
      (box.centerX, box.centerY), (box.minX, box.minY), (box.minX, box.maxY),
      (box.maxX, box.minY), (box.maxX, box.maxY),
    ]
    return !places.allSatisfy { x, y in
      guard let place = geometries.crs.longitudeLatitude(x: x, y: y),
        let error = try? Geodesic.scaleErrors(
          of: geometries.crs, longitude: place.longitude, latitude: place.latitude)
      else { return false }
      return error.length <= largestScaleError
    }
  }

  /// Appends a feature grown (or shrunk, when negative) by a distance.
  /// - Throws: `PROJError` when the border cannot be brought into a plane, `GEOSError` when GEOS
  ///   fails.
  public static func append(
    _ feature: Int, of geometries: Geometries, by distance: Double,
    quadrantSegments: Int32 = 8, to result: inout Geometries
  ) throws {
    let width = abs(distance)
    // An edge and its course in another plane part by less than a hundredth of the width.
    let longest = min(max((500_000 * width).squareRoot() / 5, 20), 5000)
    var shape = Geometries(crs: geometries.crs)
    shape.append(feature: feature, of: geometries)
    let plane = try MeasuringPlane.of(geometries.crs)
    let degrees: Geometries
    if plane.isWorldwide {
      // Its metres are not those of the ground, near the poles least of all.
      degrees = try shape.densified(longest: longestInPlane)
        .transformed(to: .wgs84, threads: 1).geometries
        .densified(longest: longest / DegreeLength.most)
    } else {
      degrees = try shape.densified(longest: longest).transformed(to: .wgs84, threads: 1).geometries
    }
    var strips = Geometries(crs: .wgs84)
    if distance > 0 {
      appendCircles(aroundPointsOf: degrees, width, 4 * Int(quadrantSegments), to: &strips)
    }
    var caps = PolarCaps(width: width, longestEdge: longest, in: plane)
    for ring in degrees.rings(ofFeature: 0) {
      for run in runs(of: ring, in: degrees, plane, &caps) {
        let frame = LocalFrame(longitude: run.middle.0, latitude: run.middle.1)
        var flat = Geometries(crs: .wgs84)
        try Overlay.appendStrip(
          along: frame.projected(run.coordinates), width: width,
          quadrantSegments: quadrantSegments, to: &flat)
        strips.append(contentsOf: frame.restored(flat.densified(longest: longest)))
      }
    }
    caps.append(to: &strips)
    guard strips.count > 0 else { return result.append(feature: feature, of: geometries) }
    var all = try strips.placed(in: geometries.crs, threads: 1).geometries
    if distance > 0 {
      all.append(feature: feature, of: geometries)
      try Overlay.appendUnion(of: Array(0..<all.count), in: all, to: &result)
    } else {
      try Overlay.appendDifference(
        geometries, feature, minus: Array(0..<all.count), of: all, to: &result)
    }
  }

  /// Circles as polygons of as much area.
  private static func appendCircles(
    aroundPointsOf degrees: Geometries, _ radius: Double, _ edges: Int, to strips: inout Geometries
  ) {
    let step = 2 * Double.pi / Double(edges)
    let corner = radius * (step / sin(step)).squareRoot()
    let kinds = degrees.partKinds(ofFeature: 0)
    for (part, kind) in zip(degrees.parts(ofFeature: 0), kinds) where kind == .point {
      for vertex in degrees.rings(ofPart: part).flatMap({ degrees.vertices(ofRing: $0) }) {
        let frame = LocalFrame(longitude: degrees.x(vertex), latitude: degrees.y(vertex))
        var circle = (0..<edges).flatMap { edge in
          [corner * cos(Double(edge) * step), corner * sin(Double(edge) * step)]
        }
        circle += circle.prefix(2)
        strips.beginFeature(.polygon)
        strips.beginPart()
        strips.appendRing(frame.restored(circle))
      }
    }
  }

  private struct Run {
    var coordinates: [Double]
    var box: Box
    var middle: (Double, Double) { (box.centerX, box.centerY) }

    init() {
      coordinates = []
      box = .empty
    }

    mutating func add(_ x: Double, _ y: Double) {
      coordinates += [x, y]
      box.extend(x: x, y: y)
    }
  }

  /// The runs of a ring, each beginning where the last one ended, without edges along a cut.
  private static func runs(
    of ring: Int, in degrees: Geometries, _ plane: MeasuringPlane, _ caps: inout PolarCaps
  ) -> [Run] {
    var runs: [Run] = []
    var run = Run()
    func end() {
      if run.coordinates.count >= 4 { runs.append(run) }
      run = Run()
    }
    for vertex in degrees.vertices(ofRing: ring).dropFirst() {
      let (x0, y0) = (degrees.x(vertex - 1), degrees.y(vertex - 1))
      let (x1, y1) = (degrees.x(vertex), degrees.y(vertex))
      if isCut(x0, y0, x1, y1, plane) || caps.take(y0, y1) {
        end()
        continue
      }
      let last = run.coordinates.count >= 2 ? run.coordinates[run.coordinates.count - 2] : x0
      let west = last + (x0 - last).remainder(dividingBy: 360)
      let east = west + (x1 - x0).remainder(dividingBy: 360)
      if run.coordinates.isEmpty { run.add(west, y0) }
      run.add(east, y1)
      let isLong = max(run.box.width, run.box.height) > longestRun
      if isLong || run.coordinates.count >= 2 * mostVertices { end() }
    }
    end()
    return runs
  }

  /// Whether an edge lies on the seam of a world-wide system or on a pole.
  private static func isCut(
    _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ plane: MeasuringPlane
  ) -> Bool {
    guard case .worldwide(let central) = plane else { return false }
    let tolerance = 1e-7
    // Latitudes at a pole of the plane come back with half of their digits.
    if min(abs(y0), abs(y1)) > 90 - 1e-5 { return true }
    func isOnSeam(_ x: Double) -> Bool {
      abs((x - central - 180).remainder(dividingBy: 360)) < tolerance
    }
    return isOnSeam(x0) && isOnSeam(x1)
  }
}

/// The surroundings of the poles in a world-wide system, where a strip along a border would go
/// around a pole: edges there are passed over, and the whole cap is taken for their strip.
private struct PolarCaps {
  private let centralMeridian: Double?
  /// Edges that come nearer to a pole, and what counts as their strip; degrees.
  private let nearest: Double
  private let radius: Double
  private var (isNorth, isSouth) = (false, false)

  init(width: Double, longestEdge: Double, in plane: MeasuringPlane) {
    if case .worldwide(let central) = plane {
      centralMeridian = central
    } else {
      centralMeridian = nil
    }
    // Strips of edges that are not passed over stay clear of the pole by twice their width.
    let (inner, outer) = (3 * width + longestEdge, 4 * width + 2 * longestEdge)
    nearest = min(inner / DegreeLength.leastAtPole, 90)
    radius = min(outer / DegreeLength.leastAtPole, 90)
  }

  /// Whether an edge between two latitudes is passed over.
  mutating func take(_ y0: Double, _ y1: Double) -> Bool {
    guard centralMeridian != nil else { return false }
    if max(y0, y1) > 90 - nearest {
      isNorth = true
    } else if min(y0, y1) < nearest - 90 {
      isSouth = true
    } else {
      return false
    }
    return true
  }

  /// Appends the caps that something was passed over in.
  func append(to strips: inout Geometries) {
    guard let centralMeridian else { return }
    let (west, east) = (centralMeridian - 180, centralMeridian + 180)
    for (isTaken, south, north) in [
      (isNorth, 90 - radius, 90.0), (isSouth, -90.0, radius - 90),
    ] where isTaken {
      strips.appendPolygon([[(west, south), (east, south), (east, north), (west, north)]])
    }
  }
}
