public import GeoCore
internal import GeoProjection
internal import GeoStreets
public import PlanningStudies

/// Demand, candidates and existing places, and who reaches whom: all that a choice is made from.
public struct SiteStudy: Sendable {
  /// Where people live.
  public let demand: SiteDemand
  /// Where sites may be opened.
  public let candidates: Places
  /// Sites that are there already; nil when none were named.
  public let existing: Places?
  /// Candidates that are chosen in any case.
  public let required: [Int]
  /// How far a place reaches; nil for any distance.
  public let cutoff: SiteCutoff?
  /// What costs are: distances in a straight line or along streets, or times.
  public let model: SiteModel
  /// nil for straight lines.
  public let streets: StreetReach?
  /// What there is to say of places that are left out.
  public let notes: [String]
  /// The PROJ pipelines of demand and places, each once.
  public let pipelines: [String]
  /// Straight lines in a projected system held against geodesics.
  public let lengthCheck: LengthCheck
  let reach: SiteReach
  /// Of each demand place the nearest existing place.
  let nearestExisting: [(place: Int, cost: Int)?]
  /// Why no place, candidate or existing, reaches a demand place; nil where one does.
  let gaps: [SiteGap?]

  /// Finds which demand places each place reaches.
  /// - Parameters:
  ///   - streets: nil for straight lines.
  ///   - crs: the metric system that the demand is in.
  /// - Throws: `InputError` when no place reaches any demand, what joining to streets throws, and
  ///   `SiteReach.tooLarge`.
  public init(
    demand: SiteDemand, candidates: Places, existing: Places? = nil, required: [Int] = [],
    cutoff: SiteCutoff?, streets: StreetReach? = nil, in crs: CRS, threads: Int
  ) throws {
    self.demand = demand
    self.candidates = candidates
    self.existing = existing
    self.required = required
    self.cutoff = cutoff
    self.streets = streets
    let model = SiteModel(cutoff, hasStreets: streets != nil)
    self.model = model
    let points = demand.places.geometries
    var isJoined = (0..<points.count).map { !points.isEmpty(feature: $0) }
    let hasPoint = isJoined
    var notes: [String] = []
    var pipelines = [demand.pipeline]
    var lengths = LengthCheck()
    let measure: (Places) throws -> SiteReach
    if let streets {
      let joining = streets.joining
      let joined = try joining.join(demand.places, threads: threads)
      pipelines += joined.pipelines
      for i in isJoined.indices { isJoined[i] = joined.doors.isConnected(i) }
      notes += [joined.note(within: joining.maxSnapMeters)].compactMap { $0 }
      measure = { places in
        // Without places that are there already there is still a choice to make.
        let doors = try joining.join(
          places, needsOne: places.role != .existing, threads: threads)
        notes += [doors.note(within: joining.maxSnapMeters)].compactMap { $0 }
        pipelines += doors.pipelines
        return try streets.pairs(from: doors, to: joined, within: cutoff, in: model)
      }
    } else {
      var meters: Double?
      if case .meters(let given) = cutoff { meters = given }
      measure = { places in
        let given = places.geometries
        let isServed = try crs != .localFrames && given.isServed(by: crs, threads: threads)
        let shapes: Geometries
        if isServed {
          let placed = try given.droppingElevations().transformed(to: crs, threads: threads)
          shapes = placed.geometries
          pipelines.append(placed.pipeline)
        } else {
          shapes = try given.longitudeLatitude(threads: threads)
        }
        let missing = (0..<shapes.count).count { shapes.isEmpty(feature: $0) }
        guard missing < shapes.count else {
          throw InputError(
            path: places.path, reason: "the \(places.role.rawValue)s have no coordinates",
            remedy: PositionRemedy.table)
        }
        if missing > 0 {
          notes.append("\(missing) of \(shapes.count) \(places.role.rawValue)s have no geometry")
        }
        if crs != .localFrames, !isServed {
          notes.append(
            "the \(places.role.rawValue)s reach beyond \(crs): their distances are measured in"
              + " \(CRS.localFrames)")
        }
        let reach = try StraightReach.pairs(
          from: shapes, to: isServed ? points : points.longitudeLatitude(threads: threads),
          within: meters, threads: threads)
        if isServed {
          lengths = lengths.joined(
            try StraightReach.lengthCheck(
              of: reach, from: shapes, to: points, toward: places.role.rawValue + "s"))
        }
        return reach
      }
    }
    reach = try measure(candidates)
    nearestExisting =
      try existing.map { try measure($0).nearest } ?? Array(repeating: nil, count: points.count)
    self.notes = notes
    self.pipelines = pipelines.distinct()
    lengthCheck = lengths
    let isReached = reach.isReached
    let isServed = nearestExisting.map { $0 != nil }
    gaps = (0..<points.count).map { i in
      if isReached[i] || isServed[i] { return nil }
      if !hasPoint[i] { return .noGeometry }
      return isJoined[i] && cutoff != nil ? .outOfCutoff : .notConnected
    }
    let gaps = gaps
    guard demand.amounts.indices.contains(where: { !demand.amounts[$0].isZero && gaps[$0] == nil })
    else {
      throw Self.nobodyInReach(demand, candidates, cutoff)
    }
  }

  private static func nobodyInReach(
    _ demand: SiteDemand, _ candidates: Places, _ cutoff: SiteCutoff?
  ) -> InputError {
    guard let cutoff else {
      return InputError(
        path: candidates.path,
        reason: "not_connected: no way leads from any demand place to a candidate",
        remedy: "check that both lie on the same streets")
    }
    return InputError(
      path: candidates.path,
      reason: "out_of_cutoff: nobody lives within \(cutoff.text) of a candidate "
        + "(\(candidates.count) candidates, \(demand.places.count) demand places)",
      remedy: .anyOf(
        "check coordinates and CRS of both", "name a longer limit with \(StreetSetting.cutoff)"))
  }
}
