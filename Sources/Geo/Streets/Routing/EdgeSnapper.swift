internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection

/// Joins places to streets: to the nearest point of the nearest edge, in the middle of the edge if
/// need be.
///
/// The straight stretch between the place and the street, the connector, counts at walking pace,
/// 4.8 km/h, whatever the mode, and with its length. A place farther from every street than a
/// given reach has no door: it is not connected.
///
/// **CRS:** Lambert azimuthal equal-area on WGS 84, centred on whole degrees: those nearest to the
/// middle of the network, or of the neighbourhood that `StreetFrames` chooses. Lengths are true to
/// 3e-5 within 100 km of the centre, to 3e-4 within 300 km.
/// **Units:** metres; connectors are rounded to the millisecond and the millimetre, places along
/// an edge to the millimetre, by the share of the edge's projected length.
/// **Shapes:** a point has one door, several points one each. A line or the boundary of a polygon
/// has a door wherever a street crosses or touches it, at no cost; a part that no street meets has
/// one at the nearest place of the nearest street. Empty features have none.
/// **Ties:** the edge that comes first in the network.
/// **Complexity:** O(log n) a point, O(log n + doors) for each edge of a boundary.
public struct EdgeSnapper: Sendable {
  /// How far from a street a place may lie, unless told.
  public static let usualReachMeters = 500.0
  /// 4.8 km/h.
  static let connectorMillisecondsPerMeter = 750.0
  /// How far from a street a place may lie at most: what a cost holds of a connector is far more.
  public static let mostReachMeters = 100_000.0
  private static let chunk = 256

  /// The system that nearness is measured in, metres.
  public let crs: CRS
  /// x0, y0, x1, y1 … of the vertices of the edges that it holds.
  let xy: [Double]
  let segments: [Segment]
  let tree: BoxTree
  /// How far along its edge each vertex lies, in projected metres.
  let alongMeters: [Double]
  let network: StreetNetwork

  /// The first place in `xy` of each edge that it holds; nil when it holds all, in order.
  private let starts: [Int32: Int]?

  /// One straight piece of an edge, from a vertex to the next, by places in `xy`.
  struct Segment: Sendable {
    var edge: Int32
    var vertex: Int32
  }

  /// Indexes all streets of a network, in a metric system that is chosen by where they lie.
  ///
  /// - Throws: `PROJError` when the network cannot be projected, `NetworkError` when it is so wide
  ///   that lengths would be wrong.
  public init(_ network: StreetNetwork, threads: Int) throws {
    try self.init(network, DegreeFrame(of: EarthBox(network)), threads: threads)
  }

