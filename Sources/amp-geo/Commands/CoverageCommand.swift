import ArgumentParser
import GeoCore
import GeoFormats
import PlanningStudies

struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "How much of each zone lies under each layer, and how many people.",
    discussion: """
      For each layer the zones get <name>_area_m2, <name>_share with _low and _high, and
      <name>_status. Features of one layer that overlap count once. Areas are on the ellipsoid.
      With --population or --people they also get <name>_population with _low and _high.
      --transfer moves attributes of another zoning to the zones.

      Example:
        amp-geo coverage --zones communes.gpkg:communes --layer park=park.geojson \\
          --layer port=port.geojson -o coverage.geojson
        amp-geo coverage --layer qpv=qpv.geojson --accuracy qpv=5 \\
          --people grid.csv --people-field ind -o coverage.geojson
        amp-geo coverage --zones districts.geojson --transfer iris.gpkg \\
          --extensive people --intensive income -o moved.geojson
      """)

  @OptionGroup var zones: ZoneOptions

  @Option(
    name: .customLong("layer"),
    help: ArgumentHelp(
      "A layer to measure, under its own or a given name; repeat for more.",
      valueName: "[name=]layer"), completion: .layer)
  var layers: [NamedReference] = []

  @Option(
    name: .customLong("of"),
    help: ArgumentHelp(
      "What shares are taken of: zone, land (with --water), or the name of a layer.",
      valueName: "zone|land|layer"), completion: .list(["zone", "land"]))
  var denominator: String = "zone"

  @Option(
    help: ArgumentHelp("The water that --of land leaves out.", valueName: "layer"),
    completion: .layer)
  var water: String?

  @Option(
    help: ArgumentHelp(
      "How exact a layer's borders are, in metres; zones= for the zones. Repeat for more.",
      valueName: "name=m"))
  var accuracy: [NamedAccuracy] = []

  @OptionGroup var people: CountedPeopleOptions
  @OptionGroup var transfer: TransferOptions
  @OptionGroup var measuring: MeasuringOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if measuring.distanceCRS != nil {
      throw ValidationError("--distance-crs: coverage measures no distances.")
    }
    if transfer.isAskedFor {
      let isForLayers =
        !layers.isEmpty || denominator != "zone" || water != nil || !accuracy.isEmpty
        || people.source.people != nil || zones.population != nil
      if isForLayers {
        throw ValidationError(
          "--transfer takes no --layer, --of, --water, --accuracy, --people or --population.")
      }
      if people.ledger != nil, transfer.fields.extensive.isEmpty {
        throw ValidationError(
          "--ledger has no effect without --extensive: it books counts alone.")
      }
      return
    }
    if layers.isEmpty { throw ValidationError("name at least one --layer.") }
    try layers.requireDistinctNames()
    let names = layers.map(\.name)
    guard ["zone", "land"].contains(denominator) || names.contains(denominator) else {
      throw ValidationError(
        "--of \(denominator) is neither zone, land, nor a --layer"
          + " (\(names.joined(separator: ", "))).")
    }
    if denominator == "land", water == nil {
      throw ValidationError("--of land needs --water, the layer of water to leave out.")
    }
    if denominator != "land", water != nil {
      throw ValidationError("--water goes with --of land.")
    }
    try accuracy.requireUsable(for: names + ["zones"])
    if people.ledger != nil, people.source.people == nil, zones.population == nil {
      throw ValidationError("--ledger needs --people or --population.")
    }
  }

  mutating func run() throws {
    try global.perform("coverage") { phases in
      let format = try output.prepare([("--ledger", people.ledger)], areTables: true)
      if transfer.isAskedFor { return try runTransfer(as: format, phases) }
      let waterName = layers.contains { $0.name == "water" } ? "water_left_out" : "water"
      let study = CoverageStudy(
        layers: layers.map(\.name), shareOf: denominator, water: water.map { _ in waterName })
      var request = request(layers.map { $0.entry(accuracy) })
      request.layers += water.map { [LayerEntry(name: waterName, source: $0)] } ?? []
      request.people = people.source.entry(zones)
      let run = try StudyRun(
        on: request, input, lenient: measuring.lenient, global, phases, door: Self.door
      ) { _ in
        study
      }
      try phases.measure("write") {
        try write(run, ledger: run.finished.output.people?.table, as: format)
      }
    }
  }

  /// The zones with layers, as studies take them.
  func request(_ layers: [LayerEntry]) -> Workspace.Request {
    var zones = zones.entry
    zones.accuracyMeters = accuracy.meters(of: "zones")
    return Workspace.Request(zones: zones, layers: layers, measuring: measuring.entry)
  }

  /// Writes the result and, where one is asked for, the ledger of people.
  func write(
    _ run: StudyRun<some Study>, ledger: Layer?, as format: any LayerFormat
  ) throws {
    var batch = OutputBatch()
    if let ledger, let path = people.ledger {
      try batch.add(
        [ledger], as: CSVFormat(), to: path, options: WriteOptions(csv: output.table.dialect))
    }
    let (layer, provenance) = run.result
    try output.add(
      [layer], as: format, provenance: provenance, zones: layer.crs, threads: global.threads,
      to: &batch)
    try batch.commit(global)
  }
}

extension [NamedReference] {
  /// Columns carry the names, so that no two may be the same.
  func requireDistinctNames() throws {
    var seen: Set<String> = []
    for one in self where !seen.insert(one.name).inserted {
      throw ValidationError("two layers are called \(one.name); name one with NAME=LAYER.")
    }
  }
}
