internal import GeoCore

/// Cuts edges at each other, so that what is left meets only at common nodes.
///
/// Points nearer to each other than the tolerance become one node, a node nearer to an edge than
/// that cuts it, and edges that cross are cut where they cross. The tolerance is what rounding may
/// amount to, not what a surveyor would allow. A cut bends its edge by at most the tolerance, which
/// may bring it upon others: rounds are repeated until nothing changes.
///
/// Pieces between the same nodes are cut as one, however many features pile up there. Cuts may be as
/// many as the square of the edges; beyond a limit the work is given up.
///
/// **Complexity:** O(n log n + pairs of edges whose boxes meet), per round; two rounds as a rule.
/// **Source:** Hobby 1999, Practical segment intersection with finite precision output,
/// doi:10.1016/S0925-7721(99)00021-8; here cuts go to the nodes that are there, not to a grid.
struct EdgeNoding {
  /// A stretch of an edge between two nodes, directed as the edge.
  struct Piece {
    var from: Int32
    var to: Int32
    /// Its place in the list of edges.
    var edge: Int32
  }

  private static let mostRounds = 8

  /// Where the nodes are: x, y.
  private(set) var nodes: [SIMD2<Double>] = []
  /// Whether a node lies on an edge that did not end there.
  private(set) var cutsAnEdge: [Bool] = []
  private(set) var pieces: [Piece] = []
  /// The nodes where each edge starts and ends.
  private(set) var edgeEnds: [SIMD2<Int32>] = []
  let tolerance: Double
  /// Whether there were too many cuts: then there are no pieces.
  private(set) var isGivenUp = false

  /// - Parameter mostCuts: how many cuts one round may make before the work is given up.
  init(_ edges: [TopologyEdge], mostCuts: Int = .max, threads: Int) {
    self.init(uncut: edges)
    cut(mostCuts: mostCuts, threads: threads)
  }

  /// The edges as they are, each with two nodes of its own; `cut` does the rest, for which the edges
  /// are not needed any more.
  init(uncut edges: [TopologyEdge]) {
    var largest = 0.0
    for edge in edges {
      largest = max(largest, abs(edge.ax), abs(edge.ay), abs(edge.bx), abs(edge.by))
    }
    tolerance = largest * 0x1p-46
    nodes.reserveCapacity(2 * edges.count)
    pieces.reserveCapacity(edges.count)
    edgeEnds.reserveCapacity(edges.count)
    for (i, edge) in edges.enumerated() {
      pieces.append(Piece(from: Int32(2 * i), to: Int32(2 * i + 1), edge: Int32(i)))
      edgeEnds.append(SIMD2(Int32(2 * i), Int32(2 * i + 1)))
      nodes.append(SIMD2(edge.ax, edge.ay))
      nodes.append(SIMD2(edge.bx, edge.by))
    }
    cutsAnEdge = Array(repeating: false, count: nodes.count)
  }

  /// Merges nodes that are one, and cuts the pieces at each other.
  mutating func cut(mostCuts: Int, threads: Int) {
    mergeNodes()
    pieces.removeAll { $0.from == $0.to }
    var isChanged = [Bool](repeating: true, count: pieces.count)
    for _ in 0..<Self.mostRounds {
      guard let cuts = self.cuts(isChanged, most: mostCuts, threads) else {
        isGivenUp = true
        (nodes, cutsAnEdge, pieces) = ([], [], [])
        return
      }
      if cuts.isEmpty { break }
      isChanged = apply(cuts)
    }
  }

  /// Frees the pieces, once they are not needed any more.
  mutating func dropPieces() { pieces = [] }

  // MARK: Nodes

  /// Makes one node of nodes that are nearer to each other than the tolerance; the least point
  /// stands for all. Returns whether each piece has got another end.
  @discardableResult
  private mutating func mergeNodes() -> [Bool] {
    let leaders = leadersOfNodes()
    var numbers = [Int32](repeating: -1, count: nodes.count)
    var kept: [SIMD2<Double>] = []
    var keptCuts: [Bool] = []
    let count = nodes.indices.count { leaders[$0] == Int32($0) }
    kept.reserveCapacity(count)
    keptCuts.reserveCapacity(count)
    for node in nodes.indices where leaders[node] == Int32(node) {
      numbers[node] = Int32(kept.count)
      kept.append(nodes[node])
      keptCuts.append(false)
    }
    for node in nodes.indices where cutsAnEdge[node] {
      keptCuts[Int(numbers[Int(leaders[node])])] = true
    }
    var isMoved = [Bool](repeating: false, count: pieces.count)
    for k in pieces.indices {
      let (from, to) = (Int(pieces[k].from), Int(pieces[k].to))
      let (newFrom, newTo) = (Int(leaders[from]), Int(leaders[to]))
      isMoved[k] = nodes[from] != nodes[newFrom] || nodes[to] != nodes[newTo]
      pieces[k].from = numbers[newFrom]
      pieces[k].to = numbers[newTo]
    }
    for edge in edgeEnds.indices {
      let ends = edgeEnds[edge]
      edgeEnds[edge] = SIMD2(
        numbers[Int(leaders[Int(ends.x)])], numbers[Int(leaders[Int(ends.y)])])
    }
    (nodes, cutsAnEdge) = (kept, keptCuts)
    return isMoved
  }

