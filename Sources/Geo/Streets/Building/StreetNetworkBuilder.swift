public import GeoCore

/// Builds street networks from OpenStreetMap extracts.
///
/// Ways are judged by the profile (`WayRules`), split at every node where streets may meet
/// (`StreetPieces`), with lines across squares if asked for (`AreaCrossings`), cut to the study
/// area (`StreetClipper`), joined again across nodes that are no junction (`StreetChains`), freed
/// of islands (`StreetIslands`), joined again where islands hung, measured, and put in order.
///
/// **Islands:** a part of fewer nodes than `minimumComponent` that is joined to nothing else is
/// dropped; the largest part always stays. With `isStronglyConnected` a part is what hangs together
/// by permitted directions (each node reached from each): then streets that only lead in or only
/// lead out are dropped too, with every edge that ends in them.
/// **Not modelled:** turn restrictions, conditional restrictions, access by direction, delays,
/// slopes. **Same bytes** on any number of threads.
public struct StreetNetworkBuilder: Sendable {
  /// Which ways the mode may use, and how fast.
  public var profile: TravelProfile
  /// The area that streets are cut to; nil keeps all of the extract.
  public var clip: ClipArea?
  /// The least number of nodes of a component that stays; 0 and 1 keep all.
  public var minimumComponent: Int
  /// Whether components are those by permitted directions.
  public var isStronglyConnected: Bool
  /// How squares are passed.
  public var areas: AreaWalking
  /// How many threads build; the network is the same on any number.
  public var threads: Int

  /// What small components are dropped, unless told otherwise: 40 nodes, as R5 does.
  public static let usualMinimumComponent = 40

  /// A builder for a mode of travel.
  public init(
    profile: TravelProfile, clip: ClipArea? = nil,
    minimumComponent: Int = Self.usualMinimumComponent, isStronglyConnected: Bool = false,
    areas: AreaWalking = .outline, threads: Int = 1
  ) {
    self.profile = profile
    self.clip = clip
    self.minimumComponent = minimumComponent
    self.isStronglyConnected = isStronglyConnected
    self.areas = areas
    self.threads = threads
  }

  /// **Complexity:** O(n log n) in the street nodes of the extract.
  /// - Throws: `NetworkError` when the extract has no street for the profile, misses the clip area,
  ///   or a speed of the profile is not positive.
  public func build(
    from extract: OSMExtract, phases: Phases = Phases()
  ) throws -> (network: StreetNetwork, report: NetworkReport) {
    try profile.requirePositiveSpeeds()
    var report = NetworkReport()
    report.waysRead = extract.waysRead
    report.streetWays = extract.wayCount
    report.duplicateWays = extract.duplicateWays
    report.missingMembers = extract.missingMembers
    do {
      var draft = try phases.measure("split") {
        StreetDraft(
          try StreetPieces(extract, profile, areas: areas, report: &report), extract)
      }
      guard draft.edgeCount > 0 else { throw noStreets(extract, report) }
      if let clip {
        draft = try phases.measure("clip") {
          try StreetClipper(area: clip, path: extract.path, threads: threads)
            .clip(draft, report: &report)
        }
      }
      draft = phases.measure("join") { joined(draft, &report) }
      guard draft.edgeCount > 0 else { throw onlyIslands(extract) }
      let whole = try phases.measure("measure") {
        try StreetNetwork(draft, mode: profile.mode, threads: threads)
      }
      return (try phases.measure("arrange") { try whole.arranged() }, report)
    } catch let error as NetworkError where error.path == nil {
      throw error.at(extract.path)
    }
  }

  /// From junction to junction, without islands: where one hung, streets may go on.
  private func joined(_ draft: StreetDraft, _ report: inout NetworkReport) -> StreetDraft {
    let whole = StreetChains.joined(draft)
    let islands = StreetIslands(minimumNodes: minimumComponent, byDirection: isStronglyConnected)
    guard let isKept = islands.keptEdges(of: whole, report: &report, threads: threads) else {
      return whole
    }
    return StreetChains.joined(whole, keeping: isKept)
  }

  private func noStreets(_ extract: OSMExtract, _ report: NetworkReport) -> NetworkError {
    let mode = profile.mode.rawValue
    let causes = [
      (report.waysOfOtherClass, "of a class that \(mode) does not know"),
      (report.waysWithoutAccess, "closed to \(mode)"),
      (report.waysWithoutShape, "with fewer than two nodes that the extract holds"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let missing =
      report.missingNodes > 0 ? "; it lacks \(report.missingNodes) nodes of theirs" : ""
    return NetworkError(
      path: extract.path,
      reason: extract.wayCount == 0
        ? "the extract has no streets"
        : "none of the \(extract.wayCount) streets of the extract can be used: "
          + causes.joined(separator: ", ") + missing,
      remedy: "check that this is the extract of a region, not of some of its objects")
  }

  private func onlyIslands(_ extract: OSMExtract) -> NetworkError {
    NetworkError(
      path: extract.path,
      reason: "no two places of the network are reached from each other: one-way streets only",
      remedy: "keep them: leave \(StreetSetting.stronglyConnected) out")
  }
}

extension StreetNetwork {
  /// The length of all edges.
  public var totalMeters: Double {
    Double(lengthsMillimeters.reduce(0) { $0 + Int($1) }) / 1000
  }
}
