import ArgumentParser
import GeoCore
import PlanningAccess
import PlanningStudies

/// What lies behind scores, what would change them, and how they are spread over people.
struct ExplainOptions: ParsableArguments {
  @Option(
    name: .customLong("explain"),
    help: ArgumentHelp(
      "Print what each destination adds to this origin's scores; may be repeated.",
      valueName: "origin"))
  var explained: [String] = []

  @Option(
    help: ArgumentHelp(
      "Write what --explain prints as a table (CSV, GeoPackage …).", valueName: "file"),
    completion: .writtenLayer)
  var explainOutput: String?

  @Option(
    name: .customLong("close"),
    help: ArgumentHelp(
      "Show the change if this destination closed; may be repeated.", valueName: "id"))
  var closed: [String] = []

  @Option(
    name: .customLong("open"),
    help: ArgumentHelp(
      "Show the change if this destination opened; it is taken as not there yet.",
      valueName: "id"))
  var opened: [String] = []

  @Option(
    name: .customLong("add"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Show the change if a destination were there, over --network; its supply is 1 unless "
        + "named; may be repeated.", valueName: "lon,lat[,supply]"))
  var added: [String] = []

  @Option(
    help: ArgumentHelp(
      "The study area (polygons): show which origins are nearer to its border than to a "
        + "destination, over --network.", valueName: "layer"), completion: .layer)
  var boundary: String?

  @Option(help: ArgumentHelp("The attribute of origins that groups them.", valueName: "column"))
  var groups: String?

  @Option(
    help: ArgumentHelp("Write the mean score of each group (CSV …).", valueName: "file"),
    completion: .writtenLayer)
  var groupsOutput: String?

  @Option(
    help: ArgumentHelp(
      "Write the mean score of each of --zones (GeoJSON …).", valueName: "file"),
    completion: .writtenLayer)
  var zonesOutput: String?

  @Option(
    help: ArgumentHelp(
      "Write how scores are spread over people (CSV …): Gini, Palma, Theil …", valueName: "file"),
    completion: .writtenLayer)
  var inequality: String?

  @Option(
    help: ArgumentHelp(
      "The attribute of origins that ranks people, for --inequality.", valueName: "column"))
  var income: String?

  @Option(
    help: ArgumentHelp(
      "Of whom Palma's tenths are: of people scored, or with --income of all.",
      valueName: "scored|all"), completion: .words(of: PalmaRatio.Quantiles.self),
    transform: PalmaRatio.Quantiles.init(argument:))
  var palmaOf: PalmaRatio.Quantiles?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The score below which one is poor, for --inequality.", valueName: "score"),
    transform: DecimalOption.parse)
  var povertyLine: Double?

  /// The options that were given, by their names.
  var given: [String] {
    let own: [(String, Bool)] = [
      ("--explain", !explained.isEmpty), ("--explain-output", explainOutput != nil),
      ("--close", !closed.isEmpty), ("--open", !opened.isEmpty), ("--add", !added.isEmpty),
      ("--boundary", boundary != nil), ("--groups", groups != nil),
      ("--groups-output", groupsOutput != nil), ("--zones-output", zonesOutput != nil),
      ("--inequality", inequality != nil), ("--income", income != nil),
      ("--palma-of", palmaOf != nil), ("--poverty-line", povertyLine != nil),
    ]
    return own.filter(\.1).map(\.0)
  }

  /// The tables beside the scores, by the options that name them.
  var sideOutputs: [(option: String, path: String?)] {
    [
      ("--explain-output", explainOutput), ("--groups-output", groupsOutput),
      ("--zones-output", zonesOutput), ("--inequality", inequality),
    ]
  }

  /// - Throws: `InputError` of kind `usage` for choices that do not go together.
  func check(hasZones: Bool) throws {
    for case (_, let path?) in sideOutputs { _ = try OutputOptions.format(ofPath: path) }
    if explainOutput != nil, explained.isEmpty {
      throw InputError(reason: "--explain-output needs --explain", kind: .usage)
    }
    if zonesOutput != nil, !hasZones {
      throw InputError(
        reason: "--zones-output needs --zones", remedy: "name the zones: --zones communes",
        kind: .usage)
    }
    if hasZones, zonesOutput == nil, inequality == nil {
      throw InputError(
        reason: "with --measure, --zones has nothing to sum up",
        remedy: "name a file with --zones-output or --inequality", kind: .usage)
    }
    if (groupsOutput != nil) && groups == nil {
      throw InputError(reason: "--groups-output needs --groups", kind: .usage)
    }
    if groups != nil, groupsOutput == nil, inequality == nil {
      throw InputError(
        reason: "--groups has nothing to group",
        remedy: "name a file with --groups-output or --inequality", kind: .usage)
    }
    if inequality == nil, income != nil || povertyLine != nil || palmaOf != nil {
      throw InputError(
        reason: "--income, --palma-of and --poverty-line go with --inequality", kind: .usage)
    }
    if palmaOf == .all, income == nil {
      throw InputError(
        reason: "--palma-of all needs --income: by its score, who has none has no rank",
        remedy: "name the column of incomes, or take --palma-of scored", kind: .usage)
    }
    if let povertyLine, !(povertyLine > 0 && povertyLine.isFinite) {
      throw InputError(
        reason: "--poverty-line must be greater than 0, not \(povertyLine)", kind: .usage)
    }
    let twice = (closed + opened).enumerated().first { place, id in
      (closed + opened)[..<place].contains(id)
    }
    if let twice {
      throw InputError(
        reason: "--close and --open name \(twice.element) twice", kind: .usage)
    }
  }
}

extension PalmaRatio.Quantiles {
  fileprivate init(argument: String) throws {
    guard let known = Self(rawValue: argument) else {
      let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\(argument) is not known; known: \(names).")
    }
    self = known
  }
}
