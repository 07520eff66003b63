internal import GeoCore

/// A street network as a directed graph in compressed sparse rows: what searches run on.
///
/// The arcs that leave node n are `offsets[n] ..< offsets[n + 1]`. An arc is one permitted
/// direction of an edge; its place in the network is `edge(ofArc:)`. Arcs of a node are in the
/// order of their edges, forward before backward, so that equal networks have equal graphs.
///
/// **Units:** whole milliseconds and whole millimetres, those of `StreetNetwork`. Sums need 64 bits.
/// **Complexity:** O(nodes + edges) to make; 16 bytes an arc and 4 a node.
public struct StreetGraph: Sendable, Equatable {
  /// One more than there are nodes; starts with 0.
  public let offsets: [Int32]
  /// The node that each arc leads to.
  public let targets: [Int32]
  /// The time along each arc, at least 1.
  public let milliseconds: [Int32]
  /// The length of each arc.
  public let millimeters: [Int32]
  /// Twice the number of the arc's edge, plus 1 when the arc runs against it.
  public let edgeUses: [Int32]

  /// The number of nodes, those of the network.
  public var nodeCount: Int { offsets.count - 1 }
  /// The number of arcs: an edge has one for each direction that may be taken.
  public var arcCount: Int { targets.count }

  /// The arcs that leave a node.
  @inline(__always)
  public func arcs(ofNode n: Int) -> Range<Int> { Int(offsets[n])..<Int(offsets[n + 1]) }
  /// The edge of the network that an arc goes along.
  @inline(__always) public func edge(ofArc a: Int) -> Int { Int(edgeUses[a] >> 1) }
  /// Whether the arc runs from the end of its edge to the start.
  @inline(__always) public func isBackward(arc a: Int) -> Bool { edgeUses[a] & 1 == 1 }

  /// The graph of a network. **Complexity:** O(nodes + edges).
  public init(_ network: StreetNetwork) {
    let open = { (time: Int32) in time != StreetNetwork.impassable }
    var rows = CountedRows<Int32>(count: network.nodeCount) { add in
      for e in 0..<network.edgeCount {
        if open(network.forwardMilliseconds[e]) { add(Int(network.edgeFrom[e])) }
        if open(network.backwardMilliseconds[e]) { add(Int(network.edgeTo[e])) }
      }
    }
    offsets = rows.offsets
    let count = rows.itemCount
    var targets = [Int32](repeating: 0, count: count)
    var milliseconds = targets
    var millimeters = targets
    var edgeUses = targets
    func add(_ e: Int, from: Int32, to: Int32, time: Int32, direction: Int32) {
      guard open(time) else { return }
      let arc = rows.place(inRow: Int(from))
      targets[arc] = to
      milliseconds[arc] = time
      millimeters[arc] = network.lengthsMillimeters[e]
      edgeUses[arc] = 2 * Int32(e) + direction
    }
    for e in 0..<network.edgeCount {
      let from = network.edgeFrom[e]
      let to = network.edgeTo[e]
      add(e, from: from, to: to, time: network.forwardMilliseconds[e], direction: 0)
      add(e, from: to, to: from, time: network.backwardMilliseconds[e], direction: 1)
    }
    self.targets = targets
    self.milliseconds = milliseconds
    self.millimeters = millimeters
    self.edgeUses = edgeUses
  }

  /// Takes arrays as they are.
  /// - Throws: `NetworkError` when counts differ, offsets go back, a target is no node, a time is
  ///   not positive or a length negative.
  public init(
    offsets: [Int32], targets: [Int32], milliseconds: [Int32], millimeters: [Int32],
    edgeUses: [Int32]
  ) throws(NetworkError) {
    func fail(_ reason: String) -> NetworkError {
      NetworkError(reason: reason, remedy: "build the network again")
    }
    guard offsets.first == 0, zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }),
      Int(offsets[offsets.count - 1]) == targets.count
    else { throw fail("the rows of the graph do not add up") }
    guard
      [milliseconds.count, millimeters.count, edgeUses.count].allSatisfy({ $0 == targets.count })
    else { throw fail("the arcs of the graph and their values differ in number") }
    let nodes = Int32(offsets.count - 1)
    guard targets.allSatisfy({ $0 >= 0 && $0 < nodes }) else {
      throw fail("an arc of the graph leads to a node that is not there")
    }
    guard milliseconds.allSatisfy({ $0 > 0 }), millimeters.allSatisfy({ $0 >= 0 }),
      edgeUses.allSatisfy({ $0 >= 0 })
    else { throw fail("an arc of the graph has a negative weight, or none") }
    self.offsets = offsets
    self.targets = targets
    self.milliseconds = milliseconds
    self.millimeters = millimeters
    self.edgeUses = edgeUses
  }

  /// The same graph with every arc turned round, for searches towards a place. An arc keeps its
  /// `edgeUses`: it tells the direction of travel. **Complexity:** O(nodes + arcs).
  public func reversed() -> StreetGraph {
    var rows = CountedRows<Int32>(count: nodeCount) { add in
      for target in targets { add(Int(target)) }
    }
    var sources = targets
    var order = targets
    for n in 0..<nodeCount {
      for arc in arcs(ofNode: n) {
        let place = rows.place(inRow: Int(targets[arc]))
        sources[place] = Int32(n)
        order[place] = Int32(arc)
      }
    }
    return StreetGraph(
      unchecked: rows.offsets, targets: sources, milliseconds: order.map { milliseconds[Int($0)] },
      millimeters: order.map { millimeters[Int($0)] }, edgeUses: order.map { edgeUses[Int($0)] })
  }

  private init(
    unchecked offsets: [Int32], targets: [Int32], milliseconds: [Int32], millimeters: [Int32],
    edgeUses: [Int32]
  ) {
    self.offsets = offsets
    self.targets = targets
    self.milliseconds = milliseconds
    self.millimeters = millimeters
    self.edgeUses = edgeUses
  }
}
