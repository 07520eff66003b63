/// Makes a contraction hierarchy: takes nodes out of the graph one by one, the least important
/// first, and bridges each by shortcuts wherever it lay on an only cheapest way.
///
/// How important a node is depends on how many arcs and how much way its shortcuts add for each one
/// that goes with it, and on how deep the hierarchy below it is. It is estimated anew before a node
/// goes; neighbours of those that went wait until then.
///
/// **Complexity:** about n log n on street networks; one thread, since every step depends on the
/// one before. **Source:** Geisberger, Sanders, Schultes & Delling 2008, Contraction hierarchies,
/// doi:10.1007/978-3-540-68552-4_24; the measure of importance is that of Dibbelt, Strasser &
/// Wagner 2016, Customizable contraction hierarchies, doi:10.1145/2886843.
struct Contraction: ~Copyable {
  private struct Shortcut {
    var from: Int32
    var to: Int32
    var hops: Int32
    var outward: UInt64
    var inward: UInt64
  }

  static let none = UInt64.max

  private var links: LinkLists
  private var search: WitnessSearch
  /// Whether every link costs the same in both directions: then one search serves both.
  private let isSymmetric: Bool
  private var levels: [Int32]
  private var shortcuts: [Shortcut] = []

  /// The rank of each node.
  private(set) var ranks: [Int32]
  /// Nodes from the lowest rank to the highest, and what linked each to the nodes above it.
  private var order: [Int32] = []
  private var linksAbove: [LinkLists.Link] = []
  private var offsetsAbove: [Int] = [0]

  init(_ forward: SearchGraph, _ backward: SearchGraph) {
    let count = forward.nodeCount
    links = LinkLists(forward, backward)
    isSymmetric = links.areSymmetric
    search = WitnessSearch(nodeCount: count)
    levels = Array(repeating: 0, count: count)
    ranks = Array(repeating: 0, count: count)
    var queue = CostHeap()
    for node in 0..<count {
      queue.push(UInt64(importance(of: Int32(node))), UInt64(node))
    }
    while let entry = queue.pop() {
      let node = Int32(entry.payload)
      let now = UInt64(importance(of: node))
      if let next = queue.least, now > next {
        queue.push(now, entry.payload)
      } else {
        remove(node)
      }
    }
  }

  /// How important a node is now; leaves in `shortcuts` what going without it takes.
  private mutating func importance(of node: Int32) -> Int {
    shortcuts.removeAll(keepingCapacity: true)
    let count = links.count(node)
    var removed = 0
    var removedHops = 0
    var added = 0
    var addedHops = 0
    for i in 0..<count {
      let link = links[node, i]
      removed += (link.outward < Self.none ? 1 : 0) + (link.inward < Self.none ? 1 : 0)
      removedHops += Int(link.hops)
    }
    for i in 0..<count {
      let source = links[node, i]
      guard source.inward < Self.none else { continue }
      let first = isSymmetric ? i + 1 : 0
      guard first < count else { continue }
      search.begin(from: source.neighbor, avoiding: node)
      for j in first..<count where j != i {
        let target = links[node, j]
        if target.outward < Self.none {
          search.expect(target.neighbor, within: source.inward &+ target.outward)
        }
      }
      search.run(in: links)
      for j in first..<count where j != i {
        let target = links[node, j]
        guard target.outward < Self.none, search.isMissing(target.neighbor) else { continue }
        let cost = source.inward &+ target.outward
        let hops = source.hops + target.hops
        shortcuts.append(
          Shortcut(
            from: source.neighbor, to: target.neighbor, hops: hops, outward: cost,
            inward: isSymmetric ? cost : Self.none))
        added += isSymmetric ? 2 : 1
        addedHops += Int(hops) * (isSymmetric ? 2 : 1)
      }
    }
    return 1000 * Int(levels[Int(node)]) + 1000 * added / max(1, removed)
      + 1000 * addedHops / max(1, 2 * removedHops)
  }

  private mutating func remove(_ node: Int32) {
    ranks[Int(node)] = Int32(order.count)
    order.append(node)
    for i in 0..<links.count(node) {
      let link = links[node, i]
      linksAbove.append(link)
      links.remove(node, from: link.neighbor)
      let neighbor = Int(link.neighbor)
      levels[neighbor] = max(levels[neighbor], levels[Int(node)] + 1)
    }
    offsetsAbove.append(linksAbove.count)
    for shortcut in shortcuts {
      links.join(
        shortcut.from, shortcut.to, outward: shortcut.outward, inward: shortcut.inward,
        hops: shortcut.hops)
      links.join(
        shortcut.to, shortcut.from, outward: shortcut.inward, inward: shortcut.outward,
        hops: shortcut.hops)
    }
  }

  /// The arcs that climb and those that descend, nodes numbered by rank.
  func hierarchy() -> (up: SearchGraph, down: SearchGraph) {
    var upOffsets: [Int32] = [0]
    var downOffsets: [Int32] = [0]
    var up: [SearchGraph.Arc] = []
    var down: [SearchGraph.Arc] = []
    for rank in order.indices {
      let climbing = linksAbove[offsetsAbove[rank]..<offsetsAbove[rank + 1]]
        .map { (rank: ranks[Int($0.neighbor)], link: $0) }.sorted { $0.rank < $1.rank }
      for (head, link) in climbing {
        if link.outward < Self.none {
          up.append(SearchGraph.Arc(cost: link.outward, target: head))
        }
        if link.inward < Self.none {
          down.append(SearchGraph.Arc(cost: link.inward, target: head))
        }
      }
      upOffsets.append(Int32(up.count))
      downOffsets.append(Int32(down.count))
    }
    return (
      SearchGraph(offsets: upOffsets, arcs: up), SearchGraph(offsets: downOffsets, arcs: down)
    )
  }
}
