public import GeoCore
internal import GeoProjection

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What lies between two meridians and two parallels, on the circle: it may pass 180°.
///
/// For streets, whose vertices lie where they are and which are looked for within metres of a place. A
/// `GeographicExtent` is that of a layer, whose parts may be cut at 180°, for choosing its systems.
///
/// **Units:** degrees on WGS 84.
public struct EarthBox: Sendable, Hashable {
  /// From -180 up to 180, this excluded.
  public var west: Double
  /// How far it goes east, from 0 to 360.
  public var width: Double
  /// The southern parallel, degrees; above `north` when the box is empty.
  public var south: Double
  /// The northern parallel, degrees.
  public var north: Double

  /// The box of no places.
  public static let empty = EarthBox(
    west: 0, width: 0, south: .infinity, north: -.infinity)

  /// A box from a meridian eastwards; any turn of the circle will do for it, and the width is held
  /// within 0 and 360 degrees.
  public init(west: Double, width: Double, south: Double, north: Double) {
    self.west = Self.wrapped(west)
    self.width = min(360, max(0, width))
    self.south = south
    self.north = north
  }

  /// What a box of longitudes and latitudes says; one whose west lies east of its east passes 180°.
  public init(_ box: Box) {
    guard box.minY <= box.maxY else {
      self = .empty
      return
    }
    let width = box.maxX < box.minX ? box.maxX + 360 - box.minX : box.maxX - box.minX
    self.init(west: box.minX, width: width, south: box.minY, north: box.maxY)
  }

  /// The box around places, the narrower of one that ends at 180° and one that ends at the prime
  /// meridian, rather than the least there is.
  /// - Parameter coordinates: longitude and latitude, interleaved; what is not finite is left out.
  public init(around coordinates: some Collection<Double>) {
    var plain = Box.empty
    var shifted = Box.empty
    var iterator = coordinates.makeIterator()
    while let x = iterator.next(), let y = iterator.next() {
      guard x.isFinite, y.isFinite else { continue }
      let longitude = Self.wrapped(x)
      plain.extend(x: longitude, y: y)
      shifted.extend(x: longitude < 0 ? longitude + 360 : longitude, y: y)
    }
    self.init(plain.width <= shifted.width ? plain : shifted)
  }

  /// Whether no place is in it.
  public var isEmpty: Bool { !(south <= north) }

  /// A longitude from -180 up to 180, this excluded; what lies there already is left as it is.
  static func wrapped(_ longitude: Double) -> Double {
    LongitudeSpan.turned(longitude, from: -180)
  }

  /// The longitude halfway between both sides, from -180 up to 180.
  public var middleLongitude: Double { Self.wrapped(west + width / 2) }
  /// Half-way between its parallels, degrees.
  public var middleLatitude: Double { (south + north) / 2 }
  /// From -180 to 180; less than `west` when the box passes 180°.
  public var east: Double {
    let end = west + width
    return end > 180 ? end - 360 : end
  }

  /// The longitudes as one or two ranges within -180 and 180.
  var boxes: [Box] {
    if isEmpty { return [] }
    let end = west + width
    if end <= 180 { return [Box(minX: west, minY: south, maxX: end, maxY: north)] }
    if width >= 360 { return [Box(minX: -180, minY: south, maxX: 180, maxY: north)] }
    return [
      Box(minX: west, minY: south, maxX: 180, maxY: north),
      Box(minX: -180, minY: south, maxX: end - 360, maxY: north),
    ]
  }

  /// Whether both share a place; sides that touch do, on either side of 180° too.
  public func meets(_ other: EarthBox) -> Bool {
    guard !isEmpty, !other.isEmpty, south <= other.north, other.south <= north else { return false }
    return Self.east(from: west, to: other.west) <= width
      || Self.east(from: other.west, to: west) <= other.width
  }

  /// Whether every place of another box lies in this one.
  public func contains(_ other: EarthBox) -> Bool {
    guard !isEmpty, !other.isEmpty, south <= other.south, other.north <= north else { return false }
    return width >= 360 || Self.east(from: west, to: other.west) + other.width <= width
  }

  /// Whether a place is in it, on its borders included; any turn of the circle will do for the
  /// longitude.
  public func contains(longitude: Double, latitude: Double) -> Bool {
    south <= latitude && latitude <= north
      && (width >= 360 || Self.east(from: west, to: longitude) <= width)
  }

  /// How far one has to go east from one meridian to another, from 0 up to 360.
  private static func east(from a: Double, to b: Double) -> Double {
    let turn = (b - a).truncatingRemainder(dividingBy: 360)
    return turn < 0 ? turn + 360 : turn
  }

  /// The least box around both.
  public func union(_ other: EarthBox) -> EarthBox {
    if isEmpty { return other }
    if other.isEmpty { return self }
    let eastward = max(width, Self.east(from: west, to: other.west) + other.width)
    let westward = max(other.width, Self.east(from: other.west, to: west) + width)
    return EarthBox(
      west: eastward <= westward ? west : other.west, width: min(eastward, westward),
      south: min(south, other.south), north: max(north, other.north))
  }

  /// The box and all places within a distance of it, and some more.
  public func expanded(byMeters meters: Double) -> EarthBox {
    if isEmpty { return self }
    let height = meters / DegreeLength.least
    let (low, high) = (max(-90, south - height), min(90, north + height))
    let shrink = cos(max(abs(low), abs(high)) * .pi / 180)
    let side = shrink > 1e-3 ? meters / (DegreeLength.least * shrink) : 360
    guard width + 2 * side < 360 else {
      return EarthBox(west: -180, width: 360, south: low, north: high)
    }
    return EarthBox(west: west - side, width: width + 2 * side, south: low, north: high)
  }

  /// How far the farthest place is from the middle, at most; metres.
  var radiusMeters: Double {
    if isEmpty { return 0 }
    let widest = south <= 0 && north >= 0 ? 0 : min(abs(south), abs(north))
    let side = DegreeLength.at(latitude: widest).x * width / 2
    let half = DegreeLength.most * (north - south) / 2
    return (side * side + half * half).squareRoot()
  }

  /// west, south, east, north, as RFC 7946 orders a box.
  public var bounds: [Double] { [west, south, east, north] }

  /// The same for messages, to a thousandth of a degree.
  public var text: String {
    bounds.map { JSONText.number(($0 * 1000).rounded() / 1000) }.joined(separator: " ")
  }
}

extension EarthBox {
  /// The box around geometries of any system.
  /// - Throws: `PROJError` when they cannot be turned into degrees.
  public init(around geometries: Geometries, threads: Int = 1) throws {
    self.init(
      around: try geometries.transformed(to: .wgs84, threads: threads).geometries.coordinates)
  }
}
