internal import GeoCore

/// Which nodes are joined once nodes have been taken out of a graph one by one and the neighbours
/// of each were joined with one another. Nodes are numbered by rank, the first taken out lowest.
///
/// The links of a node to higher ones are those of the graph, and those of the nodes below whose
/// lowest link leads to it.
///
/// **Complexity:** O(links). On street networks in the order of a nested dissection some ten a
/// node; on a grid of n nodes O(n log n). **Source:** Dibbelt, Strasser & Wagner 2016, Customizable
/// contraction hierarchies, doi:10.1145/2886843.
struct EliminationGraph: Sendable {
  /// The links of rank r to higher ranks are `offsets[r] ..< offsets[r + 1]`, ascending.
  private(set) var offsets: [Int] = [0]
  private(set) var heads: [Int32] = []

  var nodeCount: Int { offsets.count - 1 }

  /// - Parameters:
  ///   - order: the nodes by rank.
  ///   - ranks: the rank of each node.
  init(_ graph: AdjacencyGraph, order: [Int32], ranks: [Int32]) {
    offsets.reserveCapacity(order.count + 1)
    // The nodes whose lowest link leads to a node are linked as a list.
    var firstBelow = [Int32](repeating: -1, count: order.count)
    var nextBelow = firstBelow
    var row: [Int32] = []
    var spare: [Int32] = []
    for (rank, node) in order.enumerated() {
      row.removeAll(keepingCapacity: true)
      for link in graph.links(ofNode: node) {
        let other = ranks[Int(graph.targets[link])]
        if other > rank { row.append(other) }
      }
      row.sort()
      var below = firstBelow[rank]
      while below >= 0 {
        // The first link of the node below is that to this one.
        let links = (offsets[Int(below)] + 1)..<offsets[Int(below) + 1]
        heads[links].withUnsafeBufferPointer { Self.merge(row, $0, into: &spare) }
        swap(&row, &spare)
        below = nextBelow[Int(below)]
      }
      heads.append(contentsOf: row)
      offsets.append(heads.count)
      if let lowest = row.first {
        nextBelow[rank] = firstBelow[Int(lowest)]
        firstBelow[Int(lowest)] = Int32(rank)
      }
    }
  }

  /// The lowest link of each rank; -1 where there is none. Every link leads to one of the nodes
  /// that are met by following these.
  var parents: [Int32] {
    (0..<nodeCount).map { offsets[$0] < offsets[$0 + 1] ? heads[offsets[$0]] : -1 }
  }

  /// The place of a link.
  func link(from rank: Int32, to head: Int32) -> Int {
    (offsets[Int(rank)]..<offsets[Int(rank) + 1]).firstPlace { heads[$0] >= head }
  }

  private static func merge(
    _ a: [Int32], _ b: UnsafeBufferPointer<Int32>, into result: inout [Int32]
  ) {
    result.removeAll(keepingCapacity: true)
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      let least = min(a[i], b[j])
      i += a[i] == least ? 1 : 0
      j += b[j] == least ? 1 : 0
      result.append(least)
    }
    result.append(contentsOf: a[i...])
    result.append(contentsOf: b[j...])
  }
}
