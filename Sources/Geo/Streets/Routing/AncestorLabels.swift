internal import GeoCore

/// What it costs from every node of a hierarchy to climb to each of its ancestors, and back.
///
/// The ancestors of a node are its parent, the parent of that, and so on; whatever is reached by
/// climbing is among them. A label has one cost for each, the highest first, so that the labels of
/// two nodes agree on what their first entries stand for: the cheapest way between the two is the
/// least sum of those. Labels are made from the top down, each from those of the nodes right above.
///
/// **Complexity:** a node takes 8 bytes an ancestor, 16 where directions differ: on street networks
/// a few hundred ancestors. A pair takes one pass over the ancestors that both have.
/// **Source:** Ouyang et al. 2018, When hierarchy meets 2-hop-labeling, doi:10.1145/3183713.3196913;
/// common ancestors as in Myers 1983, An applicative random-access stack,
/// doi:10.1016/0020-0190(83)90106-0.
final class AncestorLabels: @unchecked Sendable {
  private let parents: [Int32]
  /// How many ancestors each node has.
  private let depths: [Int32]
  /// An ancestor farther up, so chosen that any is found in a logarithmic number of steps.
  private let jumps: [Int32]
  /// The label of rank r starts at `starts[r]`, and ends with the node itself.
  private let starts: [Int]
  private let climbing: UnsafeMutableBufferPointer<UInt64>
  /// The same as `climbing` when all arcs cost the same both ways.
  private let descending: UnsafeMutableBufferPointer<UInt64>
  private let isSymmetric: Bool

  /// Labels of more entries than that would take more than a gigabyte.
  private static let mostEntries = 1 << 27

  /// nil when labels take too much memory.
  init?(_ hierarchy: ContractionHierarchy, threads: Int) {
    let count = hierarchy.ranks.count
    parents = hierarchy.parents
    isSymmetric = hierarchy.up == hierarchy.down
    var depths = [Int32](repeating: 0, count: count)
    var jumps = (0..<Int32(count)).map { $0 }
    for rank in (0..<count).reversed() where parents[rank] >= 0 {
      let parent = Int(parents[rank])
      let (near, far) = (Int(jumps[parent]), Int(jumps[Int(jumps[parent])]))
      depths[rank] = depths[parent] + 1
      let isEven = depths[parent] - depths[near] == depths[near] - depths[far]
      jumps[rank] = isEven ? Int32(far) : parents[rank]
    }
    var starts = [0]
    starts.reserveCapacity(count + 1)
    for rank in 0..<count { starts.append(starts[rank] + Int(depths[rank]) + 1) }
    let entries = starts[count]
    guard entries <= (isSymmetric ? Self.mostEntries : Self.mostEntries / 2) else { return nil }
    (self.depths, self.jumps, self.starts) = (depths, jumps, starts)
    climbing = .allocate(capacity: entries)
    descending = isSymmetric ? climbing : .allocate(capacity: entries)
    for level in hierarchy.blocks {
      Parallel.forEach(count: level.count, threads: threads) { i in
        for rank in level[i].reversed() {
          label(rank, hierarchy.up, climbing)
          if !isSymmetric { label(rank, hierarchy.down, descending) }
        }
      }
    }
  }

  deinit {
    climbing.deallocate()
    if !isSymmetric { descending.deallocate() }
  }

  /// Takes the least of what the nodes right above have, and the arcs to them.
  private func label(
    _ rank: Int, _ graph: SearchGraph, _ labels: UnsafeMutableBufferPointer<UInt64>
  ) {
    let label = labels.baseAddress.unsafelyUnwrapped + starts[rank]
    label.initialize(repeating: .max, count: Int(depths[rank]))
    (label + Int(depths[rank])).initialize(to: 0)
    for a in Int(graph.offsets[rank])..<Int(graph.offsets[rank + 1]) {
      let arc = graph.arcs[a]
      let above = UnsafePointer(labels.baseAddress.unsafelyUnwrapped + starts[Int(arc.target)])
      for i in 0...Int(depths[Int(arc.target)]) {
        let cost = above[i] &+ arc.cost
        let sum = cost < arc.cost ? .max : cost
        label[i] = min(label[i], sum)
      }
    }
  }

  /// The cheapest way from one node to another, by their ranks.
  func cost(from start: Int, to end: Int) -> TravelCost {
    let common = commonAncestors(start, end)
    let ahead = UnsafePointer(climbing.baseAddress.unsafelyUnwrapped + starts[start])
    let back = UnsafePointer(descending.baseAddress.unsafelyUnwrapped + starts[end])
    var least = UInt64.max
    for i in 0..<common {
      let cost = ahead[i] &+ back[i]
      least = min(least, cost < ahead[i] ? .max : cost)
    }
    return TravelCost(packed: least)
  }

  /// How many ancestors two nodes have in common, themselves included.
  private func commonAncestors(_ a: Int, _ b: Int) -> Int {
    var (low, high) = depths[a] > depths[b] ? (a, b) : (b, a)
    while depths[low] > depths[high] {
      let far = Int(jumps[low])
      low = depths[far] >= depths[high] ? far : Int(parents[low])
    }
    while low != high {
      guard depths[low] > 0 else { return 0 }
      let isFar = jumps[low] != jumps[high]
      (low, high) =
        isFar
        ? (Int(jumps[low]), Int(jumps[high])) : (Int(parents[low]), Int(parents[high]))
    }
    return Int(depths[low]) + 1
  }
}
