internal import GeoStreets

/// Which demand places reach each place along streets.
///
/// People go from demand places to sites, by the fastest way. A cutoff in minutes is one of its
/// time, a cutoff in metres one of its length. From inside a polygon the way costs nothing.
///
/// **Complexity:** of `StreetRouter.visitCosts`.
public struct StreetReach: Sendable {
  /// The streets, and how places are joined to them.
  public let joining: NetworkJoining
  private let router: StreetRouter
  private let threads: Int

  /// A search along streets, not yet prepared.
  public init(_ joining: NetworkJoining, threads: Int) {
    self.joining = joining
    self.threads = threads
    router = StreetRouter(joining.saved.network, graph: joining.saved.graph)
  }

  /// - Parameter model: whose unit costs are in.
  /// - Throws: `InputError` when there are too many pairs.
  func pairs(
    from places: JoinedPlaces, to demand: JoinedPlaces, within cutoff: SiteCutoff?,
    in model: SiteModel
  ) throws -> SiteReach {
    let refusal = SiteReach.tooLarge(cutoff)
    let most = demand.doors.count.multipliedReportingOverflow(by: places.doors.count)
    guard cutoff != nil || !most.overflow && most.partialValue <= SiteReach.mostPairs else {
      throw refusal
    }
    let inside = try InsidePairs(
      onEarthFrom: demand.degrees, through: demand.doors, to: places.degrees, through: places.doors)
    var rows = SiteReach.Rows()
    try router.visitCosts(
      from: demand.doors, to: places.doors, within: limit(cutoff), threads: threads
    ) { block, found in
      let costs = inside.lowering(found, ofOrigins: block)
      for row in 0..<block.count {
        let before = rows.demands.count
        for entry in costs.entries(ofOrigin: row) {
          let cost = costs.costs[entry]
          if case .meters(let meters) = cutoff, cost.meters > meters { continue }
          let whole = model == .streetTime ? cost.milliseconds : cost.millimeters
          rows.demands.append(costs.destinations[entry])
          rows.costs.append(whole)
        }
        rows.counts.append(rows.demands.count - before)
        guard rows.demands.count <= SiteReach.mostPairs else { throw refusal }
      }
    }
    return SiteReach(placeCount: places.doors.count, demandRows: rows)
  }

  /// Of metres the time that they take on the slowest street.
  private func limit(_ cutoff: SiteCutoff?) -> TravelCost {
    switch cutoff {
    case nil: return .unreachable
    case .minutes(let minutes): return .atMost(minutes: minutes)
    case .meters(let meters):
      let pace = joining.saved.network.slowestMillisecondsPerMillimeter
      return .atMost(minutes: (meters * 1000 * pace + Self.slackMilliseconds) / 60_000)
    }
  }

  /// For what is rounded at doors and on streets without length.
  private static let slackMilliseconds = 10_000.0
}

extension StreetNetwork {
  /// The slowest pace of any street, and of the ways to it: 4.8 km/h or less.
  fileprivate var slowestMillisecondsPerMillimeter: Double {
    var pace = 0.75
    for e in 0..<edgeCount where lengthsMillimeters[e] > 0 {
      let slower = max(forwardMilliseconds[e], backwardMilliseconds[e])
      pace = max(pace, Double(slower) / Double(lengthsMillimeters[e]))
    }
    return pace
  }
}
