import GeoCore
import GeoFormats
import PlanningAccess
import PlanningRun
import PlanningStudies

/// The table that `run` prints: for each layer its area, the zones it touches, the most covered.
enum SummaryText {
  static func print(_ job: MainJob, _ publication: RunPublication) throws {
    let area = FigureText.hectares(job.zones.areal.netAreaSquareMeters)
    var text = "\(job.plan.title): \(job.zones.count) zones, \(area) ha"
    let people = job.zones.populations.compactMap { $0 }
    if !people.isEmpty { text += ", \(FigureText.grouped(people.reduce(0, +))) people" }
    text += "\n\n"
    for block in job.studies.flatMap({ $0.findings.digest }) { text += render(block) + "\n" }
    try end(text, notes: job.notes, publication)
  }

  /// What a scenario changes for people.
  static func print(_ run: ScenarioRun, _ publication: RunPublication) throws {
    var text = "\(run.after.plan.title): \(run.scenario.title)\n\n"
    text += render(run.digest) + "\n"
    try end(text, notes: run.notes, publication)
  }

  private static func end(
    _ start: String, notes: [String], _ publication: RunPublication
  ) throws {
    var text = start
    for note in notes + publication.notes {
      text += wrapped("note:", note.split(separator: " ").map(String.init)) + "\n"
    }
    text += "\n" + wrapped("written:", publication.written) + "\n"
    let output = try OutputFile("-")
    try output.write(text)
    try output.commit()
  }

  /// A label and words, in lines that fit.
  private static func wrapped(_ label: String, _ words: [String]) -> String {
    TextTable.lines(of: [label] + words, StandardStreams.outputColumns).joined(separator: "\n  ")
  }

  private static func render(_ block: SummaryBlock) -> String {
    switch block {
    case .table(let rows, let rightAligned, let footnote):
      TextTable.render(rows, rightAligned: rightAligned) + (footnote.map { $0 + "\n" } ?? "")
    case .line(let text):
      TextTable.wrapped(text, StandardStreams.outputColumns).joined(separator: "\n  ") + "\n"
    }
  }
}
