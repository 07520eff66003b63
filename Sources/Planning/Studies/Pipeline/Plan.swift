internal import GeoCore

/// What to compute: zones, layers, studies, outputs. Read from `plan.yaml` by a `PlanReader`.
public struct Plan: Sendable {
  /// What results and summaries call the plan.
  public var title: String
  /// The areas that results are given for.
  public var zones: ZoneEntry
  /// The systems that areas and distances are measured in.
  public var measuring: MeasuringEntry
  /// In the order of the file, which is the order of columns.
  public var layers: [LayerEntry]
  /// Where people live; nil when nobody is counted.
  public var people: PeopleEntry?
  /// The streets that ways follow; nil for straight lines.
  public var network: NetworkEntry?
  /// What could become different, in the order of the file.
  public var scenarios: [ScenarioEntry] = []
  /// The scenario that layers are changed by; nil for layers as they are.
  public var scenario: ScenarioEntry?
  /// Whether it is run with and without a scenario, to be compared.
  package var isCompared = false
  /// What is to be found out, in the order of the program's list.
  package var studies: [any PlannedStudy]
  /// The files to write.
  public var outputs: [String]
  /// Where the plan stands, for messages and for paths relative to it.
  public var path: String
  /// The SHA-256 of the plan's bytes, as 64 hexadecimal digits.
  public var sha256: String

  /// Title and checksum, as provenance states them.
  public var identity: PlanIdentity { PlanIdentity(title: title, sha256: sha256) }

  /// The study of a kind; nil when the plan does not ask for it.
  package func study<Kind: PlannedStudy>(_ kind: Kind.Type) -> Kind? {
    studies.lazy.compactMap { $0 as? Kind }.first
  }

  /// What the studies are to be given.
  public var request: Workspace.Request {
    var request = Workspace.Request(
      zones: zones, layers: layers, people: people, measuring: measuring)
    request.network = network
    request.files = outputs
    request.changes = scenario?.changes ?? []
    request.isCompared = isCompared
    return request
  }

  /// The plan with its layers changed by one of its scenarios.
  /// - Throws: `InputError` of kind `usage` for a name that no scenario has.
  public func taking(scenario name: String) throws(InputError) -> Plan {
    guard let chosen = scenarios.first(where: { $0.name == name }) else {
      let known = scenarios.map(\.name).joined(separator: ", ")
      throw InputError(
        path: path, reason: "the plan has no scenario \"\(name)\"",
        remedy: scenarios.isEmpty
          ? "add scenarios: with what is added, removed, moved or replaced"
          : "scenarios: \(known)",
        kind: .usage)
    }
    var plan = self
    plan.scenario = chosen
    return plan
  }
}
