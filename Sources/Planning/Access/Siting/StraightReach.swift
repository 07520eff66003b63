internal import GeoAlgorithms
internal import GeoCore
internal import GeoProjection
internal import PlanningStudies
internal import Synchronization

/// Which demand places lie within a straight line of each place.
///
/// **CRS:** a projected one in metres, the same for both, or longitude and latitude: then distances
/// are those along geodesics for points, those of `GlobalNearest` for shapes. **Units:** whole
/// millimetres. **Shapes:** demand places are points; places may be points, lines
/// or polygons.
/// **Boundary rule:** distance 0 on and inside a polygon; what is exactly as far as the cutoff is
/// in reach, before rounding.
/// **Complexity:** O((n + m) log n + pairs) by an index of the demand places.
enum StraightReach {
  private static let chunk = 256

  /// - Parameters:
  ///   - demand: points; null geometries are out of reach.
  ///   - cutoffMeters: nil for no limit.
  ///   - mostPairs: more are refused.
  /// - Throws: `InputError` when there are too many pairs, and for a distance that is none on Earth.
  static func pairs(
    from places: Geometries, to demand: Geometries, within cutoffMeters: Double?,
    mostPairs: Int = SiteReach.mostPairs, threads: Int
  ) throws -> SiteReach {
    precondition(places.crs == demand.crs, "both sides are in one system")
    let refusal = SiteReach.tooLarge(cutoffMeters.map { .meters($0) })
    let isGlobal = places.crs == .wgs84
    let tree = BoxTree(isGlobal ? demand.boxesInOneTurn() : demand.boxes())
    let present = (0..<demand.count).filter { !demand.isEmpty(feature: $0) }
    let pairCount = Atomic<Int>(0)
    let rows = try Parallel.map(count: places.count, chunk: chunk, threads: threads) { range in
      var rows = SiteReach.Rows()
      var near: [Int] = []
      for place in range {
        let distance = isGlobal ? .onTheGlobe : PlaceDistance(of: place, in: places)
        if let cutoffMeters {
          near.removeAll(keepingCapacity: true)
          for window in Self.windows(around: places.box(ofFeature: place), cutoffMeters, isGlobal) {
            tree.query(window) { near.append($0) }
          }
          if isGlobal { near = Array(Set(near)) }
          near.sort()
        } else {
          near = places.isEmpty(feature: place) ? [] : present
        }
        let before = rows.demands.count
        let global = isGlobal ? try Self.meters(from: place, of: places, to: near, of: demand) : []
        for (k, i) in near.enumerated() {
          let vertex = demand.vertices(ofFeature: i).lowerBound
          let meters =
            isGlobal
            ? global[k] : distance.meters(x: demand.x(vertex), y: demand.y(vertex))
          if let cutoffMeters, meters > cutoffMeters { continue }
          rows.demands.append(Int32(i))
          rows.costs.append(try SiteReach.millimeters(meters))
        }
        let added = rows.demands.count - before
        rows.counts.append(added)
        let total = pairCount.add(added, ordering: .relaxed).newValue
        guard total <= mostPairs else { throw refusal }
      }
      return rows
    }
    return SiteReach(demandCount: demand.count, rows: rows)
  }

  /// Where to look for what lies within a cutoff of a box.
  private static func windows(around box: Box, _ cutoff: Double, _ isGlobal: Bool) -> [Box] {
    if box.isEmpty { return [] }
    if !isGlobal { return [box.expanded(by: cutoff)] }
    return GeographicExtent(box: box).expanded(byDegrees: cutoff / DegreeLength.least)
      .boxesInOneTurn
  }

  /// How far demand places are from a place, over the globe.
  private static func meters(
    from place: Int, of places: Geometries, to near: [Int], of demand: Geometries
  ) throws -> [Double] {
    let vertices = places.vertices(ofFeature: place)
    guard places.kinds[place] == .point, vertices.count == 1 else {
      return try GlobalNearest(places.selecting([place]), threads: 1)
        .distances(from: demand.selecting(near), threads: 1)
    }
    let own = (places.x(vertices.lowerBound), places.y(vertices.lowerBound))
    return near.map { i in
      let vertex = demand.vertices(ofFeature: i).lowerBound
      return Geodesic.distance(from: own, to: (demand.x(vertex), demand.y(vertex)))
    }
  }
}

extension StraightReach {
  /// Some of the ways found, evenly spread, held against geodesics.
  /// - Throws: `InputError` for one that is too far off.
  static func lengthCheck(
    of reach: SiteReach, from places: Geometries, to demand: Geometries, toward name: String
  ) throws -> LengthCheck {
    var check = LengthCheck()
    var place = 0
    for pair in LengthCheck.sample(of: reach.pairCount) {
      while reach.offsets[place + 1] <= pair { place += 1 }
      let vertex = demand.vertices(ofFeature: Int(reach.demands[pair])).lowerBound
      let own = (x: demand.x(vertex), y: demand.y(vertex))
      let index = NearestIndex(places.selecting([place]))
      guard let there = index.nearestPlace(x: own.x, y: own.y) else { continue }
      try check.compare(from: own, to: there, in: places.crs, toward: name)
    }
    return check
  }
}

/// The distance from points to one place.
private enum PlaceDistance {
  case point(x: Double, y: Double)
  case shape(NearestIndex)
  /// Measured elsewhere.
  case onTheGlobe

  init(of place: Int, in places: Geometries) {
    let vertices = places.vertices(ofFeature: place)
    if places.kinds[place] == .point, vertices.count == 1 {
      self = .point(x: places.x(vertices.lowerBound), y: places.y(vertices.lowerBound))
    } else {
      self = .shape(NearestIndex(places.selecting([place])))
    }
  }

  func meters(x: Double, y: Double) -> Double {
    switch self {
    case .point(let placeX, let placeY):
      let (dx, dy) = (x - placeX, y - placeY)
      return (dx * dx + dy * dy).squareRoot()
    case .shape(let index): return index.nearest(x: x, y: y)?.distance ?? .infinity
    case .onTheGlobe: return .infinity
    }
  }
}
