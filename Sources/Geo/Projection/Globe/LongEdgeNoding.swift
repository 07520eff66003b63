internal import GeoAlgorithms
internal import GeoCore

/// Vertices for long edges where others lie beside them, so that projection, which bends what is
/// straight in the system of a file, parts no neighbours.
///
/// Where features meet in a T-junction, one has an edge and the others a vertex in the middle of it.
/// Projected vertex by vertex, the edge becomes a chord that leaves its course by up to 3 cm (see
/// `withLongEdgesDivided`), and the vertex is not on it any more: a slit or an overlap opens. So does the
/// side of the edge change on which a point lies that is so near. Therefore an edge of more than 1/512
/// of a degree (210 m), which bends by half a millimetre and more, gets a vertex at the foot of each
/// vertex, and of each given point, within a millionth of a degree (a decimetre): more than chords
/// leave their course by. Feet lie on the edge, so that no shape is changed. Where two features share an
/// edge, end for end, it needs none for the layer's own vertices: both bend alike, and nothing opens.
///
/// **Units, CRS:** those of the layer. **Boundary rule:** what is that near to an end of the edge
/// gives it no foot.
/// **Complexity:** O(n + (k + m) log m) for n vertices and m pieces of long edges that have no twin, k of
/// the vertices near one. Where long edges lie side
/// by side in crowds, so that a vertex is near hundreds, the work is left: edges keep their chords.
struct LongEdgeNoding {
  /// A place on an edge.
  struct Foot {
    /// The vertex at which the edge ends.
    var end: Int
    /// From its lower end, 0, to its upper, 1.
    var share: Double
  }

  /// Longer edges are noded, of the longest that stays undivided.
  private static let straightShare = 1.0 / 8
  /// What is nearer is beside an edge, likewise.
  private static let reachShare = 6.4e-5
  /// Feet nearer to each other are one, of the reach.
  private static let samePlaceShare = 0.01
  private static let chunk = 4096
  /// Pieces of edges that a chunk of vertices may be held against.
  private static let mostComparisons = 256 * chunk
  /// Pieces of long edges, beyond four for each vertex.
  private static let mostPieces = 1_000_000

  private let geometries: Geometries
  private let reach: Double
  /// The end of the edge that each piece is of.
  private var ends: [Int32] = []
  private let tree: BoxTree
  private let cells: OccupiedCells

  /// nil where there is no edge to be noded, or there are too many.
  private init?(_ edges: LongEdges, of geometries: Geometries, longest: Double) {
    self.geometries = geometries
    reach = longest * Self.reachShare
    let straight = longest * Self.straightShare
    let most = 4 * geometries.vertexCount + Self.mostPieces
    var boxes: [Box] = []
    for end in edges.ends {
      let (start, way) = LongEdges.course(ofEdgeTo: Int(end), in: geometries)
      let count = ((way * way).sum().squareRoot() / straight).rounded(.up)
      guard Double(boxes.count) + count <= Double(most) else { return nil }
      for piece in 0..<Int(count) {
        let from = start + way * (Double(piece) / count)
        let to = start + way * (Double(piece + 1) / count)
        var box = Box.empty
        box.extend(x: from.x, y: from.y)
        box.extend(x: to.x, y: to.y)
        boxes.append(box.expanded(by: reach))
        ends.append(end)
      }
    }
    if boxes.isEmpty { return nil }
    tree = BoxTree(boxes)
    cells = OccupiedCells(boxes)
  }

  /// The layer with feet of its own vertices, and of points in its system, in its long edges.
  static func noded(
    _ geometries: Geometries, besides points: Geometries?, longest: Double, threads: Int
  ) -> Geometries {
    let edges = LongEdges(of: geometries, longerThan: longest * straightShare)
    if edges.ends.isEmpty { return geometries }
    let own = LongEdgeNoding(edges.withoutTwins(), of: geometries, longest: longest)
    var feet = own?.feet(of: geometries, threads: threads) ?? []
    if let points, let all = LongEdgeNoding(edges, of: geometries, longest: longest) {
      feet += all.feet(of: points, threads: threads)
    }
    return feet.isEmpty ? geometries : geometries.withFeet(feet, reach: longest * reachShare)
  }

