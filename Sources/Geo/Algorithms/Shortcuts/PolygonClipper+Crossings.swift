/// An edge in the direction in which it is stored.
struct ClipSegment {
  let x: Double
  let y: Double
  /// The way from its start to its end.
  let dx: Double
  let dy: Double
  let endX: Double
  let endY: Double

  enum Meeting {
    /// Farther apart than the tolerance.
    case apart
    /// They cross, and each end is farther from the other's line than the tolerance.
    case crossing
    case inDoubt
  }

  @inline(__always)
  init(_ xy: UnsafePointer<Double>, _ vertex: Int32) {
    let start = xy + 2 * Int(vertex)
    (x, y, endX, endY) = (start[0], start[1], start[2], start[3])
    dx = endX - x
    dy = endY - y
  }

  /// Twice the signed area between the edge and a point: above 0 when the point lies to the left.
  @inline(__always)
  func side(_ px: Double, _ py: Double) -> Double { dx * (py - y) - dy * (px - x) }

  /// A length not below the edge's: the sum of its width and height.
  @inline(__always) var reach: Double { abs(dx) + abs(dy) }

  @inline(__always)
  func meeting(with other: ClipSegment, tolerance: Double) -> Meeting {
    let margin = tolerance * reach
    let otherStart = side(other.x, other.y)
    let otherEnd = side(other.endX, other.endY)
    if min(otherStart, otherEnd) > margin || max(otherStart, otherEnd) < -margin { return .apart }
    let otherMargin = tolerance * other.reach
    let start = other.side(x, y)
    let end = other.side(endX, endY)
    if min(start, end) > otherMargin || max(start, end) < -otherMargin { return .apart }
    let isSure =
      min(abs(otherStart), abs(otherEnd)) > margin && min(abs(start), abs(end)) > otherMargin
    return isSure ? .crossing : .inDoubt
  }

  private init(_ x: Double, _ y: Double, _ endX: Double, _ endY: Double) {
    (self.x, self.y, self.endX, self.endY) = (x, y, endX, endY)
    dx = endX - x
    dy = endY - y
  }

  /// The same edge from its left, then lower, end.
  private var rightward: ClipSegment {
    (x, y) <= (endX, endY) ? self : ClipSegment(endX, endY, x, y)
  }

  /// Where two edges cross that do: p + (q - p) s(p) / (s(p) - s(q)), with p and q the ends of the
  /// edge that begins farther left (then lower; then ends so) and s their sides of the other; both
  /// edges taken from their left (then lower) ends, and the point moved into both their boxes.
  ///
  /// Off by less than two units in the last place of the largest coordinate, whatever the angle:
  /// s(p) - s(q) has the sign of both terms, so that the point stays on one edge by the formula
  /// and on the other by its accuracy. The same point whichever edge is given first.
  func crossing(with other: ClipSegment) -> (x: Double, y: Double) {
    let (one, two) = (rightward, other.rightward)
    let isFirst = (one.x, one.y, one.endX, one.endY) <= (two.x, two.y, two.endX, two.endY)
    let (first, second) = isFirst ? (one, two) : (two, one)
    let start = second.side(first.x, first.y)
    let part = start / (start - second.side(first.endX, first.endY))
    let lowest = max(min(first.y, first.endY), min(second.y, second.endY))
    let highest = min(max(first.y, first.endY), max(second.y, second.endY))
    let leftmost = max(first.x, second.x)
    let rightmost = min(first.endX, second.endX)
    return (
      min(max(first.x + part * first.dx, leftmost), rightmost),
      min(max(first.y + part * first.dy, lowest), highest)
    )
  }
}

/// A point where the borders of the two polygons cross.
struct ClipCrossing {
  var x: Double
  var y: Double
  /// Whether the border of A enters B here; else that of B enters A.
  var entersB: Bool
  var isUsed = false

  /// Where it is on one of the two borders.
  struct Place {
    var ring: Int32
    /// The vertex from which the edge starts.
    var edge: Int32
    /// The next crossing on the ring, walking with the inside on the left.
    var next: Int32 = -1
    /// The part of the edge before the crossing, and how sure that is, the tolerance included.
    var part: Double
    var slack: Double

