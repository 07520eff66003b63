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
/// leave their course by. Feet lie on the edge, so that no shape is changed.
///
/// **Units, CRS:** those of the layer. **Boundary rule:** what is that near to an end of the edge
/// gives it no foot.
/// **Complexity:** O((n + m) log m) for n vertices and m pieces of long edges. Where long edges lie side
/// by side in crowds, so that a vertex is near hundreds, the work is left: edges keep their chords.
struct LongEdgeNoding {
  /// A place on an edge.
  private struct Foot {
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

  /// nil where there is no edge to be noded, or there are too many.
  init?(_ geometries: Geometries, longest: Double) {
    self.geometries = geometries
    reach = longest * Self.reachShare
    let straight = longest * Self.straightShare
    let most = 4 * geometries.vertexCount + Self.mostPieces
    var boxes: [Box] = []
    for ring in 0..<geometries.ringCount {
      for end in geometries.vertices(ofRing: ring).dropFirst() {
        let (start, way) = Self.edge(to: end, of: geometries)
        let squared = (way * way).sum()
        guard squared > straight * straight, squared.isFinite else { continue }
        let count = (squared.squareRoot() / straight).rounded(.up)
        guard Double(boxes.count) + count <= Double(most) else { return nil }
        for piece in 0..<Int(count) {
          let from = start + way * (Double(piece) / count)
          let to = start + way * (Double(piece + 1) / count)
          var box = Box.empty
          box.extend(x: from.x, y: from.y)
          box.extend(x: to.x, y: to.y)
          boxes.append(box.expanded(by: reach))
          ends.append(Int32(end))
        }
      }
    }
    if boxes.isEmpty { return nil }
    tree = BoxTree(boxes)
  }

  /// From the lower end to the upper, whichever way the edge runs, so that neighbours get the same feet.
  private static func edge(
    to end: Int, of geometries: Geometries
  ) -> (start: SIMD2<Double>, way: SIMD2<Double>) {
    let a = SIMD2(geometries.x(end - 1), geometries.y(end - 1))
    let b = SIMD2(geometries.x(end), geometries.y(end))
    return (a.x, a.y) <= (b.x, b.y) ? (a, b - a) : (b, a - b)
  }

  /// The layer with feet of its own vertices, and of points in its system, in its long edges.
  func noded(besides points: Geometries?, threads: Int) -> Geometries {
    let own = feet(of: geometries, threads: threads)
    let others = points.map { feet(of: $0, threads: threads) } ?? []
    if own.isEmpty, others.isEmpty { return geometries }
    let byEdge = Dictionary(grouping: own + others, by: \.end)
    var result = Geometries(crs: geometries.crs)
    for feature in 0..<geometries.count {
      result.beginFeature(geometries.kinds[feature])
      if let list = geometries.members[feature] { result.setMembers(list) }
      for part in geometries.parts(ofFeature: feature) {
        result.beginPart()
        for ring in geometries.rings(ofPart: part) {
          result.appendRing(run(of: ring, byEdge))
        }
      }
    }
    return result
  }

  private func feet(of points: Geometries, threads: Int) -> [Foot] {
    let found = Parallel.collect(
      count: points.vertexCount, chunk: Self.chunk, threads: threads
    ) { range -> [Foot] in
      var feet: [Foot] = []
      var comparisons = 0
      for vertex in range {
        let place = SIMD2(points.x(vertex), points.y(vertex))
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
    let (start, way) = Self.edge(to: end, of: geometries)
    let squared = (way * way).sum()
    let share = ((place - start) * way).sum() / squared
    let margin = reach / squared.squareRoot()
    guard share > margin, share < 1 - margin else { return nil }
    let gap = place - (start + way * share)
    return (gap * gap).sum() <= reach * reach ? share : nil
  }

  /// The interleaved coordinates of a ring with its feet.
  private func run(of ring: Int, _ byEdge: [Int: [Foot]]) -> [Double] {
    let vertices = geometries.vertices(ofRing: ring)
    var run: [Double] = []
    run.reserveCapacity(2 * vertices.count)
    for vertex in vertices {
      if vertex > vertices.lowerBound, let feet = byEdge[vertex] {
        let (start, way) = Self.edge(to: vertex, of: geometries)
        let isForward = start.x == geometries.x(vertex - 1) && start.y == geometries.y(vertex - 1)
        let shares = distinct(feet.map(\.share), length: (way * way).sum().squareRoot())
        for share in isForward ? shares : shares.reversed() {
          let foot = start + way * share
          run.append(foot.x)
          run.append(foot.y)
        }
      }
      run.append(geometries.x(vertex))
      run.append(geometries.y(vertex))
    }
    return run
  }

  private func distinct(_ shares: [Double], length: Double) -> [Double] {
    let least = reach * Self.samePlaceShare / length
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
    let longest = try Self.longestEdge(in: crs)
    guard let noding = LongEdgeNoding(self, longest: longest) else { return self }
    return noding.noded(besides: points, threads: threads)
  }
}
