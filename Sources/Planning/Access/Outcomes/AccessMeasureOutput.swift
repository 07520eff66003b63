public import GeoCore
public import PlanningStudies

/// What `AccessMeasureStudy` has found.
public struct AccessMeasureOutput: StudyOutput {
  var study: AccessMeasureStudy
  var model: String
  var origins: Places
  var members: ZoneMembers?
  var people: AccessPeople
  /// The origins whose scores are to be explained, by their numbers.
  public var explained: [Int]
  /// Costs, people and supply, and the scenario.
  public var run: AccessRun
  /// The scores, one outcome a measure.
  public var outcomes: [AccessRun.Outcome]
  var costs: Costs
  /// What a reader must know, a sentence each.
  public var notes: [String]

  private var weights: [Double] { people.weights(run.study.originCount) }

  /// One feature an origin, with the columns that were asked about.
  public var tables: [StudyTable] {
    let scores = AccessTables.scores(
      outcomes, origins: origins, keeping: [study.demand, study.groups].compactMap { $0 },
      boundaryBias: costs.boundaryBias)
    return [StudyTable("scores.geojson", scores)]
  }

  /// One row a measure and group; nil when origins are not grouped.
  public var groups: Layer? {
    people.groups.map {
      AccessTables.groups(
        outcomes, groups: $0, people: weights, boundaryBias: costs.boundaryBias)
    }
  }

  /// One feature a zone; nil when no zones were named.
  public var zones: Layer? {
    members.map {
      AccessTables.zones(
        outcomes, members: $0, people: weights, boundaryBias: costs.boundaryBias)
    }
  }

  /// One row a measure and state; nil when nobody asked for inequality.
  public var inequality: Layer? {
    study.inequality.map {
      AccessTables.inequality(
        outcomes, people: weights, groups: people.groups ?? members?.groups,
        incomes: people.incomes,
        indices: InequalityIndices.all(povertyLine: $0.povertyLine, quantiles: $0.quantiles))
    }
  }

  /// Where costs come from, and what was asked of them.
  public var parameters: [(name: String, value: JSONValue)] {
    var list: [(name: String, value: JSONValue)] = [("model", .string(model))]
    list += costs.provenance + study.asked
    func add(_ name: String, _ value: JSONValue?) {
      if let value { list.append((name, value)) }
    }
    func addAll(_ name: String, _ values: [String]) {
      if !values.isEmpty { list.append((name, .strings(values))) }
    }
    add("demand", study.demand.map { .string($0) })
    add("supply", study.supply.map { .string($0) })
    add("fill_missing", study.fillsMissing ? .bool(true) : nil)
    add("palma_of", study.inequality.map { .string($0.quantiles.rawValue) })
    addAll("closed", study.closed)
    addAll("opened", study.opened)
    addAll("added", study.added.map(\.text))
    return list
  }

  /// How places came onto the streets, and origins into the study area and the zones.
  public var pipelines: [String] { costs.pipelines + [members?.pipeline ?? ""] }
}
