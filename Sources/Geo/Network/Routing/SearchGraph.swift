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
}
