internal import GeoAlgorithms
internal import GeoCore

/// Which way round the rings of polygons go into a text of fixed decimals, and which are nothing
/// there: decided on the numbers that are written, not on those that they are rounded from.
///
/// A ring *collapses* when rounding moves it and what is written bounds nothing: it has fewer than
/// three different places, or runs out and back on itself. A ring that bounds nothing as it is, and
/// is written digit by digit, stays.
///
/// The sign of the area before rounding settles most rings: rounding changes twice the area by at
/// most Σ (|x| + |y|) steps, with x and y from the first vertex. The rest is computed in whole
/// steps, exactly.
///
/// **CRS:** that of the geometries. **Complexity:** O(vertices / threads).
struct WrittenRings: Sendable {
  private enum Course: UInt8 {
    case kept
    case turned
    case collapsed
  }

  private let firstRing: Int
  private let courses: [Course]

  /// - Parameters:
  ///   - features: the features whose rings are decided on.
  ///   - decimals: 0 to 9.
  init(of features: Range<Int>, in geometries: Geometries, decimals: Int, threads: Int) {
    firstRing = features.isEmpty ? 0 : geometries.rings(ofFeature: features.lowerBound).lowerBound
    let rounding = Rounding(decimals: decimals)
    courses = Parallel.collect(count: features.count, chunk: 1024, threads: threads) { range in
      geometries.coordinates.withUnsafeBufferPointer { xy in
        var courses: [Course] = []
        for feature in range {
          Self.append(features.lowerBound + feature, of: geometries, xy, rounding, to: &courses)
        }
        return courses
      }
    }.flatMap { $0 }
  }

  /// Whether a ring is written from its last vertex to its first.
  func isTurned(_ ring: Int) -> Bool { courses[ring - firstRing] == .turned }

  /// The rings that collapse.
  var collapsed: [Int] {
    courses.indices.filter { courses[$0] == .collapsed }.map { firstRing + $0 }
  }

  private static func append(
    _ feature: Int, of geometries: Geometries, _ xy: UnsafeBufferPointer<Double>,
    _ rounding: Rounding, to courses: inout [Course]
  ) {
    let kind = geometries.kinds[feature]
    guard kind.isAreal || kind == .geometryCollection else {
      courses.append(
        contentsOf: repeatElement(.kept, count: geometries.rings(ofFeature: feature).count))
      return
    }
    let kinds = geometries.partKinds(ofFeature: feature)
    for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) {
      let rings = geometries.rings(ofPart: part)
      for ring in rings {
        let isShell = ring == rings.lowerBound
        courses.append(
          kind == .polygon
            ? course(xy, geometries.vertices(ofRing: ring), isShell, rounding) : .kept)
      }
    }
  }

  private static func course(
    _ xy: UnsafeBufferPointer<Double>, _ vertices: Range<Int>, _ isShell: Bool,
    _ rounding: Rounding
  ) -> Course {
    let (turn, doubt) = turn(xy, vertices, step: rounding.step)
    if abs(turn) > doubt { return (turn > 0) == isShell ? .kept : .turned }
    guard let places = rounding.places(xy, vertices) else {
      return turn == 0 || (turn > 0) == isShell ? .kept : .turned
    }
    let written = Rounding.turn(of: places)
    if written == 0, rounding.moves(xy, vertices), Rounding.boundsNothing(places) {
      return .collapsed
    }
    return written == 0 || (written > 0) == isShell ? .kept : .turned
  }

  /// Twice the signed area, and by how much rounding may change it.
  private static func turn(
    _ xy: UnsafeBufferPointer<Double>, _ vertices: Range<Int>, step: Double
  ) -> (turn: Double, doubt: Double) {
    guard vertices.count > 2 else { return (0, .infinity) }
    let x0 = xy[2 * vertices.lowerBound]
    let y0 = xy[2 * vertices.lowerBound + 1]
    var sum = 0.0
    var size = 0.0
    var previousX = 0.0
    var previousY = 0.0
    for vertex in vertices {
      let x = xy[2 * vertex] - x0
      let y = xy[2 * vertex + 1] - y0
      sum += previousX * y - x * previousY
      size += abs(x) + abs(y)
      previousX = x
      previousY = y
    }
    return (sum, 4 * step * (size + step * Double(vertices.count)))
  }

  /// Coordinates in whole steps of the last decimal.
  private struct Rounding {
    let decimals: Int
    let grid: OutputGrid
    private let scale: Double

    init(decimals: Int) {
      self.decimals = decimals
      grid = OutputGrid(decimals: decimals)
      scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
    }

    var step: Double { 1 / scale }

    /// The vertices of a ring as they are written; nil where one is too large to have decimals.
    func places(_ xy: UnsafeBufferPointer<Double>, _ vertices: Range<Int>) -> [SIMD2<Int64>]? {
      var places: [SIMD2<Int64>] = []
      places.reserveCapacity(vertices.count)
      for vertex in vertices {
        let x = (xy[2 * vertex] * scale).rounded()
        let y = (xy[2 * vertex + 1] * scale).rounded()
        guard abs(x) < 0x1p53, abs(y) < 0x1p53 else { return nil }
        places.append(SIMD2(Int64(x), Int64(y)))
      }
      return places
    }

    /// Whether writing changes a coordinate of a ring.
    func moves(_ xy: UnsafeBufferPointer<Double>, _ vertices: Range<Int>) -> Bool {
      (2 * vertices.lowerBound..<2 * vertices.upperBound).contains {
        grid.rounded(xy[$0]) != xy[$0]
      }
    }

    /// Twice the signed area, exactly.
    static func turn(of places: [SIMD2<Int64>]) -> Int128 {
      guard let first = places.first else { return 0 }
      var sum: Int128 = 0
      for i in places.indices.dropFirst() {
        let (p, q) = (places[i - 1] &- first, places[i] &- first)
        sum += Int128(p.x) * Int128(q.y) - Int128(q.x) * Int128(p.y)
      }
      return sum
    }

    /// Whether a ring has fewer than three places, or runs out and back on itself alone.
    static func boundsNothing(_ places: [SIMD2<Int64>]) -> Bool {
      let ring = places.map { EditableShape.Vertex(x: Double($0.x), y: Double($0.y)) }
      let shape = EditableShape(kind: .polygon, parts: [[ring]])
      return RingCleaning().cleaned(shape).shape.isEmpty
    }
  }
}
