public import GeoCore
internal import GeoProjection
public import PlanningStudies

/// Where to add the next places: `SiteResult` for plans and commands.
public struct SitingStudy: Study {
  /// The name of the layer of people.
  public var demand: String
  /// The column of people; nil when each place of demand counts 1.
  public var demandField: String?
  /// The attribute that identifies a place of demand; nil goes by the rule of all places.
  public var demandID: String?
  /// The name of the layer of places to choose from.
  public var candidates: String
  /// The attribute that identifies a candidate; nil goes by the rule of all places.
  public var candidateID: String?
  /// The name of the layer of places that are there already.
  public var existing: String?
  /// The ids of candidates that are chosen in any case.
  public var required: [String] = []
  /// How far a place reaches.
  public var cutoff: SiteCutoff?
  /// What the choice is to be best at.
  public var objective = SiteObjective.coverage
  /// How many to choose.
  public var count: Int

  /// `site`.
  public static let analysis = "site"
  /// True.
  public static let measuresDistances = true

  /// So many candidates for the people of a layer.
  public init(demand: String, candidates: String, count: Int) {
    self.demand = demand
    self.candidates = candidates
    self.count = count
  }

  /// Chooses sites.
  ///
  /// - Throws: `InputError`, `FormatError` or `PROJError` for layers that cannot be measured and a
  ///   network that cannot be read.
  public func run(in context: StudyContext) throws -> SitingOutput {
    let people = try context.layer(demand)
    let places = try Places(
      try context.layer(candidates), numberedAs: .candidate, idColumn: candidateID)
    let present = try existing.map { try Places(try context.layer($0), numberedAs: .existing) }
    let streets = try context.streets()
    let study = try context.phases.measure("reach") {
      let demand = try SiteDemand(
        people, field: demandField, idColumn: demandID, in: context.systems.distance,
        threads: context.threads)
      return try SiteStudy(
        demand: demand, candidates: places, existing: present,
        required: try Self.places(of: required, among: places), cutoff: cutoff,
        streets: streets.map { StreetReach($0, threads: context.threads) },
        in: context.systems.distance, threads: context.threads)
    }
    let result = try context.phases.measure("choose") {
      try SiteResult(study, objective, count: count)
    }
    return SitingOutput(
      result: result, distanceScaleError: context.systems.distanceScaleError)
  }

  /// Candidates by their ids, each once.
  private static func places(
    of ids: [String], among candidates: Places
  ) throws -> [Int] {
    var places: [Int] = []
    for id in ids {
      let place = try candidates.place(id)
      if !places.contains(place) { places.append(place) }
    }
    return places
  }
}

extension SitingStudy: PlannedStudy {
  package static let planKeys = ["site"]
  package static let files = [StudyFile("sites.geojson")]

  package static func read(_ plan: PlanSections) throws(InputError) -> SitingStudy? {
    guard let section = try plan.root.mapping("site") else { return nil }
    guard let count = try section.integer("count"), count >= 1 else {
      throw section.error(
        at: "count", "\"count\" must be 1 or more", remedy: "say how many places to choose")
    }
    var study = SitingStudy(
      demand: try plan.layer(section, "demand"),
      candidates: try plan.layer(section, "candidates"), count: count)
    study.demandField = try section.string("demand_field")
    if section.has("existing") { study.existing = try plan.layer(section, "existing") }
    study.required = try section.strings("required") ?? []
    if let name = try section.string("objective") {
      guard let objective = SiteObjective(named: name) else {
        let known = SiteObjective.allCases.map(\.rawValue).joined(separator: ", ")
        throw section.error(
          at: "objective", "the objective \"\(name)\" is not known", remedy: "known: \(known)")
      }
      study.objective = objective
    }
    if let text = try section.string("cutoff") {
      do {
        study.cutoff = try SiteCutoff(text, hasStreets: plan.hasNetwork)
      } catch {
        throw section.error(at: "cutoff", error.reason, remedy: error.remedy)
      }
    }
    if study.objective == .coverage, study.cutoff == nil {
      throw section.error(
        at: "objective", "what a place covers is not known",
        remedy: "add cutoff: such as 500m, or 10min with a network")
    }
    try section.finish(known: [
      "demand", "demand_field", "candidates", "existing", "required", "count", "cutoff",
      "objective",
    ])
    return study
  }
}

/// What `SitingStudy` has found.
public struct SitingOutput: StudyOutput {
  /// The chosen sites, and how good the choice is.
  public var result: SiteResult
  var distanceScaleError: Double

  /// One feature a chosen site.
  public var tables: [StudyTable] { [StudyTable("sites.geojson", SiteTables.chosen(result))] }

  /// What was asked for, and what costs rest on.
  public var parameters: [(name: String, value: JSONValue)] {
    let chosen = SiteTables.provenance(result)
    if let streets = result.study.streets { return chosen + streets.joining.provenance }
    let length: [(name: String, value: JSONValue)] =
      result.study.lengthCheck.lengths > 0
      ? [("length_check", result.study.lengthCheck.json)] : []
    return chosen + [("distance_scale_error", .number(distanceScaleError))] + length
  }

  /// How people and places came into the metric system, and onto the streets.
  public var pipelines: [String] { result.study.pipelines }

  /// What a reader must know, a sentence each.
  public var notes: [String] {
    (result.study.demand.note.map { [$0] } ?? []) + SiteSummary.notes(result)
  }

  /// What the choice does for people, and its bound.
  public var totals: [JSONValue.Member] {
    let figures = SiteTables.provenance(result)
      .map { JSONValue.Member(name: $0.name, value: $0.value) }
    return [JSONValue.Member(name: "site", value: .object(figures))]
  }

  /// The choice in a few lines.
  public var digest: [SummaryBlock] { SiteSummary.lines(result).map { .line($0) } }
}
