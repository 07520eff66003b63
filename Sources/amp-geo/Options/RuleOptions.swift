import ArgumentParser
import Geo
import Planning

/// Which rules `check` applies, and how bad their findings are.
struct RuleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only these rules: codes, names, or families (S, V …), with commas.", valueName: "rules"))
  var only: [String] = []

  @Option(help: ArgumentHelp("Leave these rules out.", valueName: "rules"))
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "Set how bad a rule is: S105=error, V=warning.", valueName: "rule=severity"))
  var severity: [String] = []

  @Flag(help: "What a standard demands of files is an error, though readers go on (S105, S130).")
  var strict = false

  func selection() throws -> RuleSelection {
    let chosen = try RuleSelection(
      only: Self.words(only), ignored: Self.words(ignore), severities: Self.words(severity))
    try RuleSelection.requireEffect(ofIgnoring: Self.words(ignore), among: Self.words(only))
    return strict ? RuleSelection.strict.overlaid(by: chosen) : chosen
  }

  /// The parts between commas of a repeated option.
  private static func words(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",") }.map { $0.filter { !$0.isWhitespace } }
      .filter { !$0.isEmpty }
  }
}
