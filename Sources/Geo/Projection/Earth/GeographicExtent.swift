public import GeoCore
internal import Glibc

/// Where a layer lies on the Earth: latitudes on a line, longitudes on the circle.
///
/// For choosing systems and for telling whether layers can meet: parts that are cut at 180° are taken
/// whole. Streets have their own `EarthBox`, of vertices as they lie and of metres around them.
///
/// **Units:** degrees. **CRS:** WGS 84 longitude and latitude.
public struct GeographicExtent: Sendable, Equatable {
  /// West, south, east and north; `maxX` goes beyond 180 where the extent crosses the antimeridian.
  public let box: Box

  /// The extent from west, south, east and north, in degrees.
  public init(box: Box) { self.box = box }

  /// The extent of all vertices. Parts are taken whole: what is cut at the antimeridian, written
  /// beyond it or lies on both of its sides has the extent of what it stands for.
  ///
  /// **Complexity:** O(vertices); where longitudes span more than 180 degrees also
  /// O(p log p) for p parts.
  /// - Throws: `PROJError` when the layer's system is unknown or its corners have no place.
  public init(of geometries: Geometries, threads: Int = 1) throws {
    let rough = try? Box.longitudeLatitude(of: geometries.box, in: geometries.crs)
    if let rough, rough.width <= 180 || rough.isEmpty {
      box = rough
      return
    }
    let degrees = try geometries.longitudeLatitude(threads: threads)
    box = Self.box(ofPartsIn: degrees)
  }

  /// The box of longitudes and latitudes whose rings run on across the antimeridian.
  static func box(ofPartsIn degrees: Geometries) -> Box {
    var intervals: [(west: Double, east: Double)] = []
    var (south, north) = (Double.infinity, -Double.infinity)
    for part in 0..<degrees.partCount {
      var box = Box.empty
      for ring in degrees.rings(ofPart: part) {
        for vertex in degrees.vertices(ofRing: ring) {
          box.extend(x: degrees.x(vertex), y: degrees.y(vertex))
        }
      }
      guard !box.isEmpty else { continue }
      intervals.append((box.minX, box.maxX))
      south = min(south, box.minY)
      north = max(north, box.maxY)
    }
    guard let span = LongitudeSpan.around(intervals) else { return .empty }
    return Box(minX: span.west, minY: south, maxX: span.east, maxY: north)
  }

  /// The box of a layer in longitude and latitude as GeoJSON writes it: of what is cut at the
  /// antimeridian the west is greater than the east, unless it is all around the Earth.
  ///
  /// **Source:** RFC 7946, section 5.2.
  package static func writtenBox(of degrees: Geometries) -> Box {
    let plain = degrees.box
    guard plain.minX <= -180, plain.maxX >= 180 else { return plain }
    let running = box(ofPartsIn: degrees)
    guard running.width < 360 else { return plain }
    let west = LongitudeSpan.turned(running.minX, from: -180)
    let east = LongitudeSpan.turned(running.maxX, from: -180)
    return Box(minX: west, minY: running.minY, maxX: east, maxY: running.maxY)
  }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { box.isEmpty }
  /// From west to east, as an interval on the circle; of no meaning when it is empty.
  public var longitudes: LongitudeSpan { LongitudeSpan(west: box.minX, width: box.width) }

  /// The middle, its longitude from −180 to 180.
  public var center: (longitude: Double, latitude: Double) {
    let x = box.centerX
    return (x > 180 ? x - 360 : x < -180 ? x + 360 : x, box.centerY)
  }

  /// Whether the two share a place.
  public func meets(_ other: GeographicExtent) -> Bool {
    !isEmpty && !other.isEmpty && box.minY <= other.box.maxY && other.box.minY <= box.maxY
      && longitudes.meets(other.longitudes)
  }

  /// The smallest extent around both, the shorter way around the circle.
  public func union(_ other: GeographicExtent) -> GeographicExtent {
    if isEmpty { return other }
    if other.isEmpty { return self }
    let plain = box.union(other.box)
    guard plain.width > 180,
      let span = LongitudeSpan.around([(box.minX, box.maxX), (other.box.minX, other.box.maxX)])
    else { return GeographicExtent(box: plain) }
    return GeographicExtent(
      box: Box(minX: span.west, minY: plain.minY, maxX: span.east, maxY: plain.maxY))
  }

  /// The extent with so many degrees of a great circle more on all sides, the poles at most.
  public func expanded(byDegrees margin: Double) -> GeographicExtent {
    if isEmpty { return self }
    let (south, north) = (max(box.minY - margin, -90), min(box.maxY + margin, 90))
    let widest = max(abs(south), abs(north))
    let sideways = widest >= 89 ? 360 : margin / cos(widest * .pi / 180)
    let width = min(box.width + 2 * sideways, 360)
    return GeographicExtent(
      box: Box(
        minX: box.centerX - width / 2, minY: south, maxX: box.centerX + width / 2, maxY: north))
  }

  /// The extent as boxes between −180 and 180 degrees.
  public var boxesInOneTurn: [Box] {
    if isEmpty { return [] }
    if longitudes.isWholeCircle {
      return [Box(minX: -180, minY: box.minY, maxX: 180, maxY: box.maxY)]
    }
    let west = LongitudeSpan.turned(box.minX, from: -180)
    let east = west + box.width
    let first = Box(minX: west, minY: box.minY, maxX: min(east, 180), maxY: box.maxY)
    guard east > 180 else { return [first] }
    return [first, Box(minX: -180, minY: box.minY, maxX: east - 360, maxY: box.maxY)]
  }

  /// How far the farthest point of the extent is from a place, degrees of a great circle on the
  /// sphere.
  ///
  /// The farthest point of a box lies on its meridians, or where it crosses the one opposite.
  public func radius(aroundLongitude longitude: Double, latitude: Double) -> Double {
    guard !isEmpty else { return 0 }
    let span = longitudes
    var meridians = [span.west, span.east]
    let opposite = LongitudeSpan.turned(longitude + 180, from: span.west)
    if opposite - span.west <= span.width { meridians.append(opposite) }
    var latitudes = [box.minY, box.maxY]
    // Along a meridian the distance has its largest value at the antipode's side.
    for step in 1..<16 { latitudes.append(box.minY + box.height * Double(step) / 16) }
    var farthest = 0.0
    for x in meridians {
      for y in latitudes {
        farthest = max(farthest, Self.distance((longitude, latitude), (x, y)))
      }
    }
    return farthest
  }

  /// Degrees of a great circle between two places, on the sphere.
  static func distance(_ a: (Double, Double), _ b: (Double, Double)) -> Double {
    let degree = Double.pi / 180
    let (dy, dx) = ((b.1 - a.1) * degree / 2, (b.0 - a.0) * degree / 2)
    let chord = sin(dy) * sin(dy) + cos(a.1 * degree) * cos(b.1 * degree) * sin(dx) * sin(dx)
    return 2 * asin(min(1, chord.squareRoot())) / degree
  }
}
