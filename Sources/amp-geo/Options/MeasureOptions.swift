import ArgumentParser
import GeoCore
import GeoFormats
import GeoStreets
import PlanningAccess
import PlanningStudies

/// Measures of accessibility from costs between origins and destinations.
struct MeasureOptions: ParsableArguments {
  @Option(
    name: .customLong("measure"),
    help: ArgumentHelp(
      "A measure, such as 2sfca; repeat for more. \"list\" shows all, and all decays.",
      valueName: "name"), completion: .list(Measures.all.map { $0.about.name } + ["list"]))
  var measures: [String] = []

  @Option(
    help: ArgumentHelp(
      "Travel costs: a table of from_id, to_id, travel_time.", valueName: "file"),
    completion: .layerFile)
  var costs: String?

  @Option(help: ArgumentHelp("The column of --costs to take.", valueName: "column"))
  var costColumn: String?

  @Option(
    help: ArgumentHelp("The column of --costs that holds ids of origins.", valueName: "column"))
  var fromColumn: String?

  @Option(
    help: ArgumentHelp(
      "The column of --costs that holds ids of destinations.", valueName: "column"))
  var toColumn: String?

  @Flag(help: "Leave out costs whose ids are not known, instead of refusing them.")
  var ignoreUnknown = false

  @Option(
    help: ArgumentHelp(
      "Travel along streets: a network made by network build.", valueName: "file"),
    completion: .network)
  var network: String?

  @OptionGroup var joining: JoiningOptions

  @Option(help: ArgumentHelp("Where people start from.", valueName: "layer"), completion: .layer)
  var origins: String?

  @Option(help: ArgumentHelp("The attribute that identifies an origin.", valueName: "column"))
  var originID: String?

  @Option(help: ArgumentHelp("The attribute that counts an origin's people.", valueName: "column"))
  var demand: String?

  @Option(help: ArgumentHelp("Where people go to.", valueName: "layer"), completion: .layer)
  var destinations: String?

  @Option(help: ArgumentHelp("The attribute that identifies a destination.", valueName: "column"))
  var destinationID: String?

  @Option(
    help: ArgumentHelp(
      "The attribute that says what a destination offers (1 each).", valueName: "column"))
  var supply: String?

