public import GeoCore

/// A study of any kind that has been run.
public protocol FinishedAnalysis: Sendable {
  /// What provenance calls it.
  var analysis: String { get }
  /// What the study has found.
  var findings: any StudyOutput { get }
  /// The layers that it took, in the order in which they were named.
  var inputs: [StudyLayer] { get }
  /// How it was measured, what was chosen, what that rests on.
  var parameters: [(name: String, value: JSONValue)] { get }
  /// The PROJ pipelines of all that was projected, each once.
  var pipelines: [String] { get }

  /// Where the results come from.
  /// - Parameters:
  ///   - plan: nil on a command line.
  ///   - notes: such as are not of the study alone.
  func provenance(plan: PlanIdentity?, notes: [String]) -> Provenance
}

/// A study with what it has found and what it has taken.
public struct FinishedStudy<Kind: Study>: FinishedAnalysis {
  /// The study as it was asked for.
  public let study: Kind
  /// What it has found.
  public let output: Kind.Output
  private let record: StudyRecord
  /// The layers that it took, in the order in which they were named.
  public let inputs: [StudyLayer]
  private let systems: MeasuringSystems

  init(
    study: Kind, output: Kind.Output, record: StudyRecord, inputs: [StudyLayer],
    systems: MeasuringSystems
  ) {
    self.study = study
    self.output = output
    self.record = record
    self.inputs = inputs
    self.systems = systems
  }

  /// What provenance calls it.
  public var analysis: String { Kind.analysis }
  /// What it has found.
  public var findings: any StudyOutput { output }
  /// Whether it has taken layers whose areas are measured.
  public var measuresAreas: Bool { record.measuresAreas }
  /// The features that were left out, a sentence each.
  public var featuresDropped: [String] { record.dropped }

  /// The PROJ pipelines of all that was projected, each once.
  public var pipelines: [String] { (record.pipelines + output.pipelines).distinct() }

  /// The systems measured in, what was chosen, and the check of areas.
  public var parameters: [(name: String, value: JSONValue)] {
    var list: [(name: String, value: JSONValue)] = []
    list += systems.parameters(
      ofAreas: record.measuresAreas, ofDistances: Kind.measuresDistances)
    list += output.parameters
    if record.measuresAreas { list.append(("area_check", record.areaCheck.json)) }
    return list
  }

  /// Where the results come from. Inputs, pipelines and ledgers are those that the study has taken.
  public func provenance(plan: PlanIdentity? = nil, notes: [String] = []) -> Provenance {
    Provenance(
      analysis: analysis, plan: plan, parameters: parameters, inputs: inputs,
      pipelines: pipelines, notes: output.notes + notes, ledger: output.ledger,
      people: output.people)
  }
}

extension MeasuringSystems {
  /// The systems as provenance records them.
  package func parameters(
    ofAreas: Bool, ofDistances: Bool
  ) -> [(name: String, value: JSONValue)] {
    (ofAreas ? [("area_crs", .string(area.definition))] : [])
      + (ofDistances ? [("distance_crs", .string(distance.definition))] : [])
  }
}
