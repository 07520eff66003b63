internal import GeoCore

/// The k nearest facilities of any place, all found by one search from the facilities outwards:
/// every node is settled by up to k facilities, the nearest first.
///
/// Of facilities at the same cost the one with the lower index comes first. A facility with several
/// entrances counts once.
///
/// **Complexity:** O(k a log(k a)) for a arcs, whatever the number of facilities.
/// **Source:** the search of Dijkstra 1959, doi:10.1007/BF01386390, with k labels a node; a label
/// that is not among the k best of a node is among those of no node behind it.
public struct NearestFacilities: Sendable {
  /// How many facilities are found for a node at most.
  public let k: Int
  private let network: StreetNetwork
  private let facilities: NetworkPlaces
  private let facilityDoors: DoorsByEdge
  private let limit: TravelCost
  /// Node n has `counts[n]` labels from `n * k` on, in ascending order.
  private var counts: [Int32]
  private var labels: [Label]
  /// Whether nodes that lack labels may lack them because facilities are farther than a cost holds.
  private var isLost = false
  private let limits: CostLimits

  /// A facility and what it costs to come there.
  struct Label: Sendable {
    var facility: Int32
    var cost: TravelCost

    static func < (a: Label, b: Label) -> Bool {
      (a.cost, a.facility) < (b.cost, b.facility)
    }
  }

  private static let chunk = 1024

  /// Searches from all facilities outwards.
  ///
  /// - Parameter limit: facilities that cost more are not found.
  public init(
    _ k: Int, of facilities: NetworkPlaces, in router: StreetRouter,
    within limit: TravelCost = .unreachable
  ) {
    self.k = k
    self.limit = limit
    self.facilities = facilities
    network = router.network
    limits = router.limits
    facilityDoors = DoorsByEdge(facilities)
    counts = Array(repeating: 0, count: network.nodeCount)
    labels = Array(
      repeating: Label(facility: -1, cost: .unreachable), count: k * network.nodeCount)
    search(router.backward)
  }

  private mutating func search(_ graph: SearchGraph) {
    var heap = CostHeap()
    let ends = PlaceTerminals(facilities, .arriving, in: network)
    for facility in 0..<facilities.count {
      for end in ends.terminals(ofPlace: facility) where end.cost <= limit {
        heap.push(end.cost.packed, Self.payload(facility: Int32(facility), node: end.node))
      }
    }
    var lost: Set<Int> = []
    counts.withUnsafeMutableBufferPointer { counts in
      labels.withUnsafeMutableBufferPointer { labels in
        while let entry = heap.pop() {
          let facility = Int32(truncatingIfNeeded: entry.payload >> 32)
          let node = Int(entry.payload & 0xFFFF_FFFF)
          guard Self.isOpen(node, facility, k, counts, labels) else { continue }
          labels[node * k + Int(counts[node])] = Label(
            facility: facility, cost: TravelCost(packed: entry.key))
          counts[node] += 1
          for a in Int(graph.offsets[node])..<Int(graph.offsets[node + 1]) {
            let arc = graph.arcs[a]
            let (cost, overflow) = entry.key.addingReportingOverflow(arc.cost)
            if overflow { lost.insert(Int(arc.target)) }
            guard !overflow, cost <= limit.packed,
              Self.isOpen(Int(arc.target), facility, k, counts, labels)
            else { continue }
            heap.push(cost, Self.payload(facility: facility, node: arc.target))
          }
        }
      }
    }
    // Beyond a limit nothing is missing.
    isLost = hasNoLimit && lost.contains { counts[$0] < k }
  }

  private var hasNoLimit: Bool { limit >= TravelCost.atMost(minutes: .infinity) }

  /// Equal costs come out of the heap in the order of facilities.
  private static func payload(facility: Int32, node: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: facility)) << 32 | UInt64(UInt32(bitPattern: node))
  }

  /// Whether a node still takes a label of that facility.
  @inline(__always)
  private static func isOpen(
    _ node: Int, _ facility: Int32, _ k: Int, _ counts: UnsafeMutableBufferPointer<Int32>,
    _ labels: UnsafeMutableBufferPointer<Label>
  ) -> Bool {
    let count = Int(counts[node])
    guard count < k else { return false }
    for i in 0..<count where labels[node * k + i].facility == facility { return false }
    return true
  }

  /// The nearest facilities of each origin: rows ranked by cost.
  /// - Throws: nothing today; it is declared as all work on several threads is.
  public func costs(from origins: NetworkPlaces, threads: Int) throws -> TravelCosts {
    let chunks = try Parallel.map(count: origins.count, chunk: Self.chunk, threads: threads) {
      range in
      var result = TravelCosts()
      var best: [Label] = []
      var starts: [Terminal] = []
      for origin in range {
        best.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        for door in origins.doors(ofPlace: origin) {
          door.appendDepartures(in: network, to: &starts)
          facilityDoors.visit(edge: door.edge) { facility, other in
            if let cost = door.costAlongEdge(to: other, in: network) {
              insert(Label(facility: Int32(facility), cost: cost), into: &best)
            }
          }
        }
        for start in starts {
          if isLost, counts[Int(start.node)] < k { throw CostLimits.tooSlow }
          let first = Int(start.node) * k
          for label in labels[first..<(first + Int(counts[Int(start.node)]))] {
            let total = Label(facility: label.facility, cost: label.cost + start.cost)
            if !total.cost.isReachable, hasNoLimit { throw CostLimits.tooSlow }
            insert(total, into: &best)
          }
        }
        for label in best { result.append(label.facility, label.cost) }
        result.endRow()
      }
      return result
    }
    let found = TravelCosts(joining: chunks)
    try limits.require(found.costs)
    return found
  }

  /// Keeps the k best labels of different facilities, in order.
  private func insert(_ label: Label, into best: inout [Label]) {
    guard label.cost <= limit, label.cost.isReachable else { return }
    if let same = best.firstIndex(where: { $0.facility == label.facility }) {
      guard label < best[same] else { return }
      best.remove(at: same)
    }
    let place = best.firstIndex { label < $0 } ?? best.count
    guard place < k else { return }
    best.insert(label, at: place)
    if best.count > k { best.removeLast() }
  }
}
