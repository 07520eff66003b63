internal import Geo
internal import Synchronization

/// Which demand places lie within a straight line of each place.
///
/// **CRS:** a projected one in metres, the same for both. **Units:** distances are planar, whole
/// millimetres, 4,294 km at most. **Shapes:** demand places are points; places may be points, lines or polygons.
/// **Boundary rule:** distance 0 on and inside a polygon; what is exactly as far as the cutoff is in
/// reach, before rounding.
/// **Complexity:** O((n + m) log n + pairs) by an index of the demand places.
enum StraightReach {
  private static let chunk = 256

  /// - Parameters:
  ///   - demand: points; null geometries are out of reach.
  ///   - cutoffMeters: nil for no limit.
  ///   - mostPairs: more are refused.
  /// - Throws: `InputError` when there are too many pairs.
  static func pairs(
    from places: Geometries, to demand: Geometries, within cutoffMeters: Double?,
    mostPairs: Int = SiteReach.mostPairs, threads: Int
  ) throws -> SiteReach {
    precondition(places.crs == demand.crs, "both sides are in one system")
    let refusal = SiteReach.tooLarge(cutoffMeters.map { .meters($0) })
    let tree = BoxTree(demand.boxes())
    let present = (0..<demand.count).filter { !demand.isEmpty(feature: $0) }
    let pairCount = Atomic<Int>(0)
    let rows = try Parallel.map(count: places.count, chunk: chunk, threads: threads) { range in
      var rows = SiteReach.Rows()
      var near: [Int] = []
      for place in range {
        let distance = PlaceDistance(of: place, in: places)
        if let cutoffMeters {
          near.removeAll(keepingCapacity: true)
          let box = places.box(ofFeature: place)
          if !box.isEmpty { tree.query(box.expanded(by: cutoffMeters)) { near.append($0) } }
          near.sort()
        } else {
          near = places.isEmpty(feature: place) ? [] : present
        }
        let before = rows.demands.count
        for i in near {
          let vertex = demand.vertices(ofFeature: i).lowerBound
          let meters = distance.meters(x: demand.x(vertex), y: demand.y(vertex))
          if let cutoffMeters, meters > cutoffMeters { continue }
          rows.demands.append(Int32(i))
          rows.costs.append(UInt32(nearest: meters * 1000))
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
}

/// The distance from points to one place.
private enum PlaceDistance {
  case point(x: Double, y: Double)
  case shape(NearestIndex)

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
    }
  }
}
