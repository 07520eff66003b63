public import GeoCore
internal import GeoFormats
internal import GeoStreets
public import PlanningStudies

/// What it costs to get from places to places along streets: `NetworkCosts` for commands.
///
/// It takes no zones. A table of costs may be larger than memory: the study joins the places and says
/// what is to be searched, and whoever writes the table takes its rows as they are found.
public struct NetworkCostsStudy: Study {
  /// The name of the layer that ways start from.
  public var origins: String
  /// The attribute that identifies an origin; nil goes by the rule of all places.
  public var originID: String?
  /// The name of the layer that ways lead to.
  public var destinations: String
  /// The attribute that identifies a destination, likewise.
  public var destinationID: String?
  /// Where destinations are entered; nil for their own doors.
  public var entrances: EntranceEntry?
  /// Ways that take longer do not count; nil for no limit.
  public var cutoffMinutes: Double?
  /// Only so many nearest destinations of each origin; nil for all.
  public var nearest: Int?
  /// A table of the only pairs that are wanted; nil for all.
  public var pairs: String?

  /// `network_costs`.
  public static let analysis = "network_costs"

  /// All pairs of the places of two layers.
  public init(from origins: String, to destinations: String) {
    self.origins = origins
    self.destinations = destinations
  }

  /// Joins the places to the streets of the request.
  ///
  /// - Throws: `InputError` when no network is named, and for what `NetworkJoining` and `ChosenPairs`
  ///   refuse; `FormatError` when a file cannot be read; `PROJError` when places cannot be
  ///   transformed.
  public func run(in context: StudyContext) throws -> NetworkCostsOutput {
    let from = try Places(try context.layer(origins).layer, role: .origin, idColumn: originID)
    let to = try Places(
      try context.layer(destinations).layer, role: .destination, idColumn: destinationID)
    let entrances = try context.entrances(entrances)
    let chosen = try pairs.map {
      try ChosenPairs(path: context.path(of: $0), from: from, to: to)
    }
    let streets = try context.requiredStreets()
    let joined = try context.phases.measure("join") {
      (
        from: try streets.join(from, threads: context.threads),
        to: try streets.join(to, entrances: entrances, threads: context.threads)
      )
    }
    let question: NetworkCosts.Question =
      nearest.map { .nearest($0) } ?? chosen.map { .pairs($0.pairs) } ?? .all
    return NetworkCostsOutput(
      study: self,
      costs: try NetworkCosts(
        from: joined.from, to: joined.to, question, cutoffMinutes: cutoffMinutes,
        threads: context.threads), streets: streets, pairsSHA256: chosen?.sha256)
  }
}

/// What `NetworkCostsStudy` is to search: places that are joined to the streets.
public struct NetworkCostsOutput: StudyOutput {
  var study: NetworkCostsStudy
  /// The search, which writes rows where it is told.
  public var costs: NetworkCosts
  /// The streets that it goes along.
  public var streets: NetworkJoining
  var pairsSHA256: String?

  /// None: rows are written as they are found.
  public var tables: [StudyTable] { [] }

  /// The network by its profile and the hash of its extract, and what was asked.
  public var parameters: [(name: String, value: JSONValue)] {
    var parameters = streets.provenance
    if let cutoff = study.cutoffMinutes { parameters.append(("cutoff_min", .number(cutoff))) }
    if let nearest = study.nearest { parameters.append(("nearest", .integer(nearest))) }
    if let pairs = study.pairs { parameters.append(("pairs", .string(pairs))) }
    if let pairsSHA256 { parameters.append(("pairs_sha256", .string(pairsSHA256))) }
    return parameters
  }

  /// How places came onto the streets.
  public var pipelines: [String] { costs.origins.pipelines + costs.destinations.pipelines }

  /// Places that are not connected, a sentence a side.
  public var notes: [String] {
    [costs.origins, costs.destinations].compactMap { $0.note(within: streets.maxSnapMeters) }
  }
}
