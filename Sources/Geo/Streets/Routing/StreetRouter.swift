internal import GeoCore

/// Answers what it costs to go from places to places along streets.
///
/// The fastest way counts, and its length; of equally fast ways the shortest. A place is left and
/// entered through its doors, in the middle of an edge if need be; two doors on one edge are
/// joined directly where its direction allows.
///
/// **Units:** whole milliseconds and millimetres: see `TravelCost`. **Determinism:** work is cut
/// into chunks of a fixed size and sums are of integers: any number of threads gives the same.
/// **Boundary rule:** a cost of exactly the limit is within it. **Complexity:** O(n log n) a search
/// over the n nodes within the limit; with a hierarchy, prepared once, some microseconds a pair.
///
/// ```swift
/// // Two streets of 80 m in a row, a minute each on foot.
/// let streets = try StreetNetwork(
///   mode: .walk, nodeCoordinates: [5.37, 43.3, 5.371, 43.3, 5.372, 43.3],
///   edgeFrom: [0, 1], edgeTo: [1, 2], lengthsMillimeters: [80_000, 80_000],
///   forwardMilliseconds: [60_000, 60_000], backwardMilliseconds: [60_000, 60_000])
/// var places = NetworkPlaces()
/// places.append([NetworkDoor(edge: 0, alongMillimeters: 0)])
/// places.append([NetworkDoor(edge: 1, alongMillimeters: 40_000)])
/// let costs = try StreetRouter(streets).costs(from: places, to: places, threads: 1)
/// let minutes = costs.cost(from: 0, to: 1).minutes  // 1.5
/// ```
///
/// **Source:** Dijkstra 1959, doi:10.1007/BF01386390; Geisberger, Sanders, Schultes & Delling 2008,
/// Contraction hierarchies, doi:10.1007/978-3-540-68552-4_24.
public struct StreetRouter: Sendable {
  /// The streets that ways go along.
  public let network: StreetNetwork
  /// Arcs in the direction of travel, and turned round.
  let forward: SearchGraph
  let backward: SearchGraph
  let limits: CostLimits
  /// nil until it is prepared.
  private var hierarchy: ContractionHierarchy?
  /// nil until pairs are prepared for, or when they do not gain by it.
  private var labels: AncestorLabels?
  /// Whether a hierarchy would lose ways that take too long for a cost: nil until that is asked.
  private var losesWays: Bool?

  /// A router that has prepared nothing.
  ///
  /// - Parameter graph: the graph of that network, when it is there already.
  public init(_ network: StreetNetwork, graph: StreetGraph? = nil) {
    let graph = graph ?? StreetGraph(network)
    self.network = network
    forward = SearchGraph(graph)
    backward = SearchGraph(graph.reversed())
    limits = CostLimits(network)
  }

  /// Prepares the network for long ways between many places: every later search that gains by it
  /// uses the preparation. Searches that need one make it for themselves otherwise.
  ///
  /// **Complexity:** little more than n log n on street networks of n nodes; n √n on grids.
  public mutating func prepare(threads: Int) {
    guard hierarchy == nil, losesWays == nil else { return }
    let losesWays = mayLoseWays()
    self.losesWays = losesWays
    // Single searches notice what does not fit.
    if !losesWays { hierarchy = ContractionHierarchy(self, threads: threads) }
  }

  /// Prepares the network for so many chosen pairs: with many, every node is told what it costs to
  /// climb.
  ///
  /// **Complexity:** that of `prepare`; 8 bytes a node for each of some hundred others.
  public mutating func prepare(forPairs count: Int, threads: Int) {
    prepare(threads: threads)
    guard labels == nil, let hierarchy, hierarchy.gainsByLabels(pairs: count) else { return }
    labels = AncestorLabels(hierarchy, threads: threads)
  }

  /// From so many searches on, preparing a hierarchy is cheaper than searching without limit.
  private static let hierarchyPays = 512
  /// From so many pairs on, too.
  private static let pairsForHierarchy = 1 << 26
  /// More pairs than that are not held at once when they need not be: a quarter of a gigabyte, with
  /// what they are joined from and lowered to. But so many origins are searched from together.
  private static let pairsAtOnce = 1 << 22
  private static let leastOriginsAtOnce = 256

  /// Whether `costs` between so many places gains by a preparation: there are many on both sides
  /// and no limit.
  public static func gainsByPreparation(
    origins: Int, destinations: Int, within limit: TravelCost
  ) -> Bool {
    !limit.isReachable
      && (min(origins, destinations) >= hierarchyPays
        || origins.multipliedReportingOverflow(by: destinations).partialValue > pairsForHierarchy)
  }

  /// The costs of all pairs within a limit.
  ///
  /// Searches run from the side with fewer places. Without a limit and with many places on both
  /// sides a contraction hierarchy is prepared first.
  /// - Returns: a row for each origin, destinations in ascending order; pairs out of reach are
  ///   left out.
  /// - Throws: as `visitCosts` does.
  public func costs(
    from origins: NetworkPlaces, to destinations: NetworkPlaces,
    within limit: TravelCost = .unreachable, threads: Int
  ) throws -> TravelCosts {
    var blocks: [TravelCosts] = []
    try visitCosts(from: origins, to: destinations, within: limit, threads: threads) {
      blocks.append($1)
    }
    return TravelCosts(joining: blocks)
  }

