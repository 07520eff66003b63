/// A search from some nodes outwards, nearest first. Owns arrays as long as there are nodes, and
/// cleans up only what it has touched, so that many short searches cost what they reach.
///
/// **Complexity:** O(a log a) for a arcs within the limit.
/// **Source:** Dijkstra 1959, A note on two problems in connexion with graphs,
/// doi:10.1007/BF01386390.
struct ShortestPathSearch: ~Copyable {
  private let best: UnsafeMutableBufferPointer<UInt64>
  private var touched: [Int32] = []
  private var heap = CostHeap()
  /// Whether the last search passed nodes over whose cost is more than a `TravelCost` holds.
  private(set) var hasOverflowed = false

  init(nodeCount: Int) {
    best = .allocate(capacity: nodeCount)
    best.initialize(repeating: .max)
  }

  deinit { best.deallocate() }

  /// Settles the nodes that can be reached within a limit, in the order of their costs; equal
  /// costs in the order of nodes.
  /// - Parameter settle: takes each node and its cost; false ends the search.
  mutating func run(
    from starts: some Sequence<Terminal>, within limit: TravelCost, in graph: SearchGraph,
    settle: (_ node: Int, _ cost: TravelCost) -> Bool
  ) {
    for node in touched { best[Int(node)] = .max }
    touched.removeAll(keepingCapacity: true)
    heap.removeAll()
    hasOverflowed = false
    for start in starts { reach(start.node, start.cost.packed, limit.packed) }
    graph.offsets.withUnsafeBufferPointer { offsets in
      graph.arcs.withUnsafeBufferPointer { arcs in
        while let entry = heap.pop() {
          let node = Int(entry.payload)
          guard entry.key == best[node] else { continue }
          guard settle(node, TravelCost(packed: entry.key)) else { return }
          for a in Int(offsets[node])..<Int(offsets[node + 1]) {
            let (cost, overflow) = entry.key.addingReportingOverflow(arcs[a].cost)
            guard !overflow else {
              hasOverflowed = true
              continue
            }
            reach(arcs[a].target, cost, limit.packed)
          }
        }
      }
    }
  }

  /// What the last search found for a node; not final when that search was ended.
  func cost(ofNode node: Int) -> TravelCost { TravelCost(packed: best[node]) }

  @inline(__always)
  private mutating func reach(_ node: Int32, _ cost: UInt64, _ limit: UInt64) {
    let before = best[Int(node)]
    guard cost < before, cost <= limit else { return }
    if before == .max { touched.append(node) }
    best[Int(node)] = cost
    heap.push(cost, UInt64(UInt32(bitPattern: node)))
  }
}
