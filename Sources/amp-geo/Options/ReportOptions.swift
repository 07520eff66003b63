import ArgumentParser
import GeoFormats
import PlanningIntegrity

/// What the report of `check` looks like, where it goes, and when it fails.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How to report: " + CheckReportFormats.all.map(\.name).joined(separator: ", ") + ".",
      valueName: "name"),
    completion: .list(CheckReportFormats.all.map(\.name)))
  var format: String = "text"

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String = "-"

  @Option(
    help: ArgumentHelp(
      "Fail from which severity on: " + FailureLimit.names + ".", valueName: "severity"))
  var failOn: FailureLimit = .severity(.error)

  mutating func validate() throws {
    guard CheckReportFormats.named(format) != nil else {
      let names = CheckReportFormats.all.map(\.name).joined(separator: ", ")
      throw ValidationError("--format \(format) is not known; known: \(names).")
    }
  }

  /// Writes the report under its final name once it is whole.
  func write(_ report: CheckReport, to output: OutputFile) throws {
    guard let format = CheckReportFormats.named(format) else { return }
    let options = CheckReportOptions(
      isColored: self.output == "-" && Console.colorsOutput, door: CheckCommand.door)
    try format.write(report, options: options) { try output.write($0) }
    try output.commit()
  }
}

/// From which severity on findings fail, if any do.
enum FailureLimit: ExpressibleByArgument {
  case severity(Severity)
  case never

  static let names = (Severity.allCases.map(\.rawValue) + ["never"]).joined(separator: ", ")

  init?(argument: String) {
    if argument == "never" {
      self = .never
      return
    }
    guard let severity = Severity(rawValue: argument) else { return nil }
    self = .severity(severity)
  }

  var severity: Severity? {
    if case .severity(let severity) = self { return severity }
    return nil
  }

  var defaultValueDescription: String { severity?.rawValue ?? "never" }

  static var allValueStrings: [String] { Severity.allCases.map(\.rawValue) + ["never"] }
}
