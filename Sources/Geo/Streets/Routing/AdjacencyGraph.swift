/// Which nodes have arcs between them, in whatever direction: each neighbour once, ascending.
struct AdjacencyGraph: Sendable {
  /// The links of node n are `offsets[n] ..< offsets[n + 1]`.
  let offsets: [Int32]
  let targets: [Int32]
  /// For the link from one node to another the place of that back.
  let twins: [Int32]

  var nodeCount: Int { offsets.count - 1 }

  /// - Parameter backward: the arcs of `forward` turned round.
  init(_ forward: SearchGraph, _ backward: SearchGraph) {
    var offsets: [Int32] = [0]
    var targets: [Int32] = []
    var near: [Int32] = []
    for node in 0..<forward.nodeCount {
      near.removeAll(keepingCapacity: true)
      for graph in [forward, backward] {
        for a in Int(graph.offsets[node])..<Int(graph.offsets[node + 1])
        where graph.arcs[a].target != node {
          near.append(graph.arcs[a].target)
        }
      }
      near.sort()
      for (i, target) in near.enumerated() where i == 0 || near[i - 1] != target {
        targets.append(target)
      }
      offsets.append(Int32(targets.count))
    }
    // Nodes ascend, and so do the targets of each: links back are met in their order.
    var next = offsets
    twins = targets.map { target in
      defer { next[Int(target)] += 1 }
      return next[Int(target)]
    }
    self.offsets = offsets
    self.targets = targets
  }

  @inline(__always) func links(ofNode n: Int32) -> Range<Int> {
    Int(offsets[Int(n)])..<Int(offsets[Int(n) + 1])
  }
}
