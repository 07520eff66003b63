internal import GeoCore

/// Cuts borders where they cross and where they pass a node, until none do.
///
/// A crossing is put at the nearest node within the reach, else at the nearest place of the
/// output's grid, if there is one, and its borders are led through it; so are borders that pass it,
/// or any other node, within the reach. What bends may cross anew, so that all is repeated for the
/// pieces that changed. Nodes never move, and new ones keep the reach from all others, so that
/// borders which nearly coincide come to coincide instead of crossing again and again.
///
/// **Complexity:** O(n log n) a round; two or three rounds for usual layers.
/// - **Source:** Hobby 1999, Practical segment intersection with finite precision output,
///   doi:10.1016/S0925-7721(99)00021-8 (hot pixels), with the pixels of nodes that are there.
struct BorderNoding {
  private(set) var nodes: PlaceTable
  private var pieces: [Piece]
  private let borderCount: Int
  /// The nodes that a cut border is led through: none twice, so that borders through nodes nearer
  /// to each other than the reach do not go to and fro between them.
  private var visited: [Int32: Set<Int32>] = [:]
  private let reach: Double
  private let grid: OutputGrid?
  private let scale: GroundScale
  private static let mostRounds = 24
  /// Borders that are cut into more pieces than this many times their number, and a few, never end.
  private static let mostPieces = 8
  /// Cuts of one round beyond those that the pieces allow: many lead a border through one node.
  private static let spareCuts = 1_000_000

  private struct Piece {
    var a: Int32
    var b: Int32
    var border: Int32
    var isNew: Bool
  }

  /// A piece to be led through a node, or through a place that is no node yet.
  private struct Cut: Sendable {
    var piece: Int
    var node: Int32
    var place: EditableShape.Place
  }

  init(
    borders: PairTable, nodes: PlaceTable, reach: Double, grid: OutputGrid?, scale: GroundScale
  ) {
    self.nodes = nodes
    self.reach = reach
    self.grid = grid
    self.scale = scale
    borderCount = borders.count
    pieces = (0..<borders.count).map {
      Piece(a: borders.firsts[$0], b: borders.seconds[$0], border: Int32($0), isNew: true)
    }
  }

  /// The nodes of every border, from its first end to its second.
  var chains: [[Int32]] {
    var chains: [[Int32]] = Array(repeating: [], count: borderCount)
    for piece in pieces {
      if chains[Int(piece.border)].isEmpty { chains[Int(piece.border)].append(piece.a) }
      chains[Int(piece.border)].append(piece.b)
    }
    return chains
  }

  /// Returns whether all is noded; false when it does not come to an end.
  mutating func run(threads: Int) -> Bool {
    let most = Self.mostPieces * (borderCount + 1000)
    for _ in 0..<Self.mostRounds {
      guard let cuts = findCuts(most: most + Self.spareCuts, threads: threads) else { return false }
      if cuts.isEmpty { return true }
      apply(cuts)
      if pieces.count > most { return false }
    }
    return false
  }

