package import GeoCore
public import GeoStreets

/// What it costs to get from places to places along streets, as rows of a table.
///
/// **Missing pairs:** a pair without a way, beyond the cutoff, or with a place that is not
/// connected has no row; a pair that was chosen has one, with a reason instead of time and
/// distance.
/// **Inside:** from or to a polygon the way costs nothing for a point inside or on it, whether or
/// not they are connected.
/// **Order:** that of the places, which layers give by their ids: origins, and for each its
/// destinations; ranked by cost, equals in their order; chosen pairs as they were given.
public struct NetworkCosts: Sendable {
  /// Which pairs are asked for.
  public enum Question: Sendable {
    /// All pairs within the limit, by origin and then by destination.
    case all
    /// The k nearest destinations of each origin.
    case nearest(Int)
    /// These pairs and no others, in the order given.
    case pairs([NetworkPair])

    /// Whether the rows of an origin are ranked by cost.
    public var isRanked: Bool {
      if case .nearest = self { true } else { false }
    }

    /// Whether pairs were chosen: then each has a row.
    public var isOfPairs: Bool {
      if case .pairs = self { true } else { false }
    }
  }

  /// Where ways begin.
  public let origins: JoinedPlaces
  /// Where they lead.
  public let destinations: JoinedPlaces
  /// Which pairs are asked for.
  public let question: Question
  /// What a way costs at most; `unreachable` for no limit.
  public let limit: TravelCost
  /// How many threads search; rows are the same on any number.
  public let threads: Int
  private let inside: InsidePairs

  /// Costs between places that are joined to one network.
  ///
  /// - Parameter cutoffMinutes: ways that take longer do not count; nil for no limit.
  /// - Throws: what `InsidePairs` throws.
  public init(
    from origins: JoinedPlaces, to destinations: JoinedPlaces, _ question: Question,
    cutoffMinutes: Double?, threads: Int
  ) throws {
    self.origins = origins
    self.destinations = destinations
    self.question = question
    limit = cutoffMinutes.map { TravelCost.atMost(minutes: $0) } ?? .unreachable
    self.threads = threads
    inside = try InsidePairs(
      onEarthFrom: origins.degrees, through: origins.doors, to: destinations.degrees,
      through: destinations.doors)
  }

  /// Searches, and writes the rows as they are found.
  ///
  /// **Complexity:** of all pairs, one search a place of the smaller side, or a preparation and
  /// what is written; of the nearest, one search for all; of chosen pairs, a preparation and some
  /// microseconds a pair.
  package func write(
    to rows: inout some CostRows, network: SavedStreetNetwork, phases: Phases
  ) throws {
    var router = phases.measure("prepare") {
      StreetRouter(network.network, graph: network.graph)
    }
    try write(to: &rows, by: &router, phases: phases)
  }

  /// The same with a router of that network, which keeps what is prepared.
  func write(
    to rows: inout some CostRows, by router: inout StreetRouter, phases: Phases
  ) throws {
    switch question {
    case .all: try writeAll(&router, &rows, phases)
    case .nearest(let k): try writeNearest(k, router, &rows, phases)
    case .pairs(let pairs): try writePairs(pairs, &router, &rows, phases)
    }
  }

  private func writeAll(
    _ router: inout StreetRouter, _ rows: inout some CostRows, _ phases: Phases
  ) throws {
    let gains = StreetRouter.gainsByPreparation(
      origins: origins.doors.count, destinations: destinations.doors.count, within: limit)
    if gains { phases.measure("prepare") { router.prepare(threads: threads) } }
    try phases.measure("search and write") {
      var found = 0
      try router.visitCosts(
        from: origins.doors, to: destinations.doors, within: limit, threads: threads
      ) { block, costs in
        found += costs.count
        // What all origins will come to, if they are like those so far.
        let share = Double(origins.doors.count) / Double(max(1, block.upperBound))
        try rows.requireRoom(forRows: Int((Double(found) * share).rounded()))
        try rows.append(
          inside.lowering(costs, ofOrigins: block), ofOrigins: block, ranked: false)
      }
    }
  }

  private func writeNearest(
    _ k: Int, _ router: StreetRouter, _ rows: inout some CostRows, _ phases: Phases
  ) throws {
    let nearest = phases.measure("prepare") {
      NearestFacilities(k, of: destinations.doors, in: router, within: limit)
    }
    let all = 0..<origins.doors.count
    let costs = try phases.measure("search") {
      inside.lowering(
        try nearest.costs(from: origins.doors, threads: threads), ofOrigins: all, nearest: k)
    }
    try phases.measure("write") { try rows.append(costs, ofOrigins: all, ranked: true) }
  }

  private func writePairs(
    _ pairs: [NetworkPair], _ router: inout StreetRouter, _ rows: inout some CostRows,
    _ phases: Phases
  ) throws {
    phases.measure("prepare") {
      router.prepare(forPairs: pairs.count, threads: threads)
    }
    let costs = try phases.measure("search") {
      try router.costs(
        ofPairs: pairs, from: origins.doors, to: destinations.doors, threads: threads)
    }
    try phases.measure("write") {
      for (pair, found) in zip(pairs, costs) {
        let cost = inside.contains(pair) ? .zero : found
        try rows.append(
          origin: pair.origin, destination: pair.destination,
          cost.isReachable ? cost <= limit ? .cost(cost) : .gap(.outOfCutoff) : .gap(.notConnected))
      }
    }
  }
}
