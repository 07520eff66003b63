internal import GeoAlgorithms
public import GeoCore
internal import Glibc
internal import Synchronization

/// How far the nearest feature of a layer is from any place on Earth: points, lines, polygons.
///
/// Places are taken neighbourhood by neighbourhood, squares of a degree. What lies within 300 km of
/// a neighbourhood is measured in a plane of its own (`LocalFrame`), whose lengths are off by at
/// most 0.05 %. A place that finds nothing so near is measured along the geodesic to the nearest
/// vertex, edges being divided every tenth of a degree: right within 0.5 %.
///
/// **Units:** metres. **Boundary rule:** 0 on and inside a polygon. **Empty:** a layer without
/// vertices is infinitely far.
/// **Complexity:** O(log n) a place, and once for each neighbourhood what lies around it.
public struct GlobalNearest: Sendable {
  /// The largest relative error of the distances that are found in planes.
  public static let largestScaleError = 0.0005
  /// How far around a neighbourhood the plane reaches, metres.
  private static let reachMeters = 300_000.0
  /// The side of a neighbourhood, degrees.
  private static let side = 1.0
  /// Parts larger than this are clipped to the neighbourhood first, degrees.
  private static let largePart = 10.0

  /// Parts as features of their own, in longitude and latitude.
  private let parts: Geometries
  private let tree: BoxTree

  /// Makes a layer ready to be searched.
  ///
  /// - Throws: `PROJError` when the layer cannot be brought to longitude and latitude.
  public init(_ geometries: Geometries, threads: Int) throws {
    let degrees = try geometries.droppingElevations().withLongEdgesDivided(threads: threads)
      .longitudeLatitude(threads: threads)
    var parts = Geometries(crs: .wgs84)
    for feature in 0..<degrees.count {
      let kinds = degrees.partKinds(ofFeature: feature)
      for (part, kind) in zip(degrees.parts(ofFeature: feature), kinds) {
        var run = PartRun(part, of: degrees)
        run.turn(to: 0)
        parts.beginFeature(kind)
        run.append(to: &parts)
      }
    }
    self.parts = parts
    tree = BoxTree(parts.boxes())
  }

  /// Whether the layer has no vertex, so that nothing is ever found.
  public var isEmpty: Bool { parts.vertexCount == 0 }

  /// The distance from each point to the nearest feature.
  ///
  /// **CRS:** longitude and latitude, one vertex a feature.
  /// - Throws: `GEOSError` when a large polygon cannot be clipped.
  public func distances(from points: Geometries, threads: Int) throws -> [Double] {
    precondition(points.crs == .wgs84, "places on Earth have longitude and latitude")
    guard !isEmpty else { return Array(repeating: .infinity, count: points.count) }
    let groups = Self.groups(of: points)
    let far = FarNearest(parts)
    let found = try Parallel.map(count: groups.count, chunk: 1, threads: threads) { range in
      try range.map { try self.distances(of: groups[$0], points, far) }
    }.flatMap { $0 }
    var distances = Array(repeating: Double.infinity, count: points.count)
    for (group, values) in zip(groups, found) {
      for (point, value) in zip(group.points, values) { distances[point] = value }
    }
    return distances
  }

  /// The places of a neighbourhood.
  private struct Group {
    var points: [Int]
    var box: Box
  }

  private static func groups(of points: Geometries) -> [Group] {
    var places: [SIMD2<Int32>: Int] = [:]
    var groups: [Group] = []
    for point in 0..<points.count {
      guard let vertex = points.vertices(ofFeature: point).first else { continue }
      let x = LongitudeSpan.turned(points.x(vertex), from: -180)
      let y = points.y(vertex)
      guard x.isFinite, y.isFinite else { continue }
      let key = SIMD2(Int32((x / side).rounded(.down)), Int32((y / side).rounded(.down)))
      let place = places[key] ?? groups.count
      if place == groups.count {
        places[key] = place
        groups.append(Group(points: [], box: .empty))
      }
      groups[place].points.append(point)
      groups[place].box.extend(x: x, y: y)
    }
    return groups
  }

  private func distances(
    of group: Group, _ points: Geometries, _ far: FarNearest
  ) throws -> [Double] {
    let frame = LocalFrame(longitude: group.box.centerX, latitude: group.box.centerY)
    let around = GeographicExtent(box: group.box).expanded(
      byDegrees: Self.reachMeters / DegreeLength.least)
    let near = NearestIndex(frame.projected(try neighbours(within: around.box)))
    var places: [Double] = []
    for point in group.points {
      let vertex = points.vertices(ofFeature: point).lowerBound
      places += [points.x(vertex), points.y(vertex)]
    }
    let plane = frame.projected(places)
    var cursor = NearestIndex.Cursor(in: near)
    return group.points.indices.map { k in
      if let hit = cursor.nearest(x: plane[2 * k], y: plane[2 * k + 1]),
        hit.distance <= Self.reachMeters
      {
        return hit.distance
      }
      return far.distance(longitude: places[2 * k], latitude: places[2 * k + 1])
    }
  }

