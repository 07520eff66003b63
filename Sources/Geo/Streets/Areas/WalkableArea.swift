internal import GeoCore

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// An area that a profile may walk on: a closed way with `area=yes`, or a multipolygon.
///
/// **Shapes:** rings of nodes of the extract, the first node not repeated at the end, the area on
/// the left of each: counterclockwise around it, clockwise around its holes.
struct WalkableArea {
  /// The way of the extract whose id and name its crossings get.
  var way: Int32
  var use: WayRules.Use
  var rings: [[Int32]]

  /// Takes rings in any direction.
  /// - Parameter isInner: tells for each ring whether it is said to bound a hole. One that lies in
  ///   an odd number of others does, whatever is said: roles of members are often missing.
  /// - Returns: nil when a ring has fewer than three nodes, or one that the extract does not hold.
  init?(
    way: Int32, use: WayRules.Use, rings: [[Int32]], isInner: [Bool], _ extract: OSMExtract
  ) {
    let areHeld = rings.allSatisfy { ring in
      ring.count >= 3 && ring.allSatisfy { extract.hasPlace(Int($0)) }
    }
    guard areHeld else { return nil }
    let isInner = zip(isInner, Self.liesInHoles(rings, extract)).map { $0 || $1 }
    guard isInner.contains(false) else { return nil }
    self.way = way
    self.use = use
    self.rings = zip(rings, isInner).map { ring, isInner in
      let isLeft = Self.turnsLeft(ring, extract)
      return isLeft == isInner ? ring.reversed() : ring
    }
  }

  /// Whether a ring runs counterclockwise. Exact.
  private static func turnsLeft(_ ring: [Int32], _ extract: OSMExtract) -> Bool {
    let plane = SquarePlane(at: Int(ring[0]), of: extract)
    let points = ring.map { plane.point(of: Int($0)) }
    var twice = 0
    var before = points[points.count - 1]
    for point in points {
      twice += before.x * point.y - point.x * before.y
      before = point
    }
    return twice > 0
  }

  /// Puts lines together to rings at their ends.
  ///
  /// **Complexity:** O(n).
  /// - Parameter lines: nodes of each, those of a closed one with the first repeated at the end.
  /// - Returns: nil when an end stays open.
  static func rings(of lines: [[Int32]]) -> [[Int32]]? {
    var rings: [[Int32]] = []
    var ends: [Int32: [Int]] = [:]
    var isUsed = lines.map { line in
      guard let first = line.first, let last = line.last, line.count > 1 else { return true }
      if first == last {
        rings.append(Array(line.dropLast()))
        return true
      }
      return false
    }
    for (i, line) in lines.enumerated() where !isUsed[i] {
      for end in [line[0], line[line.count - 1]] { ends[end, default: []].append(i) }
    }
    for start in lines.indices where !isUsed[start] {
      isUsed[start] = true
      var ring = lines[start]
      while let end = ring.last, end != ring[0] {
        guard let next = ends[end]?.first(where: { !isUsed[$0] }) else { return nil }
        isUsed[next] = true
        let line = lines[next]
        ring += line[0] == end ? Array(line.dropFirst()) : Array(line.reversed().dropFirst())
      }
      rings.append(Array(ring.dropLast()))
    }
    return rings
  }
}

/// A plane around one square, in whole 1e-7 degrees from one of its nodes: what is straight stays
/// straight, and which side a point lies on is exact. Lengths need `meters`.
struct SquarePlane {
  struct Point: Hashable {
    var x: Int
    var y: Int
  }

  private let extract: OSMExtract
  private let origin: Point
  /// Metres of a unit east and north at the origin.
  private let eastMeters: Double
  private let northMeters: Double
  private static let wholeTurn = 3_600_000_000

  init(at node: Int, of extract: OSMExtract) {
    self.extract = extract
    origin = Point(x: Int(extract.places[2 * node]), y: Int(extract.places[2 * node + 1]))
    let degree = DegreeLength.at(latitude: extract.latitude(node))
    (eastMeters, northMeters) = (1e-7 * degree.x, 1e-7 * degree.y)
  }

  func point(of node: Int) -> Point {
    var x = Int(extract.places[2 * node]) - origin.x
    if x > Self.wholeTurn / 2 { x -= Self.wholeTurn }
    if x < -Self.wholeTurn / 2 { x += Self.wholeTurn }
    return Point(x: x, y: Int(extract.places[2 * node + 1]) - origin.y)
  }

  func meters(_ a: Point, _ b: Point) -> Double {
    let (dx, dy) = (Double(b.x - a.x) * eastMeters, Double(b.y - a.y) * northMeters)
    return (dx * dx + dy * dy).squareRoot()
  }
}