  /// The same block by block of origins, in their order, so that a large table need not be held.
  /// - Parameter visit: takes the origins of a block, and a row for each of them.
  /// - Throws: `MemoryShortage` when the costs do not fit into the memory that is left, and what
  ///   `visit` throws.
  public func visitCosts(
    from origins: NetworkPlaces, to destinations: NetworkPlaces,
    within limit: TravelCost = .unreachable, threads: Int,
    _ visit: (_ origins: Range<Int>, _ costs: TravelCosts) throws -> Void
  ) throws {
    let gains = Self.gainsByPreparation(
      origins: origins.count, destinations: destinations.count, within: limit)
    var router = self
    if gains { router.prepare(threads: threads) }
    let hierarchy = gains ? router.hierarchy : nil
    if hierarchy == nil, destinations.count < origins.count {
      let costs = try arrivals(at: destinations, from: origins, within: limit, threads: threads)
      try limits.require(costs.costs)
      return try visit(
        0..<origins.count, costs.transposed(destinationCount: origins.count))
    }
    let rows: (Range<Int>) throws -> TravelCosts
    if let hierarchy {
      let matrix = try HubMatrix(
        hierarchy, from: origins, to: destinations, in: network, threads: threads)
      rows = { try matrix.costs(ofOrigins: $0, threads: threads) }
    } else {
      let sweep = CostSweep(from: origins, to: destinations, .departing, self)
      rows = { try sweep.costs(ofSources: $0, within: limit, threads: threads) }
    }
    let size = max(Self.leastOriginsAtOnce, Self.pairsAtOnce / max(1, destinations.count))
    for start in stride(from: 0, to: origins.count, by: size) {
      let block = start..<min(origins.count, start + size)
      let found = try rows(block)
      try limits.require(found.costs)
      try visit(block, found)
    }
  }

  /// A row for each destination, of the origins within the limit. All are held at once, to be turned
  /// round: what they will come to is reckoned while they are found.
  /// - Throws: `MemoryShortage` when they will not fit.
  private func arrivals(
    at destinations: NetworkPlaces, from origins: NetworkPlaces, within limit: TravelCost,
    threads: Int
  ) throws -> TravelCosts {
    let sweep = CostSweep(from: destinations, to: origins, .arriving, self)
    var blocks: [TravelCosts] = []
    var found = 0
    let size = max(Self.leastOriginsAtOnce, Self.pairsAtOnce / max(1, origins.count))
    for start in stride(from: 0, to: destinations.count, by: size) {
      let block = start..<min(destinations.count, start + size)
      blocks.append(try sweep.costs(ofSources: block, within: limit, threads: threads))
      found += blocks[blocks.count - 1].count
      let all = Int(Double(found) * Double(destinations.count) / Double(block.upperBound))
      let bytes = all.multipliedReportingOverflow(by: Self.bytesOfTurning)
      try MemoryBudget.require(
        reserved: bytes.overflow ? .max : bytes.partialValue,
        used: bytes.overflow ? .max : bytes.partialValue,
        for: "a search for about \(all) costs between places",
        remedy: .anyOf(
          "give a limit with \(StreetSetting.cutoff)", "take fewer places at a time"))
    }
    return TravelCosts(joining: blocks)
  }

  /// A cost takes 12 bytes in its block, in the table of all, and once more turned round.
  private static let bytesOfTurning = 36

  /// The costs of chosen pairs, in their order; `.unreachable` where there is no way.
  /// - Throws: nothing today; it is declared as all work on several threads is.
  public func costs(
    ofPairs pairs: [NetworkPair], from origins: NetworkPlaces, to destinations: NetworkPlaces,
    threads: Int
  ) throws -> [TravelCost] {
    var router = self
    router.prepare(forPairs: pairs.count, threads: threads)
    guard let hierarchy = router.hierarchy else {
      return try searchedCosts(ofPairs: pairs, from: origins, to: destinations, threads: threads)
    }
    let costs = try hierarchy.costs(
      ofPairs: pairs, from: origins, to: destinations, in: network, labels: router.labels,
      threads: threads)
    try limits.require(costs)
    return costs
  }

  /// The same by a search from each origin that has pairs.
  private func searchedCosts(
    ofPairs pairs: [NetworkPair], from origins: NetworkPlaces, to destinations: NetworkPlaces,
    threads: Int
  ) throws -> [TravelCost] {
    let sweep = CostSweep(from: origins, to: destinations, .departing, self)
    let order = pairs.indices.sorted { (pairs[$0].origin, $0) < (pairs[$1].origin, $1) }
    var costs = Array(repeating: TravelCost.unreachable, count: pairs.count)
    var next = 0
    while next < order.count {
      let first = pairs[order[next]].origin
      let block = first..<min(origins.count, first + Self.leastOriginsAtOnce)
      let found = try sweep.costs(ofSources: block, within: .unreachable, threads: threads)
      while next < order.count, block.contains(pairs[order[next]].origin) {
        let pair = pairs[order[next]]
        costs[order[next]] = found.cost(from: pair.origin - first, to: pair.destination)
        next += 1
      }
    }
    try limits.require(costs)
    return costs
  }
}
