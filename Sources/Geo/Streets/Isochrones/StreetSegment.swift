/// A straight piece of an edge between two vertices, and where on the edge it lies.
struct StreetSegment {
  var edge: Int32
  var piece: StraightPiece
  /// Millimetres from the start of the edge.
  var from: Double
  var to: Double

  /// Millimetres from the start of the edge at a share of the way.
  func along(_ share: Double) -> Double { from + share * (to - from) }

  /// Calls `visit` with what a leg reaches of it within each limit and not within the one before,
  /// as shares of its way.
  func visitParts(
    of leg: ReachedLeg, within limits: [Double],
    _ visit: (_ limit: Int, _ shares: ClosedRange<Double>) -> Void
  ) {
    var start = leg.first
    for (i, limit) in limits.enumerated() where limit >= leg.cost {
      let covered = leg.length(within: limit)
      let end = leg.first <= leg.last ? leg.first + covered : leg.first - covered
      // A leg of no length is one point.
      let isNew = end != start || start == leg.first
      let (low, high) = (max(min(start, end), from), min(max(start, end), to))
      if isNew, low < high || low == high && start == end {
        let scale = to > from ? 1 / (to - from) : 0
        visit(i, (low - from) * scale...(high - from) * scale)
      }
      guard covered < leg.length else { return }
      start = end
    }
  }
}

extension EdgeSnapper {
  /// The segment from a vertex of an edge that it holds to the next, by places in `xy`.
  func street(ofEdge edge: Int32, vertex v: Int) -> StreetSegment {
    let length = Double(network.lengthsMillimeters[Int(edge)])
    let whole = alongMeters[vertices(ofEdge: Int(edge)).upperBound - 1]
    let scale = whole > 0 ? length / whole : 0
    return StreetSegment(
      edge: edge,
      piece: StraightPiece(
        x0: xy[2 * v], y0: xy[2 * v + 1], x1: xy[2 * v + 2], y1: xy[2 * v + 3]),
      from: alongMeters[v] * scale, to: whole > 0 ? alongMeters[v + 1] * scale : length)
  }

  /// Where on its street a door is.
  func place(of door: NetworkDoor) -> (x: Double, y: Double) {
    let vertices = vertices(ofEdge: Int(door.edge))
    let along = Double(door.alongMillimeters)
    let segments = vertices.dropLast().lazy.map { street(ofEdge: door.edge, vertex: $0) }
    let segment =
      segments.first { along <= $0.to }
      ?? street(ofEdge: door.edge, vertex: vertices.upperBound - 2)
    let share = segment.to > segment.from ? (along - segment.from) / (segment.to - segment.from) : 0
    return segment.piece.point(min(1, max(0, share)))
  }
}
