public import GeoCore

extension Geometries {
  /// Whether a feature shares a point with a box.
  ///
  /// True where a vertex lies in the box, an edge crosses it, or a polygon has the box inside. A box of
  /// no size is a point.
  ///
  /// **Units, CRS:** those of the layer; edges are straight in it. **Shapes:** all; holes count as
  /// outside; an empty or null geometry meets nothing. **Boundary rule:** both are closed.
  /// **Complexity:** O(vertices), without allocation.
  public func meets(_ box: Box, feature i: Int) -> Bool {
    let own = self.box(ofFeature: i)
    guard own.meets(box) else { return false }
    if box.contains(own) { return true }
    let kinds = partKinds(ofFeature: i)
    for (part, kind) in zip(parts(ofFeature: i), kinds) where meets(box, part: part, kind) {
      return true
    }
    return false
  }

  private func meets(_ box: Box, part: Int, _ kind: GeometryKind) -> Bool {
    var crossings = 0
    for ring in rings(ofPart: part) {
      let vertices = vertices(ofRing: ring)
      guard let first = vertices.first else { continue }
      if box.contains(x: x(first), y: y(first)) { return true }
      for end in vertices.dropFirst() {
        let (ax, ay, bx, by) = (x(end - 1), y(end - 1), x(end), y(end))
        if Self.edge(ax, ay, bx, by, meets: box) { return true }
        // A ray to the right from the box's lower left corner.
        if (ay > box.minY) != (by > box.minY),
          box.minX < ax + (box.minY - ay) / (by - ay) * (bx - ax)
        {
          crossings += 1
        }
      }
    }
    return kind == .polygon && !crossings.isMultiple(of: 2)
  }

  /// Whether an edge shares a point with a box: what is left of it between the sides, one pair of them
  /// after the other.
  ///
  /// **Source:** Liang & Barsky 1984, A new concept and method for line clipping,
  /// doi:10.1145/357332.357333.
  private static func edge(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, meets box: Box
  ) -> Bool {
    var (start, end) = (0.0, 1.0)
    for (from, to, low, high) in [(ax, bx, box.minX, box.maxX), (ay, by, box.minY, box.maxY)] {
      let run = to - from
      if run == 0 {
        if from < low || from > high { return false }
        continue
      }
      let (enter, leave) = ((low - from) / run, (high - from) / run)
      start = max(start, min(enter, leave))
      end = min(end, max(enter, leave))
      if start > end { return false }
    }
    return true
  }
}
