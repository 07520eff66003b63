internal import GeoCore

extension FaultSearch {
  /// An edge, and its extent along the axis of the sweep and across it: measured from a corner of
  /// the polygon and rounded outwards, which is half the memory and misses no meeting.
  private struct Edge {
    var low: Float
    var high: Float
    var left: Float
    var right: Float
    var ring: Int32
    /// The corner of the ring that it starts at.
    var corner: Int32
  }

  /// How two edges meet.
  enum Meeting {
    /// In a point inside both.
    case crossing(Place)
    /// Along a stretch.
    case overlap(Place, Place)
    /// Neighbours that fold back on each other, at their common corner.
    case spike
    /// In a point that is an end of one at least.
    case touch(Place)
  }

  /// Two edges that meet: those that start at corner `a.corner` of ring `a.ring`, and so on; in
  /// the order of rings and corners.
  struct EdgeMeeting {
    var a: (ring: Int, corner: Int)
    var b: (ring: Int, corner: Int)
    var how: Meeting
  }

  /// After so many crossings, overlaps and touches of a ring with itself the search ends: the
  /// feature is a scribble.
  static let enough = 10_000
  /// Pairs of edges that may be compared: so many for each, and for all.
  private static let comparisonsPerEdge = 2048
  private static let comparisons = 1 << 26

  /// All meetings of edges that may be faults or joints, sorted: those of neighbours in their common
  /// corner are none, nor are touches of two parts.
  ///
  /// Ends before its time, and notes so, when there are too many, or too many edges to compare.
  mutating func meetings() -> [EdgeMeeting] {
    var (edges, crowding) = sweepEdges()
    let isCrowded =
      crowding > Self.crowd && crowding * Double(edges.count) > Double(Self.comparisons)
    var found = isCrowded ? meetings(byBoxesOf: edges) : meetings(bySweepOf: &edges)
    edges = []
    found.list.sort {
      ($0.a.ring, $0.a.corner, $0.b.ring, $0.b.corner)
        < ($1.a.ring, $1.a.corner, $1.b.ring, $1.b.corner)
    }
    return found.list
  }

  /// Edges that share a place on every axis, from which on an index of boxes finds those that meet
  /// sooner than a sweep: those of nested rings.
  private static let crowd = 1000.0

  /// Meetings that are found one after the other, until they are enough.
  private struct Found {
    var list: [EdgeMeeting] = []
    private var faulty = 0
    private let mostJoints: Int

    init(edgeCount: Int) { mostJoints = edgeCount / 2 + FaultSearch.enough }

    /// Whether there is room for more after this one.
    mutating func add(_ meeting: EdgeMeeting, isFault: Bool) -> Bool {
      list.append(meeting)
      if isFault { faulty += 1 }
      return faulty < FaultSearch.enough && list.count - faulty <= mostJoints
    }
  }

  /// Compares edges that share a place on the axis of the sweep, and one across it.
  private mutating func meetings(bySweepOf edges: inout [Edge]) -> Found {
    edges.sort { ($0.low, $0.ring, $0.corner) < ($1.low, $1.ring, $1.corner) }
    let mostComparisons = Self.comparisonsPerEdge * edges.count + Self.comparisons
    var compared = 0
    var found = Found(edgeCount: edges.count)
    for i in edges.indices where stopped == nil {
      let edge = edges[i]
      var j = i + 1
      while j < edges.count, edges[j].low <= edge.high {
        if edges[j].left <= edge.right, edges[j].right >= edge.left,
          let meeting = relate(edge, edges[j]), !found.add(meeting, isFault: isFault(meeting))
        {
          stopped = .manyMeetings(found.list.count)
          break
        }
        j += 1
      }
      compared += j - i
      if compared > mostComparisons, stopped == nil { stopped = .manyComparisons }
    }
    return found
  }

  /// Compares edges whose boxes meet.
  private mutating func meetings(byBoxesOf edges: [Edge]) -> Found {
    let mostComparisons = Self.comparisonsPerEdge * edges.count + Self.comparisons
    let tree = BoxTree(count: edges.count) { box(of: edges[$0]) }
    var compared = 0
    var found = Found(edgeCount: edges.count)
    for i in edges.indices where stopped == nil {
      var near: [Int] = []
      tree.query(box(of: edges[i])) { if $0 > i { near.append($0) } }
      for j in near.sorted() {
        guard let meeting = relate(edges[i], edges[j]) else { continue }
        guard found.add(meeting, isFault: isFault(meeting)) else {
          stopped = .manyMeetings(found.list.count)
          break
        }
      }
      compared += near.count
      if compared > mostComparisons, stopped == nil { stopped = .manyComparisons }
    }
    return found
  }

