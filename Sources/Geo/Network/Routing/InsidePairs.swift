/// The pairs of which one place is a point inside or on a polygon of the other, or both are points
/// at the same place: who is there has arrived, and the way costs nothing.
///
/// Points no more than a millimetre apart are at the same place: coordinates that came through
/// different systems differ by less. They count when both are connected to the streets. From inside
/// a polygon nobody needs a street, and it counts in any case.
///
/// **CRS:** a projected one in metres, the same on both sides. **Shapes:** a place of several
/// points is inside when one of them is; it is at no other's place. **Boundary rule:** the boundary
/// belongs to the polygon.
/// **Complexity:** O(log n) a point, then one decision for each box that it lies in.
public struct InsidePairs: Sendable, Equatable {
  /// Origin i has the entries `offsets[i] ..< offsets[i + 1]`.
  private var offsets: [Int] = [0]
  /// Ascending for each origin.
  private var destinations: [Int32] = []

  /// Points as near to each other are at the same place.
  public static let samePlaceMeters = 0.001

  /// - Parameters:
  ///   - originDoors: where the origins meet the streets, one place for each.
  ///   - destinationDoors: likewise.
  public init(
    from origins: Geometries, through originDoors: NetworkPlaces, to destinations: Geometries,
    through destinationDoors: NetworkPlaces
  ) {
    precondition(origins.crs == destinations.crs, "both sides are in one system")
    precondition(
      origins.count == originDoors.count && destinations.count == destinationDoors.count,
      "every place has its doors, or none")
    var pairs: [NetworkPair] = []
    Self.visit(points: origins, polygons: destinations) {
      pairs.append(NetworkPair(origin: $0, destination: $1))
    }
    Self.visit(points: destinations, polygons: origins) {
      pairs.append(NetworkPair(origin: $1, destination: $0))
    }
    Self.visitSame(
      origins, Self.connectedPoints(of: origins, originDoors), destinations,
      Self.connectedPoints(of: destinations, destinationDoors)
    ) {
      pairs.append(NetworkPair(origin: $0, destination: $1))
    }
    pairs.sort { ($0.origin, $0.destination) < ($1.origin, $1.destination) }
    var next = 0
    for origin in 0..<origins.count {
      while next < pairs.count, pairs[next].origin == origin {
        if next == 0 || pairs[next] != pairs[next - 1] {
          self.destinations.append(Int32(pairs[next].destination))
        }
        next += 1
      }
      offsets.append(self.destinations.count)
    }
  }

  public var isEmpty: Bool { destinations.isEmpty }

  /// The features that are single points, a MultiPoint of one among them, and connected.
  private static func connectedPoints(of places: Geometries, _ doors: NetworkPlaces) -> [Int] {
    (0..<places.count).filter {
      places.vertices(ofFeature: $0).count == 1 && doors.isConnected($0)
    }
  }

  /// Pairs of single points at the same place.
  private static func visitSame(
    _ origins: Geometries, _ starts: [Int], _ destinations: Geometries, _ ends: [Int],
    _ found: (Int, Int) -> Void
  ) {
    let tree = BoxTree(ends.map { destinations.box(ofFeature: $0) })
    for origin in starts {
      let box = origins.box(ofFeature: origin)
      tree.query(box.expanded(by: samePlaceMeters)) { place in
        let other = destinations.box(ofFeature: ends[place])
        let (dx, dy) = (box.minX - other.minX, box.minY - other.minY)
        guard dx * dx + dy * dy <= samePlaceMeters * samePlaceMeters else { return }
        found(origin, ends[place])
      }
    }
  }

  private static func visit(
    points: Geometries, polygons: Geometries, _ found: (_ point: Int, _ polygon: Int) -> Void
  ) {
    guard polygons.kinds.contains(where: { $0 != .point && $0 != .null }) else { return }
    let index = PolygonIndex(polygons)
    for feature in 0..<points.count {
      let kinds = points.partKinds(ofFeature: feature)
      for (part, kind) in zip(points.parts(ofFeature: feature), kinds) where kind == .point {
        for v in points.rings(ofPart: part).flatMap({ points.vertices(ofRing: $0) }) {
          for hit in PointInPolygon.features(atX: points.x(v), y: points.y(v), in: index) {
            found(feature, hit.feature)
          }
        }
      }
    }
  }

  public func contains(_ pair: NetworkPair) -> Bool {
    destinations[offsets[pair.origin]..<offsets[pair.origin + 1]]
      .contains(Int32(pair.destination))
  }

  /// Costs with these pairs at zero: rows of a block of origins in the order of destinations, or,
  /// of the k nearest, ranked by cost.
  public func lowering(
    _ costs: TravelCosts, ofOrigins block: Range<Int>, nearest k: Int? = nil
  ) -> TravelCosts {
    guard !isEmpty else { return costs }
    var result = TravelCosts()
    for (row, origin) in block.enumerated() {
      let inside = destinations[offsets[origin]..<offsets[origin + 1]]
      var entries = inside.map { (destination: $0, cost: TravelCost.zero) }
      for entry in costs.entries(ofOrigin: row) where !inside.contains(costs.destinations[entry]) {
        entries.append((costs.destinations[entry], costs.costs[entry]))
      }
      if !inside.isEmpty {
        entries.sort { a, b in
          k == nil
            ? a.destination < b.destination : (a.cost, a.destination) < (b.cost, b.destination)
        }
      }
      for entry in entries.prefix(k ?? entries.count) {
        result.append(entry.destination, entry.cost)
      }
      result.endRow()
    }
    return result
  }
}
