/// A graph as searches want it: the cost of an arc beside the node it leads to.
struct SearchGraph: Sendable, Equatable {
  struct Arc: Sendable, Equatable {
    var cost: UInt64
    var target: Int32
  }

  /// The arcs of node n are `offsets[n] ..< offsets[n + 1]`.
  let offsets: [Int32]
  let arcs: [Arc]

  var nodeCount: Int { offsets.count - 1 }

  init(offsets: [Int32], arcs: [Arc]) {
    self.offsets = offsets
    self.arcs = arcs
  }

  init(_ graph: StreetGraph) {
    offsets = graph.offsets
    arcs = (0..<graph.arcCount).map {
      let cost = TravelCost(
        milliseconds: Int(graph.milliseconds[$0]), millimeters: Int(graph.millimeters[$0]))
      return Arc(cost: cost.packed, target: graph.targets[$0])
    }
  }

  /// Whether every arc costs the same in both directions.
  /// - Parameter backward: the arcs of this graph turned round.
  func isSymmetric(_ backward: SearchGraph) -> Bool {
    guard offsets == backward.offsets else { return false }
    return (0..<nodeCount).allSatisfy { node in
      let range = Int(offsets[node])..<Int(offsets[node + 1])
      let ordered = { (arcs: ArraySlice<Arc>) in
        arcs.sorted { ($0.target, $0.cost) < ($1.target, $1.cost) }
      }
      return ordered(arcs[range]) == ordered(backward.arcs[range])
    }
  }
}
