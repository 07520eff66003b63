internal import GeoCore

/// Boxes over runs of consecutive edges of large polygons, level over level in ring order.
///
/// A run whose box shares no x with a window, or lies below it, has no part in what is measured
/// there; a run wholly above it is as good as one level edge from its first vertex to its last,
/// since what lies between telescopes. So a window costs what its own edges cost, plus O(log n).
enum EdgeHierarchy {
  /// Edges of a leaf.
  static let leafSize = 16
  /// Children of an inner node.
  static let fanOut = 8
  /// Polygons of at most so many edges are scanned without a hierarchy.
  static let threshold = 192

  /// A run of edges: those from `firstVertex` of `firstRing` to `lastVertex` of `lastRing`, with
  /// all of the rings between.
  struct Node {
    var box: Box
    var firstVertex: Int32
    var lastVertex: Int32
    var firstRing: Int32
    var lastRing: Int32
    /// The first child in the array of nodes; the others follow.
    var firstChild: Int32
    /// 0 for a leaf, whose edges all belong to one ring.
    var childCount: Int32

    func shifted(rings: Int32, nodes: Int32) -> Node {
      var node = self
      node.firstRing += rings
      node.lastRing += rings
      node.firstChild += nodes
      return node
    }
  }

  /// Appends the hierarchy over the rings from `first` on and returns its root.
  static func append(
    rings: [PolygonIndex.Ring], from first: Int, _ xy: UnsafeBufferPointer<Double>,
    to nodes: inout [Node]
  ) -> Int {
    var start = nodes.count
    for ring in first..<rings.count {
      let last = Int(rings[ring].lastVertex)
      for vertex in stride(from: Int(rings[ring].firstVertex), to: last, by: leafSize) {
        let end = min(vertex + leafSize, last)
        var box = Box.empty
        for k in vertex...end { box.extend(x: xy[2 * k], y: xy[2 * k + 1]) }
        nodes.append(
          Node(
            box: box, firstVertex: Int32(vertex), lastVertex: Int32(end), firstRing: Int32(ring),
            lastRing: Int32(ring), firstChild: 0, childCount: 0))
      }
    }
    while nodes.count - start > 1 {
      let end = nodes.count
      for group in stride(from: start, to: end, by: fanOut) {
        let count = min(fanOut, end - group)
        var node = nodes[group]
        for child in (group + 1)..<max(group + count, group + 1) {
          node.box = node.box.union(nodes[child].box)
        }
        node.lastVertex = nodes[group + count - 1].lastVertex
        node.lastRing = nodes[group + count - 1].lastRing
        node.firstChild = Int32(group)
        node.childCount = Int32(count)
        nodes.append(node)
      }
      start = end
    }
    return nodes.count - 1
  }
}
