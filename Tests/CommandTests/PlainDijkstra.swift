import GeoStreets

/// The fastest ways from one node, and of equally fast ones the shortest, by the textbook: a heap of
/// pairs, seconds and metres in floating point, edges as the GeoPackage's layer has them.
struct PlainDijkstra {
  /// Milliseconds and millimetres to each node; infinite where there is no way.
  private(set) var best: [(time: Double, length: Double)]
  private var heap: [(time: Double, length: Double, node: Int)] = []

  /// The edges that leave each node.
  static func neighbors(of network: StreetNetwork) -> [[(node: Int, time: Double, length: Double)]]
  {
    var lists = Array(
      repeating: [(node: Int, time: Double, length: Double)](), count: network.nodeCount)
    for e in 0..<network.edgeCount {
      let (a, b) = (Int(network.edgeFrom[e]), Int(network.edgeTo[e]))
      let length = Double(network.lengthsMillimeters[e])
      if network.forwardMilliseconds[e] != StreetNetwork.impassable {
        lists[a].append((b, Double(network.forwardMilliseconds[e]), length))
      }
      if network.backwardMilliseconds[e] != StreetNetwork.impassable {
        lists[b].append((a, Double(network.backwardMilliseconds[e]), length))
      }
    }
    return lists
  }

  init(from start: Int, _ neighbors: [[(node: Int, time: Double, length: Double)]]) {
    best = Array(repeating: (.infinity, .infinity), count: neighbors.count)
    best[start] = (0, 0)
    push((0, 0, start))
    while let here = pop() {
      guard (here.time, here.length) == best[here.node] else { continue }
      for edge in neighbors[here.node] {
        let cost = (time: here.time + edge.time, length: here.length + edge.length)
        if cost < best[edge.node] {
          best[edge.node] = cost
          push((cost.time, cost.length, edge.node))
        }
      }
    }
  }

  private mutating func push(_ entry: (time: Double, length: Double, node: Int)) {
    heap.append(entry)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func pop() -> (time: Double, length: Double, node: Int)? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child] < heap[least] {
        least = child
      }
      guard least != parent else { return first }
      heap.swapAt(least, parent)
      parent = least
    }
  }
}
