public import GeoCore

/// The places where one leaves an area by street.
public struct StreetExits: Sendable {
  /// All places as the points of one feature, in the system of the snapper that found them.
  public let points: Geometries
  /// One place with a door at each of them.
  public let places: NetworkPlaces

  /// The number of exits.
  public var count: Int { places.doors.count }
}

extension EdgeSnapper {
  /// Where streets leave an area: they cross its border, or they were cut in it.
  ///
  /// A street crosses the border where it changes between inside and outside, in the middle of an
  /// edge or at a node. A street was cut at a node that OpenStreetMap does not know
  /// (`nodeIDs` of 0); it counts in the area and up to a metre from its border.
  ///
  /// **CRS:** borders are straight in the system of the area. **Shapes:** the union of the area's
  /// polygons; borders that two of them share are none. **Boundary rule:** the border belongs to
  /// the area; a street that only touches it does not leave.
  /// **Complexity:** O(log n) an edge, and O(log n) a crossing.
  /// - Throws: `PROJError` when streets cannot be transformed to the system of the area.
  public func exits(from area: ClipArea, threads: Int) throws -> StreetExits {
    let held = edges
    let streets = try AreaStreets(self, held, area, threads: threads)
    let chunks = Parallel.collect(count: held.count, chunk: 512, threads: threads) { places in
      places.map { held[$0] }.filter { isOpen($0) }.map { streets.findings(ofEdge: $0) }
    }
    var exits: [EdgePosition] = []
    var ends: [AreaStreets.End] = []
    for found in chunks.joined() {
      exits += found.exits
      ends += found.ends
    }
    exits += AreaStreets.crossedNodes(&ends)
    var points = Geometries(crs: crs)
    points.beginFeature(.multiPoint)
    var doors: [NetworkDoor] = []
    for exit in exits {
      let door = door(at: exit)
      guard door != doors.last else { continue }
      doors.append(door)
      let place = place(at: exit)
      points.beginPart()
      points.beginRing()
      points.appendVertex(x: place.x, y: place.y)
    }
    var places = NetworkPlaces()
    places.append(doors)
    return StreetExits(points: points, places: places)
  }

  private func isOpen(_ e: Int) -> Bool {
    network.forwardMilliseconds[e] != StreetNetwork.impassable
      || network.backwardMilliseconds[e] != StreetNetwork.impassable
  }

  private func door(at position: EdgePosition) -> NetworkDoor {
    door(ofEdge: Int(position.edge), vertex: Int(position.vertex), at: position.share, .zero)
  }

  private func place(at position: EdgePosition) -> (x: Double, y: Double) {
    let v = 2 * Int(position.vertex)
    return (
      xy[v] + position.share * (xy[v + 2] - xy[v]),
      xy[v + 1] + position.share * (xy[v + 3] - xy[v + 1])
    )
  }
}

/// A place on an edge: after a vertex of the snapper, by a share of the way to the next.
private struct EdgePosition: Sendable {
  var edge: Int32
  var vertex: Int32
  var share: Double
}

/// Streets as an area sees them.
private struct AreaStreets: Sendable {
  let snapper: EdgeSnapper
  let area: ClipArea
  /// The vertices of the snapper's edges in the area's system.
  private let lines: Geometries

  private var network: StreetNetwork { snapper.network }

  /// The end of an edge that may lie on the border, and whether the edge is inside there.
  struct End: Sendable {
    var node: Int32
    var isInside: Bool
    var position: EdgePosition
  }

  struct Findings: Sendable {
    var exits: [EdgePosition] = []
    var ends: [End] = []
  }

  init(_ snapper: EdgeSnapper, _ edges: [Int], _ area: ClipArea, threads: Int) throws {
    self.snapper = snapper
    self.area = area
    let network = snapper.network
    var all = Geometries(crs: .wgs84)
    all.beginFeature(.multiLineString)
    // Edges stand in `xy` in their order.
    for e in edges {
      let vertices = network.vertices(ofEdge: e)
      all.beginPart()
      all.appendRing(
        network.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
    }
    lines = try area.streets(all, threads: threads)
  }

  private func vertex(_ v: Int) -> SIMD2<Double> { SIMD2(lines.x(v), lines.y(v)) }

  func findings(ofEdge e: Int) -> Findings {
    let vertices = snapper.vertices(ofEdge: e)
    var box = Box.empty
    for v in vertices { box.extend(x: lines.x(v), y: lines.y(v)) }
    var found = Findings()
    let first = EdgePosition(edge: Int32(e), vertex: Int32(vertices.lowerBound), share: 0)
    let last = EdgePosition(edge: Int32(e), vertex: Int32(vertices.upperBound - 2), share: 1)
    let (from, to) = (network.edgeFrom[e], network.edgeTo[e])
    if isCut(from, at: vertices.lowerBound) { found.exits.append(first) }
    if area.hasBorder(in: box), let states = appendCrossings(ofEdge: e, vertices, &found) {
      found.ends = [
        End(node: from, isInside: states.first, position: first),
        End(node: to, isInside: states.last, position: last),
      ]
    }
    if isCut(to, at: vertices.upperBound - 1) { found.exits.append(last) }
    return found
  }

  private func isCut(_ node: Int32, at v: Int) -> Bool {
    guard network.nodeIDs[Int(node)] == 0 else { return false }
    let place = vertex(v)
    if area.contains(place.x, place.y) { return true }
    let box = Box(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y)
    return area.hasBorder(in: box.expanded(by: 1000 * area.tolerance))
  }

  /// Appends where an edge changes between inside and outside. Pieces shorter than a millimetre are
  /// rounding.
  /// - Returns: whether its first and its last piece are inside; nil when it has no length.
  private func appendCrossings(
    ofEdge e: Int, _ vertices: Range<Int>, _ found: inout Findings
  ) -> (first: Bool, last: Bool)? {
    var states: (first: Bool, last: Bool)?
    for v in vertices.dropLast() {
      let (p, q) = (vertex(v), vertex(v + 1))
      guard p != q else { continue }
      var stops = [0.0, 1]
      area.crossings(from: p, to: q) { stops.append($0) }
      stops.sort()
      for (start, end) in zip(stops, stops.dropFirst()) where start < end {
        let move = (q - p) * (end - start)
        guard abs(move.x) + abs(move.y) >= area.tolerance else { continue }
        let middle = p + (q - p) * (start + (end - start) / 2)
        let isInside = area.contains(middle.x, middle.y)
        if let states, states.last != isInside {
          found.exits.append(EdgePosition(edge: Int32(e), vertex: Int32(v), share: start))
        }
        states = (states?.first ?? isInside, isInside)
      }
    }
    return states
  }

  /// The nodes where an edge inside meets one outside.
  static func crossedNodes(_ ends: inout [End]) -> [EdgePosition] {
    ends.sort { ($0.node, $0.position.edge) < ($1.node, $1.position.edge) }
    var crossed: [EdgePosition] = []
    var start = 0
    while start < ends.count {
      var end = start
      while end < ends.count, ends[end].node == ends[start].node { end += 1 }
      let group = ends[start..<end]
      if group.contains(where: \.isInside), group.contains(where: { !$0.isInside }) {
        crossed.append(ends[start].position)
      }
      start = end
    }
    return crossed
  }
}
