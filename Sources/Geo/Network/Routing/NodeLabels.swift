/// The hubs of every node of a hierarchy: those nodes that it reaches by climbing only, and at what
/// cost. The cheapest way between two nodes passes a hub of both.
///
/// A node takes the labels of the nodes right above it, so that labels are made from the top down,
/// each in the time that it takes to read those. A hub that is reached more cheaply from above is
/// on no cheapest way that goes up to it, and is left out.
///
/// **Complexity:** O(n l) time and memory for labels of l hubs: on street networks about a hundred
/// hubs of 12 bytes a node. **Source:** Abraham, Delling, Goldberg & Werneck 2011, A hub-based
/// labeling algorithm for shortest paths in road networks, doi:10.1007/978-3-642-20662-7_20.
struct NodeLabels: Sendable {
  /// The node of rank r has the entries `starts[r] ..< ends[r]`.
  private var starts: [Int]
  private var ends: [Int]
  private var hubs: [Int32] = []
  private var costs: [UInt64] = []

  /// - Parameters:
  ///   - up: the arcs to climb along, at their lower end.
  ///   - down: those against which the climb would descend, at their lower end too.
  init(_ up: SearchGraph, _ down: SearchGraph) {
    let count = up.nodeCount
    starts = Array(repeating: 0, count: count)
    ends = starts
    var best = Array(repeating: UInt64.max, count: count)
    var reached: [Int32] = []
    for rank in stride(from: count - 1, through: 0, by: -1) {
      best[rank] = 0
      reached.append(Int32(rank))
      for a in Int(up.offsets[rank])..<Int(up.offsets[rank + 1]) {
        climb(up.arcs[a], &best, &reached)
      }
      starts[rank] = hubs.count
      for hub in reached where !Self.isBeaten(Int(hub), best, down) {
        hubs.append(hub)
        costs.append(best[Int(hub)])
      }
      ends[rank] = hubs.count
      for hub in reached { best[Int(hub)] = .max }
      reached.removeAll(keepingCapacity: true)
    }
  }

  /// Takes in the label of the node at the head of an arc.
  private func climb(
    _ arc: SearchGraph.Arc, _ best: inout [UInt64], _ reached: inout [Int32]
  ) {
    let range = starts[Int(arc.target)]..<ends[Int(arc.target)]
    best.withUnsafeMutableBufferPointer { best in
      hubs[range].withUnsafeBufferPointer { hubs in
        costs[range].withUnsafeBufferPointer { costs in
          for i in hubs.indices {
            let (cost, overflow) = costs[i].addingReportingOverflow(arc.cost)
            let before = best[Int(hubs[i])]
            guard cost < before, !overflow else { continue }
            best[Int(hubs[i])] = cost
            if before == .max { reached.append(hubs[i]) }
          }
        }
      }
    }
  }

  /// Whether a way over a higher hub comes to this one more cheaply.
  @inline(__always)
  private static func isBeaten(_ hub: Int, _ best: [UInt64], _ down: SearchGraph) -> Bool {
    let cost = best[hub]
    for a in Int(down.offsets[hub])..<Int(down.offsets[hub + 1]) {
      let above = best[Int(down.arcs[a].target)]
      if above < cost, above &+ down.arcs[a].cost < cost { return true }
    }
    return false
  }

  /// Lays the labels of some nodes out by hub; `clear` takes them away again.
  func lay(_ ends: some Sequence<Terminal>, _ ranks: [Int32], on table: inout [UInt64]) {
    for end in ends {
      let rank = Int(ranks[Int(end.node)])
      for i in starts[rank]..<self.ends[rank] {
        let (cost, overflow) = costs[i].addingReportingOverflow(end.cost.packed)
        if !overflow { table[Int(hubs[i])] = min(table[Int(hubs[i])], cost) }
      }
    }
  }

  func clear(_ ends: some Sequence<Terminal>, _ ranks: [Int32], from table: inout [UInt64]) {
    for end in ends {
      let rank = Int(ranks[Int(end.node)])
      for i in starts[rank]..<self.ends[rank] { table[Int(hubs[i])] = .max }
    }
  }

  /// The cheapest way from what was laid out to some nodes.
  func meet(_ table: [UInt64], _ ends: some Sequence<Terminal>, _ ranks: [Int32]) -> TravelCost {
    var least = UInt64.max
    for end in ends {
      let rank = Int(ranks[Int(end.node)])
      for i in starts[rank]..<self.ends[rank] {
        let here = table[Int(hubs[i])]
        guard here < least else { continue }
        // Costs of ways that exist are far below the end of the range.
        let (sum, overflow) = here.addingReportingOverflow(costs[i] &+ end.cost.packed)
        if !overflow { least = min(least, sum) }
      }
    }
    return TravelCost(packed: least)
  }
}
