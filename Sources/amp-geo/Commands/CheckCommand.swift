import ArgumentParser
import GeoCore
import GeoFormats
import PlanningIntegrity
import PlanningRun
import PlanningStudies

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the structure, validity and coverage of files.",
    discussion: """
      Exit code 0 when nothing is found that is as bad as --fail-on, 1 when
      something is, 65 when a file cannot be read at all, 66 when one is missing.

      Rules of a project, for all of its files or those under some paths, stand in
      .amp-geo.yaml; what folders hold and nobody checks in .amp-geo-ignore.

      Example:
        amp-geo check GeoData/*.geojson
        amp-geo check data --format sarif -o data.sarif
        git show main:zones.geojson | amp-geo check -
        amp-geo check data/*.geojson --ignore S119 --fail-on warning
        amp-geo check zones.gpkg --coverage --max-gap 2 --boundary communes
        amp-geo check --explain V201
      """)

  @Argument(
    help: """
      Files, file.gpkg:layer, folders, embedded layers, plans (.yaml), or - for standard input.
      """,
    completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp("The rules of the project, instead of .amp-geo.yaml.", valueName: "file"),
    completion: .yaml)
  var config: String?

  @Flag(name: .customLong("no-config"), help: "Look for no .amp-geo.yaml.")
  var isWithoutConfiguration = false

  @OptionGroup(title: "Rules") var rules: RuleOptions

  @OptionGroup(title: "Coverage") var coverage: TopologyCheckOptions

  @Option(
    help: ArgumentHelp("Explain a rule, or list a family's rules, and exit.", valueName: "rule"))
  var explain: [String] = []

  @Option(
    help: ArgumentHelp("What attributes must be: a YAML file, docs/schema.md.", valueName: "file"),
    completion: .yaml)
  var schema: String?

  @Flag(help: "List the rules and exit; as text, or with --format json.")
  var listRules = false

  @OptionGroup(title: "Report") var report: ReportOptions
  @OptionGroup(title: "Baseline") var baseline: BaselineOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if files.isEmpty, !listRules, explain.isEmpty {
      throw ValidationError("name at least one file to check.")
    }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("- is standard input, which can be read once.")
    }
    if config != nil, isWithoutConfiguration {
      throw ValidationError("--config and --no-config contradict each other.")
    }
    if listRules || !explain.isEmpty { try requireNothingElse() }
  }

  /// Listing and explaining check nothing: options of checking would have no effect.
  private func requireNothingElse() throws {
    let what = listRules ? "--list-rules" : "--explain"
    if listRules, !explain.isEmpty {
      throw ValidationError("--list-rules and --explain exclude each other.")
    }
    if listRules, !["text", "json"].contains(report.format) {
      throw ValidationError("--list-rules has the formats text and json.")
    }
    if !listRules, report.format != "text" {
      throw ValidationError("--explain has the format text only.")
    }
    let checks =
      !files.isEmpty || schema != nil || coverage.coverage || baseline.baseline != nil
      || baseline.writeBaseline != nil || config != nil || !input.given.isEmpty
    if checks {
      throw ValidationError(
        "\(what) checks nothing: it takes no files, no --schema, no --coverage, no --config and no"
          + " baseline.")
    }
  }

  mutating func run() throws {
    let selection = try rules.selection()
    if listRules || !explain.isEmpty {
      return try global.perform("check") { phases in
        let text = try phases.measure("list") {
          try listRules
            ? RuleText.list(selection, asJSON: report.format == "json")
            : explain.map { try RuleText.explanation(of: $0, selection) }
              .joined(separator: "\n")
        }
        let output = try OutputFile(report.output)
        try output.write(text)
        try output.commit()
      }
    }
    try check(selection)
  }

  /// Refuses a schema for layers that are not among those checked.
  private func requireRuled(by schema: LayerSchema, in report: CheckReport) throws {
    let names = report.files.filter { $0.features != nil }.compactMap(\.layer)
    guard !names.isEmpty, !names.contains(where: schema.rules(layerNamed:)) else { return }
    throw InputError(
      path: self.schema,
      reason: "the schema rules none of the layers: \"layers\" names "
        + schema.layers.joined(separator: ", "),
      remedy: "they are called \(names.joined(separator: ", "))", kind: .usage)
  }

  /// Refuses a schema, or looking at coverages, when the rules chosen leave nothing to find by it.
  private func requireEffect(of rules: [IntegrityRule]) throws {
    for (option, family, isGiven) in [
      ("--schema", "A", schema != nil), ("--coverage", "C", coverage.coverage),
    ] where isGiven && !rules.contains(where: { $0.code.hasPrefix(family) }) {
      throw InputError(
        reason: "\(option) has no effect: the rules of family \(family) are left out",
        remedy: "leave it out too, or change --only and --ignore", kind: .usage)
    }
  }

  /// The baseline may be written anew, and not be replaced by a report.
  private func requireNewReport() throws {
    guard let older = baseline.baseline, OutputFile.isSameFile(report.output, older) else { return }
    throw InputError(
      path: report.output, reason: "this file is an input of the command, and would be overwritten",
      remedy: "write to another one", kind: .usage)
  }

  private func check(_ selection: RuleSelection) throws {
    try requireNewReport()
    try OutputTargets.prepare(
      [("-o", report.output), ("--write-baseline", baseline.writeBaseline)],
      replacing: baseline.baseline)
    var options = CheckOptions(
      read: try input.readOptions(threads: global.threads), rules: selection,
      schema: try schema.map { try LayerSchema(path: $0) })
    options.door = Self.door
    let targets = try files.flatMap { try CheckTarget.all(named: $0) }
    var configurations = try CheckConfigurations(
      path: config, isSearched: !isWithoutConfiguration)
    options.plans = targets.contains { PlanCheck.isPlan($0.reference) } ? .standard : nil
    options.coverage = try coverage.request(try input.loader(threads: global.threads))
    let wanted = IntegrityRules.all.filter { selection.contains($0) && !$0.makesUnreadable }
    guard !selection.isEmpty else {
      throw InputError(
        reason: "no rule is left to check", remedy: "--ignore names all that --only names",
        kind: .usage)
    }
    guard wanted.isEmpty || wanted.contains(where: options.checkedRules.contains) else {
      throw InputError(
        reason: "no rule is left to check",
        remedy: "rules of family C need --coverage, of A --schema, of X a plan",
        kind: .usage)
    }
    try requireEffect(of: wanted)
    try rules.requireEffect(
      coverage: options.coverage != nil, boundary: coverage.boundary != nil,
      schema: schema != nil, plan: options.plans != nil)
    let older = try baseline.baseline.map { try Baseline(path: $0) }
    var found = CheckReport(rules: options.checkedRules, failOn: report.failOn.severity)
    try global.perform("check") { phases in
      options.phases = phases
      for target in targets {
        var own = options
        own.rules = try configurations.rules(for: LayerReferences.path(of: target.name))
          .overlaid(by: selection)
        if own.rules != selection { found.add(own.checkedRules, ofPath: target.name) }
        try phases.measure("check") {
          try IntegrityCheck.check(target, options: own, into: &found)
        }
      }
    }
    if let schema = options.schema { try requireRuled(by: schema, in: found) }
    try input.requireEffect(on: found, and: [options.coverage?.boundary].compactMap { $0 })
    let output = try OutputFile(report.output)
    try baseline.apply(older, to: &found, note: global.note)
    do {
      try report.write(found, to: output)
    } catch let error as OutputError where error.isClosedPipe {
      // Whoever reads the report has read enough; the verdict is the exit code's all the same.
    }
    for finding in found.findings where finding.rule == IntegrityRules.missingFile {
      Console.failure("\(finding.file): \(finding.message)")
    }
    if found.hasMissingFiles { throw ExitCode(FailureKind.missingInput.exitCode) }
    if found.hasUnreadableFiles { throw ExitCode(FailureKind.badData.exitCode) }
    if !found.passes() { throw ExitCode(1) }
  }
}