  @Option(
    help: ArgumentHelp("How cost weighs, such as 'power(1)' or 'gaussian(20)'.", valueName: "f"))
  var decay: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The greatest cost that counts.", valueName: "min"),
    transform: Quantity.minutes.parse)
  var cutoff: Double?

  @Option(
    help: ArgumentHelp("Cutoffs from, to and, if not 1, apart.", valueName: "from,to[,step]"))
  var interval: String?

  @Option(
    help: ArgumentHelp("What is made of the cutoffs: mean or median.", valueName: "name"),
    completion: .words(of: CutoffInterval.Summary.self))
  var intervalSummary: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How much supply cost_to_closest asks for (1).", valueName: "n"),
    transform: DecimalOption.parse)
  var count: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Travel that is as bad as average crowds, for raam (60).", valueName: "min"),
    transform: Quantity.minutes.parse)
  var tau: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How demand weighs in spatial_availability (1).", valueName: "a"),
    transform: DecimalOption.parse)
  var demandExponent: Double?

  @Flag(
    name: [.long, .customLong("fill-missing-ids")],
    help: "Give 0, not null, to origins that reach nothing, where scores are sums.")
  var fillMissing = false

  @OptionGroup(title: "Measures, explained") var explained: ExplainOptions

  /// The options that were given, by their names.
  var given: [String] {
    let own: [(String, Bool)] = [
      ("--measure", !measures.isEmpty), ("--costs", costs != nil),
      ("--cost-column", costColumn != nil), ("--from-column", fromColumn != nil),
      ("--to-column", toColumn != nil), ("--ignore-unknown", ignoreUnknown),
      ("--network", network != nil), ("--origins", origins != nil),
      ("--origin-id", originID != nil), ("--demand", demand != nil),
      ("--destinations", destinations != nil), ("--destination-id", destinationID != nil),
      ("--supply", supply != nil), ("--decay", decay != nil), ("--cutoff", cutoff != nil),
      ("--interval", interval != nil), ("--interval-summary", intervalSummary != nil),
      ("--count", count != nil), ("--tau", tau != nil),
      ("--demand-exponent", demandExponent != nil), ("--fill-missing", fillMissing),
    ]
    return own.filter(\.1).map(\.0) + joining.given + explained.given
  }

  /// Whether measures are asked for, by the one option that names them.
  var isAskedFor: Bool { !measures.isEmpty }

  /// Whether all that is asked for is the list of measures.
  var isOfList: Bool { measures == ["list"] }

  /// The choices that were made.
  /// - Throws: `InputError` of kind `usage` naming the option that is wrong.
  func parameters() throws -> MeasureParameters {
    if let cutoff, !(cutoff >= 0 && cutoff.isFinite) {
      throw InputError(reason: "--cutoff must be 0 or more, not \(cutoff)", kind: .usage)
    }
    return MeasureParameters(
      decay: try decay.map { try Decays.parse($0) }, cutoffMinutes: cutoff,
      interval: try chosenInterval(), count: count ?? 1, tauMinutes: tau ?? 60,
      demandExponent: demandExponent ?? 1)
  }

  private func chosenInterval() throws -> CutoffInterval? {
    guard let interval else {
      guard intervalSummary == nil else {
        throw InputError(reason: "--interval-summary goes with --interval", kind: .usage)
      }
      return nil
    }
    let numbers = interval.split(separator: ",", omittingEmptySubsequences: false)
      .compactMap { Quantity(String($0)).flatMap(Quantity.minutes.value(of:)) }
    guard (2...3).contains(numbers.count),
      numbers.count == interval.split(separator: ",", omittingEmptySubsequences: false).count
    else {
      throw InputError(
        reason: "--interval \(interval): two or three numbers are wanted",
        remedy: "write it like --interval 20,30", kind: .usage)
    }
    let name = intervalSummary ?? CutoffInterval.Summary.mean.rawValue
    guard let summary = CutoffInterval.Summary(rawValue: name) else {
      throw InputError(
        reason: "--interval-summary \(name) is not known", remedy: "known: mean, median",
        kind: .usage)
    }
    return try CutoffInterval(
      start: numbers[0], end: numbers[1], increment: numbers.count > 2 ? numbers[2] : 1,
      summary: summary)
  }

  /// The measures that were asked for, under the names as they were typed.
  /// - Throws: `InputError` of kind `usage` for an unknown or repeated measure, and for an option
  ///   that no measure takes.
  func chosenMeasures() throws -> [AccessMeasureStudy.Choice] {
    let chosen = try measures.map {
      AccessMeasureStudy.Choice(name: $0, type: try Measures.named($0))
    }
    for (i, one) in chosen.enumerated()
    where chosen[..<i].contains(where: { $0.type.about.name == one.type.about.name }) {
      throw InputError(reason: "--measure \(one.name) is named twice", kind: .usage)
    }
    let given: [(MeasureParameter, Bool)] = [
      (.decay, decay != nil), (.cutoff, cutoff != nil), (.interval, interval != nil),
      (.count, count != nil), (.tau, tau != nil), (.exponent, demandExponent != nil),
    ]
    for (parameter, isGiven) in given where isGiven {
      let isTaken = chosen.contains { one in
        (one.type.about.needs + one.type.about.takes).contains(parameter)
      }
      guard isTaken else {
        let takers = Measures.all.filter { ($0.about.needs + $0.about.takes).contains(parameter) }
        throw InputError(
          reason: "\(parameter.option) is given, and no measure that was named takes it",
          remedy: "it goes with \(takers.map { $0.about.name }.joined(separator: ", "))",
          kind: .usage)
      }
    }
    if fillMissing, chosen.allSatisfy({ $0.type.about.isCost }) {
      throw InputError(
        reason: "--fill-missing is given, and no measure that was named is a sum",
        remedy: "leave it out", kind: .usage)
    }
    return chosen
  }

  /// - Throws: `InputError` of kind `usage` unless costs come from one source, and for options that
  ///   belong to the other.
  func checkSource() throws {
    guard (costs == nil) != (network == nil) else {
      throw InputError(
        reason: costs == nil
          ? "measures need costs" : "--costs and --network do not go together",
        remedy: "name a table of costs, --costs costs.csv, or a network, --network streets.gpkg",
        kind: .usage)
    }
    if costs != nil, !joining.given.isEmpty {
      throw InputError(
        reason: "--max-snap, --entrances and --entrance-of go with --network", kind: .usage)
    }
    let isOfTables =
      costColumn != nil || fromColumn != nil || toColumn != nil || ignoreUnknown
    if network != nil, isOfTables {
      throw InputError(
        reason: "--cost-column, --from-column, --to-column and --ignore-unknown go with --costs",
        kind: .usage)
    }
  }

  /// The table of costs; nil when they come from a network.
  var costFile: CostFile? {
    costs.map { costs in
      CostFile(
        LayerReferences.split(costs) ?? LayerSource(path: costs), fromColumn: fromColumn,
        toColumn: toColumn, costColumn: costColumn, ignoresUnknownIDs: ignoreUnknown)
    }
  }

  /// What was chosen of measures and costs, as it was written.
  var asked: [(name: String, value: JSONValue)] {
    var chosen: [(name: String, value: JSONValue)] = [("measures", .strings(measures))]
    func add(_ name: String, _ value: JSONValue?) {
      if let value { chosen.append((name, value)) }
    }
    add("from_column", fromColumn.map { .string($0) })
    add("to_column", toColumn.map { .string($0) })
    add("cost_column", costColumn.map { .string($0) })
    add("decay", decay.map { .string($0) })
    add("cutoff_min", cutoff.map { .number($0) })
    add("interval_min", interval.map { .string($0) })
    add("interval_summary", intervalSummary.map { .string($0) })
    add("count", count.map { .number($0) })
    add("tau_min", tau.map { .number($0) })
    add("demand_exponent", demandExponent.map { .number($0) })
    return chosen
  }
}
