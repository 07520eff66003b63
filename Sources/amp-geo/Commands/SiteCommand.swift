import ArgumentParser
import GeoCore
import GeoFormats
import GeoProjection
import GeoStreets
import PlanningAccess
import PlanningStudies

struct SiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Where to add the next places: sensors, clinics, schools.",
    discussion: """
      Chooses n of the candidates. coverage reaches as many people as possible
      within the cutoff, beyond those whom existing places reach; p-median makes
      the mean way of a person to the nearest place as short as possible. The
      result has the chosen places in order, what each adds, and how far the
      choice can be from the best one: the optimality gap, which is proven.

      A cutoff in metres is a straight line, such as the radius of a sensor; with
      --network it is a way on streets, in minutes or metres. Demand polygons are
      taken at their centroid, or at a point inside where that lies outside.

      Example:
        amp-geo site --demand cells.gpkg:population --candidates sites.geojson \\
          --cutoff 500m -n 5 -o chosen.geojson
        amp-geo site --demand cells.gpkg:population --candidates schools.geojson \\
          --objective p-median --network streets.gpkg -n 40 -o chosen.geojson
      """)

  @Option(
    help: ArgumentHelp(
      "Where people are: points or polygons, and the column that counts them.",
      valueName: "layer[:column]"), completion: .layer)
  var demand: String

  @Option(
    help: ArgumentHelp(
      "The column of people, if --demand does not name it (1 each).", valueName: "column"))
  var demandField: String?

  @Option(
    help: ArgumentHelp(
      "The column of the demand's ids (id, else the features', else a table's first).",
      valueName: "column"))
  var demandID: String?

  @Option(help: ArgumentHelp("Places to choose from.", valueName: "layer"), completion: .layer)
  var candidates: String

  @Option(help: ArgumentHelp("The column of the candidates' ids, likewise.", valueName: "column"))
  var candidateID: String?

  @Option(
    help: ArgumentHelp("Places that are there already.", valueName: "layer"), completion: .layer)
  var existing: String?

  @Option(
    name: .customLong("required"),
    help: ArgumentHelp(
      "A candidate that is chosen in any case; repeat for more.", valueName: "id"))
  var requiredIDs: [String] = []

  @Option(
    name: .customShort("n"), parsing: .unconditional,
    help: ArgumentHelp("How many to choose.", valueName: "n"))
  var count: Int

  @Option(help: ArgumentHelp("How far a place reaches: 500m, 2km, 10min.", valueName: "cutoff"))
  var cutoff: String?

  @Option(
    help: ArgumentHelp(
      "What to be best at: \(SiteObjective.names).", valueName: "name"),
    completion: .words(of: SiteObjective.self),
    transform: SiteObjective.init(argument:))
  var objective: SiteObjective = .coverage

  @Option(
    help: ArgumentHelp(
      "Measure along the streets of a network made by network build.", valueName: "file"),
    completion: .network)
  var network: String?

  @Option(
    help: ArgumentHelp(
      "Write which place serves each demand place, or why none does (CSV).", valueName: "file"),
    completion: .csv)
  var assignment: String?

  @Option(
    help: ArgumentHelp(
      "The metric CRS to measure straight lines in (chosen by place).", valueName: "crs"))
  var distanceCRS: String?

  @OptionGroup var snapping: SnapOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    guard count >= 1 else { throw ValidationError("-n must be 1 or more.") }
    if objective == .coverage, cutoff == nil {
      throw ValidationError("--objective coverage needs --cutoff, such as 500m or 10min.")
    }
    if network == nil, snapping.isGiven {
      throw ValidationError("--max-snap goes with --network.")
    }
    if network != nil, distanceCRS != nil {
      throw ValidationError(
        "--distance-crs is for straight lines; with --network ways are measured on streets.")
    }
  }

  mutating func run() throws {
    try global.perform("site") { phases in
      let format = try output.prepare([("--assignment", assignment)], areTables: true)
      let reference = try DemandReference(
        demand, field: demandField, catalogue: try Catalogue.embedded())
      let study = try study(field: reference.field)
      let run = try StudyRun(
        on: request(demand: reference.layer), input, lenient: false, global, phases, door: Self.door
      ) { _ in study }
      let result = run.finished.output.result
      try phases.measure("write") {
        var batch = OutputBatch()
        if let assignment {
          try batch.add(
            [SiteTables.assignments(result)], as: CSVFormat(), to: assignment,
            options: WriteOptions(csv: output.table.dialect))
        }
        let (layer, provenance) = run.result
        try output.add(
          [layer], as: format, provenance: provenance, threads: global.threads, to: &batch)
        try batch.commit(global)
      }
      if !global.quiet { for line in SiteSummary.lines(result) { Console.error(line) } }
    }
  }

  private func study(field: String?) throws -> SitingStudy {
    var study = SitingStudy(demand: "demand", candidates: "candidates", count: count)
    study.demandField = field
    study.demandID = demandID
    study.candidateID = candidateID
    study.existing = existing.map { _ in "existing" }
    study.required = requiredIDs
    study.cutoff = try cutoff.map { try SiteCutoff($0, hasStreets: network != nil) }
    study.objective = objective
    return study
  }

  private func request(demand: String) -> Workspace.Request {
    var layers = [
      LayerEntry(name: "demand", source: demand),
      LayerEntry(name: "candidates", source: candidates),
    ]
    if let existing { layers.append(LayerEntry(name: "existing", source: existing)) }
    var request = Workspace.Request(
      zones: nil, layers: layers,
      measuring: MeasuringEntry(distanceCRS: distanceCRS.map { CRS($0) }))
    request.measuredLayers = 2
    request.network = network.map(snapping.network)
    return request
  }
}

extension SiteObjective {
  fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  fileprivate init(argument: String) throws {
    guard let known = SiteObjective(named: argument) else {
      throw ValidationError("\(argument) is not known; known: \(Self.names).")
    }
    self = known
  }
}
