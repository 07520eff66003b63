import ArgumentParser
import GeoAlgorithms
import GeoCore
import GeoFormats
import GeoProjection
import PlanningIntegrity
import PlanningStudies

struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Repair the geometry of a layer, and say what was changed.",
    discussion: """
      Steps, in this order: \(RepairSteps.all.map { $0.name }.joined(separator: ", ")).
      Without options, rings are closed and wound, and polygons made valid. Borders
      of neighbours are matched with --tolerance, --max-gap or --max-overlap.

      Of matched borders, no vertex and no edge ends further than the tolerance
      from where it was; what cannot be matched within it is left and named.
      A feature that would change by more than --max-change stops the repair:
      nothing is written, exit code 1.
      Attributes and ids stay as they are.

      Example:
        amp-geo fix zones.geojson -o fixed.geojson --dry-run
        amp-geo fix zones.gpkg -o fixed.gpkg --max-gap 1 --max-overlap 1
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "A file, or file.gpkg:layer.", completion: .layerFile)
  var file: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write the repaired layer.", valueName: "file"),
    completion: .writtenLayer)
  var output: String?

  @Flag(help: "Write to the file itself, once the repair is whole.")
  var inPlace = false

  @Flag(help: "Only report what would be done.")
  var dryRun = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Match borders: vertices this near are one (0.01).", valueName: "metres"),
    transform: Quantity.meters.parse)
  var tolerance: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Fill gaps up to this width.", valueName: "metres"),
    transform: Quantity.meters.parse)
  var maxGap: Double = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Settle overlaps up to this width.", valueName: "metres"),
    transform: Quantity.meters.parse)
  var maxOverlap: Double = 0

  @Option(
    help: ArgumentHelp(
      "Give gaps and overlaps to the feature with the greater value, not to the one with the"
        + " longest border.", valueName: "attribute"))
  var prefer: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Drop parts narrower than this.", valueName: "metres"),
    transform: Quantity.meters.parse)
  var minWidth: Double = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Refuse to change a feature's area by more than this.", valueName: "percent"))
  var maxChange: Percentage = Percentage(share: 0.01)

  enum Renumbering: String, ExpressibleByArgument, CaseIterable {
    case never
    case duplicates
    case all

    var choice: RepairOptions.Renumbering {
      switch self {
      case .never: .never
      case .duplicates: .duplicates
      case .all: .all
      }
    }
  }

  @Option(help: "Number ids anew: never, duplicates or all.")
  var renumber: Renumbering = .never

  @Option(
    help: ArgumentHelp("Steps to leave out: winding,valid.", valueName: "steps"),
    completion: .list(RepairSteps.all.map { $0.name }))
  var skip: String?

  @Option(help: "How to print the report: text or json.")
  var format: Format = .text

  @Option(
    help: ArgumentHelp(
      "The format to write, when the file's ending does not tell.", valueName: "name"),
    completion: .format)
  var writeAs: String?

  @Flag(help: "List the steps and exit.")
  var listSteps = false

  @OptionGroup var input: InputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if listSteps {
      guard file == nil, output == nil, !inPlace, !dryRun else {
        throw ValidationError("--list-steps takes no file.")
      }
      guard areStandard else {
        throw ValidationError("--list-steps repairs nothing: it takes no options of repairing.")
      }
      return
    }
    guard file != nil else { throw ValidationError("name a file to fix.") }
    if output != nil, inPlace { throw ValidationError("-o and --in-place exclude each other.") }
    if output == nil, !inPlace, !dryRun {
      throw ValidationError("say where to write with -o or --in-place, or use --dry-run.")
    }
    let lengths =
      [("--tolerance", tolerance ?? 0), ("--max-gap", maxGap)]
      + [("--max-overlap", maxOverlap), ("--min-width", minWidth)]
    for (name, value) in lengths where !(value >= 0 && value <= 10_000) {
      throw ValidationError("\(name) must be from 0 to 10000 metres.")
    }
    let known = RepairSteps.all.map { $0.name }
    for step in skippedSteps where !known.contains(step) {
      throw ValidationError("there is no step \(step); steps: \(known.joined(separator: ", ")).")
    }
    if writeAs != nil, output == nil, !inPlace {
      throw ValidationError("--write-as goes with -o or --in-place.")
    }
    if prefer != nil, maxGap == 0, maxOverlap == 0 {
      throw ValidationError("--prefer goes with --max-gap or --max-overlap.")
    }
  }

  /// Whether nothing was said of how to repair.
  private var areStandard: Bool {
    [prefer, skip, writeAs].allSatisfy { $0 == nil } && tolerance == nil && input.given.isEmpty
      && [maxGap, maxOverlap, minWidth].allSatisfy { $0 == 0 } && renumber == .never
      && format == .text
  }

  private var skippedSteps: [String] {
    (skip ?? "").split(separator: ",").map(String.init)
  }

  mutating func run() throws {
    if listSteps { return try printSteps() }
    guard let file else { return }
    let target = inPlace ? LayerReferences.path(of: file) : output
    if let target, !inPlace { try requireOther(target, than: file) }
    if let target, !dryRun {
      if inPlace {
        try OutputFile.requirePossible(target)
      } else {
        try OutputTargets.prepare([("-o", target)])
      }
    }
    let destination = OutputOptions.writing(to: target ?? "-", as: writeAs)
    let writer = try dryRun && target == nil ? nil : destination.chosenFormat()
    let result = try repair(file, for: writer)
    let report = result.report
    if !dryRun, !report.isRefused, let writer {
      try destination.write(
        [result.layer], as: writer, replacesInput: inPlace, global: global)
    }
    try show(report)
    if report.isRefused || !report.isSettled { throw ExitCode(1) }
  }

  private func repair(_ file: String, for writer: (any LayerFormat)?) throws -> RepairResult {
    var result: RepairResult?
    try global.perform("fix") { phases in
      var read = try input.readOptions(threads: global.threads)
      read.closesRings = !skippedSteps.contains("close")
      var layer = try phases.measure("read") {
        try LayerFormats.read(LayerReferences.source(of: file), options: read)
      }
      try layer.requireFit()
      try global.report([layer], read: input)
      let format = writer ?? LayerFormats.ofInput(path: layer.path)
      let isGeoJSON = format is GeoJSONFormat || format is GeoJSONSeqFormat
      if isGeoJSON, layer.crs != .wgs84 {
        if inPlace, !dryRun { throw Self.reprojection(of: layer) }
        global.note("\(layer.path): repaired in longitude and latitude, as GeoJSON is written")
        layer.geometries = try layer.geometries.degreesInOneTurn(threads: global.threads)
      }
      let options = options(grid: isGeoJSON ? OutputGrid(decimals: 7) : nil)
      result = try phases.measure("repair") {
        try LayerRepair.repaired(layer, options: options)
      }
    }
    guard let result else { throw ExitCode(70) }
    return result
  }

  private func options(grid: OutputGrid?) -> RepairOptions {
    var options = RepairOptions()
    if let tolerance { options.toleranceMeters = tolerance }
    options.matchesBorders = tolerance != nil || maxGap > 0 || maxOverlap > 0
    options.maxGapMeters = maxGap
    options.maxOverlapMeters = maxOverlap
    options.minWidthMeters = minWidth
    options.maxChange = maxChange.share
    options.preferredField = prefer
    options.renumbering = renumber.choice
    options.skipped = Set(skippedSteps)
    options.grid = grid
    options.threads = global.threads
    return options
  }

  /// Refuses to write over the input unless that was asked for.
  private func requireOther(_ target: String, than file: String) throws {
    guard OutputFile.isSameFile(target, LayerReferences.path(of: file)) else { return }
    throw InputError(
      path: target, reason: "this is the file that is read",
      remedy: "write to another one, or say --in-place", kind: .usage)
  }

  /// A repair in place must not put a file into another system.
  private static func reprojection(of layer: Layer) -> InputError {
    InputError(
      path: layer.path,
      reason:
        "the file is in \(layer.crs.definition), and GeoJSON is written in longitude and latitude",
      remedy: "write to another file with -o", kind: .usage)
  }

  /// Prints the report where it cannot mix with the layer.
  private func show(_ report: RepairReport) throws {
    let text: String
    switch format {
    case .json: text = report.json.pretty
    case .text:
      text = RepairText(report, listsAll: global.verbose, isDryRun: dryRun).text
    }
    if let output, !dryRun, OutputFile.isSameFile(output, "-") {
      StandardStreams.writeError(text)
    } else if format == .json || !global.quiet {
      let stream = try OutputFile("-")
      try stream.write(text)
      try stream.commit()
    }
  }

  private func printSteps() throws {
    let stream = try OutputFile("-")
    let rows = RepairSteps.all.map { [$0.name, $0.summary] }
    try stream.write(TextTable.render([["step", "what it does"]] + rows))
    try stream.commit()
  }
}

/// A share given in percent: `1`, `0.5%`.
struct Percentage: ExpressibleByArgument {
  var share: Double

  init(share: Double) { self.share = share }

  init?(argument: String) {
    let number = argument.hasSuffix("%") ? String(argument.dropLast()) : argument
    guard let percent = DecimalNumber.value(number), percent >= 0, percent <= 100 else {
      return nil
    }
    share = percent / 100
  }

  var defaultValueDescription: String { "\(share * 100)" }
}
