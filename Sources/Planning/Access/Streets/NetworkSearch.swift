internal import GeoCore
internal import GeoProjection
internal import GeoStreets
internal import PlanningStudies

/// The searches that make one table of costs, over one network from the same origins.
struct NetworkSearch {
  let origins: JoinedPlaces
  let threads: Int
  private let reach: CostReach
  private var router: StreetRouter

  /// More nearest destinations than that are found by looking at all.
  private static let mostNearest = 16

  init(
    _ network: SavedStreetNetwork, from origins: JoinedPlaces, _ reach: CostReach, threads: Int
  ) {
    self.origins = origins
    self.reach = reach
    self.threads = threads
    router = StreetRouter(network.network, graph: network.graph)
  }

  /// The pairs within reach, and the nearest destination of each origin that has none; each pair
  /// once, in order.
  /// - Parameter states: which destinations are there: as things are, and in the scenario.
  mutating func pairs(
    to destinations: JoinedPlaces, supply: [Double], states: [[Bool]]
  ) throws -> CostPairs {
    let least = supply.filter { $0 > 0 }.min() ?? 0
    let count = reach.nearestCount(leastSupply: least, most: Self.mostNearest)
    var limits = reach.limitMinutes.map { [$0] } ?? []
    if reach.supply != nil, count == nil { limits.append(reach.supplyLimitMinutes) }
    var near = CostPairs()
    var searched: TravelCost?
    if let limit = limits.max() {
      // A millisecond more: measures compare minutes, whose last digit is rounded.
      let minutes = limit + 1.0 / 60_000
      try collect(to: destinations, .all, cutoff: limit.isFinite ? minutes : nil, &near)
      if limit == .infinity { return near }
      searched = TravelCost.atMost(minutes: minutes)
    }
    var far = CostPairs(beyond: searched)
    for isThere in states {
      if let count {
        let offered = destinations.keeping(zip(isThere, supply).map { $0 && $1 > 0 })
        try collect(to: offered, .nearest(count), &far)
      }
      var isReached = Array(repeating: false, count: origins.places.count)
      near.mark(&isReached, reaching: isThere)
      far.mark(&isReached, reaching: isThere)
      guard isReached.contains(false) else { continue }
      try collect(
        from: origins.keeping(isReached.map { !$0 }), to: destinations.keeping(isThere),
        .nearest(1), &far)
    }
    return near.merged(with: far.distinct())
  }

  private mutating func collect(
    from some: JoinedPlaces? = nil, to destinations: JoinedPlaces,
    _ question: NetworkCosts.Question, cutoff: Double? = nil, _ pairs: inout CostPairs
  ) throws {
    let costs = try NetworkCosts(
      from: some ?? origins, to: destinations, question, cutoffMinutes: cutoff, threads: threads)
    try costs.write(to: &pairs, by: &router, phases: Phases())
  }

  // MARK: The border of the study area

  /// Whether the ways out of the area are nearer than facilities, and the PROJ pipeline by which
  /// origins came into the system of the area.
  func boundaryBias(
    of area: Layer, facilities: JoinedPlaces, frames: StreetFrames
  ) throws -> (bias: BoundaryBias, pipeline: String) {
    let geometries = area.geometries
    guard
      (0..<geometries.count).contains(where: { feature in
        geometries.partKinds(ofFeature: feature).contains(.polygon)
      })
    else {
      throw InputError(
        path: area.path, reason: "there are no polygons in it",
        remedy: "\(AccessSetting.studyArea) takes the polygons of the study area")
    }
    try area.requireValidPolygons(threads: threads)
    let border = try ClipArea(area, threads: threads)
    let own = try origins.places.geometries.transformed(to: border.crs, threads: threads)
    let isInside = border.holdsAny(of: own.geometries)
    guard isInside.contains(true) else {
      throw InputError(
        path: area.path, reason: "no origin lies in the study area",
        remedy: "\(AccessSetting.studyArea) takes the area that the origins are of")
    }
    let exits = try frames.exits(from: border, threads: threads)
    let toFacility = try nearest(facilities.doors, facilities.degrees)
    let toExit = try nearest(exits.places, exits.points)
    let bias = BoundaryBias(
      facility: toFacility, border: toExit.indices.map { isInside[$0] ? toExit[$0] : 0 },
      isKnown: toFacility.indices.map {
        origins.doors.isConnected($0) || toFacility[$0] != nil || toExit[$0] != nil
      })
    return (bias, own.pipeline)
  }

  /// The cost from each origin to the nearest of some places; nil when there is no way.
  private func nearest(_ places: NetworkPlaces, _ shapes: Geometries) throws -> [Double?] {
    let all = 0..<origins.places.count
    let costs = try NearestFacilities(1, of: places, in: router)
      .costs(from: origins.doors, threads: threads)
    let lowered = try InsidePairs(
      onEarthFrom: origins.degrees, through: origins.doors, to: shapes, through: places
    ).lowering(costs, ofOrigins: all, nearest: 1)
    return all.map { origin in
      lowered.entries(ofOrigin: origin).first.map { lowered.costs[$0].minutes }
    }
  }
}
