/// The links of each node to those that are still in the graph, in one array with room to grow:
/// a list that is full moves to the end, into twice the room.
struct LinkLists {
  /// The two directions between a node and a neighbour.
  struct Link {
    var neighbor: Int32
    /// How many edges of the network it stands for.
    var hops: Int32
    /// The cost from the node to the neighbour, and back; `Contraction.none` where closed.
    var outward: UInt64
    var inward: UInt64
  }

  private struct List {
    var start: Int
    var count: Int
    var room: Int
  }

  private var lists: [List]
  private var pool: [Link]

  init(_ forward: SearchGraph, _ backward: SearchGraph) {
    let nodes = forward.nodeCount
    lists = []
    lists.reserveCapacity(nodes)
    var room = 0
    for node in 0..<nodes {
      let size =
        forward.offsets[node + 1] - forward.offsets[node] + backward.offsets[node + 1]
        - backward.offsets[node]
      lists.append(List(start: room, count: 0, room: Int(size)))
      room += Int(size)
    }
    pool = Array(repeating: Link(neighbor: -1, hops: 0, outward: 0, inward: 0), count: room)
    for node in 0..<Int32(nodes) {
      let none = Contraction.none
      for a in Int(forward.offsets[Int(node)])..<Int(forward.offsets[Int(node) + 1]) {
        let arc = forward.arcs[a]
        if arc.target != node { join(node, arc.target, outward: arc.cost, inward: none, hops: 1) }
      }
      for a in Int(backward.offsets[Int(node)])..<Int(backward.offsets[Int(node) + 1]) {
        let arc = backward.arcs[a]
        if arc.target != node { join(node, arc.target, outward: none, inward: arc.cost, hops: 1) }
      }
    }
  }

  var areSymmetric: Bool {
    lists.allSatisfy { list in
      pool[list.start..<(list.start + list.count)].allSatisfy { $0.outward == $0.inward }
    }
  }

  @inline(__always) func count(_ node: Int32) -> Int { lists[Int(node)].count }

  @inline(__always)
  subscript(node: Int32, i: Int) -> Link { pool[lists[Int(node)].start + i] }

  /// Calls `visit` with the neighbours that can be gone to, and what it costs.
  @inline(__always)
  func visitOutward(_ node: Int32, _ visit: (Int32, UInt64) -> Void) {
    let list = lists[Int(node)]
    for i in list.start..<(list.start + list.count) where pool[i].outward < Contraction.none {
      visit(pool[i].neighbor, pool[i].outward)
    }
  }

  /// Adds a link, or betters the one that is there.
  mutating func join(
    _ node: Int32, _ neighbor: Int32, outward: UInt64, inward: UInt64, hops: Int32
  ) {
    let list = lists[Int(node)]
    for i in list.start..<(list.start + list.count) where pool[i].neighbor == neighbor {
      if outward < pool[i].outward || inward < pool[i].inward {
        pool[i].hops = max(pool[i].hops, hops)
      }
      pool[i].outward = min(pool[i].outward, outward)
      pool[i].inward = min(pool[i].inward, inward)
      return
    }
    if list.count == list.room { move(node) }
    let place = lists[Int(node)].start + list.count
    pool[place] = Link(neighbor: neighbor, hops: hops, outward: outward, inward: inward)
    lists[Int(node)].count += 1
  }

  mutating func remove(_ neighbor: Int32, from node: Int32) {
    let list = lists[Int(node)]
    for i in list.start..<(list.start + list.count) where pool[i].neighbor == neighbor {
      pool[i] = pool[list.start + list.count - 1]
      lists[Int(node)].count -= 1
      return
    }
  }

  private mutating func move(_ node: Int32) {
    let list = lists[Int(node)]
    let room = max(4, 2 * list.room)
    let start = pool.count
    // One by one: a slice of the pool would make the append copy all of it.
    for i in list.start..<(list.start + list.count) { pool.append(pool[i]) }
    pool.append(
      contentsOf: repeatElement(
        Link(neighbor: -1, hops: 0, outward: 0, inward: 0), count: room - list.count))
    lists[Int(node)] = List(start: start, count: list.count, room: room)
  }
}
