internal import GeoCore

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A road map of shortcuts: nodes are ranked, and from any node to any other some cheapest way
/// first only climbs in rank and then only descends.
///
/// Nodes are numbered by rank here. `up` holds the arcs that climb, at the lower end; `down` the
/// arcs that descend, at the lower end too, turned round.
///
/// Ranks come from a nested dissection of the network, arcs from the elimination graph in that
/// order.
///
/// **Complexity:** that of the triangles of the elimination graph: little more than n log n on
/// street networks, n √n on grids of n nodes.
/// **Source:** Geisberger, Sanders, Schultes & Delling 2008, Contraction hierarchies,
/// doi:10.1007/978-3-540-68552-4_24; made as in Dibbelt, Strasser & Wagner 2016, Customizable
/// contraction hierarchies, doi:10.1145/2886843.
struct ContractionHierarchy: Sendable {
  /// The rank of each node of the network.
  let ranks: [Int32]
  let up: SearchGraph
  let down: SearchGraph
  /// By rank: the lowest node that a climb may come to next; -1 where there is none.
  let parents: [Int32]
  /// Ranks by depth: no arc joins two blocks of one depth. See `NestedDissection`.
  let blocks: [[Range<Int>]]

  init(_ router: StreetRouter, threads: Int) {
    let (forward, backward) = (router.forward, router.backward)
    let adjacency = AdjacencyGraph(forward, backward)
    let dissection = NestedDissection(
      adjacency, Self.places(router.network), threads: threads)
    var ranks = [Int32](repeating: 0, count: forward.nodeCount)
    for (rank, node) in dissection.order.enumerated() { ranks[Int(node)] = Int32(rank) }
    let graph = EliminationGraph(adjacency, order: dissection.order, ranks: ranks)
    let costs = EliminationCosts(
      graph, forward, isSymmetric: forward.isSymmetric(backward), ranks: ranks)
    costs.customize(dissection.blocks, threads: threads)
    self.ranks = ranks
    up = costs.kept(costs.up)
    down = costs.isSymmetric ? up : costs.kept(costs.down)
    parents = graph.parents
    blocks = dissection.blocks
  }

  /// Nodes on a plane, near enough for saying what is beside what.
  private static func places(_ network: StreetNetwork) -> [PlanarPoint] {
    let box = network.box
    let latitude: Double = (box.minY + box.maxY) / 2
    let shrink = cos(latitude * .pi / 180)
    return (0..<network.nodeCount).map {
      PlanarPoint(
        x: network.longitude(ofNode: $0) * shrink, y: network.latitude(ofNode: $0))
    }
  }

  /// Labels of all nodes cost what a climb from each fourth node does.
  private static let climbsPerLabels = 4

  /// Whether so many pairs gain by labels of all nodes.
  func gainsByLabels(pairs: Int) -> Bool { pairs >= ranks.count / Self.climbsPerLabels }

  /// The costs of chosen pairs, in their order.
  ///
  /// Each end climbs the hierarchy, or has its label of that; the cheapest node that both come to
  /// decides. Pairs of one origin share its climb.
  func costs(
    ofPairs pairs: [NetworkPair], from origins: NetworkPlaces, to destinations: NetworkPlaces,
    in network: StreetNetwork, labels: AncestorLabels?, threads: Int
  ) throws -> [TravelCost] {
    if let labels {
      return try costs(ofPairs: pairs, from: origins, to: destinations, in: network, threads) {
        LabelMeeting(labels, ranks)
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