  private func box(of edge: Edge) -> Box {
    var box = Box.empty
    for corner in [Int(edge.corner), Int(edge.corner) + 1] {
      let place = place(ofVertex: vertex(Int(edge.ring), corner))
      box.extend(x: place.x, y: place.y)
    }
    return box
  }

  /// Whether a meeting is one by itself, whatever the others are.
  private func isFault(_ meeting: EdgeMeeting) -> Bool {
    if case .touch = meeting.how { return meeting.a.ring == meeting.b.ring }
    return true
  }

  /// The axes of sweeps: x, y, and the diagonals.
  private static let axes: [(along: SIMD2<Double>, across: SIMD2<Double>)] = [
    (SIMD2(1, 0), SIMD2(0, 1)), (SIMD2(0, 1), SIMD2(1, 0)), (SIMD2(1, 1), SIMD2(1, -1)),
    (SIMD2(1, -1), SIMD2(1, 1)),
  ]

  /// Calls `body` with the ends of all edges that are compared.
  private func forEachEdge(_ body: (_ ring: Int, _ corner: Int, Place, Place) -> Void) {
    for ring in rings.indices where rings[ring].isUsable && rings[ring].original == ring {
      var a = place(ofVertex: vertex(ring, 0))
      for corner in 0..<rings[ring].cornerCount {
        let b = place(ofVertex: vertex(ring, corner + 1))
        body(ring, corner, a, b)
        a = b
      }
    }
  }

  /// The edges of all rings, to be swept along the axis on which fewest of them share a place, and how
  /// many do there in the mean.
  private func sweepEdges() -> (edges: [Edge], crowding: Double) {
    var box = Box.empty
    for ring in rings.indices where rings[ring].isUsable && rings[ring].original == ring {
      box = box.union(rings[ring].box)
    }
    let corner = SIMD2(box.minX, box.minY)
    var count = 0
    var sums = [Double](repeating: 0, count: Self.axes.count)
    var lows = [Double](repeating: .infinity, count: Self.axes.count)
    var highs = [Double](repeating: -.infinity, count: Self.axes.count)
    forEachEdge { _, _, a, b in
      count += 1
      let (start, end) = (SIMD2(a.x, a.y) - corner, SIMD2(b.x, b.y) - corner)
      for axis in Self.axes.indices {
        let (p, q) = ((start * Self.axes[axis].along).sum(), (end * Self.axes[axis].along).sum())
        sums[axis] += abs(q - p)
        lows[axis] = min(lows[axis], p)
        highs[axis] = max(highs[axis], p)
      }
    }
    let crowding = sums.indices.map { sums[$0] / (highs[$0] - lows[$0]) }
    var best = crowding[0] <= crowding[1] ? 0 : 1
    // Diagonals cost a little: they are for edges that run along them.
    for axis in [2, 3] where 2 * crowding[axis] < crowding[best] { best = axis }
    let (along, across) = Self.axes[best]
    // On diagonals coordinates are sums, which are rounded.
    let slack = best > 1 ? (box.width + box.height) * 0x1p-50 : 0
    func extent(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ axis: SIMD2<Double>) -> (Float, Float) {
      let (p, q) = ((a * axis).sum(), (b * axis).sum())
      return (Self.rounded(min(p, q) - slack, .down), Self.rounded(max(p, q) + slack, .up))
    }
    var edges: [Edge] = []
    edges.reserveCapacity(count)
    forEachEdge { ring, number, a, b in
      let (start, end) = (SIMD2(a.x, a.y) - corner, SIMD2(b.x, b.y) - corner)
      let (low, high) = extent(start, end, along)
      let (left, right) = extent(start, end, across)
      edges.append(
        Edge(
          low: low, high: high, left: left, right: right, ring: Int32(ring),
          corner: Int32(number)))
    }
    return (edges, crowding[best])
  }

  /// The nearest number on one side.
  private static func rounded(_ value: Double, _ rule: FloatingPointRoundingRule) -> Float {
    let near = Float(value)
    if rule == .down { return Double(near) > value ? near.nextDown : near }
    return Double(near) < value ? near.nextUp : near
  }

