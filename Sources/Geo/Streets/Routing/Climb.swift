/// What can be reached from a place by climbing a contraction hierarchy, and at what cost.
///
/// Nodes take their turn in the order of ranks: below a node everything is settled by then. A node
/// that is reached more cheaply from above is on no cheapest way that goes up to it, and is not
/// climbed from. Owns arrays as long as there are nodes and cleans up what it touched.
///
/// **Source:** Geisberger et al. 2008, doi:10.1007/978-3-540-68552-4_24, section 4: stall-on-demand.
struct Climb: ~Copyable {
  /// By rank.
  private let best: UnsafeMutableBufferPointer<UInt64>
  /// The nodes reached, lowest first.
  private var reached: [Int32] = []
  private var waiting: RankSet

  init(nodeCount: Int) {
    best = .allocate(capacity: nodeCount)
    best.initialize(repeating: .max)
    waiting = RankSet(count: nodeCount)
  }

  deinit { best.deallocate() }

  /// Climbs from some nodes.
  /// - Parameters:
  ///   - up: the arcs to climb along, at their lower end.
  ///   - down: those against which the climb would descend, at their lower end too.
  mutating func start(
    from ends: some Sequence<Terminal>, ranks: [Int32], _ up: SearchGraph, _ down: SearchGraph
  ) {
    for node in reached { best[Int(node)] = .max }
    reached.removeAll(keepingCapacity: true)
    for end in ends { reach(ranks[Int(end.node)], end.cost.packed) }
    up.offsets.withUnsafeBufferPointer { offsets in
      up.arcs.withUnsafeBufferPointer { arcs in
        while let node = waiting.popLeast() {
          reached.append(Int32(node))
          let cost = best[node]
          guard !isBeaten(node, cost, down) else { continue }
          for a in Int(offsets[node])..<Int(offsets[node + 1]) {
            let (total, overflow) = cost.addingReportingOverflow(arcs[a].cost)
            if !overflow { reach(arcs[a].target, total) }
          }
        }
      }
    }
  }

  @inline(__always)
  private mutating func reach(_ node: Int32, _ cost: UInt64) {
    let before = best[Int(node)]
    guard cost < before else { return }
    best[Int(node)] = cost
    if before == .max { waiting.insert(Int(node)) }
  }

  /// Whether a way over a higher node comes to this one more cheaply.
  @inline(__always)
  private borrowing func isBeaten(_ node: Int, _ cost: UInt64, _ down: SearchGraph) -> Bool {
    for a in Int(down.offsets[node])..<Int(down.offsets[node + 1]) {
      let arc = down.arcs[a]
      let above = best[Int(arc.target)]
      if above != .max, above &+ arc.cost < cost { return true }
    }
    return false
  }

  /// The cheapest way that climbs here and descends there.
  borrowing func meet(_ other: borrowing Climb) -> TravelCost {
    var least = UInt64.max
    for node in reached {
      let (total, overflow) = best[Int(node)].addingReportingOverflow(other.best[Int(node)])
      if !overflow { least = min(least, total) }
    }
    return TravelCost(packed: least)
  }

  /// Calls `visit` with the nodes that a cheapest way may have at its top, lowest first.
  borrowing func visitHubs(_ down: SearchGraph, _ visit: (Int32, TravelCost) -> Void) {
    for node in reached where !isBeaten(Int(node), best[Int(node)], down) {
      visit(node, TravelCost(packed: best[Int(node)]))
    }
  }
}
