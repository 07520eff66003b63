import ArgumentParser
import Geo
import Planning

struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "How much of each zone lies under each layer.",
    discussion: """
      For each layer the zones get <name>_area_m2, <name>_share and <name>_status. Features of one
      layer that overlap count once. Areas are on the ellipsoid.

      Example:
        amp-geo coverage --zones communes.gpkg:communes --layer park=park.geojson \\
          --layer port=port.geojson -o coverage.geojson
      """)

  @OptionGroup var zones: ZoneOptions

  @Option(
    name: .customLong("layer"),
    help: ArgumentHelp(
      "A layer to measure, under its own or a given name; repeat for more.",
      valueName: "[name=]layer"))
  var layers: [NamedReference] = []

  @OptionGroup var measuring: MeasuringOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if layers.isEmpty { throw ValidationError("name at least one --layer.") }
    try layers.requireDistinctNames()
  }

  mutating func run() throws {
    try global.perform("coverage") { phases in
      let format = try output.chosenFormat()
      let loader = try input.loader(threads: global.threads)
      let study = try phases.measure("read") {
        try loader.load(zones.zones, name: NamedReference.name(of: zones.zones))
      }
      let studies = try phases.measure("read") {
        try layers.map { try loader.load($0.reference, name: $0.name) }
      }
      for one in [study] + studies { global.notes(of: one.layer) }
      let systems = try measuring.systems(around: study.layer)
      global.detail("areas in \(systems.area)")
      let zoneSet = try ZoneSet(
        study, fields: zones.fields, in: systems.area, lenient: measuring.lenient,
        threads: global.threads, phases: phases)
      let areal = try studies.map {
        try ArealLayer(
          $0, in: systems.area, lenient: measuring.lenient, threads: global.threads,
          phases: phases)
      }
      let result = try phases.measure("compute") {
        try CoverageAnalysis.run(zones: zoneSet, layers: areal, threads: global.threads)
      }
      for note in result.notes { global.note(note) }
      for entry in result.ledger {
        for dropped in entry.dropped {
          global.note("\(entry.layer): feature \(dropped.feature) left out: \(dropped.reason)")
        }
      }
      let provenance = Provenance(
        analysis: "coverage", parameters: [("area_crs", .string(systems.area.definition))],
        inputs: [study] + studies,
        pipelines: ([zoneSet.areal] + areal).map(\.pipeline).distinct(), notes: result.notes,
        ledger: result.ledger)
      try phases.measure("write") {
        try output.write(
          [result.layer], as: format, provenance: provenance, threads: global.threads)
      }
    }
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
