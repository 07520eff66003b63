internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection

/// Where a result comes from: program, plan, parameters, inputs, systems, libraries. No clock
/// time, so that the same inputs give the same bytes.
public struct Provenance: Sendable {
  /// What was computed: `coverage`, `overlaps` …
  public var analysis: String
  /// The plan's title; nil when no plan was run.
  public var planTitle: String?
  /// The SHA-256 of the plan's bytes; nil when no plan was run.
  public var planSHA256: String?
  /// What was asked for, in the order in which it is told.
  public var parameters: [(name: String, value: JSONValue)]
  /// What columns are about that their names cannot say; empty for nothing.
  public var fields: [JSONValue] = []
  /// The layers that went in, with their checksums and credits.
  public var inputs: [StudyLayer]
  /// The PROJ pipelines used, each once.
  public var pipelines: [String]
  /// What a reader must know, a sentence each.
  public var notes: [String]
  /// Where each layer's ground went.
  public var ledger: [LedgerEntry]
  /// Where people went; nil when nobody was counted.
  public var people: PeopleLedger?

  /// Where a result comes from. Program and libraries are added when it is written.
  public init(
    analysis: String, plan: PlanIdentity? = nil,
    parameters: [(name: String, value: JSONValue)] = [],
    inputs: [StudyLayer], pipelines: [String] = [], notes: [String] = [],
    ledger: [LedgerEntry] = [], people: PeopleLedger? = nil
  ) {
    self.analysis = analysis
    planTitle = plan?.title
    planSHA256 = plan?.sha256
    self.parameters = parameters
    self.inputs = inputs
    self.pipelines = pipelines
    self.notes = notes
    self.ledger = ledger
    self.people = people
  }

  /// The foreign member `amp_geo` of GeoJSON results.
  public var json: JSONValue {
    let plan: JSONValue? = planTitle.map { title in
      .object(["title": .string(title), "sha256": .optional(planSHA256)])
    }
    let chosen = parameters.map { JSONValue.Member(name: $0.name, value: $0.value) }
    return .object([
      "version": .string(Version.current),
      "analysis": .string(analysis),
      "plan": plan,
      "parameters": .object(chosen),
      "fields": fields.isEmpty ? nil : .array(fields),
      "inputs": .array(inputs.map(\.provenance)),
      "proj_pipelines": .strings(pipelines),
      "geos_version": .string(GEOSLibrary.version),
      "proj_version": .string(PROJLibrary.version),
      "notes": notes.isEmpty ? nil : .strings(notes),
      "ledger": ledger.isEmpty ? nil : .array(ledger.map(\.json)),
      "people_ledger": people?.json,
    ])
  }
}

extension StudyLayer {
  /// One input of a result.
  var provenance: JSONValue {
    let condition: JSONValue? = filter.map { .string($0) }
    let accuracy = accuraciesMeters.compactMap { $0 }.max() ?? credits.accuracyMeters
    return .object([
      "name": .string(name),
      "reference": .string(reference),
      "where": condition,
      "sha256": .string(sha256),
      "title": .string(credits.title),
      "source": .string(credits.source),
      "licence": .string(credits.licence),
      "vintage": .string(credits.vintage),
      "status": .string(weakestStatus.rawValue),
      "accuracy_m": .optional(accuracy),
      "crs": .string(layer.crs.definition),
      "features": .integer(layer.count),
      "added": additions.isEmpty
        ? nil
        : .array(
          additions.map {
            .object(["reference": .string($0.reference), "sha256": .string($0.sha256)])
          }),
    ])
  }
}

/// The version of amp-geo.
public enum Version {
  /// The version that results and `--version` state.
  public static let current = "0.2.0"
}