  /// The node that stands for each: the least of those that are within the tolerance of it.
  private func leadersOfNodes() -> [Int32] {
    var sets = nearNodes()
    var leaders = nodes.indices.map { Int32($0) }
    for node in nodes.indices {
      let root = sets.root(of: node)
      let (point, best) = (nodes[node], nodes[Int(leaders[root])])
      if point.x < best.x || (point.x == best.x && point.y < best.y) {
        leaders[root] = Int32(node)
      }
    }
    return nodes.indices.map { leaders[sets.root(of: $0)] }
  }

  /// Cells that are looked at together, of those of many nodes: an eighth of all.
  private static let cellShares: UInt64 = 8
  /// Nodes from which on their cells are looked at in shares.
  private static let manyNodes = 1 << 16

  /// Nodes that are within the tolerance of each other, as sets.
  private func nearNodes() -> DisjointSets {
    var sets = DisjointSets(count: nodes.count)
    let shares = nodes.count < Self.manyNodes ? 1 : Self.cellShares
    for share in 0..<shares { joinNearNodes(share, of: shares, &sets) }
    return sets
  }

  /// Joins nodes near each other in a share of the cells of a grid.
  private func joinNearNodes(_ share: UInt64, of shares: UInt64, _ sets: inout DisjointSets) {
    let side = 4 * tolerance
    var cells: [(key: UInt64, node: Int32)] = []
    for (node, point) in nodes.enumerated() {
      let low = ((point - tolerance) / side).rounded(.down)
      let high = ((point + tolerance) / side).rounded(.down)
      for column in low.x == high.x ? [low.x] : [low.x, high.x] {
        for row in low.y == high.y ? [low.y] : [low.y, high.y] {
          let key = EdgeKey.ofPoint(column, row)
          if key % shares == share { cells.append((key, Int32(node))) }
        }
      }
    }
    cells.sort { ($0.key, $0.node) < ($1.key, $1.node) }
    var start = 0
    while start < cells.count {
      var end = start + 1
      while end < cells.count, cells[end].key == cells[start].key {
        // One after the other: equal points are many, other near ones few.
        for k in (start..<end).reversed() {
          let apart = nodes[Int(cells[k].node)] - nodes[Int(cells[end].node)]
          if (apart * apart).sum() <= tolerance * tolerance {
            sets.join(Int(cells[k].node), Int(cells[end].node))
            break
          }
        }
        end += 1
      }
      start = end
    }
  }

  // MARK: Cuts

  /// A place where a piece is cut: at a node, or at a new point where two pieces cross.
  private struct Cut {
    var piece: Int32
    /// -1 at a new point.
    var node: Int32
    var point: SIMD2<Double>
  }

  /// Pieces between the same two nodes: what cuts one cuts all.
  private struct Bundles {
    /// Bundle b has the pieces `members[starts[b] ..< starts[b + 1]]`.
    var members: [Int32] = []
    var starts: [Int32] = [0]

    var count: Int { starts.count - 1 }

    func first(_ bundle: Int) -> Int { Int(members[Int(starts[bundle])]) }

    subscript(bundle: Int) -> ArraySlice<Int32> {
      members[Int(starts[bundle])..<Int(starts[bundle + 1])]
    }
  }

