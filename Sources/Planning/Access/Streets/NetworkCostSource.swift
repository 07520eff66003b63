internal import GeoCore

/// Costs along streets: the time of the fastest way.
///
/// It searches no farther than measures look (`CostReach`): up to the limit, and for so many
/// nearest destinations as hold the supply that is looked for; all pairs else. From an origin that
/// has none of these the nearest destination at any cost is added, found by one search for all, as
/// things are and in the scenario: so a measure can tell what is out of its cutoff from what is not
/// connected.
///
/// **Units:** minutes. **CRS, shapes:** see `JoinedPlaces`; polygons of origins are left from their
/// representative point, those of destinations entered by their own doors, and from inside the way
/// costs 0.
/// **Complexity:** one search a place of the smaller side up to the limit, or a preparation for all
/// pairs; a search of the whole network for the nearest. See `NetworkCosts`.
public struct NetworkCostSource: CostSource {
  /// The streets, and how places are joined to them.
  public let joining: NetworkJoining
  /// Where destinations are entered; nil for their own doors.
  public let entrances: NetworkJoining.GivenEntrances?

  /// `street_network`.
  public var model: String { NetworkJoining.model }

  /// Costs along the streets of a network.
  ///
  /// - Parameter entrances: where destinations are entered; those without any by their own doors.
  public init(_ joining: NetworkJoining, entrances: NetworkJoining.GivenEntrances? = nil) {
    self.joining = joining
    self.entrances = entrances
  }

  /// Joins the places to the streets, and searches as far as is asked for.
  ///
  /// - Throws: `InputError` when no place of a side is connected, when an added destination is not,
  ///   and for entrances and a study area that are none.
  public func costs(_ request: CostRequest, threads: Int) throws -> Costs {
    let origins = try joining.join(
      try request.origins.atRepresentativePoints(threads: threads),
      threads: threads)
    let destinations = try joining.join(
      request.destinations, entrances: entrances, threads: threads)
    let added = try request.added.map {
      try joining.join($0.places(), threads: threads)
    }
    let supply = request.supply ?? Array(repeating: 1, count: destinations.places.count)
    var search = NetworkSearch(joining.saved, from: origins, request.reach, threads: threads)
    let pairs = try search.pairs(to: destinations, supply: supply, states: request.states)
    let table = try pairs.table(
      originCount: origins.places.count, destinationCount: destinations.places.count)
    let ways = try zip(added, request.added).map { place, new in
      let found = try search.pairs(to: place, supply: [new.supply], states: [[true]])
      var minutes = [Double?](repeating: nil, count: origins.places.count)
      for (origin, cost) in zip(found.origins, found.minutes) { minutes[Int(origin)] = cost }
      return minutes
    }
    let bias = try request.studyArea.map { area in
      let isOpen = zip(request.states[0], supply).map { $0 && $1 > 0 }
      return try search.boundaryBias(
        of: area, facilities: destinations.keeping(isOpen), frames: joining.frames)
    }
    return Costs(
      table: table, added: ways, boundaryBias: bias?.bias,
      notes: [origins, destinations].compactMap { $0.note(within: joining.maxSnapMeters) },
      provenance: joining.provenance,
      pipelines: ([origins, destinations] + added).flatMap(\.pipelines)
        + (bias.map { [$0.pipeline] } ?? []))
  }
}
