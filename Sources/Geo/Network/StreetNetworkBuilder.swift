/// Builds street networks from OpenStreetMap extracts.
///
/// Ways are judged by the profile (`WayRules`), split at every node where streets may meet
/// (`StreetPieces`), joined again across nodes that are no junction (`StreetChains`), cut to the
/// study area (`StreetClipper`), measured, freed of islands, and put in order.
///
/// **Islands:** a strongly connected component (each node reached from each) with fewer nodes than
/// `minimumComponent` is dropped, with every edge that ends in it; the largest one always stays.
/// **Not modelled:** turn restrictions, conditional restrictions, access by direction, delays,
/// slopes. **Same bytes** on any number of threads.
public struct StreetNetworkBuilder: Sendable {
  public var profile: TravelProfile
  public var clip: ClipArea?
  /// The least number of nodes of a component that stays; 0 and 1 keep all.
  public var minimumComponent: Int
  public var threads: Int

  /// What small components are dropped, unless told otherwise: 40 nodes, as R5 does.
  public static let usualMinimumComponent = 40

  public init(
    profile: TravelProfile, clip: ClipArea? = nil,
    minimumComponent: Int = Self.usualMinimumComponent, threads: Int = 1
  ) {
    self.profile = profile
    self.clip = clip
    self.minimumComponent = minimumComponent
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
    do {
      var draft = try phases.measure("split") {
        StreetChains.draft(try StreetPieces(extract, profile, report: &report), extract)
      }
      guard draft.edgeCount > 0 else { throw noStreets(extract) }
      if let clip {
        draft = try phases.measure("clip") {
          try StreetClipper(area: clip, path: extract.path, threads: threads)
            .clip(draft, report: &report)
        }
      }
      let whole = try phases.measure("measure") {
        try StreetNetwork(draft, mode: profile.mode, threads: threads)
      }
      let network = try phases.measure("arrange") { try withoutIslands(whole, &report) }
      guard network.edgeCount > 0 else { throw onlyIslands(extract) }
      return (network, report)
    } catch let error as NetworkError where error.path == nil {
      throw error.at(extract.path)
    }
  }

  private func withoutIslands(
    _ network: StreetNetwork, _ report: inout NetworkReport
  ) throws -> StreetNetwork {
    guard minimumComponent > 1 else { return try network.arranged { _ in true } }
    let components = StreetComponents.strong(StreetGraph(network))
    let largest = components.largest
    let isKept = components.sizes.enumerated().map { number, size in
      size >= minimumComponent || number == largest
    }
    let kept = try network.arranged { isKept[Int(components.labels[$0])] }
    for (size, isKept) in zip(components.sizes, isKept) where !isKept {
      report.islands += 1
      report.islandNodes += size
    }
    report.islandEdges = network.edgeCount - kept.edgeCount
    report.islandMeters = network.totalMeters - kept.totalMeters
    return kept
  }

  private func noStreets(_ extract: OSMExtract) -> NetworkError {
    NetworkError(
      path: extract.path,
      reason: extract.wayCount == 0
        ? "the extract has no streets"
        : "none of the \(extract.wayCount) streets of the extract is open to"
          + " \(profile.mode.rawValue)",
      remedy: "check that this is the extract of a region, not of some of its objects")
  }

  private func onlyIslands(_ extract: OSMExtract) -> NetworkError {
    NetworkError(
      path: extract.path,
      reason: "no two places of the network are reached from each other: one-way streets only",
      remedy: "keep them with --min-component 1")
  }
}

extension StreetNetwork {
  /// The length of all edges.
  public var totalMeters: Double {
    Double(lengthsMillimeters.reduce(0) { $0 + Int($1) }) / 1000
  }
}
