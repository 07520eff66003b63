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
      let saved = try phases.measure("read") { try SavedStreetNetwork(path: network) }
      let loader = try input.loader(threads: global.threads)
      let (layers, places) = try phases.measure("read") { try readPlaces(loader) }
      let question = try asked(of: places)
      let streets = phases.measure("join") {
        NetworkJoining(saved, maxSnapMeters: joining.maxSnap, threads: global.threads)
      }
      let joined = try phases.measure("join") { try join(places, layers.entrances, to: streets) }
      for side in [joined.origins, joined.destinations] {
        if let note = side.note(within: joining.maxSnap) { global.note(note) }
      }
      let costs = try NetworkCosts(
        from: joined.origins, to: joined.destinations, question,
        cutoffMinutes: cutoff, threads: global.threads)
      if format is CSVFormat {
        let file = try OutputFile(output.output)
        var rows = try CSVCostRows(
          to: file, from: places.origins, to: places.destinations, question)
        try costs.write(to: &rows, network: saved, phases: phases)
        return try phases.measure("write") { try file.commit() }
      }
      var rows = LayerCostRows(
        from: places.origins, to: places.destinations, question)
      try costs.write(to: &rows, network: saved, phases: phases)
      let inputs = [layers.origins, layers.destinations, layers.entrances?.layer].compactMap { $0 }
      try phases.measure("write") {
        try output.write(
          [rows.layer], as: format, provenance: provenance(streets, inputs),
          global: global)
      }
    }
  }

  private typealias Layers = (
    origins: StudyLayer, destinations: StudyLayer, entrances: NetworkJoining.GivenEntrances?
  )

  private func readPlaces(_ loader: LayerLoader) throws -> (
    layers: Layers, places: (origins: Places, destinations: Places)
  ) {
    let layers: Layers = (
      try loader.load(from, name: "from"), try loader.load(to, name: "to"),
      try joining.givenEntrances(loader)
    )
    let read = [layers.origins, layers.destinations, layers.entrances?.layer].compactMap { $0 }
    try global.report(read.map(\.layer), read: input)
    return (
      layers,
      (
        try Places(layers.origins.layer, role: .origin, idColumn: fromID),
        try Places(layers.destinations.layer, role: .destination, idColumn: toID)
      )
    )
  }

  private func join(
    _ places: (origins: Places, destinations: Places),
    _ entrances: NetworkJoining.GivenEntrances?, to streets: NetworkJoining
  ) throws -> (origins: JoinedPlaces, destinations: JoinedPlaces) {
    (
      try streets.join(places.origins, threads: global.threads),
      try streets.join(places.destinations, entrances: entrances, threads: global.threads)
    )
  }

  private func asked(
    of places: (origins: Places, destinations: Places)
  ) throws -> NetworkCosts.Question {
    if let nearest { return .nearest(nearest) }
    guard let pairs else { return .all }
    return .pairs(
      try ChosenPairs.read(path: pairs, from: places.origins, to: places.destinations))
  }

  /// The network by its profile and the hash of its extract, and what was asked.
  private func provenance(_ streets: NetworkJoining, _ inputs: [StudyLayer]) -> Provenance {
    var parameters = streets.provenance
    if let cutoff { parameters.append(("cutoff_min", .number(cutoff))) }
    if let nearest { parameters.append(("nearest", .integer(nearest))) }
    if let pairs { parameters.append(("pairs", .string(pairs))) }
    return Provenance(analysis: "network_costs", parameters: parameters, inputs: inputs)
  }
}
