public import GeoCore
internal import GeoFormats
public import PlanningStudies

/// The studies of a plan on its layers as they are and as a scenario would have them.
public struct ScenarioRun: Sendable {
  /// The scenario.
  public let scenario: ScenarioEntry
  /// The run on the layers as they are.
  public let before: MainJob
  /// The run on the layers as the scenario has them.
  public let after: MainJob

  /// - Parameter plan: one that has taken a scenario (`Plan.taking`).
  /// - Throws: `InputError`, `FormatError` or `PROJError` for what is wrong with the plan's data, before
  ///   or after the scenario.
  public init(
    _ plan: Plan, scenario: ScenarioEntry, loader: LayerLoader, lenient: Bool = false,
    threads: Int, phases: Phases
  ) throws {
    self.scenario = scenario
    var present = plan
    present.scenario = nil
    present.isCompared = true
    var future = present
    future.scenario = scenario
    before = try MainJob(
      present, loader: loader, lenient: lenient, threads: threads, phases: phases)
    after = try MainJob(future, loader: loader, lenient: lenient, threads: threads, phases: phases)
  }

  /// Writes the plan's outputs into a folder that exists, before, after and change side by side: all or
  /// nothing, with a manifest.
  /// - Parameter note: takes what had to be decided while writing, each a sentence with its path.
  /// - Throws: `OutputError`, `FormatError`.
  public func write(
    to folder: String, threads: Int, note: (String) -> Void = { _ in }
  ) throws -> RunPublication {
    let (old, new) = (before.outcome, after.outcome)
    let tables = new.tables.map { one in
      var table = one.table
      if let earlier = old.tables.first(where: { $0.table.file == table.file }) {
        table.layer = ScenarioTable(before: earlier.table.layer, after: table.layer).layer
      }
      return (table: table, provenance: one.provenance)
    }
    let outcome = RunOutcome(
      plan: after.plan, tables: tables, summary: summary,
      summaryTable: ScenarioTable(
        before: old.summaryTable, after: new.summaryTable
      ).layer,
      provenance: new.provenance, crs: new.crs)
    return try outcome.write(to: folder, threads: threads, note: note)
  }

  /// Who wins and who loses, and both summaries.
  public var summary: JSONValue {
    .object([
      "title": .string(after.plan.title),
      "scenario": scenario.json,
      "effects": .array(effects.map(\.json)),
      "before": before.summary,
      "after": after.summary,
      "amp_geo": after.provenance.json,
    ])
  }

  /// What the scenario does for people, study by study.
  public var effects: [ScenarioEffect] {
    zip(before.studies, after.studies).flatMap { $1.findings.effects(since: $0.findings) }
  }

  /// The effects as a table.
  public var digest: SummaryBlock {
    var rows = [["what", "before", "after", "better for", "worse for"]]
    func people(_ count: Double?) -> String {
      count.map { FigureText.grouped(Int(nearest: $0)) } ?? "-"
    }
    for effect in effects where effect.before != effect.after {
      func value(_ value: Double?) -> String {
        guard let value else { return "-" }
        if effect.isShare { return FigureText.percent(value) }
        return abs(value) < 100
          ? JSONText.number((value * 100).rounded() / 100) : FigureText.grouped(Int(nearest: value))
      }
      rows.append([
        "\(effect.subject) \(effect.figure)", value(effect.before), value(effect.after),
        people(effect.winners), people(effect.losers),
      ])
    }
    if rows.count == 1 { return .line("no figure over all zones changes") }
    return .table(
      rows: rows, rightAligned: [1, 2, 3, 4], footnote: "better and worse are told in people")
  }

  /// What a reader must know: of both runs, each sentence once.
  public var notes: [String] { (after.notes + before.notes).distinct() }
}
