internal import GeoAlgorithms
public import GeoCore

/// The pairs of which one place is a point inside or on a polygon of the other, or both are points
/// at the same place: who is there has arrived, and the way costs nothing.
///
/// Points no more than a millimetre apart are at the same place: coordinates that came through
/// different systems differ by less. They count when both are connected to the streets. From inside
/// a polygon nobody needs a street, and it counts in any case.
///
/// **CRS:** a projected one in metres, the same on both sides, or WGS 84. **Shapes:** a place of
/// several points is inside when one of them is; it is at no other's place. **Boundary rule:** the
/// boundary belongs to the polygon.
/// **Complexity:** O(log n) a point, then one decision for each box that it lies in. Points at one
/// place share one list: thousands of them take no more memory than one.
public struct InsidePairs: Sendable, Equatable {
  /// The list of each origin.
  private var lists: [Int32] = []
  /// List i has the entries `offsets[i] ..< offsets[i + 1]`.
  private var offsets: [Int] = [0]
  /// Ascending in each list.
  private var destinations: [Int32] = []

  /// Points as near to each other are at the same place.
  public static let samePlaceMeters = 0.001

  /// Finds the pairs among places in one system.
  ///
  /// - Parameters:
  ///   - originDoors: where the origins meet the streets, one place for each.
  ///   - destinationDoors: likewise.
  public init(
    from origins: Geometries, through originDoors: NetworkPlaces, to destinations: Geometries,
    through destinationDoors: NetworkPlaces
  ) {
    self.init(from: origins, originDoors, to: destinations, destinationDoors) {
      some, starts, ends, add in
      Self.visit(points: some, polygons: destinations) { add($0, $1) }
      Self.visit(points: destinations, polygons: some) { add($1, $0) }
      Self.visitSame(some, starts, destinations, ends) { add($0, $1) }
    }
  }

  /// The same of places in degrees, anywhere on the earth.
  ///
  /// **CRS:** WGS 84; polygons are looked at in the `DegreeFrame` of each part, where their edges are
  /// straight.
  /// - Throws: `PROJError` when places cannot be projected, `NetworkError` for a polygon that is too
  ///   wide.
  public init(
    onEarthFrom origins: Geometries, through originDoors: NetworkPlaces,
    to destinations: Geometries, through destinationDoors: NetworkPlaces
  ) throws {
    try self.init(from: origins, originDoors, to: destinations, destinationDoors) {
      some, starts, ends, add in
      try Self.visitOnEarth(points: some, polygons: destinations) { add($0, $1) }
      try Self.visitOnEarth(points: destinations, polygons: some) { add($1, $0) }
      Self.visitSameOnEarth(some, starts, destinations, ends) { add($0, $1) }
    }
  }

  /// - Parameter find: calls what it is given with the pairs of some origins, of which those that are
  ///   connected points are listed, and likewise of the destinations.
  private init(
    from origins: Geometries, _ originDoors: NetworkPlaces, to destinations: Geometries,
    _ destinationDoors: NetworkPlaces,
    _ find: (
      _ some: Geometries, _ starts: [Int], _ ends: [Int], _ add: (Int, Int) -> Void
    ) throws -> Void
  ) rethrows {
    precondition(origins.crs == destinations.crs, "both sides are in one system")
    precondition(
      origins.count == originDoors.count && destinations.count == destinationDoors.count,
      "every place has its doors, or none")
    let chosen = Self.differing(origins, originDoors)
    lists = chosen.lists
    let connected = Set(Self.connectedPoints(of: origins, originDoors))
    let starts = chosen.origins.indices.filter { connected.contains(chosen.origins[$0]) }
    let ends = Self.connectedPoints(of: destinations, destinationDoors)
    var found: [[Int32]] = Array(repeating: [], count: chosen.origins.count)
    try find(origins.selecting(chosen.origins), starts, ends) { found[$0].append(Int32($1)) }
    for list in found {
      let sorted = list.sorted()
      self.destinations += sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }
        .map { sorted[$0] }
      offsets.append(self.destinations.count)
    }
  }

  /// One origin of all that are single points at the same coordinates, and for each origin which.
  private static func differing(
    _ origins: Geometries, _ doors: NetworkPlaces
  ) -> (origins: [Int], lists: [Int32]) {
    struct Spot: Hashable {
      var x: Double
      var y: Double
      var isConnected: Bool
    }
    var places: [Spot: Int32] = [:]
    var chosen: [Int] = []
    let lists = (0..<origins.count).map { origin -> Int32 in
      let vertices = origins.vertices(ofFeature: origin)
      let next = Int32(chosen.count)
      if vertices.count == 1 {
        let v = vertices.lowerBound
        let spot = Spot(
          x: origins.x(v), y: origins.y(v), isConnected: doors.isConnected(origin))
        if let place = places[spot] { return place }
        places[spot] = next
      }
      chosen.append(origin)
      return next
    }
    return (chosen, lists)
  }

  /// The destinations of an origin, ascending.
  private func destinations(of origin: Int) -> ArraySlice<Int32> {
    let list = Int(lists[origin])
    return destinations[offsets[list]..<offsets[list + 1]]
  }

  /// Whether there is no such pair.
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

  /// Whether a pair costs nothing for being inside.
  ///
  /// **Complexity:** O(log pairs of the origin).
  public func contains(_ pair: NetworkPair) -> Bool {
    destinations(of: pair.origin).containsSorted(Int32(pair.destination))
  }

  /// Costs with these pairs at zero: rows of a block of origins in the order of destinations, or,
  /// of the k nearest, ranked by cost.
  public func lowering(
    _ costs: TravelCosts, ofOrigins block: Range<Int>, nearest k: Int? = nil
  ) -> TravelCosts {
    guard !isEmpty else { return costs }
    var result = TravelCosts()
    for (row, origin) in block.enumerated() {
      let inside = destinations(of: origin)
      var entries = inside.map { (destination: $0, cost: TravelCost.zero) }
      for entry in costs.entries(ofOrigin: row)
      where !inside.containsSorted(costs.destinations[entry]) {
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
