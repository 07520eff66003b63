import ArgumentParser
import GeoCore
import PlanningAccess
import PlanningStudies

struct ReachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reach",
    abstract: "Who and what lies within some distance of a layer.",
    discussion: """
      Draws rings around points, lines or polygons: in straight lines, in true
      metres wherever they lie, or with --network along streets, the shortest way.
      Each ring tells its ground, its people with bounds, and how many features of
      other layers it has, in all and in each zone.

      Disjoint rings each begin where the last one ended; nested ones hold those
      before them. A distance of 0 is the ground of the layer itself.

      Example:
        amp-geo reach park.geojson --within 300,500 --people people.gpkg \\
          --zones communes -o reach.geojson
        amp-geo reach clinics.csv --within 500 --network streets.gpkg \\
          --people cells.gpkg --people-field people --count schools -o reach.gpkg
      """)

  @Argument(
    help: ArgumentHelp(
      "What distances are from, under its own or a given name.", valueName: "[name=]layer"),
    completion: .layer)
  var layer: NamedReference

  @Option(ReachQuestion.within) var within: [Double]?

  @Flag(help: "Rings that each hold those before them, instead of beginning where they end.")
  var nested = false

  @Option(
    name: .customLong("count"),
    help: ArgumentHelp(
      "A layer whose features are counted in each ring; repeat for more.",
      valueName: "[name=]layer"), completion: .layer)
  var counted: [NamedReference] = []

  @Option(
    help: ArgumentHelp("The zones to tell apart: none unless named.", valueName: "layer"),
    completion: .layer)
  var zones: String?

  @Option(help: ArgumentHelp("The attribute that identifies a zone.", valueName: "attribute"))
  var zoneID: String?

  @Option(help: ArgumentHelp("The attribute that names a zone.", valueName: "attribute"))
  var zoneName: String?

  @Option(
    help: ArgumentHelp(
      "Measure along the streets of this network, made by network build.", valueName: "file"),
    completion: .network)
  var network: String?

  @OptionGroup var snapping: SnapOptions
  @OptionGroup var people: PeopleOptions
  @OptionGroup var measuring: MeasuringOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    guard let within else { throw ValidationError("say how far with --within, as 300,500.") }
    try ReachQuestion.within.require(within)
    if let fault = ReachQuestion.fault(of: within) { throw ValidationError("--within \(fault).") }
    try ([layer] + counted).requireDistinctNames()
    if zones == nil, zoneID ?? zoneName != nil {
      throw ValidationError("--zone-id and --zone-name go with --zones.")
    }
    if network == nil, snapping.isGiven {
      throw ValidationError("--max-snap goes with --network.")
    }
    if measuring.distanceCRS != nil {
      throw ValidationError("--distance-crs: reach measures on the ground itself.")
    }
  }

  private var request: Workspace.Request {
    var request = Workspace.Request(
      zones: zones.map { ZoneEntry(source: $0, id: zoneID, name: zoneName) },
      layers: ([layer] + counted).map { $0.entry() },
      people: people.named,
      measuring: measuring.entry)
    request.network = network.map(snapping.network)
    request.measuredLayers = 1
    return request
  }

  mutating func run() throws {
    try global.perform("reach") { phases in
      let format = try output.prepare()
      let study = ReachStudy([
        ReachQuestion(
          layer: layer.name, withinMeters: within ?? [], rings: nested ? .nested : .disjoint,
          counted: counted.map(\.name))
      ])
      let run = try StudyRun(
        on: request, input, lenient: measuring.lenient, global, phases, door: Self.door
      ) { _ in study }
      for sentence in run.finished.output.sentences { global.note(sentence) }
      try phases.measure("write") {
        let (layer, provenance) = run.result
        try output.write([layer], as: format, provenance: provenance, global: global)
      }
    }
  }
}
