import ArgumentParser
import GeoCore
import GeoStreets
import PlanningAccess
import PlanningStudies

struct IsochronesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "isochrones",
    abstract: "The ground that is reached along streets within some minutes, in bands.",
    discussion: """
      Writes polygons for each band between one cutoff and the next, with area_m2
      and streets_m. Ground within --reach of a street costs what its nearest
      street costs and the walk from it, as for places in network costs; reached
      streets are drawn 1.5 cells wide or more. Bands are valid, share their
      borders and overlap nowhere.

      The nearest place counts, or with --each every place has its own bands.
      Polygons are entered where streets cross their boundary; their own ground
      is in the first band. A place too far from any street is not_connected.

      Example:
        amp-geo isochrones --network streets.gpkg --from stations.geojson \\
          --cutoffs 5,10,15 -o isochrones.geojson
        amp-geo isochrones --network streets.gpkg --from schools.csv --towards \\
          --cutoffs 10 --each -o catchments.gpkg
      """)

  @Option(
    help: ArgumentHelp("A network made by network build.", valueName: "file"), completion: .network)
  var network: String

  @Option(
    help: ArgumentHelp(
      "The places: a file, file.gpkg:layer, or an embedded layer.", valueName: "layer"),
    completion: .layer)
  var from: String

  @Option(
    name: [.long, .customLong("isochrones")],
    parsing: .unconditional,
    help: ArgumentHelp("Where bands end, ascending.", valueName: "min,min,…"),
    transform: CutoffList.init)
  var cutoffs: CutoffList

  @Option(
    help: ArgumentHelp(
      "The column of the places' ids (id, else the features' ids, else the first "
        + "without coordinates).",
      valueName: "column"))
  var fromID: String?

  @Flag(help: "Bands for every place alone; those of different places may overlap.")
  var each = false

  @Flag(help: "Travel to the places instead of from them.")
  var towards = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Ground farther from every street is not claimed (75; car 100).", valueName: "m"),
    transform: Quantity.meters.parse)
  var reach: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The cells that borders are traced in, 6 or more (10; car 20).", valueName: "m"),
    transform: Quantity.meters.parse)
  var cell: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The pace off the street.", valueName: "km/h"),
    transform: Quantity.kilometersPerHour.parse)
  var offStreetSpeed: Double = IsochroneSettings.usualOffStreetKilometersPerHour

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Fill enclosed unreached ground smaller than that.", valueName: "m2"),
    transform: Quantity.squareMeters.parse)
  var minHole: Double = IsochroneSettings.usualLeastHoleSquareMeters

  @OptionGroup var joining: JoiningOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if let reach, !(IsochroneSettings.leastCellMeters...5000).contains(reach) {
      throw ValidationError("--reach must be from 6 to 5000 metres.")
    }
    if let cell, !(IsochroneSettings.leastCellMeters...1000).contains(cell) {
      throw ValidationError("--cell must be from 6 to 1000 metres.")
    }
    guard (0.1...300).contains(offStreetSpeed) else {
      throw ValidationError("--off-street-speed must be from 0.1 to 300 km/h.")
    }
    guard minHole >= 0, minHole.isFinite else {
      throw ValidationError("--min-hole must be square metres, 0 or more.")
    }
  }

  mutating func run() throws {
    try global.perform("isochrones") { phases in
      let format = try output.prepare()
      let run = try StudyRun(
        on: request, input, lenient: false, global, phases, door: Self.door
      ) { _ in study }
      try phases.measure("write") {
        let (layer, provenance) = run.result
        try output.write(
          [layer], as: format, provenance: provenance, zones: run.workspace.inputs[0].layer.crs,
          global: global)
      }
    }
  }

  private var request: Workspace.Request {
    var request = Workspace.Request(
      zones: nil, layers: [LayerEntry(name: "from", source: from)] + joining.layers)
    request.measuredLayers = 0
    request.network = joining.snapping.network(network)
    return request
  }

  private var study: IsochroneStudy {
    var study = IsochroneStudy(of: "from", cutoffsMinutes: cutoffs.minutes)
    study.idColumn = fromID
    study.entrances = joining.entranceEntry
    study.isTowards = towards
    study.ofEach = each
    study.reachMeters = reach
    study.cellMeters = cell
    study.offStreetKilometersPerHour = offStreetSpeed
    study.leastHoleSquareMeters = minHole
    return study
  }
}

/// `5,10,15`: where bands end, in minutes.
struct CutoffList {
  var minutes: [Double]

  /// More bands than that cannot be told apart on any map.
  private static let most = 60
  /// From six seconds to a week.
  private static let range = 0.1...10_080

  init(_ text: String) throws {
    minutes = try text.split(separator: ",", omittingEmptySubsequences: false).map { field in
      let minutes = try Quantity.minutes.parse(String(field))
      guard Self.range.contains(minutes) else {
        throw ValidationError("\(field) is not from 0.1 to 10080 minutes.")
      }
      return minutes
    }
    for (earlier, later) in zip(minutes, minutes.dropFirst()) where earlier >= later {
      throw ValidationError(
        "cutoffs must ascend; \(JSONText.number(later)) follows \(JSONText.number(earlier)).")
    }
    guard minutes.count <= Self.most else {
      throw ValidationError("there are \(minutes.count) cutoffs; at most \(Self.most) go.")
    }
  }
}