  private func feet(of points: Geometries, threads: Int) -> [Foot] {
    let found = Parallel.collect(
      count: points.vertexCount, chunk: Self.chunk, threads: threads
    ) { range -> [Foot] in
      var feet: [Foot] = []
      var comparisons = 0
      for vertex in range {
        let place = SIMD2(points.x(vertex), points.y(vertex))
        guard cells.mayHold(x: place.x, y: place.y) else { continue }
        tree.query(Box(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y)) { piece in
          comparisons += 1
          let end = Int(ends[piece])
          if let share = share(of: place, alongEdgeTo: end) {
            feet.append(Foot(end: end, share: share))
          }
        }
        if comparisons > Self.mostComparisons { return [] }
      }
      return feet
    }
    return found.flatMap { $0 }
  }

  /// Where on an edge the foot of a place lies; nil when the place is not beside it.
  private func share(of place: SIMD2<Double>, alongEdgeTo end: Int) -> Double? {
    let (start, way) = LongEdges.course(ofEdgeTo: end, in: geometries)
    let squared = (way * way).sum()
    let share = ((place - start) * way).sum() / squared
    let margin = reach / squared.squareRoot()
    guard share > margin, share < 1 - margin else { return nil }
    let gap = place - (start + way * share)
    return (gap * gap).sum() <= reach * reach ? share : nil
  }

  /// Shares of one edge in ascending order, one of those that are the same place.
  fileprivate static func distinct(
    _ shares: [Double], length: Double, reach: Double
  ) -> [Double] {
    let least = reach * samePlaceShare / length
    var kept: [Double] = []
    for share in shares.sorted() where share - (kept.last ?? -.infinity) > least {
      kept.append(share)
    }
    return kept
  }
}

extension Geometries {
  /// The layer with vertices in its long edges where others of its own, or given points, lie beside them.
  /// - Parameter points: in the system of the layer; their shapes are of no account.
  /// - Throws: `PROJError` when the layer's system is not known.
  func withLongEdgesNoded(besides points: Geometries? = nil, threads: Int) throws -> Geometries {
    LongEdgeNoding.noded(
      self, besides: points, longest: try Self.longestEdge(in: crs), threads: threads)
  }

  /// The layer with feet in its edges; those nearer to each other than a share of `reach` are one.
  fileprivate func withFeet(_ feet: [LongEdgeNoding.Foot], reach: Double) -> Geometries {
    let byEdge = Dictionary(grouping: feet, by: \.end)
    var result = Geometries(crs: crs)
    for feature in 0..<count {
      result.beginFeature(kinds[feature])
      if let list = members[feature] { result.setMembers(list) }
      for part in parts(ofFeature: feature) {
        result.beginPart()
        for ring in rings(ofPart: part) { result.appendRing(run(of: ring, byEdge, reach: reach)) }
      }
    }
    return result
  }

  /// The interleaved coordinates of a ring with its feet.
  private func run(
    of ring: Int, _ byEdge: [Int: [LongEdgeNoding.Foot]], reach: Double
  ) -> [Double] {
    let vertices = vertices(ofRing: ring)
    var run: [Double] = []
    run.reserveCapacity(2 * vertices.count)
    for vertex in vertices {
      if vertex > vertices.lowerBound, let feet = byEdge[vertex] {
        let (start, way) = LongEdges.course(ofEdgeTo: vertex, in: self)
        let isForward = start.x == x(vertex - 1) && start.y == y(vertex - 1)
        let shares = LongEdgeNoding.distinct(
          feet.map(\.share), length: (way * way).sum().squareRoot(), reach: reach)
        for share in isForward ? shares : shares.reversed() {
          let foot = start + way * share
          run.append(foot.x)
          run.append(foot.y)
        }
      }
      run.append(x(vertex))
      run.append(y(vertex))
    }
    return run
  }
}
