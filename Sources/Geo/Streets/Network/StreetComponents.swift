internal import GeoCore

/// The parts of a graph that hang together.
public struct StreetComponents: Sendable {
  /// The component of each node; components are numbered by their first node.
  public let labels: [Int32]
  /// How many nodes each component has.
  public let sizes: [Int]

  /// The number of components.
  public var count: Int { sizes.count }

  /// The component with the most nodes, the first of equals; nil without nodes.
  public var largest: Int? { sizes.indices.max { (sizes[$0], $1) < (sizes[$1], $0) } }

  /// The parts within which every node is reached from every other.
  ///
  /// **Complexity:** O(nodes + arcs), without recursion. **Source:** Tarjan 1972, Depth-first search
  /// and linear graph algorithms, doi:10.1137/0201010.
  public static func strong(_ graph: StreetGraph) -> StreetComponents {
    strong(offsets: graph.offsets, targets: graph.targets)
  }

  /// The same of arcs in compressed sparse rows.
  static func strong(offsets: [Int32], targets: [Int32]) -> StreetComponents {
    let count = offsets.count - 1
    var visit = [Int32](repeating: -1, count: count)
    var low = [Int32](repeating: 0, count: count)
    var leader = [Int32](repeating: -1, count: count)
    var nextArc = offsets
    var stack: [Int32] = []
    var path: [Int32] = []
    var clock: Int32 = 0
    for root in 0..<count where visit[root] < 0 {
      path.append(Int32(root))
      while let top = path.last {
        let node = Int(top)
        if visit[node] < 0 {
          visit[node] = clock
          low[node] = clock
          clock += 1
          stack.append(top)
        }
        if nextArc[node] < offsets[node + 1] {
          let target = Int(targets[Int(nextArc[node])])
          nextArc[node] += 1
          if visit[target] < 0 {
            path.append(Int32(target))
          } else if leader[target] < 0 {
            low[node] = min(low[node], visit[target])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last { low[Int(parent)] = min(low[Int(parent)], low[node]) }
        guard low[node] == visit[node] else { continue }
        while let member = stack.popLast() {
          leader[Int(member)] = top
          if member == top { break }
        }
      }
    }
    return StreetComponents(leaders: leader)
  }

  /// The parts that are joined by edges, whatever their direction.
  ///
  /// **Complexity:** O(nodes + edges), nearly.
  public static func weak(_ network: StreetNetwork) -> StreetComponents {
    weak(nodeCount: network.nodeCount, from: network.edgeFrom, to: network.edgeTo)
  }

  /// The same of edges by their ends.
  static func weak(nodeCount: Int, from: [Int32], to: [Int32]) -> StreetComponents {
    var sets = DisjointSets(count: nodeCount)
    for (from, to) in zip(from, to) { sets.join(Int(from), Int(to)) }
    return StreetComponents(leaders: (0..<nodeCount).map { Int32(sets.root(of: $0)) })
  }

  /// Numbers the components by their first node. A leader is any node of its component.
  private init(leaders: [Int32]) {
    var numbers = [Int32](repeating: -1, count: leaders.count)
    var labels: [Int32] = []
    var sizes: [Int] = []
    labels.reserveCapacity(leaders.count)
    for leader in leaders {
      if numbers[Int(leader)] < 0 {
        numbers[Int(leader)] = Int32(sizes.count)
        sizes.append(0)
      }
      let number = numbers[Int(leader)]
      labels.append(number)
      sizes[Int(number)] += 1
    }
    self.labels = labels
    self.sizes = sizes
  }
}
