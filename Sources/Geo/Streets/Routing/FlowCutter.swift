/// A place in a plane.
struct PlanarPoint: Sendable {
  var x: Double
  var y: Double
}

/// Parts a graph in two of like size where the fewest links join them.
///
/// Seen along a direction, the nodes of either end are held together, and the least cut between the
/// ends is found by the greatest flow; the best of four directions wins. The ends of the cut links
/// on one side separate the rest.
///
/// Different parts may be split at once: each owns the marks of its nodes and of their links.
/// **Source:** Schild & Sommer 2015, On balanced separators in road networks,
/// doi:10.1007/978-3-319-20086-6_22.
final class FlowCutter: @unchecked Sendable {
  /// A part: its one side, its other side, then the nodes between them.
  struct Split: Sendable {
    var first: Range<Int>
    var second: Range<Int>
    var separator: Range<Int>
  }

  enum Side: UInt8 {
    /// Between the ends of a part.
    case middle
    case source
    case sink
    /// In a separator already.
    case done
  }

  /// How much of a part either end holds.
  private static let endShare = 0.4
  private static let directions = [(1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, -1.0)]

  /// The graph, as in `AdjacencyGraph`.
  private let offsets: UnsafeMutableBufferPointer<Int32>
  let targets: UnsafeMutableBufferPointer<Int32>
  let twins: UnsafeMutableBufferPointer<Int32>
  private let places: [PlanarPoint]
  /// By node.
  let sides: UnsafeMutableBufferPointer<Side>
  /// By node: how far it is from the sources along links that take more; -1 when it is not.
  let levels: UnsafeMutableBufferPointer<Int32>
  /// By node: the next link to try.
  let next: UnsafeMutableBufferPointer<Int32>
  /// By link: 1 when the flow uses it, -1 when it uses the link back.
  let flows: UnsafeMutableBufferPointer<Int8>

  init(_ graph: AdjacencyGraph, _ places: [PlanarPoint]) {
    offsets = .allocate(capacity: graph.offsets.count)
    _ = offsets.initialize(from: graph.offsets)
    targets = .allocate(capacity: graph.targets.count)
    _ = targets.initialize(from: graph.targets)
    twins = .allocate(capacity: graph.twins.count)
    _ = twins.initialize(from: graph.twins)
    self.places = places
    sides = .allocate(capacity: graph.nodeCount)
    sides.initialize(repeating: .middle)
    levels = .allocate(capacity: graph.nodeCount)
    levels.initialize(repeating: -1)
    next = .allocate(capacity: graph.nodeCount)
    next.initialize(repeating: 0)
    flows = .allocate(capacity: graph.targets.count)
    flows.initialize(repeating: 0)
  }

  deinit {
    offsets.deallocate()
    targets.deallocate()
    twins.deallocate()
    sides.deallocate()
    levels.deallocate()
    next.deallocate()
    flows.deallocate()
  }

  @inline(__always) func links(ofNode n: Int) -> Range<Int> {
    Int(offsets[n])..<Int(offsets[n + 1])
  }

  /// Splits the nodes of a part, and puts them in the order of the split.
  func split(_ nodes: UnsafeMutableBufferPointer<Int32>, _ part: Range<Int>) -> Split {
    let members = Array(nodes[part])
    var search = FlowSearch(self)
    var best = (flow: Int.max, balance: 0)
    var isFirst: [Bool] = []
    for direction in Self.directions {
      search.begin(
        sorted(members, along: direction),
        ends: max(1, Int(Self.endShare * Double(part.count))))
      guard let flow = search.run(atMost: best.flow) else { continue }
      let reached = members.count { levels[Int($0)] >= 0 }
      let balance = min(reached, part.count - reached)
      guard flow < best.flow || balance > best.balance else { continue }
      best = (flow, balance)
      isFirst = members.map { levels[Int($0)] >= 0 }
    }
    return divide(members, isFirst, nodes, part)
  }

  private func sorted(_ members: [Int32], along direction: (x: Double, y: Double)) -> [Int32] {
    var line: [(at: Double, node: Int32)] = members.map { node in
      let place = places[Int(node)]
      return (place.x * direction.x + place.y * direction.y, node)
    }
    line.sort { $0.at < $1.at || ($0.at == $1.at && $0.node < $1.node) }
    return line.map(\.node)
  }

  /// Writes one side, the other side, and the fewer of the ends of the links between them.
  private func divide(
    _ members: [Int32], _ isFirst: [Bool], _ nodes: UnsafeMutableBufferPointer<Int32>,
    _ part: Range<Int>
  ) -> Split {
    for (node, isFirst) in zip(members, isFirst) { levels[Int(node)] = isFirst ? 1 : 0 }
    let borders = members.filter { node in
      links(ofNode: Int(node)).contains { link in
        let other = Int(targets[link])
        return sides[other] != .done && levels[other] != levels[Int(node)]
      }
    }
    let ofFirst = borders.filter { levels[Int($0)] == 1 }
    let ofSecond = borders.filter { levels[Int($0)] == 0 }
    let separator = ofFirst.count <= ofSecond.count ? ofFirst : ofSecond
    for node in separator { sides[Int(node)] = .done }
    let rest = members.filter { sides[Int($0)] != .done }
    let first: [Int32] = rest.filter { levels[Int($0)] == 1 }
    let second: [Int32] = rest.filter { levels[Int($0)] == 0 }
    var next = part.lowerBound
    for group in [first, second, inHalves(separator)] {
      for node in group {
        nodes[next] = node
        next += 1
      }
    }
    let middle = part.lowerBound + first.count
    let end = middle + second.count
    return Split(
      first: part.lowerBound..<middle, second: middle..<end, separator: end..<part.upperBound)
  }

  /// The nodes along their line: the middle one last, the middles of both halves before it, and so
  /// on.
  private func inHalves(_ separator: [Int32]) -> [Int32] {
    let x = separator.map { places[Int($0)].x }
    let y = separator.map { places[Int($0)].y }
    let width = (x.max() ?? 0) - (x.min() ?? 0)
    let height = (y.max() ?? 0) - (y.min() ?? 0)
    let line = sorted(separator, along: width > height ? (1, 0) : (0, 1))
    let order = line.indices.sorted { (a: Int, b: Int) -> Bool in
      let (p, q) = ((a + 1).trailingZeroBitCount, (b + 1).trailingZeroBitCount)
      return p < q || (p == q && a < b)
    }
    return order.map { line[$0] }
  }
}
