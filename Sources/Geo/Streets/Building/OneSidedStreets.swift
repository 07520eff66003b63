/// Streets outside the largest part of a network within which every node is reached from every
/// other: how much of them leads into that part and not out of it, and how much out of it and not
/// in.
///
/// No way leads back to places on the ones, and none leads to the rest from places on the others:
/// for instance where an extract was cut through one-way streets.
public struct OneSidedStreets: Sendable, Equatable {
  /// The length of streets that only lead in.
  public var inwardMillimeters = 0
  /// The length of streets that only lead out.
  public var outwardMillimeters = 0

  /// Metres of streets that only lead in.
  public var inwardMeters: Double { Double(inwardMillimeters) / 1000 }
  /// Metres of streets that only lead out.
  public var outwardMeters: Double { Double(outwardMillimeters) / 1000 }

  /// Measures the one-sided streets of a network.
  ///
  /// - Parameters:
  ///   - graph: that of the network.
  ///   - parts: the strong components of the graph.
  ///
  /// **Complexity:** O(nodes + arcs).
  public init(_ network: StreetNetwork, _ graph: StreetGraph, parts: StreetComponents) {
    guard parts.count > 1, let largest = parts.largest else { return }
    let core = parts.labels.map { Int($0) == largest }
    let isReached = Self.reached(from: core, in: graph)
    let reaches = Self.reached(from: core, in: graph.reversed())
    for e in 0..<network.edgeCount {
      let (from, to) = (Int(network.edgeFrom[e]), Int(network.edgeTo[e]))
      guard !(core[from] && core[to]) else { continue }
      let isForward = network.forwardMilliseconds[e] != StreetNetwork.impassable
      let isBackward = network.backwardMilliseconds[e] != StreetNetwork.impassable
      let length = Int(network.lengthsMillimeters[e])
      // Both at once would make the edge one of the largest part.
      if isForward && reaches[to] || isBackward && reaches[from] {
        inwardMillimeters += length
      } else if isForward && isReached[from] || isBackward && isReached[to] {
        outwardMillimeters += length
      }
    }
  }

  /// The nodes that arcs lead to from some nodes, these too.
  private static func reached(from starts: [Bool], in graph: StreetGraph) -> [Bool] {
    var isReached = starts
    var waiting = starts.indices.filter { starts[$0] }
    while let node = waiting.popLast() {
      for arc in graph.arcs(ofNode: node) {
        let target = Int(graph.targets[arc])
        guard !isReached[target] else { continue }
        isReached[target] = true
        waiting.append(target)
      }
    }
    return isReached
  }
}
