import ArgumentParser
import GeoCore
import PlanningIntegrity
import PlanningStudies

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

  /// Refuses to choose, to leave out, or to set the severity of, rules that are not checked without an
  /// option that was not given, or without a plan.
  /// - Parameters: whether `--coverage`, `--boundary` and `--schema` were given, and a plan.
  /// - Throws: `InputError` of kind `usage`.
  func requireEffect(coverage: Bool, boundary: Bool, schema: Bool, plan: Bool) throws {
    let needed: [(option: String, isGiven: Bool, rules: [IntegrityRule])] = [
      ("--coverage", coverage, IntegrityRules.coverageRules),
      ("--boundary", boundary, IntegrityRules.boundaryRules),
      ("--schema", schema, IntegrityRules.schemaRules),
      ("a plan", plan, IntegrityRules.all.filter { $0.family == .plan }),
    ]
    let choices: [(String, [String])] = [
      ("--only", only), ("--ignore", ignore), ("--severity", severity),
    ]
    for (choice, text) in choices.flatMap({ choice, values in
      Self.words(values).map { (choice, $0) }
    }) {
      let name = text.split(separator: "=").first.map(String.init) ?? text
      let named = IntegrityRules.all(named: name)
      for (option, isGiven, rules) in needed
      where !isGiven && !named.isEmpty && named.allSatisfy(rules.contains) {
        throw InputError(
          reason: "\(choice) \(text) has no effect: without \(option) "
            + (named.count == 1 ? "this rule is not checked" : "these rules are not checked"),
          remedy: "leave it out, or add \(option)", kind: .usage)
      }
    }
  }

  /// The parts between commas of a repeated option.
  private static func words(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",") }.map { $0.filter { !$0.isWhitespace } }
      .filter { !$0.isEmpty }
  }
}
