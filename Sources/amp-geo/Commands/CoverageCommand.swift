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

  @OptionGroup var people: PeopleOptions
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
        || people.people != nil
      if isForLayers {
        throw ValidationError(
          "--transfer takes no --layer, --of, --water, --accuracy or --people.")
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
    if people.ledger != nil, people.people == nil, zones.population == nil {
      throw ValidationError("--ledger needs --people or --population.")
    }
  }

  mutating func run() throws {
    try global.perform("coverage") { phases in
      let format = try output.prepare([("--ledger", people.ledger)], areTables: true)
      let loader = try input.loader(threads: global.threads, lenient: measuring.lenient)
      let study = try phases.measure("read") {
        try loader.load(zones.zones, name: NamedReference.name(of: zones.zones))
      }.with(accuracy, as: "zones")
      if transfer.isAskedFor { return try runTransfer(to: study, loader, format, phases) }
      let studies = try phases.measure("read") {
        try layers.map { try loader.load($0.reference, name: $0.name).with(accuracy, as: $0.name) }
      }
      for one in [study] + studies { global.notes(of: one.layer) }
      for one in studies { _ = try LocationCheck.note(on: one, zones: study.layer) }
      let systems = try measuring.systems(around: study.layer)
      global.detail("areas in \(systems.area)")
      let zoneSet = try ZoneSet(
        study, fields: zones.fields, in: systems.area, lenient: measuring.lenient,
        threads: global.threads, phases: phases)
      let areal = try studies.map { try self.areal($0, systems, phases) }
      let waterLayer = try water.map {
        try self.areal(try loader.load($0, name: "water"), systems, phases)
      }
      let source = try peopleSource(study, loader, systems)
      try input.requireEffect(
        on: ([study] + studies + [waterLayer?.study, source?.study].compactMap { $0 }).map(\.layer))
      let result = try phases.measure("compute") {
        let whole = try Denominator(
          named: denominator, zones: zoneSet, water: waterLayer,
          layer: areal.first { $0.study.name == denominator }, threads: global.threads)
        return try CoverageAnalysis.run(
          zones: zoneSet, layers: areal,
          options: CoverageAnalysis.Options(
            denominator: whole, people: source, threads: global.threads, door: Self.door))
      }
      for note in result.notes { global.note(note) }
      let unknown = Set(result.totals.filter { $0.reason != nil }.map(\.layer))
      for entry in result.ledger where !unknown.contains(entry.layer) {
        for dropped in entry.dropped {
          global.note("\(entry.layer): feature \(dropped.feature) left out: \(dropped.reason)")
        }
      }
      for dropped in waterLayer?.dropped ?? [] {
        global.note("water: feature \(dropped.feature) left out: \(dropped.reason)")
      }
      let others = [waterLayer?.study, people.people == nil ? nil : source?.study]
      let inputs = [study] + studies + others.compactMap { $0 }
      let provenance = Provenance(
        analysis: "coverage",
        parameters: [
          ("area_crs", .string(systems.area.definition)), ("share_of", .string(denominator)),
          ("area_check", areal.reduce(zoneSet.areal.areaCheck) { $0.joined($1.areaCheck) }.json),
        ],
        inputs: inputs,
        pipelines: (([zoneSet.areal] + areal).map(\.pipeline) + [source?.pipeline ?? ""])
          .distinct(),
        notes: result.notes, ledger: result.ledger, people: result.people)
      try phases.measure("write") {
        try write(result.layer, result.people?.table, as: format, provenance)
      }
    }
  }

  private func areal(
    _ study: StudyLayer, _ systems: MeasuringSystems, _ phases: Phases
  ) throws -> ArealLayer {
    try ArealLayer(
      study, in: systems.area, lenient: measuring.lenient, threads: global.threads,
      phases: phases)
  }

  /// The people named, or those that the zones themselves count.
  private func peopleSource(
    _ zoneStudy: StudyLayer, _ loader: LayerLoader, _ systems: MeasuringSystems
  ) throws -> PeopleSource? {
    if let reference = people.people, let field = people.peopleField {
      return try PeopleSource(
        try loader.load(reference, name: "people"), field: field, in: systems.area,
        lenient: measuring.lenient, threads: global.threads)
    }
    guard let field = zones.population else { return nil }
    return try PeopleSource(
      zoneStudy, field: field, in: systems.area, lenient: measuring.lenient,
      threads: global.threads)
  }

  /// Writes the result and, where one is asked for, the ledger of people.
  func write(
    _ result: Layer, _ ledger: Layer?, as format: any LayerFormat, _ provenance: Provenance
  ) throws {
    var batch = OutputBatch()
    if let ledger, let path = people.ledger {
      try batch.add(
        [ledger], as: CSVFormat(), to: path, options: WriteOptions(csv: output.table.dialect))
    }
    try output.add(
      [result], as: format, provenance: provenance, zones: result.crs, threads: global.threads,
      to: &batch)
    try batch.commit(global)
  }
}

extension StudyLayer {
  /// The layer with the accuracy that was given for it; its own otherwise.
  func with(_ accuracies: [NamedAccuracy], as name: String) -> StudyLayer {
    guard let given = accuracies.last(where: { $0.name == name }) else { return self }
    var changed = self
    changed.accuraciesMeters = Array(repeating: given.meters, count: layer.count)
    return changed
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

extension [String] {
  /// The texts without the empty and the repeated, in order.
  func distinct() -> [String] {
    var seen: Set<String> = []
    return filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
