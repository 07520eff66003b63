import ArgumentParser
import GeoCore
import GeoFormats
import PlanningRun
import PlanningStudies

struct PeopleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: "Where people live: cells that count them, sharpened by what else is known.",
    discussion: """
      Cells lose the ground on which nobody lives (--land, --uninhabited), are cut at
      the borders of zones whose people are known (--totals), and their people are
      dealt out to the parts by area, or by the area of --weights; then all parts
      are scaled until every known total is met. --held-out names zones whose known
      people are predicted without being used: the error is measured and stated.

      With a plan, all of it is taken from there.

      Example:
        amp-geo people --grid cells.csv --grid-field population --land communes \\
          --totals communes:population_2023 --uninhabited port -o people.gpkg
        amp-geo people my-plan.yaml -o people.gpkg
      """)

  @Argument(help: "A plan (YAML) with a section people.", completion: .yaml)
  var plan: String?

  @Option(
    help: ArgumentHelp(
      "Cells or polygons that count people, by shapes or codes of a grid.", valueName: "layer"),
    completion: .layer)
  var grid: String?

  @Option(help: ArgumentHelp("The column of --grid that counts them.", valueName: "column"))
  var gridField: String?

  @Option(
    help: ArgumentHelp(
      "Zones with known people, and the column that counts them; repeat for more.",
      valueName: "layer:column"), completion: .layer)
  var totals: [String] = []

  @Option(
    help: ArgumentHelp("The ground on which alone people live.", valueName: "layer"),
    completion: .layer)
  var land: String?

  @Option(
    help: ArgumentHelp("Ground on which nobody lives; repeat for more.", valueName: "layer"),
    completion: .layer)
  var uninhabited: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where in a cell people live, in proportion to its area, or to area times a column.",
      valueName: "layer[:column]"), completion: .layer)
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "Zones with known people that are predicted, to measure the error.",
      valueName: "layer:column"), completion: .layer)
  var heldOut: String?

  @Option(
    help: ArgumentHelp(
      "Write known totals beside what was counted and fitted (CSV).", valueName: "file"),
    completion: .csv)
  var ledger: String?

  @Option(
    help: ArgumentHelp(
      "The equal-area CRS to measure areas in (chosen by place).", valueName: "crs"))
  var areaCRS: String?

  @Flag(help: "Leave invalid features out and say so, instead of refusing them.")
  var lenient = false

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if plan != nil {
      let given =
        [grid, gridField, land, weights, heldOut, areaCRS].contains { $0 != nil }
        || !totals.isEmpty || !uninhabited.isEmpty || !input.given.isEmpty
      if given {
        throw ValidationError("a plan says where people live; name it, or options, not both.")
      }
      return
    }
    guard grid != nil else { throw ValidationError("name --grid, or a plan.") }
    guard gridField != nil else { throw ValidationError("--grid needs --grid-field.") }
  }

  mutating func run() throws {
    try global.perform("people") { phases in
      let format = try output.prepare([("--ledger", ledger)], areTables: true)
      let chosen = try plan.map { try PlanReader.standard.read(path: $0) }
      let request = try chosen.map { try Self.request(of: $0) } ?? request()
      let folder = plan.flatMap(OutputFolder.parent(of:))
      let run = try StudyRun(
        on: request, input, folder: folder, lenient: lenient, global, phases, door: Self.door
      ) { _ in PeopleStudy() }
      for block in run.finished.output.digest {
        if case .line(let text) = block { global.note(text) }
      }
      try phases.measure("write") {
        var batch = OutputBatch()
        if let ledger {
          try batch.add(
            [run.finished.output.totalsLedger], as: CSVFormat(), to: ledger,
            options: WriteOptions(csv: output.table.dialect))
        }
        let (layer, provenance) = run.result
        try output.add(
          [layer], as: format, provenance: provenance, threads: global.threads, to: &batch)
        try batch.commit(global)
      }
    }
  }

  /// What a plan says of people, without the layers that other studies take.
  private static func request(of plan: Plan) throws -> Workspace.Request {
    guard let people = plan.people else {
      throw InputError(
        path: plan.path, reason: "the plan counts nobody",
        remedy: "add people: with its source and field", kind: .usage)
    }
    var request = plan.request
    request.layers = request.layers.filter { people.layerNames.contains($0.name) }
    request.files = nil
    return request
  }

  /// A request of the options; the ground is measured around the first layer that is named.
  private func request() throws -> Workspace.Request {
    var people = PeopleEntry(source: grid, field: gridField ?? "")
    var layers: [LayerEntry] = []
    func name(_ reference: String) -> String {
      if let known = layers.first(where: { $0.source == reference }) { return known.name }
      let own = LayerReferences.name(of: reference)
      var name = own
      var number = 1
      while layers.contains(where: { $0.name == name }) {
        number += 1
        name = "\(own)_\(number)"
      }
      layers.append(LayerEntry(name: name, source: reference))
      return name
    }
    let catalogue = try Catalogue.embedded()
    func known(_ text: String, _ option: String) throws -> PeopleEntry.Totals {
      let (layer, column) = try LayerReferences.splitColumn(text, catalogue: catalogue)
      guard let column, !column.isEmpty else {
        throw ValidationError("\(option) \(text) names no column; write it like communes:people.")
      }
      return PeopleEntry.Totals(layer: name(layer), field: column)
    }
    people.totals = try totals.map { try known($0, "--totals") }
    people.land = land.map(name)
    people.uninhabited = uninhabited.map(name)
    if let weights {
      let (layer, column) = try LayerReferences.splitColumn(weights, catalogue: catalogue)
      people.weights = name(layer)
      people.weightField = column
    }
    people.heldOut = try heldOut.map { try known($0, "--held-out") }
    return Workspace.Request(
      zones: nil, layers: layers, people: people,
      measuring: MeasuringEntry(areaCRS: areaCRS.map { CRS($0) }))
  }
}
