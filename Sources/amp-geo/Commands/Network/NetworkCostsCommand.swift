import ArgumentParser
import GeoCore
import GeoFormats
import GeoStreets
import PlanningAccess
import PlanningStudies

struct NetworkCostsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "costs",
    abstract: "Travel times and distances between places along streets.",
    discussion: """
      Writes from_id, to_id, travel_time (minutes) and distance_m: of all pairs
      within the cutoff, of the nearest destinations of each origin, or of chosen
      pairs. accessibility --costs reads the table again.

      Places are joined to the nearest point of the nearest street. Polygons are
      entered where streets cross their boundary, or by given entrances; from
      inside the way costs nothing. Pairs without a way are left out; chosen
      pairs say the reason instead: not_connected or out_of_cutoff.

      Example:
        amp-geo network costs streets.gpkg --from homes.csv --to clinics.geojson \\
          --cutoff 30 -o costs.csv
        amp-geo network costs streets.gpkg --from homes.csv --to clinics.geojson \\
          --nearest 3 -o nearest.csv
      """)

  @Argument(help: "A network made by network build.", completion: .network)
  var network: String

  @Option(
    help: ArgumentHelp(
      "Origins: a file, file.gpkg:layer, or an embedded layer.", valueName: "layer"),
    completion: .layer)
  var from: String

  @Option(help: ArgumentHelp("Destinations, likewise.", valueName: "layer"), completion: .layer)
  var to: String

  @Option(
    help: ArgumentHelp(
      "The column of the origins' ids (id, else the features' ids, else the first "
        + "without coordinates).",
      valueName: "column"))
  var fromID: String?

  @Option(help: ArgumentHelp("The column of the destinations' ids.", valueName: "column"))
  var toID: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Leave out ways that take longer.", valueName: "min"),
    transform: Quantity.minutes.parse)
  var cutoff: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Only so many nearest destinations of each origin, ranked.", valueName: "k"))
  var nearest: Int?

  @Option(
    help: ArgumentHelp("Only these pairs: a CSV table of from_id, to_id.", valueName: "file"),
    completion: .layerFile)
  var pairs: String?

  @OptionGroup var joining: JoiningOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var written: PlainOutputOptions
  private var output: OutputOptions { written.options }
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if let cutoff, !(cutoff >= 0 && cutoff.isFinite) {
      throw ValidationError("--cutoff must be minutes, 0 or more.")
    }
    if let nearest, !(1...10_000).contains(nearest) {
      throw ValidationError("--nearest must be from 1 to 10000.")
    }
    if nearest != nil, pairs != nil {
      throw ValidationError("--nearest and --pairs do not go together.")
    }
  }

  mutating func run() throws {
    try global.perform("network costs") { phases in
      let format = try output.prepare(standard: CSVFormat())
      let run = try StudyRun(
        on: request, input, lenient: false, global, phases, door: Self.door
      ) { _ in study }
      let found = run.finished.output
      let (origins, destinations) = (found.costs.origins.places, found.costs.destinations.places)
      if format is CSVFormat {
        let file = try OutputFile(output.output)
        var rows = try CSVCostRows(
          to: file, from: origins, to: destinations, found.costs.question)
        try found.costs.write(to: &rows, network: found.streets.saved, phases: phases)
        return try phases.measure("write") { try file.commit() }
      }
      var rows = LayerCostRows(from: origins, to: destinations, found.costs.question)
      try found.costs.write(to: &rows, network: found.streets.saved, phases: phases)
      try phases.measure("write") {
        try output.write(
          [rows.layer], as: format, provenance: run.finished.provenance(), global: global)
      }
    }
  }

  private var request: Workspace.Request {
    var request = Workspace.Request(
      zones: nil,
      layers: [LayerEntry(name: "from", source: from), LayerEntry(name: "to", source: to)]
        + joining.layers)
    request.measuredLayers = 0
    request.network = joining.snapping.network(network)
    return request
  }

  private var study: NetworkCostsStudy {
    var study = NetworkCostsStudy(from: "from", to: "to")
    study.originID = fromID
    study.destinationID = toID
    study.entrances = joining.entranceEntry
    study.cutoffMinutes = cutoff
    study.nearest = nearest
    study.pairs = pairs
    return study
  }
}
