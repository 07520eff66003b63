internal import GeoCore

/// The streets that are reached from some doors (or from which they are reached) within a limit:
/// the nodes, the legs of every edge, and how much street that is.
///
/// A leg runs from a node or a door along an edge, as far as its direction is open, the limit
/// allows, and no leg from the other end gets there sooner. Along a leg the cost grows evenly.
struct ReachedStreets {
  /// By edge.
  private(set) var legs: [ReachedLeg] = []
  /// The nodes reached, ascending, and the cost of each in milliseconds.
  private var nodes: [Int32] = []
  private var nodeCosts: [Double] = []
  /// For each limit, the length of the streets reached within it; what is reached twice counts
  /// once.
  private(set) var millimeters: [Double]

  /// - Parameters:
  ///   - graph: the arcs as `router` searches them: turned round for travel towards the doors.
  ///   - limits: milliseconds, ascending.
  init(
    from doors: some Sequence<NetworkDoor>, _ direction: PlaceTerminals.Direction,
    within limits: [Double], _ router: StreetRouter, _ graph: StreetGraph,
    _ search: inout ShortestPathSearch
  ) {
    millimeters = Array(repeating: 0, count: limits.count)
    let network = router.network
    let limit = limits[limits.count - 1]
    var terminals: [Terminal] = []
    var doorLegs: [ReachedLeg] = []
    for door in doors {
      switch direction {
      case .departing: door.appendDepartures(in: network, to: &terminals)
      case .arriving: door.appendArrivals(in: network, to: &terminals)
      }
      Self.appendLegs(of: door, direction, within: limit, network, to: &doorLegs)
    }
    doorLegs.sort { ($0.edge, $0.first, $0.last, $0.cost) < ($1.edge, $1.first, $1.last, $1.cost) }
    let doorEdges = doorLegs.map(\.edge)

    var reached: [Int32] = []
    let most = TravelCost.atMost(minutes: limit / 60_000)
    search.run(
      from: terminals, within: most, in: direction == .departing ? router.forward : router.backward
    ) { node, _ in
      reached.append(Int32(node))
      return true
    }
    nodes = reached.sorted()
    nodeCosts = nodes.map { Double(search.cost(ofNode: Int($0)).milliseconds) }
    var shared: [ReachedLeg] = []
    for (node, here) in zip(nodes, nodeCosts) {
      for arc in graph.arcs(ofNode: Int(node)) {
        var leg = Self.leg(along: arc, direction, from: here, within: limit, graph, network)
        let edge = Int(leg.edge)
        if doorEdges.containsSorted(leg.edge) {
          shared.append(leg)
          legs.append(leg)
          continue
        }
        Self.endWhereMet(&leg, from: graph.targets[arc], direction, network, search)
        guard leg.length > 0 || network.lengthsMillimeters[edge] == 0 else { continue }
        for i in limits.indices { millimeters[i] += leg.length(within: limits[i]) }
        legs.append(leg)
      }
    }
    legs += doorLegs
    legs.sort { ($0.edge, $0.first, $0.last, $0.cost) < ($1.edge, $1.first, $1.last, $1.cost) }
    countShared(shared + doorLegs, limits)
  }

  /// The places of an edge's legs. **Complexity:** O(log n).
  func legs(ofEdge edge: Int32) -> Range<Int> {
    let start = legs.firstPlace { $0.edge >= edge }
    var end = start
    while end < legs.count, legs[end].edge == edge { end += 1 }
    return start..<end
  }

  /// The milliseconds to a node; nil when it is not reached. **Complexity:** O(log n).
  func cost(ofNode node: Int32) -> Double? {
    let place = nodes.firstPlace { $0 >= node }
    return place < nodes.count && nodes[place] == node ? nodeCosts[place] : nil
  }

  /// The leg along an arc: the whole edge, or up to where the limit is reached.
  private static func leg(
    along arc: Int, _ direction: PlaceTerminals.Direction, from cost: Double,
    within limit: Double, _ graph: StreetGraph, _ network: StreetNetwork
  ) -> ReachedLeg {
    let edge = graph.edge(ofArc: arc)
    let length = Double(network.lengthsMillimeters[edge])
    let pace = Double(graph.milliseconds[arc]) / max(length, 1)
    let covered = min(length, (limit - cost) / pace)
    // A search towards doors runs against the direction of travel.
    let startsAtEnd = graph.isBackward(arc: arc) == (direction == .departing)
    return ReachedLeg(
      edge: Int32(edge), first: startsAtEnd ? length : 0,
      last: startsAtEnd ? length - covered : covered, cost: cost, pace: pace)
  }

  /// Ends a leg where the one from the other end of the edge gets there as soon.
  private static func endWhereMet(
    _ leg: inout ReachedLeg, from other: Int32, _ direction: PlaceTerminals.Direction,
    _ network: StreetNetwork, _ search: borrowing ShortestPathSearch
  ) {
    let edge = Int(leg.edge)
    let there = search.cost(ofNode: Int(other))
    let isForward = leg.first == 0
    // The leg from the other end is travelled in the opposite direction.
    let opposite =
      isForward == (direction == .departing)
      ? network.backwardMilliseconds[edge] : network.forwardMilliseconds[edge]
    let length = Double(network.lengthsMillimeters[edge])
    guard there.isReachable, opposite != StreetNetwork.impassable, length > 0 else { return }
    let back = Double(opposite) / length
    let meeting = (Double(there.milliseconds) + length * back - leg.cost) / (leg.pace + back)
    let covered = min(leg.length, max(0, meeting))
    leg.last = isForward ? covered : length - covered
  }

  /// The legs from a door to both sides along its own edge.
  private static func appendLegs(
    of door: NetworkDoor, _ direction: PlaceTerminals.Direction, within limit: Double,
    _ network: StreetNetwork, to legs: inout [ReachedLeg]
  ) {
    let edge = Int(door.edge)
    let length = Double(network.lengthsMillimeters[edge])
    let along = min(length, max(0, Double(door.alongMillimeters)))
    let cost = Double(door.connector.milliseconds)
    let isDeparting = direction == .departing
    let ahead =
      isDeparting ? network.forwardMilliseconds[edge] : network.backwardMilliseconds[edge]
    let back =
      isDeparting ? network.backwardMilliseconds[edge] : network.forwardMilliseconds[edge]
    guard cost <= limit else { return }
    for (time, end) in [(ahead, length), (back, 0)] where time != StreetNetwork.impassable {
      let pace = Double(time) / max(length, 1)
      let covered = min(abs(end - along), (limit - cost) / pace)
      legs.append(
        ReachedLeg(
          edge: door.edge, first: along, last: end > along ? along + covered : along - covered,
          cost: cost, pace: pace))
    }
  }

  /// Adds the length of edges that have doors, where legs may overlap.
  private mutating func countShared(_ legs: [ReachedLeg], _ limits: [Double]) {
    let sorted = legs.sorted { ($0.edge, $0.first, $0.last) < ($1.edge, $1.first, $1.last) }
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end].edge == sorted[start].edge { end += 1 }
      for (i, limit) in limits.enumerated() {
        let intervals = sorted[start..<end].compactMap { $0.interval(within: limit) }
          .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        var covered = -Double.infinity
        for interval in intervals {
          millimeters[i] += max(0, interval.upperBound - max(interval.lowerBound, covered))
          covered = max(covered, interval.upperBound)
        }
      }
      start = end
    }
  }
}