  private func box(ofPiece piece: Int) -> Box {
    let (a, b) = (nodes[Int(pieces[piece].from)], nodes[Int(pieces[piece].to)])
    return Box(minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
  }

  private func bundles() -> Bundles {
    var sorted = pieces.indices.map { k -> (key: UInt64, piece: Int32) in
      let (from, to) = (pieces[k].from, pieces[k].to)
      return (UInt64(min(from, to)) << 32 | UInt64(max(from, to)), Int32(k))
    }
    sorted.sort { ($0.key, $0.piece) < ($1.key, $1.piece) }
    var bundles = Bundles()
    bundles.members = sorted.map(\.piece)
    bundles.starts.reserveCapacity(sorted.count + 1)
    for k in sorted.indices.dropFirst() where sorted[k].key != sorted[k - 1].key {
      bundles.starts.append(Int32(k))
    }
    if !sorted.isEmpty { bundles.starts.append(Int32(sorted.count)) }
    return bundles
  }

  /// The cuts that pieces make in each other, for pairs of which one is changed; nil when they are
  /// more than allowed, or too many pairs have to be compared.
  private func cuts(_ isChanged: [Bool], most: Int, _ threads: Int) -> [Cut]? {
    let bundles = bundles()
    let isStale = (0..<bundles.count).map { bundles[$0].contains { isChanged[Int($0)] } }
    let tree = BoxTree(count: bundles.count) { box(ofPiece: bundles.first($0)) }
    let cuts = PairSearch<Cut>.findings(
      count: bundles.count, most: most, threads: threads,
      others: { i, others in
        guard isStale[i] else { return }
        tree.query(box(ofPiece: bundles.first(i)).expanded(by: tolerance)) { j in
          if j != i, !isStale[j] || j > i { others.append(j) }
        }
      },
      compare: { i, j, cuts in
        addCuts(bundles.first(i), bundles.first(j), as: (i, j), &cuts)
      })
    guard let cuts, cuts.reduce(0, { $0 + bundles[Int($1.piece)].count }) <= most else {
      return nil
    }
    return cuts.flatMap { cut in
      bundles[Int(cut.piece)].map { Cut(piece: $0, node: cut.node, point: cut.point) }
    }
  }

  /// Appends the cuts that two pieces make in each other.
  /// - Parameter names: what the cuts call the pieces.
  private func addCuts(
    _ i: Int, _ j: Int, as names: (Int, Int), _ cuts: inout [Cut]
  ) {
    let (p, q) = (pieces[i], pieces[j])
    let sharesNode = p.from == q.from || p.from == q.to || p.to == q.from || p.to == q.to
    let before = cuts.count
    for node in [q.from, q.to] where isOn(p, node) {
      cuts.append(Cut(piece: Int32(names.0), node: node, point: nodes[Int(node)]))
    }
    for node in [p.from, p.to] where isOn(q, node) {
      cuts.append(Cut(piece: Int32(names.1), node: node, point: nodes[Int(node)]))
    }
    if sharesNode || cuts.count > before { return }
    let (a, b) = (nodes[Int(p.from)], nodes[Int(p.to)])
    let (c, d) = (nodes[Int(q.from)], nodes[Int(q.to)])
    let (left, right) = (Self.cross(d - c, a - c), Self.cross(d - c, b - c))
    guard left * right < 0, Self.cross(b - a, c - a) * Self.cross(b - a, d - a) < 0 else { return }
    let crossing = a + (b - a) * (left / (left - right))
    cuts.append(Cut(piece: Int32(names.0), node: -1, point: crossing))
    cuts.append(Cut(piece: Int32(names.1), node: -1, point: crossing))
  }

  /// Whether a node that is not its end lies on a piece, within the tolerance.
  private func isOn(_ piece: Piece, _ node: Int32) -> Bool {
    if node == piece.from || node == piece.to { return false }
    let start = nodes[Int(piece.from)]
    let along = nodes[Int(piece.to)] - start
    let offset = nodes[Int(node)] - start
    let squared = (along * along).sum()
    let progress = (along * offset).sum()
    guard progress > 0, progress < squared else { return false }
    let aside = Self.cross(along, offset)
    return aside * aside <= tolerance * tolerance * squared
  }

  static func cross(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double { a.x * b.y - a.y * b.x }

  /// Cuts the pieces; returns which pieces are not as they were.
  private mutating func apply(_ cuts: [Cut]) -> [Bool] {
    var byPiece: [[(place: Double, node: Int32)]] = Array(repeating: [], count: pieces.count)
    for cut in cuts {
      var node = cut.node
      if node < 0 {
        node = Int32(nodes.count)
        nodes.append(cut.point)
        cutsAnEdge.append(false)
      } else {
        cutsAnEdge[Int(node)] = true
      }
      let piece = pieces[Int(cut.piece)]
      let start = nodes[Int(piece.from)]
      let place = ((nodes[Int(piece.to)] - start) * (cut.point - start)).sum()
      byPiece[Int(cut.piece)].append((place, node))
    }
    var cutPieces: [Piece] = []
    var isChanged: [Bool] = []
    cutPieces.reserveCapacity(pieces.count + cuts.count)
    for (k, piece) in pieces.enumerated() {
      var from = piece.from
      for cut in byPiece[k].sorted(by: { ($0.place, $0.node) < ($1.place, $1.node) })
      where cut.node != from {
        cutPieces.append(Piece(from: from, to: cut.node, edge: piece.edge))
        from = cut.node
      }
      cutPieces.append(Piece(from: from, to: piece.to, edge: piece.edge))
      let added = cutPieces.count - isChanged.count
      isChanged += repeatElement(added > 1, count: added)
    }
    pieces = cutPieces
    let isMoved = mergeNodes()
    for k in isMoved.indices where isMoved[k] { isChanged[k] = true }
    // Pieces that have shrunk to a point are gone.
    let kept = pieces.indices.filter { pieces[$0].from != pieces[$0].to }
    pieces = kept.map { pieces[$0] }
    return kept.map { isChanged[$0] }
  }
}
