/// Finds the greatest flow between the two ends of a part of a graph, where every link takes one
/// unit in either direction, and with it the least cut.
///
/// **Complexity:** O(l √l) for l links, and O(c l) for a cut of c.
/// **Source:** Even & Tarjan 1975, Network flow and testing graph connectivity,
/// doi:10.1137/0204043.
struct FlowSearch {
  private let cutter: FlowCutter
  private var nodes: [Int32] = []
  private var ends = 0
  private var queue: [Int32] = []
  private var path: [Int32] = []

  init(_ cutter: FlowCutter) { self.cutter = cutter }

  /// - Parameters:
  ///   - nodes: the part, its sources first and its sinks last.
  ///   - ends: how many of each there are; of a single node none is a sink.
  mutating func begin(_ nodes: [Int32], ends: Int) {
    self.nodes = nodes
    self.ends = ends
    for (i, node) in nodes.enumerated() {
      cutter.sides[Int(node)] = i < ends ? .source : i >= nodes.count - ends ? .sink : .middle
      for link in cutter.links(ofNode: Int(node)) { cutter.flows[link] = 0 }
    }
  }

  /// The greatest flow; nil when it is more than that. What can still be reached from the sources
  /// then has a level: it is one side of the least cut.
  mutating func run(atMost most: Int) -> Int? {
    var flow = 0
    while layer() {
      for source in nodes[..<ends] {
        while push(from: source) { flow += 1 }
      }
      guard flow <= most else { return nil }
    }
    return flow
  }

  /// Gives nodes their distance from the sources along links that take more; tells whether a sink
  /// is among them.
  private mutating func layer() -> Bool {
    for node in nodes {
      cutter.levels[Int(node)] = -1
      cutter.next[Int(node)] = Int32(cutter.links(ofNode: Int(node)).lowerBound)
    }
    queue.removeAll(keepingCapacity: true)
    for node in nodes[..<ends] {
      cutter.levels[Int(node)] = 0
      queue.append(node)
    }
    var end = Int32.max
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      let level = cutter.levels[Int(node)] + 1
      guard level <= end else { break }
      for link in cutter.links(ofNode: Int(node)) where cutter.flows[link] < 1 {
        let target = Int(cutter.targets[link])
        guard cutter.sides[target] != .done, cutter.levels[target] < 0 else { continue }
        cutter.levels[target] = level
        queue.append(Int32(target))
        if cutter.sides[target] == .sink { end = level }
      }
    }
    return end < .max
  }

  /// Sends a unit along the layers to a sink, if there is a way left.
  private mutating func push(from source: Int32) -> Bool {
    path.removeAll(keepingCapacity: true)
    var node = Int(source)
    while cutter.sides[node] != .sink {
      if let link = advance(from: node) {
        path.append(Int32(link))
        node = Int(cutter.targets[link])
      } else {
        guard let last = path.popLast() else { return false }
        node = Int(cutter.targets[Int(cutter.twins[Int(last)])])
        cutter.next[node] += 1
      }
    }
    for link in path {
      cutter.flows[Int(link)] += 1
      cutter.flows[Int(cutter.twins[Int(link)])] -= 1
    }
    return true
  }

  /// The next link of a node that leads a layer on.
  @inline(__always)
  private func advance(from node: Int) -> Int? {
    let end = cutter.links(ofNode: node).upperBound
    while Int(cutter.next[node]) < end {
      let link = Int(cutter.next[node])
      let target = Int(cutter.targets[link])
      if cutter.flows[link] < 1, cutter.sides[target] != .done,
        cutter.levels[target] == cutter.levels[node] + 1
      {
        return link
      }
      cutter.next[node] += 1
    }
    return nil
  }
}
