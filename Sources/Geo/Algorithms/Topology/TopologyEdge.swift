/// One edge of a feature, directed so that the feature lies on its left.
struct TopologyEdge: Equatable {
  var ax: Double
  var ay: Double
  var bx: Double
  var by: Double
  var feature: Int32

  /// Whether the edge runs from the lesser to the greater of its end points, x first.
  var isForward: Bool { (ax, ay) < (bx, by) }

  /// The same edge with its lesser end point first.
  private var undirected: (Double, Double, Double, Double) {
    isForward ? (ax, ay, bx, by) : (bx, by, ax, ay)
  }

  func isUnder(_ other: TopologyEdge) -> Bool {
    undirected == other.undirected
  }

  /// An order in which edges with the same two end points follow each other.
  func precedes(_ other: TopologyEdge) -> Bool { undirected < other.undirected }

  /// The edges that are left when those are taken out that exactly two of the edges share, once
  /// from either side. The order is kept.
  ///
  /// **Complexity:** O(n log n).
  static func unmatched(_ edges: [TopologyEdge]) -> [TopologyEdge] {
    let order = edges.indices.sorted { i, j in
      if edges[i].precedes(edges[j]) { return true }
      return !edges[j].precedes(edges[i]) && i < j
    }
    var isMatched = [Bool](repeating: false, count: edges.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, edges[order[end]].isUnder(edges[order[start]]) { end += 1 }
      let (first, last) = (order[start], order[end - 1])
      if end - start == 2, edges[first].isForward != edges[last].isForward {
        isMatched[first] = true
        isMatched[last] = true
      }
      start = end
    }
    return edges.indices.filter { !isMatched[$0] }.map { edges[$0] }
  }
}
