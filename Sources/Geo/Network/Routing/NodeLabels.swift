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
  private var starts: [Int] = []
  private var ends: [Int] = []
  private var hubs: [Int32] = []
  private var costs: [UInt64] = []

  private static let chunk = 256

  /// - Parameters:
  ///   - up: the arcs to climb along, at their lower end.
  ///   - down: those against which the climb would descend, at their lower end too.
  init(_ up: SearchGraph, _ down: SearchGraph, threads: Int) throws {
    starts = Array(repeating: 0, count: up.nodeCount)
    ends = starts
    var scratch = Scratch(nodeCount: up.nodeCount)
    for level in Self.levels(up) {
      if level.count < 2 * Self.chunk {
        for rank in level { append(label(of: rank, up, down, &scratch), rank) }
        continue
      }
      let made = try labels(of: level, up, down, threads: threads)
      for (label, rank) in zip(made.joined(), level) { append(label, rank) }
    }
  }

  private func labels(
    of level: [Int], _ up: SearchGraph, _ down: SearchGraph, threads: Int
  ) throws -> [[Label]] {
    try Parallel.map(count: level.count, chunk: Self.chunk, threads: threads) { range in
      var scratch = Scratch(nodeCount: up.nodeCount)
      return range.map { label(of: level[$0], up, down, &scratch) }
    }
  }

  /// The nodes by how far they are below the top: those of a level take labels of earlier ones only.
  private static func levels(_ up: SearchGraph) -> [[Int]] {
    var depths = Array(repeating: 0, count: up.nodeCount)
    var levels: [[Int]] = []
    for rank in stride(from: up.nodeCount - 1, through: 0, by: -1) {
      let arcs = Int(up.offsets[rank])..<Int(up.offsets[rank + 1])
      let depth = arcs.reduce(0) { max($0, depths[Int(up.arcs[$1].target)] + 1) }
      depths[rank] = depth
      if depth == levels.count { levels.append([]) }
      levels[depth].append(rank)
    }
    return levels
  }

  private struct Label: Sendable {
    var hubs: [Int32] = []
    var costs: [UInt64] = []
  }

  /// The cost of each hub of the label at hand; clean between labels.
  private struct Scratch {
    var best: [UInt64]
    var reached: [Int32] = []

    init(nodeCount: Int) { best = Array(repeating: .max, count: nodeCount) }
  }

  private mutating func append(_ label: Label, _ rank: Int) {
    starts[rank] = hubs.count
    hubs += label.hubs
    costs += label.costs
    ends[rank] = hubs.count
  }

  private func label(
    of rank: Int, _ up: SearchGraph, _ down: SearchGraph, _ scratch: inout Scratch
  ) -> Label {
    scratch.best[rank] = 0
    scratch.reached.append(Int32(rank))
    for a in Int(up.offsets[rank])..<Int(up.offsets[rank + 1]) {
      climb(up.arcs[a], &scratch.best, &scratch.reached)
    }
    var label = Label()
    label.hubs.reserveCapacity(scratch.reached.count)
    label.costs.reserveCapacity(scratch.reached.count)
    for hub in scratch.reached where !Self.isBeaten(Int(hub), scratch.best, down) {
      label.hubs.append(hub)
      label.costs.append(scratch.best[Int(hub)])
    }
    for hub in scratch.reached { scratch.best[Int(hub)] = .max }
    scratch.reached.removeAll(keepingCapacity: true)
    return label
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