  private func relate(_ first: Edge, _ second: Edge) -> EdgeMeeting? {
    let isInOrder = (first.ring, first.corner) < (second.ring, second.corner)
    let (e, f) = isInOrder ? (first, second) : (second, first)
    let a = (ring: Int(e.ring), corner: Int(e.corner))
    let b = (ring: Int(f.ring), corner: Int(f.corner))
    let a0 = place(ofVertex: vertex(a.ring, a.corner))
    let a1 = place(ofVertex: vertex(a.ring, a.corner + 1))
    let b0 = place(ofVertex: vertex(b.ring, b.corner))
    let b1 = place(ofVertex: vertex(b.ring, b.corner + 1))
    if a.ring == b.ring {
      let count = rings[a.ring].cornerCount
      if b.corner == a.corner + 1 {
        return folds(a0, a1, b1) ? EdgeMeeting(a: a, b: b, how: .spike) : nil
      }
      if a.corner == 0, b.corner == count - 1 {
        return folds(b0, a0, a1) ? EdgeMeeting(a: b, b: a, how: .spike) : nil
      }
    }
    guard let how = meeting(a0, a1, b0, b1) else { return nil }
    let meeting = EdgeMeeting(a: a, b: b, how: how)
    if case .touch(let place) = how, rings[a.ring].part != rings[b.ring].part,
      !crosses(meeting, at: place)
    {
      return nil
    }
    return meeting
  }

  /// Whether the way a → tip → b turns back on its own line.
  private func folds(_ a: Place, _ tip: Place, _ b: Place) -> Bool {
    guard side(a, tip, b) == 0 else { return false }
    return a.x == tip.x ? (a.y < tip.y) == (b.y < tip.y) : (a.x < tip.x) == (b.x < tip.x)
  }

  /// How two edges that are no neighbours meet; nil when they do not.
  private func meeting(_ a0: Place, _ a1: Place, _ b0: Place, _ b1: Place) -> Meeting? {
    let p = side(a0, a1, b0)
    let q = side(a0, a1, b1)
    if p * q > 0 { return nil }
    let r = side(b0, b1, a0)
    let s = side(b0, b1, a1)
    if r * s > 0 { return nil }
    if p == 0, q == 0 { return collinearMeeting(a0, a1, b0, b1) }
    if p != 0, q != 0, r != 0, s != 0 { return .crossing(Self.crossing(a0, a1, b0, b1)) }
    let shared =
      p == 0 && Self.isWithin(b0, a0, a1)
      ? b0
      : q == 0 && Self.isWithin(b1, a0, a1)
        ? b1
        : r == 0 && Self.isWithin(a0, b0, b1) ? a0 : s == 0 && Self.isWithin(a1, b0, b1) ? a1 : nil
    // A touch is noted once, by the edges that start there or run through.
    guard let shared, shared != a1, shared != b1 else { return nil }
    return .touch(shared)
  }

  private func collinearMeeting(
    _ a0: Place, _ a1: Place, _ b0: Place, _ b1: Place
  ) -> Meeting? {
    func before(_ p: Place, _ q: Place) -> Bool { (p.x, p.y) < (q.x, q.y) }
    let (aLow, aHigh) = before(a0, a1) ? (a0, a1) : (a1, a0)
    let (bLow, bHigh) = before(b0, b1) ? (b0, b1) : (b1, b0)
    let low = before(aLow, bLow) ? bLow : aLow
    let high = before(aHigh, bHigh) ? aHigh : bHigh
    if before(low, high) { return .overlap(low, high) }
    guard low == high, low != a1, low != b1 else { return nil }
    return .touch(low)
  }

  private static func isWithin(_ p: Place, _ a: Place, _ b: Place) -> Bool {
    min(a.x, b.x) <= p.x && p.x <= max(a.x, b.x) && min(a.y, b.y) <= p.y && p.y <= max(a.y, b.y)
  }

  /// The point in which two edges cross, rounded, kept within the boxes of both.
  private static func crossing(_ a0: Place, _ a1: Place, _ b0: Place, _ b1: Place) -> Place {
    let (ux, uy) = (a1.x - a0.x, a1.y - a0.y)
    let (vx, vy) = (b1.x - b0.x, b1.y - b0.y)
    let (wx, wy) = (b0.x - a0.x, b0.y - a0.y)
    let t = (wx * vy - wy * vx) / (ux * vy - uy * vx)
    let x = t.isFinite ? a0.x + t * ux : a0.x
    let y = t.isFinite ? a0.y + t * uy : a0.y
    func clamped(_ value: Double, _ a: (Double, Double), _ b: (Double, Double)) -> Double {
      let low = max(min(a.0, a.1), min(b.0, b.1))
      let high = min(max(a.0, a.1), max(b.0, b.1))
      return min(max(value, low), high)
    }
    return Place(
      x: clamped(x, (a0.x, a1.x), (b0.x, b1.x)), y: clamped(y, (a0.y, a1.y), (b0.y, b1.y)))
  }
}
