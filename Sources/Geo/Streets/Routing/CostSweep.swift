internal import GeoCore

/// One search from every place of one side, which meets the places of the other.
struct CostSweep {
  private let router: StreetRouter
  private let sources: NetworkPlaces
  private let direction: PlaceTerminals.Direction
  private let starts: PlaceTerminals
  private let targetCount: Int
  private let targetDoors: DoorsByEdge
  /// The places that can be entered from each node: those of node n are
  /// `targetOffsets[n] ..< targetOffsets[n + 1]`.
  private let targetOffsets: [Int32]
  private let targets: [Target]
  private let targetNodes: Int

  private struct Target {
    var place: Int32
    var cost: TravelCost
  }

  private static let chunk = 16

  /// - Parameter direction: how `sources` are passed; `.arriving` searches against the arcs, and
  ///   what it gives are costs from `targets` to `sources`.
  init(
    from sources: NetworkPlaces, to targets: NetworkPlaces,
    _ direction: PlaceTerminals.Direction, _ router: StreetRouter
  ) {
    self.router = router
    self.sources = sources
    self.direction = direction
    let network = router.network
    starts = PlaceTerminals(sources, direction, in: network)
    let ends = PlaceTerminals(
      targets, direction == .departing ? .arriving : .departing, in: network)
    var rows = CountedRows<Int32>(count: network.nodeCount) { add in
      for end in ends.terminals { add(Int(end.node)) }
    }
    targetOffsets = rows.offsets
    targetNodes = zip(rows.offsets, rows.offsets.dropFirst()).count { $0 < $1 }
    var list = Array(
      repeating: Target(place: 0, cost: .zero), count: ends.terminals.count)
    for place in 0..<targets.count {
      for end in ends.terminals(ofPlace: place) {
        list[rows.place(inRow: Int(end.node))] = Target(place: Int32(place), cost: end.cost)
      }
    }
    self.targets = list
    targetCount = targets.count
    targetDoors = DoorsByEdge(targets)
  }

  /// A row for each of some sources.
  func costs(
    ofSources block: Range<Int>, within limit: TravelCost, threads: Int
  ) throws -> TravelCosts {
    let chunks = try Parallel.map(count: block.count, chunk: Self.chunk, threads: threads) {
      range in
      var search = ShortestPathSearch(nodeCount: router.network.nodeCount)
      var row = Row(targetCount)
      var result = TravelCosts()
      for i in range { try sweep(block.lowerBound + i, limit, &search, &row, &result) }
      return result
    }
    return TravelCosts(joining: chunks)
  }

  private func sweep(
    _ source: Int, _ limit: TravelCost, _ search: inout ShortestPathSearch, _ row: inout Row,
    _ result: inout TravelCosts
  ) throws(NetworkError) {
    for door in sources.doors(ofPlace: source) {
      targetDoors.visit(edge: door.edge) { place, other in
        let cost =
          direction == .departing
          ? door.costAlongEdge(to: other, in: router.network)
          : other.costAlongEdge(to: door, in: router.network)
        if let cost, cost <= limit { row.meet(Int32(place), cost) }
      }
    }
    var nodesLeft = targetNodes
    var isLost = false
    let graph = direction == .departing ? router.forward : router.backward
    search.run(from: starts.terminals(ofPlace: source), within: limit, in: graph) { node, cost in
      let here = Int(targetOffsets[node])..<Int(targetOffsets[node + 1])
      guard !here.isEmpty else { return true }
      for target in targets[here] {
        let total = cost + target.cost
        if !total.isReachable { isLost = true }
        if total <= limit { row.meet(target.place, total) }
      }
      nodesLeft -= 1
      return nodesLeft > 0
    }
    if search.hasOverflowed, nodesLeft > 0 { isLost = true }
    guard !isLost || limit < CostSweep.longest else { throw CostLimits.tooSlow }
    row.flush(into: &result)
  }

  /// The largest limit there is: beyond it nothing can be found.
  private static let longest = TravelCost.atMost(minutes: .infinity)
}

/// The costs of one origin while they are found.
struct Row {
  private var best: [TravelCost]
  private var found: [Int32] = []

  init(_ count: Int) { best = Array(repeating: .unreachable, count: count) }

  @inline(__always)
  mutating func meet(_ destination: Int32, _ cost: TravelCost) {
    let before = best[Int(destination)]
    guard cost < before else { return }
    if !before.isReachable { found.append(destination) }
    best[Int(destination)] = cost
  }

  /// Writes the row in the order of destinations, and starts anew.
  mutating func flush(into result: inout TravelCosts) {
    found.sort()
    for destination in found {
      result.append(destination, best[Int(destination)])
      best[Int(destination)] = .unreachable
    }
    found.removeAll(keepingCapacity: true)
    result.endRow()
  }
}
