internal import GeoCore

/// The faces into which noded edges divide the plane, and how many features lie over each.
///
/// Crossing an edge from its right to its left, one more feature lies over the place. Edges that
/// neighbours share cancel, so that the depth of every place follows from the unmatched edges alone:
/// 0 is a void, 1 is as it should be, 2 and more is an overlap.
///
/// Borders are traced with their face on the left. A border that runs counterclockwise bounds a face
/// from outside; one that runs clockwise bounds, from inside, the face that holds a connected set of
/// edges, or the outside of all.
///
/// **Complexity:** O(n log n).
/// **Source:** Muller & Preparata 1978, Finding the intersection of two convex polyhedra,
/// doi:10.1016/0304-3975(78)90051-8 (the half-edges).
struct TopologyFaces {
  /// A stretch between two nodes where edges of one or more features run.
  struct Segment {
    var low: Int32
    var high: Int32
    /// Its pieces are `pieces[firstPiece ..< endPiece]`.
    var firstPiece: Int32
    var endPiece: Int32
    /// How much deeper it is on the left, seen from the lower node, than on the right.
    var rise: Int32
  }

  /// A closed border; its face is on the left.
  struct Border {
    var firstHalf: Int32
    var area: Double
    /// The leftmost, then lowest, node.
    var corner: Int32
    /// How many features lie over its face.
    var depth: Int32
  }

  let crs: CRS
  let nodes: [SIMD2<Double>]
  let pieces: [EdgeNoding.Piece]
  /// All segments, ordered by their nodes.
  private(set) var segments: [Segment] = []
  /// The segments where the depth changes. Half-edge 2k runs along `bounding[k]` from its lower
  /// node, half-edge 2k + 1 back.
  private(set) var bounding: [Int32] = []
  /// The half-edge that follows with the same face on its left.
  private(set) var following: [Int32] = []
  private(set) var borderOfHalf: [Int32] = []
  private(set) var borders: [Border] = []
  /// For each border that runs clockwise, the counterclockwise one of the face that holds it; -1
  /// when that is the outside of all, and for counterclockwise ones.
  private(set) var holder: [Int32] = []

  init(_ noding: EdgeNoding, outerDepth: Int, crs: CRS) {
    self.crs = crs
    nodes = noding.nodes
    pieces = Self.sorted(noding.pieces)
    segments.reserveCapacity(pieces.count)
    bounding.reserveCapacity(pieces.count)
    var start = 0
    while start < pieces.count {
      let (low, high) = Self.ends(pieces[start])
      var rise: Int32 = 0
      var end = start
      while end < pieces.count, Self.ends(pieces[end]) == (low, high) {
        rise += pieces[end].from == low ? 1 : -1
        end += 1
      }
      if rise != 0 { bounding.append(Int32(segments.count)) }
      segments.append(
        Segment(
          low: low, high: high, firstPiece: Int32(start), endPiece: Int32(end), rise: rise))
      start = end
    }
    linkHalves()
    traceBorders()
    holder = Array(repeating: -1, count: borders.count)
    findDepths(outerDepth)
  }

  private static func ends(_ piece: EdgeNoding.Piece) -> (Int32, Int32) {
    (min(piece.from, piece.to), max(piece.from, piece.to))
  }

  /// Pieces in the order of their nodes, then of their edges.
  private static func sorted(_ pieces: [EdgeNoding.Piece]) -> [EdgeNoding.Piece] {
    var sorted = pieces
    sorted.sort {
      let (p, q) = (key($0), key($1))
      return p == q ? $0.edge < $1.edge : p < q
    }
    return sorted
  }

  private static func key(_ piece: EdgeNoding.Piece) -> UInt64 {
    let (low, high) = ends(piece)
    return UInt64(low) << 32 | UInt64(high)
  }

  // MARK: Half-edges

  func segment(ofHalf half: Int32) -> Segment { segments[Int(bounding[Int(half >> 1)])] }

  func origin(ofHalf half: Int32) -> Int32 {
    let segment = segment(ofHalf: half)
    return half & 1 == 0 ? segment.low : segment.high
  }

  private func direction(ofHalf half: Int32) -> SIMD2<Double> {
    let segment = segment(ofHalf: half)
    let along = nodes[Int(segment.high)] - nodes[Int(segment.low)]
    return half & 1 == 0 ? along : -along
  }

  /// The half-edges of a border, from its first.
  func halves(ofBorder border: Int) -> [Int32] {
    var halves: [Int32] = []
    var half = borders[border].firstHalf
    repeat {
      halves.append(half)
      half = following[Int(half)]
    } while half != borders[border].firstHalf
    return halves
  }

