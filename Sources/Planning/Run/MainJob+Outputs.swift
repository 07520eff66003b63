internal import GeoCore
internal import PlanningStudies

extension MainJob {
  /// The files that a run can write beside those of its studies.
  static let commonFiles = ["summary.json", "summary.csv", "fields.json", "amp-geo.gpkg"]

  /// Writes the plan's outputs into a folder that exists: all or nothing, with a manifest.
  /// - Parameter note: takes what had to be decided while writing, each a sentence with its path.
  /// - Throws: `OutputError`, `FormatError`.
  public func write(
    to folder: String, threads: Int, note: (String) -> Void = { _ in }
  ) throws -> RunPublication {
    try outcome.write(to: folder, threads: threads, note: note)
  }

  /// What the run writes.
  var outcome: RunOutcome {
    let tables = studies.flatMap { study in
      study.findings.tables.map { (table: $0, provenance: provenance(of: study, $0)) }
    }
    return RunOutcome(
      plan: plan, tables: tables, summary: summary, summaryTable: summaryTable,
      provenance: provenance, crs: zones.layer.crs)
  }
}
