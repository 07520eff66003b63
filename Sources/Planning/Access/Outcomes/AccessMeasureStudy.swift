public import GeoCore
internal import GeoStreets
public import PlanningStudies

/// Measures of the accessibility of origins, before and after a scenario: `AccessRun` for commands.
///
/// Costs are read from a table, or found along the streets of the request. Zones are taken when there
/// are any, to sum origins up.
public struct AccessMeasureStudy: Study {
  /// A measure, under the name that results shall carry.
  public struct Choice: Sendable {
    /// The name as it was typed.
    public var name: String
    /// The measure.
    public var type: any AccessibilityMeasure.Type

    /// A measure under a name.
    public init(name: String, type: any AccessibilityMeasure.Type) {
      self.name = name
      self.type = type
    }
  }

  /// How the inequality of scores is told.
  public struct Inequality: Sendable {
    /// The score below which one is poor; nil when nobody asked.
    public var povertyLine: Double?
    /// Of whom Palma's tenths are.
    public var quantiles: PalmaRatio.Quantiles

    /// All indices; those of poverty with a line.
    public init(povertyLine: Double?, quantiles: PalmaRatio.Quantiles) {
      self.povertyLine = povertyLine
      self.quantiles = quantiles
    }
  }

  /// The measures, in the order of columns.
  public var measures: [Choice]
  /// What measures take.
  public var parameters: MeasureParameters
  /// The same, and of the costs, as it was written, for provenance.
  public var asked: [(name: String, value: JSONValue)]
  /// The name of the layer that people start from.
  public var origins: String
  /// The attribute that identifies an origin; nil goes by the rule of all places.
  public var originID: String?
  /// The name of the layer that people go to.
  public var destinations: String
  /// The attribute that identifies a destination, likewise.
  public var destinationID: String?
  /// The attribute that counts an origin's people; nil counts nobody.
  public var demand: String?
  /// The attribute that says what a destination offers; nil takes 1 each.
  public var supply: String?
  /// A table of costs; nil takes the streets of the request.
  public var costFile: CostFile?
  /// Where destinations are entered; nil for their own doors.
  public var entrances: EntranceEntry?
  /// Give 0 instead of null to origins that reach nothing, where scores are sums.
  public var fillsMissing = false
  /// The ids of origins whose scores are to be explained.
  public var explained: [String] = []
  /// The ids of destinations that the scenario closes.
  public var closed: [String] = []
  /// The ids of destinations that the scenario opens.
  public var opened: [String] = []
  /// Destinations that the scenario adds.
  public var added: [NewDestination] = []
  /// The name of the layer of the study area; nil when its border is not asked about.
  public var studyArea: String?
  /// The attribute that groups origins.
  public var groups: String?
  /// The attribute that ranks people by their income.
  public var income: String?
  /// How scores are spread over people; nil when it is not asked.
  public var inequality: Inequality?

  /// `accessibility`.
  public static let analysis = "accessibility"

  /// Measures of the places of one layer by those of another.
  public init(
    of measures: [Choice], _ parameters: MeasureParameters,
    asked: [(name: String, value: JSONValue)], from origins: String, to destinations: String
  ) {
    self.measures = measures
    self.parameters = parameters
    self.asked = asked
    self.origins = origins
    self.destinations = destinations
  }

  /// Finds the costs, and evaluates all measures.
  ///
  /// - Throws: `InputError` and `FormatError` for layers, columns, ids and costs that are none, when
  ///   no costs are named, and what the measures throw.
  public func run(in context: StudyContext) throws -> AccessMeasureOutput {
    let reach = CostReach(of: try measures.map { try $0.type.init(parameters) })
    let sides = try places(in: context)
    let zones = try context.zonesIfNamed().map { zones in
      try ZoneMembers(sides.origins, in: zones, threads: context.threads)
    }
    let explained = try explained.distinct().map { try sides.origins.place($0) }
    let people = try AccessPeople(of: sides.origins, for: self)
    let supply = try supply.map { try sides.destinations.amounts($0) }
    let request = try request(sides, supply, reach, context)
    let source = try source(in: context)
    let costs = try context.phases.measure("costs") {
      try source.costs(request, threads: context.threads)
    }
    let run = try context.phases.measure("prepare") {
      try accessRun(costs, request, people.counted)
    }
    let outcomes = try context.compute {
      try measures.map { one in
        try run.outcome(of: one.type, named: one.name, parameters, threads: context.threads)
      }
    }
    var notes = zones.map { $0.zones.notes + [$0.note].compactMap { $0 } } ?? []
    notes += [people.note, supply?.note].compactMap { $0 } + costs.notes
    notes += self.notes(on: outcomes, people, costs.boundaryBias, context.door)
    return AccessMeasureOutput(
      study: self, model: source.model, origins: sides.origins, members: zones, people: people,
      explained: explained, run: run, outcomes: outcomes, costs: costs, notes: notes)
  }

  private func places(
    in context: StudyContext
  ) throws -> (origins: Places, destinations: Places) {
    (
      try Places(try context.layer(origins).layer, role: .origin, idColumn: originID),
      try Places(
        try context.layer(destinations).layer, role: .destination, idColumn: destinationID)
    )
  }

  private func source(in context: StudyContext) throws -> any CostSource {
    if let costFile { return costFile }
    return NetworkCostSource(
      try context.requiredStreets(), entrances: try context.entrances(entrances))
  }

  private func request(
    _ sides: (origins: Places, destinations: Places), _ supply: Amounts?, _ reach: CostReach,
    _ context: StudyContext
  ) throws -> CostRequest {
    var request = CostRequest(from: sides.origins, to: sides.destinations)
    request.supply = supply?.values
    request.reach = reach
    request.closed = try closed.map { try sides.destinations.place($0) }
    request.opened = try opened.map { try sides.destinations.place($0) }
    request.added = added
    request.studyArea = try studyArea.map { try context.layer($0).layer }
    return request
  }

  private func accessRun(
    _ costs: Costs, _ request: CostRequest, _ people: [Double]?
  ) throws -> AccessRun {
    var study = try AccessStudy(costs: costs.table, demand: people, supply: request.supply)
    study.originIDs = request.origins.ids
    study.destinationIDs = request.destinations.ids + request.added.map { FeatureID($0.text) }
    var opened = request.opened
    for (new, minutes) in zip(request.added, costs.added) {
      opened.append(study.destinationCount)
      study = try study.adding(supply: new.supply, minutes: minutes)
    }
    return AccessRun(
      study: study, closed: request.closed, opened: opened, fillsMissing: fillsMissing)
  }

  /// Who has no score and why, whom the scenario concerns, whom the table of inequality leaves out,
  /// who lives too near to the border.
  private func notes(
    on outcomes: [AccessRun.Outcome], _ people: AccessPeople, _ bias: BoundaryBias?,
    _ door: any Door
  ) -> [String] {
    var notes =
      AccessNotes.missing(outcomes) + AccessNotes.turns(outcomes, people: people.counted)
    if inequality != nil {
      notes += AccessNotes.leftOut(outcomes, people: people.counted)
      notes += AccessNotes.unranked(people.incomes, people: people.counted, column: income)
      if people.counted == nil {
        let remedy = door.words(for: AccessSetting.demand, value: nil)
          .map { "; \($0) names their number" }
        notes.append("inequality counts every origin as one person" + (remedy ?? ""))
      }
    }
    return notes + (bias.flatMap(AccessNotes.border).map { [$0] } ?? [])
  }
}