    /// The place on the first of two edges that cross; `turn` is the product of their directions.
    ///
    /// A side is off by at most 2⁻⁵⁰ of the other edge's reach times what lies between the ends;
    /// the sides of both ends differ by `turn`.
    init(
      ring: Int32, edge: Int32, _ one: ClipSegment, _ two: ClipSegment, turn: Double,
      tolerance: Double
    ) {
      self.ring = ring
      self.edge = edge
      let start = two.side(one.x, one.y)
      part = start / (start - two.side(one.endX, one.endY))
      slack =
        0x1p-50 * two.reach * (one.reach + two.reach) / abs(turn)
        + tolerance / max(abs(one.dx), abs(one.dy))
    }
  }
}

extension ClipScratch {
  /// Finds all crossings; false when any two edges are in doubt.
  mutating func findCrossings(_ a: PolygonView, _ b: PolygonView, _ window: ClipWindow) -> Bool {
    crossings.removeAll()
    placesA.removeAll()
    placesB.removeAll()
    guard meetings.find(edgesA, edgesB, window) else { return false }
    for k in 0..<meetings.count {
      let (p, q) = meetings[k]
      let one = ClipSegment(a.xy, edgesA.vertices[p])
      let two = ClipSegment(b.xy, edgesB.vertices[q])
      switch one.meeting(with: two, tolerance: window.tolerance) {
      case .apart: continue
      case .inDoubt: return false
      case .crossing: break
      }
      let (ringA, ringB) = (edgesA.rings[p], edgesB.rings[q])
      let turn = one.dx * two.dy - one.dy * two.dx
      // With the insides on the left, A enters where B turns to the right of A.
      let signs = a.rings[Int(ringA)].sign * b.rings[Int(ringB)].sign
      let point = one.crossing(with: two)
      crossings.append(ClipCrossing(x: point.x, y: point.y, entersB: turn * signs < 0))
      placesA.append(
        ClipCrossing.Place(
          ring: ringA, edge: edgesA.vertices[p], one, two, turn: turn,
          tolerance: window.tolerance))
      placesB.append(
        ClipCrossing.Place(
          ring: ringB, edge: edgesB.vertices[q], two, one, turn: turn,
          tolerance: window.tolerance))
    }
    return true
  }

  /// Links each crossing to the next on either border; false when the order of two is in doubt or
  /// a border enters twice without leaving.
  mutating func linkCrossings(_ a: PolygonView, _ b: PolygonView) -> Bool {
    Self.link(placesA, crossings, a, &order, &cutRingsA)
      && Self.link(placesB, crossings, b, &order, &cutRingsB)
  }

  private static func link(
    _ places: borrowing ScratchArray<ClipCrossing.Place>,
    _ crossings: borrowing ScratchArray<ClipCrossing>, _ view: PolygonView,
    _ order: inout ScratchArray<Int32>, _ cutRings: inout ScratchArray<Int32>
  ) -> Bool {
    let places = places.base
    order.removeAll()
    cutRings.removeAll()
    for k in 0..<crossings.count { order.append(Int32(truncatingIfNeeded: k)) }
    order.sort {
      let (p, q) = (places + Int($0), places + Int($1))
      return p.pointee.edge != q.pointee.edge
        ? p.pointee.edge < q.pointee.edge : p.pointee.part < q.pointee.part
    }
    var start = 0
    while start < order.count {
      let ring = places[Int(order[start])].ring
      var end = start
      while end < order.count, places[Int(order[end])].ring == ring { end += 1 }
      cutRings.append(ring)
      let isForward = view.rings[Int(ring)].sign > 0
      for k in start..<end {
        let here = order[k]
        let after = order[k + 1 < end ? k + 1 : start]
        guard crossings[Int(here)].entersB != crossings[Int(after)].entersB else { return false }
        let (p, q) = (places[Int(here)], places[Int(after)])
        if k + 1 < end, p.edge == q.edge, !(q.part - p.part > p.slack + q.slack) { return false }
        if isForward {
          places[Int(here)].next = after
        } else {
          places[Int(after)].next = here
        }
      }
      start = end
    }
    return true
  }
}