  /// - Parameters:
  ///   - edges: those that it holds, ascending; nil for all.
  ///   - bound: how far lengths may be off, as a share.
  init(
    _ network: StreetNetwork, _ frame: DegreeFrame, edges: [Int32]? = nil,
    bound: Double = ScaleGuard.usualBound, threads: Int
  ) throws {
    self.network = network
    crs = frame.crs
    var starts: [Int32: Int] = [:]
    var degrees = edges == nil ? network.coordinates : []
    for e in edges ?? [] {
      starts[e] = degrees.count / 2
      let vertices = network.vertices(ofEdge: Int(e))
      degrees += network.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)]
    }
    self.starts = edges == nil ? nil : starts
    var lines = Geometries(crs: .wgs84)
    lines.beginFeature(.lineString)
    lines.beginPart()
    lines.appendRing(degrees)
    let xy = try lines.transformed(to: crs, threads: threads).geometries.coordinates
    var segments: [Segment] = []
    var boxes: [Box] = []
    var along = Array(repeating: 0.0, count: xy.count / 2)
    for e in edges.map({ $0.map { Int($0) } }) ?? Array(0..<network.edgeCount) {
      let isOpen =
        network.forwardMilliseconds[e] != StreetNetwork.impassable
        || network.backwardMilliseconds[e] != StreetNetwork.impassable
      let own = network.vertices(ofEdge: e)
      let first = edges == nil ? own.lowerBound : starts[Int32(e)] ?? 0
      let vertices = first..<(first + own.count)
      for v in vertices.dropLast() {
        let dx = xy[2 * v + 2] - xy[2 * v]
        let dy = xy[2 * v + 3] - xy[2 * v + 1]
        along[v + 1] = along[v] + (dx * dx + dy * dy).squareRoot()
        guard isOpen else { continue }
        segments.append(Segment(edge: Int32(e), vertex: Int32(v)))
        var box = Box(minX: xy[2 * v], minY: xy[2 * v + 1], maxX: xy[2 * v], maxY: xy[2 * v + 1])
        box.extend(x: xy[2 * v + 2], y: xy[2 * v + 3])
        boxes.append(box)
      }
    }
    self.xy = xy
    self.segments = segments
    alongMeters = along
    tree = BoxTree(boxes)
    try ScaleGuard.check(degrees, xy, segments, within: bound)
  }

  /// The places in `xy` of an edge that it holds.
  @inline(__always)
  func vertices(ofEdge e: Int) -> Range<Int> {
    let own = network.vertices(ofEdge: e)
    guard let starts else { return own }
    guard let first = starts[Int32(e)] else { return 0..<0 }
    return first..<(first + own.count)
  }

  /// Whether it holds an edge.
  func holds(_ edge: Int32) -> Bool { starts.map { $0[edge] != nil } ?? true }

  /// The edges that it holds, ascending.
  var edges: [Int] {
    starts.map { $0.keys.map { Int($0) }.sorted() } ?? Array(0..<network.edgeCount)
  }

  /// Geometries in the system that doors are found in.
  /// - Throws: `PROJError` when they cannot be transformed.
  public func projected(_ geometries: Geometries, threads: Int) throws -> Geometries {
    try geometries.transformed(to: crs, threads: threads).geometries
  }

  /// The doors of each feature, of geometries in `crs`.
  /// - Throws: nothing today; it is declared as all work on several threads is.
  public func places(
    _ geometries: Geometries, within reachMeters: Double = usualReachMeters, threads: Int
  ) throws -> NetworkPlaces {
    precondition(geometries.crs == crs, "doors are found in the snapper's own system")
    let chunks = try Parallel.map(count: geometries.count, chunk: Self.chunk, threads: threads) {
      features in
      var places = NetworkPlaces()
      for feature in features {
        places.append(doors(ofFeature: feature, in: geometries, within: reachMeters))
      }
      return places
    }
    var all = NetworkPlaces()
    for chunk in chunks { all.append(contentsOf: chunk) }
    return all
  }

  /// The door of a point in `crs`; nil when no street lies within reach.
  public func door(x: Double, y: Double, within reachMeters: Double) -> NetworkDoor? {
    var found = Found(within: reachMeters)
    approach(x, y, &found)
    return door(found)
  }

  /// The nearest street that was found, and how near it is.
  struct Found {
    var segment = -1
    /// The place on the segment, from 0 to 1.
    var share = 0.0
    var squared: Double

    /// - Precondition: the reach is at most `mostReachMeters`.
    init(within meters: Double) {
      precondition(meters <= EdgeSnapper.mostReachMeters, "a reach is 100 km at most")
      squared = meters * meters
    }

    @inline(__always)
    mutating func take(_ segment: Int, _ share: Double, _ squared: Double) {
      let isFirst = self.segment < 0 || segment < self.segment
      guard squared < self.squared || squared == self.squared && isFirst else { return }
      (self.segment, self.share, self.squared) = (segment, share, squared)
    }
  }

  /// Looks for streets nearer to a point than what was found.
  func approach(_ x: Double, _ y: Double, _ found: inout Found) {
    var bound = found.squared
    var best = found
    tree.visitNearest(x: x, y: y, bound: &bound) { segment, bound in
      let v = 2 * Int(segments[segment].vertex)
      let (share, squared) = Self.nearest(x, y, xy[v], xy[v + 1], xy[v + 2], xy[v + 3])
      best.take(segment, share, squared)
      bound = best.squared
    }
    found = best
  }

  func door(_ found: Found) -> NetworkDoor? {
    guard found.segment >= 0 else { return nil }
    let meters = found.squared.squareRoot()
    let connector = TravelCost(
      milliseconds: Int(nearest: meters * Self.connectorMillisecondsPerMeter),
      millimeters: Int(nearest: meters * 1000))
    return door(on: found.segment, at: found.share, connector)
  }

  func door(on segment: Int, at share: Double, _ connector: TravelCost) -> NetworkDoor {
    let (edge, vertex) = (Int(segments[segment].edge), Int(segments[segment].vertex))
    return door(ofEdge: edge, vertex: vertex, at: share, connector)
  }

  /// The door at a share of the way from a vertex of an edge to the next.
  func door(
    ofEdge edge: Int, vertex: Int, at share: Double, _ connector: TravelCost
  ) -> NetworkDoor {
    let whole = alongMeters[vertices(ofEdge: edge).upperBound - 1]
    let here = alongMeters[vertex] + share * (alongMeters[vertex + 1] - alongMeters[vertex])
    let part = whole > 0 ? here / whole : 0
    let along = (part * Double(network.lengthsMillimeters[edge])).rounded()
    return NetworkDoor(
      edge: Int32(edge), alongMillimeters: Int32(along), connector: connector)
  }

  /// The place on a piece, from 0 to 1, that is nearest to a point, and the squared distance.
  @inline(__always)
  static func nearest(
    _ x: Double, _ y: Double, _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double
  ) -> (share: Double, squared: Double) {
    let (dx, dy) = (x1 - x0, y1 - y0)
    let (ax, ay) = (x - x0, y - y0)
    let length = dx * dx + dy * dy
    let share = length > 0 ? min(1, max(0, (ax * dx + ay * dy) / length)) : 0
    let (nearX, nearY) = (ax - share * dx, ay - share * dy)
    return (share, nearX * nearX + nearY * nearY)
  }
}
