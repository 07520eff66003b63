import ArgumentParser
import Geo
import Planning

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the structure and validity of files.",
    discussion: """
      Exit code 0 when no error is found, 1 when there is one; warnings do not fail.

      Example:
        amp-geo check GeoData/*.geojson
        amp-geo check plan.gpkg --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "Files, or file.gpkg:layer.")
  var files: [String] = []

  @Option(help: "How to print: text or json.")
  var format: Format = .text

  @Flag(help: "List the rules and exit.")
  var listRules = false

  @OptionGroup var input: InputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if files.isEmpty, !listRules { throw ValidationError("name at least one file to check.") }
  }

  mutating func run() throws {
    let output = try OutputFile("-")
    if listRules {
      let rows = IntegrityRules.all.map { [$0.code, $0.name, $0.severity.rawValue, $0.summary] }
      try output.write(TextTable.render([["code", "rule", "severity", "what it means"]] + rows))
      return try output.commit()
    }
    var report = CheckReport()
    try global.perform("check") { phases in
      let options = CheckOptions(read: try input.readOptions(threads: global.threads))
      for file in files {
        try phases.measure("check") {
          try IntegrityCheck.check(file, options: options, into: &report)
        }
      }
    }
    switch format {
    case .json: try output.write(report.json().pretty)
    case .text: try output.write(text(of: report))
    }
    try output.commit()
    if !report.passes() { throw ExitCode(1) }
  }

  private func text(of report: CheckReport) -> String {
    var text = report.findings.map { $0.text + "\n" }.joined()
    let features = report.files.reduce(0) { $0 + ($1.features ?? 0) }
    let layers = report.files.count == 1 ? "1 layer" : "\(report.files.count) layers"
    text += "\(report.passes() ? "pass" : "fail"): \(layers), \(features) features,"
    text += " \(report.count(.error)) errors, \(report.count(.warning)) warnings\n"
    return text
  }
}