  /// After a half-edge comes the one that turns the most to the left: the next clockwise, about the
  /// common node, from the way back.
  private mutating func linkHalves() {
    let count = Int32(2 * bounding.count)
    var rows = CountedRows<Int32>(count: nodes.count) { add in
      for half in 0..<count { add(Int(origin(ofHalf: half))) }
    }
    let starts = rows.offsets
    var around = [Int32](repeating: 0, count: Int(count))
    for half in 0..<count { around[rows.place(inRow: Int(origin(ofHalf: half)))] = half }
    following = Array(repeating: 0, count: Int(count))
    for node in nodes.indices {
      let range = Int(starts[node])..<Int(starts[node + 1])
      if range.isEmpty { continue }
      let turned = around[range].sorted { turnsBefore($0, $1) }
      for (k, half) in turned.enumerated() {
        following[Int(half ^ 1)] = turned[k == 0 ? turned.count - 1 : k - 1]
      }
    }
  }

  /// Whether a half-edge comes before another of the same node, counterclockwise from the x axis.
  private func turnsBefore(_ p: Int32, _ q: Int32) -> Bool {
    let (u, v) = (direction(ofHalf: p), direction(ofHalf: q))
    let (isUpperU, isUpperV) = (u.y > 0 || (u.y == 0 && u.x > 0), v.y > 0 || (v.y == 0 && v.x > 0))
    if isUpperU != isUpperV { return isUpperU }
    let cross = EdgeNoding.cross(u, v)
    return cross != 0 ? cross > 0 : p < q
  }

  // MARK: Borders

  private mutating func traceBorders() {
    borderOfHalf = Array(repeating: -1, count: following.count)
    for first in following.indices where borderOfHalf[first] < 0 {
      var half = Int32(first)
      var corner = origin(ofHalf: half)
      let base = nodes[Int(corner)]
      var sum = CompensatedSum()
      repeat {
        borderOfHalf[Int(half)] = Int32(borders.count)
        let node = origin(ofHalf: half)
        let point = nodes[Int(node)]
        half = following[Int(half)]
        let next = nodes[Int(origin(ofHalf: half))]
        sum.add(EdgeNoding.cross(point - base, next - base))
        let best = nodes[Int(corner)]
        if point.x < best.x || (point.x == best.x && point.y < best.y) { corner = node }
      } while half != Int32(first)
      borders.append(
        Border(firstHalf: Int32(first), area: sum.value / 2, corner: corner, depth: 0))
    }
  }

  // MARK: Depths

  /// A connected set of edges.
  private struct Island {
    /// Its borders, that of its outside first.
    var borders: [Int]
  }

  /// The sets of borders that share edges, those with the largest outline first.
  private func islands() -> [Island] {
    var sets = DisjointSets(count: borders.count)
    for half in stride(from: 0, to: borderOfHalf.count, by: 2) {
      sets.join(Int(borderOfHalf[half]), Int(borderOfHalf[half + 1]))
    }
    return sets.groups(of: Array(borders.indices)).map { group in
      // The outside is what runs clockwise around the most.
      let outside = group.min { (borders[$0].area, $0) < (borders[$1].area, $1) } ?? group[0]
      return Island(borders: [outside] + group.filter { $0 != outside })
    }.sorted {
      let (p, q) = ($0.borders[0], $1.borders[0])
      return (borders[p].area, p) < (borders[q].area, q)
    }
  }

  private mutating func findDepths(_ outerDepth: Int) {
    let islands = islands()
    for (island, found) in zip(islands, FaceHolders(self, islands.map(\.borders)).found) {
      holder[island.borders[0]] = found
    }
    for island in islands {
      let outside = island.borders[0]
      let depth =
        holder[outside] < 0 ? Int32(outerDepth) : borders[Int(holder[outside])].depth
      spread(depth, from: outside)
    }
  }

  /// Gives a border its depth, and all that are connected to it theirs.
  private mutating func spread(_ depth: Int32, from outside: Int) {
    borders[outside].depth = depth
    var isReached: Set<Int> = [outside]
    var waiting = [outside]
    while let border = waiting.popLast() {
      for half in halves(ofBorder: border) {
        let other = Int(borderOfHalf[Int(half ^ 1)])
        guard isReached.insert(other).inserted else { continue }
        let rise = segment(ofHalf: half).rise
        borders[other].depth = borders[border].depth - (half & 1 == 0 ? rise : -rise)
        waiting.append(other)
      }
    }
  }
}
