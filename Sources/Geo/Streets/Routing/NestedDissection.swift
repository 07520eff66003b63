internal import GeoCore

/// An order of nodes for a hierarchy: a few nodes that part the graph in two come last, and each
/// part is ordered likewise.
///
/// Parts are contiguous in the order, and no arc joins two of them, so that they can be worked on
/// at once.
///
/// **Complexity:** about O(n √n log n), since a cut of c links takes up to c searches; street
/// networks have small cuts. **Source:** George 1973, Nested dissection of a regular finite element
/// mesh, doi:10.1137/0710032.
struct NestedDissection: Sendable {
  /// The nodes from the lowest rank to the highest.
  let order: [Int32]
  /// Ranks by depth: the separators, and at the last depth what they leave. No arc joins two blocks
  /// of one depth; from a block arcs lead to less deep ones, which have higher ranks.
  let blocks: [[Range<Int>]]

  /// At that depth there are as many parts as keep the threads of a large machine busy.
  private static let lastDepth = 6

  /// - Parameter places: where the nodes are, in any planar system.
  init(_ graph: AdjacencyGraph, _ places: [PlanarPoint], threads: Int) {
    let nodes = UnsafeMutableBufferPointer<Int32>.allocate(capacity: graph.nodeCount)
    _ = nodes.initialize(from: 0..<Int32(graph.nodeCount))
    defer { nodes.deallocate() }
    let cutter = FlowCutter(graph, places)
    var blocks: [[Range<Int>]] = []
    var parts = [0..<graph.nodeCount].filter { !$0.isEmpty }
    for _ in 0..<Self.lastDepth {
      let splits = Self.split(parts, of: nodes, cutter, threads)
      blocks.append(splits.map(\.separator).filter { !$0.isEmpty })
      parts = splits.flatMap { [$0.first, $0.second] }.filter { !$0.isEmpty }
    }
    Self.order(parts, of: nodes, cutter, threads)
    blocks.append(parts)
    order = Array(nodes)
    self.blocks = blocks
  }

  private static func split(
    _ parts: [Range<Int>], of nodes: UnsafeMutableBufferPointer<Int32>, _ cutter: FlowCutter,
    _ threads: Int
  ) -> [FlowCutter.Split] {
    let splits = UnsafeMutableBufferPointer<FlowCutter.Split>.allocate(capacity: parts.count)
    defer { splits.deallocate() }
    nonisolated(unsafe) let (nodes, made) = (nodes, splits)
    Parallel.forEach(count: parts.count, threads: threads) { i in
      made.initializeElement(at: i, to: cutter.split(nodes, parts[i]))
    }
    return Array(splits)
  }

  private static func order(
    _ parts: [Range<Int>], of nodes: UnsafeMutableBufferPointer<Int32>, _ cutter: FlowCutter,
    _ threads: Int
  ) {
    nonisolated(unsafe) let nodes = nodes
    Parallel.forEach(count: parts.count, threads: threads) { i in
      var waiting = [parts[i]]
      while let part = waiting.popLast() {
        // Of two nodes either may come first.
        guard part.count > 2 else { continue }
        let split = cutter.split(nodes, part)
        waiting.append(split.first)
        waiting.append(split.second)
      }
    }
  }
}
