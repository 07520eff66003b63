import ArgumentParser
import GeoFormats
import PlanningIntegrity

/// What was found on an earlier day.
struct BaselineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only findings that are new or worse than in this file fail.",
      valueName: "file"), completion: .file(extensions: ["json"]))
  var baseline: String?

  @Option(
    help: ArgumentHelp("Record what is found now; it is known from then on.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var writeBaseline: String?

  mutating func validate() throws {
    if writeBaseline == "-" { throw ValidationError("--write-baseline needs the name of a file.") }
  }

  /// Sets known findings apart, and records those of today.
  /// - Parameter note: takes a message for people.
  func apply(_ older: Baseline?, to report: inout CheckReport, note: (String) -> Void) throws {
    if let older {
      let gone = older.apply(to: &report)
      if gone > 0, writeBaseline == nil {
        let count =
          gone == 1 ? "1 finding of the baseline is" : "\(gone) findings of the baseline are"
        note("\(count) gone: write it anew with --write-baseline")
      }
    }
    guard let writeBaseline else { return }
    let today = Baseline(recording: report, keepingOthersOf: older)
    let isRenewed = baseline.map { OutputFile.isSameFile(writeBaseline, $0) } ?? false
    let file = try OutputFile(writeBaseline, replacesInput: isRenewed)
    try file.write(today.text)
    try file.commit()
    _ = today.apply(to: &report)
  }
}