  private func box(_ piece: Piece) -> Box {
    let (a, b) = (nodes[piece.a], nodes[piece.b])
    return Box(minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
  }

  /// Where pieces have to be cut; nil when that is in more than `most` places, or too many pairs have
  /// to be compared.
  private func findCuts(most: Int, threads: Int) -> [Cut]? {
    let boxes = pieces.map(box)
    let tree = BoxTree(boxes)
    let marginX = reach / scale.smallest.x
    let marginY = reach / scale.smallest.y
    return PairSearch<Cut>.findings(
      count: pieces.count, most: most, threads: threads,
      others: { i, others in
        guard pieces[i].isNew else { return }
        var window = boxes[i]
        window.minX -= marginX
        window.maxX += marginX
        window.minY -= marginY
        window.maxY += marginY
        // A pair of new pieces is looked at once.
        tree.query(window) { j in
          if j > i || (j < i && !pieces[j].isNew) { others.append(j) }
        }
        others.sort()
      },
      compare: { i, j, cuts in meet(i, j, &cuts) })
  }

  /// Where two pieces have to be cut.
  private func meet(_ i: Int, _ j: Int, _ cuts: inout [Cut]) {
    let (p, q) = (pieces[i], pieces[j])
    if p.a == q.a && p.b == q.b || p.a == q.b && p.b == q.a { return }
    let before = cuts.count
    for node in [q.a, q.b] where passes(i, node) { cuts.append(cut(i, at: node)) }
    for node in [p.a, p.b] where passes(j, node) { cuts.append(cut(j, at: node)) }
    if cuts.count > before { return }
    if p.a == q.a || p.a == q.b || p.b == q.a || p.b == q.b { return }
    let (a, b, c, d) = (nodes[p.a], nodes[p.b], nodes[q.a], nodes[q.b])
    typealias Side = UpwardRay.Orientation
    guard
      Side.sign(a.x, a.y, b.x, b.y, c.x, c.y) * Side.sign(a.x, a.y, b.x, b.y, d.x, d.y) < 0,
      Side.sign(c.x, c.y, d.x, d.y, a.x, a.y) * Side.sign(c.x, c.y, d.x, d.y, b.x, b.y) < 0
    else { return }
    let place = crossing(a, b, c, d)
    for k in [i, j] {
      let known = nodes.find(place)
      if known == pieces[k].a || known == pieces[k].b { continue }
      cuts.append(Cut(piece: k, node: known ?? -1, place: place))
    }
  }

  private func cut(_ piece: Int, at node: Int32) -> Cut {
    Cut(piece: piece, node: node, place: nodes[node])
  }

  /// Whether a piece passes a node that is not its end.
  private func passes(_ index: Int, _ node: Int32) -> Bool {
    let piece = pieces[index]
    guard node != piece.a, node != piece.b else { return false }
    let near = scale.nearest(onSegment: nodes[piece.a], nodes[piece.b], to: nodes[node])
    return near.t > 0 && near.t < 1 && near.distance <= reach
  }

  /// The place where ab and cd cross, on the grid. An end of theirs that is within reach is taken
  /// for it.
  private func crossing(
    _ a: EditableShape.Place, _ b: EditableShape.Place, _ c: EditableShape.Place,
    _ d: EditableShape.Place
  ) -> EditableShape.Place {
    let (rx, ry) = (b.x - a.x, b.y - a.y)
    let (sx, sy) = (d.x - c.x, d.y - c.y)
    let t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / (rx * sy - ry * sx)
    let exact = EditableShape.Place(x: a.x + t * rx, y: a.y + t * ry)
    let place = grid?.rounded(exact) ?? exact
    for end in [a, b, c, d] where scale.distance(place.x, place.y, end.x, end.y) <= reach {
      return end
    }
    return place
  }

  private mutating func apply(_ cuts: [Cut]) {
    var inserted: [Int: [Int32]] = [:]
    var near = nearNodes(of: cuts)
    for cut in cuts {
      let node = cut.node >= 0 ? cut.node : near.node(at: cut.place, &nodes, scale)
      let border = pieces[cut.piece].border
      if visited[border] == nil {
        visited[border] = [pieces[cut.piece].a, pieces[cut.piece].b]
      }
      if visited[border]?.insert(node).inserted == true {
        inserted[cut.piece, default: []].append(node)
      }
    }
    var cutPieces: [Piece] = []
    cutPieces.reserveCapacity(pieces.count + cuts.count)
    for (index, piece) in pieces.enumerated() {
      guard let list = inserted[index] else {
        cutPieces.append(
          Piece(a: piece.a, b: piece.b, border: piece.border, isNew: false))
        continue
      }
      let (a, b) = (nodes[piece.a], nodes[piece.b])
      func along(_ node: Int32) -> Double {
        let place = nodes[node]
        return (place.x - a.x) * (b.x - a.x) + (place.y - a.y) * (b.y - a.y)
      }
      let ordered = list.map { (key: along($0), node: $0) }.sorted {
        ($0.key, $0.node) < ($1.key, $1.node)
      }
      var from = piece.a
      for node in ordered.map(\.node) + [piece.b] where node != from {
        cutPieces.append(Piece(a: from, b: node, border: piece.border, isNew: true))
        from = node
      }
    }
    pieces = cutPieces
  }

  /// The nodes by cells as wide as the reach, in the cells around new crossings.
  private func nearNodes(of cuts: [Cut]) -> NearNodes {
    var near = NearNodes(width: reach / scale.smallest.x, height: reach / scale.smallest.y)
    near.reach = reach
    for cut in cuts where cut.node < 0 { near.open(around: cut.place) }
    if !near.isEmpty {
      for node in 0..<Int32(nodes.count) { near.add(node, nodes[node]) }
    }
    return near
  }
}

/// Nodes near places where new ones are to be.
private struct NearNodes {
  private struct Cell: Hashable {
    var column: Double
    var row: Double
  }

  private let width: Double
  private let height: Double
  var reach = 0.0
  /// Only cells around new places; others are not of interest.
  private var cells: [Cell: [Int32]] = [:]

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  var isEmpty: Bool { cells.isEmpty }

  private func cells(around place: EditableShape.Place) -> [Cell] {
    let column = (place.x / width).rounded(.down)
    let row = (place.y / height).rounded(.down)
    return [column - 1, column, column + 1].flatMap { column in
      [row - 1, row, row + 1].map { Cell(column: column, row: $0) }
    }
  }

  mutating func open(around place: EditableShape.Place) {
    for cell in cells(around: place) where cells[cell] == nil { cells[cell] = [] }
  }

  mutating func add(_ node: Int32, _ place: EditableShape.Place) {
    let cell = Cell(
      column: (place.x / width).rounded(.down), row: (place.y / height).rounded(.down))
    cells[cell]?.append(node)
  }

  /// The nearest node within the reach, the first of equals; else a new one.
  mutating func node(
    at place: EditableShape.Place, _ nodes: inout PlaceTable, _ scale: GroundScale
  ) -> Int32 {
    var best: (distance: Double, node: Int32)?
    for node in cells(around: place).flatMap({ cells[$0] ?? [] }) {
      let other = nodes[node]
      let distance = scale.distance(place.x, place.y, other.x, other.y)
      if distance <= reach, (distance, node) < best ?? (.infinity, 0) { best = (distance, node) }
    }
    if let best { return best.node }
    let node = nodes.number(place)
    add(node, place)
    return node
  }
}
