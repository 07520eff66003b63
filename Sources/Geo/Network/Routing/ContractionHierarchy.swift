/// A road map of shortcuts: nodes are ranked, and from any node to any other some cheapest way
/// first only climbs in rank and then only descends.
///
/// Nodes are numbered by rank here. `up` holds the arcs that climb, at the lower end; `down` the
/// arcs that descend, at the lower end too, turned round.
///
/// **Source:** Geisberger, Sanders, Schultes & Delling 2008, Contraction hierarchies,
/// doi:10.1007/978-3-540-68552-4_24.
struct ContractionHierarchy: Sendable {
  /// The rank of each node of the network.
  let ranks: [Int32]
  let up: SearchGraph
  let down: SearchGraph

  /// **Complexity:** see `Contraction`.
  init(_ router: StreetRouter) {
    let contraction = Contraction(router.forward, router.backward)
    ranks = contraction.ranks
    (up, down) = contraction.hierarchy()
  }

  /// Labels of all nodes cost what a climb from each fourth node does.
  private static let climbsPerLabels = 4
  /// Labels of more nodes than that would take gigabytes.
  private static let labelledNodes = 500_000

  /// The costs of chosen pairs, in their order.
  ///
  /// Each end climbs the hierarchy; the cheapest node that both come to decides. For many pairs the
  /// climbs of all nodes are found together, as labels. Pairs of one origin share its climb.
  func costs(
    ofPairs pairs: [NetworkPair], from origins: NetworkPlaces, to destinations: NetworkPlaces,
    in network: StreetNetwork, threads: Int
  ) throws -> [TravelCost] {
    let nodes = ranks.count
    if nodes <= Self.labelledNodes, pairs.count >= nodes / Self.climbsPerLabels {
      let departing = try NodeLabels(up, down, threads: threads)
      let arriving = up == down ? departing : try NodeLabels(down, up, threads: threads)
      return try costs(ofPairs: pairs, from: origins, to: destinations, in: network, threads) {
        LabelMeeting(departing, arriving, ranks)
      }
    }
    return try costs(ofPairs: pairs, from: origins, to: destinations, in: network, threads) {
      ClimbMeeting(self)
    }
  }

  private func costs<Meeting: PairMeeting & ~Copyable>(
    ofPairs pairs: [NetworkPair], from origins: NetworkPlaces, to destinations: NetworkPlaces,
    in network: StreetNetwork, _ threads: Int, _ make: @Sendable () -> Meeting
  ) throws -> [TravelCost] {
    let departing = PlaceTerminals(origins, .departing, in: network)
    let arriving = PlaceTerminals(destinations, .arriving, in: network)
    let order = pairs.indices.sorted { (pairs[$0].origin, $0) < (pairs[$1].origin, $1) }
    let chunks = try Parallel.map(count: pairs.count, chunk: 1024, threads: threads) { range in
      var meeting = make()
      var origin = -1
      var costs: [TravelCost] = []
      costs.reserveCapacity(range.count)
      for pair in order[range] {
        let (from, to) = (pairs[pair].origin, pairs[pair].destination)
        if from != origin {
          origin = from
          meeting.depart(departing.terminals(ofPlace: from))
        }
        var best = meeting.arrive(arriving.terminals(ofPlace: to))
        for door in origins.doors(ofPlace: from) {
          for other in destinations.doors(ofPlace: to) {
            if let cost = door.costAlongEdge(to: other, in: network) { best = min(best, cost) }
          }
        }
        costs.append(best)
      }
      return costs
    }
    var costs = Array(repeating: TravelCost.unreachable, count: pairs.count)
    for (pair, cost) in zip(order, chunks.joined()) { costs[pair] = cost }
    return costs
  }
}