  /// The parts that reach into a box, in its turn of the circle; large ones clipped to it.
  private func neighbours(within box: Box) throws -> Geometries {
    var found = Geometries(crs: .wgs84)
    for turn in [-360.0, 0, 360] {
      let window = Box(
        minX: box.minX - turn, minY: box.minY, maxX: box.maxX - turn, maxY: box.maxY)
      var hits: [Int] = []
      tree.query(window) { hits.append($0) }
      for part in hits.sorted() {
        let kind = parts.kinds[part]
        var run = PartRun(parts.parts(ofFeature: part).lowerBound, of: parts)
        let isLarge = max(run.box.width, run.box.height) > Self.largePart
        run.shift(by: turn)
        switch kind {
        case .polygon where isLarge:
          for piece in try run.clipped(to: box) { found.append(piece, .polygon) }
        case .lineString where isLarge:
          for piece in run.runs(within: box) { found.append(piece, .lineString) }
        default: found.append(run, kind)
        }
      }
    }
    return found
  }
}

extension Geometries {
  fileprivate mutating func append(_ run: PartRun, _ kind: GeometryKind) {
    beginFeature(kind)
    run.append(to: &self)
  }
}

/// The nearest vertex of a layer by geodesic, for places that have nothing near.
private final class FarNearest: Sendable {
  private let parts: Geometries
  private let made = Mutex<SpatialTree?>(nil)
  private static let longestEdge = 0.1

  init(_ parts: Geometries) { self.parts = parts }

  func distance(longitude: Double, latitude: Double) -> Double {
    let tree = made.withLock { made in
      if let made { return made }
      let tree = SpatialTree(parts.densified(longest: Self.longestEdge))
      made = tree
      return tree
    }
    guard let place = tree.nearest(longitude: longitude, latitude: latitude) else {
      return .infinity
    }
    return Geodesic.distance(from: (longitude, latitude), to: place)
  }
}

/// A k-d tree of places on the ellipsoid, as points in space: the shortest chord leads to the
/// nearest place, within the difference that the flattening makes.
///
/// **Source:** Bentley 1975, Multidimensional binary search trees, doi:10.1145/361002.361007.
private struct SpatialTree: Sendable {
  private var points: [SIMD4<Double>] = []
  private var order: [Int32] = []
  private let degrees: [Double]

  init(_ geometries: Geometries) {
    degrees = geometries.coordinates
    points = (0..<geometries.vertexCount).map {
      Self.point(geometries.x($0), geometries.y($0))
    }
    order = (0..<points.count).map { Int32($0) }
    arrange(0, order.count, axis: 0)
  }

  private static func point(_ longitude: Double, _ latitude: Double) -> SIMD4<Double> {
    let (lambda, phi) = (longitude * .pi / 180, latitude * .pi / 180)
    let e2 = Ellipsoid.squaredEccentricity
    let n = Ellipsoid.semiMajorAxis / (1 - e2 * sin(phi) * sin(phi)).squareRoot()
    return SIMD4(
      n * cos(phi) * cos(lambda), n * cos(phi) * sin(lambda), n * (1 - e2) * sin(phi), 0)
  }

  private mutating func arrange(_ low: Int, _ high: Int, axis: Int) {
    guard high - low > 8 else { return }
    let points = points
    order[low..<high].sort {
      (points[Int($0)][axis], $0) < (points[Int($1)][axis], $1)
    }
    let middle = (low + high) / 2
    arrange(low, middle, axis: (axis + 1) % 3)
    arrange(middle + 1, high, axis: (axis + 1) % 3)
  }

  func nearest(longitude: Double, latitude: Double) -> (longitude: Double, latitude: Double)? {
    var best = (square: Double.infinity, place: -1)
    search(Self.point(longitude, latitude), 0, order.count, axis: 0, &best)
    guard best.place >= 0 else { return nil }
    return (degrees[2 * best.place], degrees[2 * best.place + 1])
  }

  private func search(
    _ target: SIMD4<Double>, _ low: Int, _ high: Int, axis: Int,
    _ best: inout (square: Double, place: Int)
  ) {
    func look(_ k: Int) {
      let place = Int(order[k])
      let apart = points[place] - target
      let square = (apart * apart).sum()
      if square < best.square || (square == best.square && place < best.place) {
        best = (square, place)
      }
    }
    guard high - low > 8 else {
      for k in low..<high { look(k) }
      return
    }
    let middle = (low + high) / 2
    look(middle)
    let ahead = target[axis] - points[Int(order[middle])][axis]
    let (near, other) =
      ahead < 0 ? ((low, middle), (middle + 1, high)) : ((middle + 1, high), (low, middle))
    search(target, near.0, near.1, axis: (axis + 1) % 3, &best)
    if ahead * ahead <= best.square {
      search(target, other.0, other.1, axis: (axis + 1) % 3, &best)
    }
  }
}
