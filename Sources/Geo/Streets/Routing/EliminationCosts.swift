internal import GeoCore

/// What the links of an elimination graph cost: first over lower nodes, then over all.
///
/// 1. A link costs what its arc does, or less over a lower node that both its ends are linked to.
///    Lower nodes come first.
/// 2. A link that costs no less than a way over another node that both its ends are linked to is
///    not kept; it is given the cost of that way. Higher nodes come first.
///
/// What is kept is a contraction hierarchy of the fewest arcs in this order: costs are positive, so
/// that of the ways that replace an arc the one with the cheapest first arc is kept.
///
/// Blocks of one depth are worked on at once: rows of different blocks never meet. All costs are
/// least sums of whole numbers: the same in any order of work.
///
/// **Complexity:** O(triangles): O(n √n) on a grid of n nodes, twice.
/// **Source:** Dibbelt, Strasser & Wagner 2016, Customizable contraction hierarchies, sections 7
/// and 8, doi:10.1145/2886843.
final class EliminationCosts: @unchecked Sendable {
  /// A direction of the links: its costs, `unreachable` where closed, and what is kept.
  struct Direction {
    let costs: UnsafeMutableBufferPointer<UInt64>
    let isKept: UnsafeMutableBufferPointer<Bool>

    init(count: Int) {
      costs = .allocate(capacity: count)
      costs.initialize(repeating: .max)
      isKept = .allocate(capacity: count)
      isKept.initialize(repeating: true)
    }

    func deallocate() {
      costs.deallocate()
      isKept.deallocate()
    }

    @inline(__always) func lower(_ link: Int, to cost: UInt64) {
      if cost < costs[link] { costs[link] = cost }
    }

    /// Whether a way that is as cheap replaces a link.
    @inline(__always) func replace(_ link: Int, by cost: UInt64) {
      guard cost <= costs[link], cost < .max else { return }
      costs[link] = cost
      isKept[link] = false
    }
  }

  let graph: EliminationGraph
  /// From lower ends to higher ones, and back; one and the same when all arcs cost the same both
  /// ways.
  let up: Direction
  let down: Direction
  let isSymmetric: Bool
  let offsets: UnsafeMutableBufferPointer<Int>
  let heads: UnsafeMutableBufferPointer<Int32>
  /// The links of rank r to lower ranks are `lowerOffsets[r] ..< lowerOffsets[r + 1]`, ascending.
  let lowerOffsets: UnsafeMutableBufferPointer<Int>
  let lowerTails: UnsafeMutableBufferPointer<Int32>
  let lowerLinks: UnsafeMutableBufferPointer<UInt32>

  /// - Precondition: there are fewer links than 2³².
  init(
    _ graph: EliminationGraph, _ forward: SearchGraph, isSymmetric: Bool, ranks: [Int32]
  ) {
    let (count, links) = (graph.nodeCount, graph.heads.count)
    precondition(links <= UInt32.max, "links are numbered by 32 bits")
    self.graph = graph
    self.isSymmetric = isSymmetric
    up = Direction(count: links)
    down = isSymmetric ? up : Direction(count: links)
    offsets = .allocate(capacity: count + 1)
    _ = offsets.initialize(from: graph.offsets)
    heads = .allocate(capacity: links)
    _ = heads.initialize(from: graph.heads)
    lowerOffsets = .allocate(capacity: count + 1)
    lowerOffsets.initialize(repeating: 0)
    lowerTails = .allocate(capacity: links)
    lowerTails.initialize(repeating: 0)
    lowerLinks = .allocate(capacity: links)
    lowerLinks.initialize(repeating: 0)
    listLowerLinks()
    for node in 0..<count {
      let rank = ranks[node]
      for a in Int(forward.offsets[node])..<Int(forward.offsets[node + 1]) {
        let arc = forward.arcs[a]
        let head = ranks[Int(arc.target)]
        if head > rank { up.lower(graph.link(from: rank, to: head), to: arc.cost) }
        if head < rank { down.lower(graph.link(from: head, to: rank), to: arc.cost) }
      }
    }
  }

  deinit {
    up.deallocate()
    if !isSymmetric { down.deallocate() }
    offsets.deallocate()
    heads.deallocate()
    lowerOffsets.deallocate()
    lowerTails.deallocate()
    lowerLinks.deallocate()
  }

  private func listLowerLinks() {
    let count = graph.nodeCount
    var rows = CountedRows<Int>(count: count) { add in for head in heads { add(Int(head)) } }
    for (rank, offset) in rows.offsets.enumerated() { lowerOffsets[rank] = offset }
    for rank in 0..<count {
      for link in offsets[rank]..<offsets[rank + 1] {
        let place = rows.place(inRow: Int(heads[link]))
        lowerTails[place] = Int32(rank)
        lowerLinks[place] = UInt32(link)
      }
    }
  }

  /// Lowers and prunes all links.
  /// - Parameter blocks: by depth, as a nested dissection gives them.
  func customize(_ blocks: [[Range<Int>]], threads: Int) {
    for level in blocks.reversed() {
      Parallel.forEach(count: level.count, threads: threads) { i in
        withPlaces { lower(level[i], $0) }
      }
    }
    for level in blocks {
      Parallel.forEach(count: level.count, threads: threads) { i in
        withPlaces { prune(level[i], $0) }
      }
    }
  }

  /// Lends room for the place of each head among the links of one row.
  private func withPlaces(_ body: (UnsafeMutableBufferPointer<UInt32>) -> Void) {
    let places = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: graph.nodeCount)
    defer { places.deallocate() }
    body(places)
  }

  /// The arcs that are kept, at their lower ends.
  func kept(_ direction: Direction) -> SearchGraph {
    var starts: [Int32] = [0]
    starts.reserveCapacity(graph.nodeCount + 1)
    var arcs: [SearchGraph.Arc] = []
    for rank in 0..<graph.nodeCount {
      for link in offsets[rank]..<offsets[rank + 1]
      where direction.isKept[link] && direction.costs[link] < .max {
        arcs.append(SearchGraph.Arc(cost: direction.costs[link], target: heads[link]))
      }
      starts.append(Int32(arcs.count))
    }
    return SearchGraph(offsets: starts, arcs: arcs)
  }
}
