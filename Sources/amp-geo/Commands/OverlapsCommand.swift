import ArgumentParser
import GeoCore
import PlanningStudies

struct OverlapsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overlaps",
    abstract: "Every pair of features of two layers, or within one, that share area.",
    discussion: """
      Each row has the shape shared, its area on the ellipsoid, and what share that is of either
      feature. Every shape's area is checked against one taken without building the shape.
      --areas-only leaves the shapes out, which is faster.

      Example:
        amp-geo overlaps zones.geojson protections.geojson -o conflicts.geojson
        amp-geo overlaps zones.gpkg protections.gpkg --areas-only -o pairs.csv
      """)

  @Argument(help: ArgumentHelp("The first layer.", valueName: "[name=]a"), completion: .layer)
  var a: NamedReference

  @Argument(
    help: ArgumentHelp(
      "The second layer; without it, features of the first with each other.",
      valueName: "[name=]b"), completion: .layer)
  var b: NamedReference?

  @Option(
    help: ArgumentHelp("Names the zones that each shape reaches into.", valueName: "layer"),
    completion: .layer)
  var zones: String?

  @Option(help: ArgumentHelp("The attribute that identifies a zone.", valueName: "attribute"))
  var zoneID: String?

  @Option(
    help: ArgumentHelp(
      "The column that identifies features, of a layer or of both (id, else the file's ids).",
      valueName: "[name=]column"))
  var id: [NamedColumn] = []

  @Option(
    help: ArgumentHelp(
      "The column that says what features are called (name, nom, label or libelle).",
      valueName: "[name=]column"))
  var name: [NamedColumn] = []

  @Option(OverlapStudy.minArea) var minArea: Double?

  @Option(
    help: ArgumentHelp(
      "How exact a layer's borders are, in metres, for the bounds of areas. Repeat for more.",
      valueName: "name=m"))
  var accuracy: [NamedAccuracy] = []

  @Flag(help: "Only ids, areas and shares; no shapes.")
  var areasOnly = false

  @OptionGroup var measuring: MeasuringOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    try OverlapStudy.minArea.require(minArea)
    let names = [a.name] + [nameOfSecond].compactMap { $0 }
    try id.requireLayers(names, option: "--id")
    try name.requireLayers(names, option: "--name")
    if areasOnly, !name.isEmpty { throw ValidationError("--areas-only writes no names.") }
    if areasOnly, let to = output.to {
      throw ValidationError("--to \(to) has no effect: --areas-only writes no shapes.")
    }
    if areasOnly, zones != nil { throw ValidationError("--areas-only names no zones.") }
    if zoneID != nil, zones == nil { throw ValidationError("--zone-id goes with --zones.") }
    if measuring.distanceCRS != nil {
      throw ValidationError("--distance-crs: overlaps measures no distances.")
    }
    try accuracy.requireUsable(for: names)
  }

  /// What the second layer is called: two of one name are told apart.
  private var nameOfSecond: String? {
    b.map { $0.name == a.name ? a.name + "_2" : $0.name }
  }

  /// A layer with what was chosen for it.
  private func entry(_ reference: String, as layer: String) -> LayerEntry {
    LayerEntry(
      name: layer, source: reference, id: id.column(of: layer), label: name.column(of: layer),
      accuracyMeters: accuracy.meters(of: layer))
  }

  private var request: Workspace.Request {
    var layers = [entry(a.reference, as: a.name)]
    if let b, let nameOfSecond { layers.append(entry(b.reference, as: nameOfSecond)) }
    var request = Workspace.Request(
      zones: zones.map { ZoneEntry(source: $0, id: zoneID) }, layers: layers,
      measuring: measuring.entry)
    request.measuredLayers = 1
    return request
  }

  mutating func run() throws {
    try global.perform("overlaps") { phases in
      let format = try output.prepare()
      let names = [a.name] + [nameOfSecond].compactMap { $0 }
      var study = OverlapStudy([
        names.count == 2 ? .between(names[0], names[1]) : .within(names[0])
      ])
      study.minAreaSquareMeters = minArea ?? 0
      study.isOfAreasOnly = areasOnly
      let run = try StudyRun(
        on: request, input, lenient: measuring.lenient, global, phases, door: Self.door
      ) { workspace in
        study.crs = output.crs(for: format, zones: workspace.inputs[0].layer.crs)
        return study
      }
      report(run.finished.output.result)
      try phases.measure("write") {
        let (layer, provenance) = run.result
        try output.write([layer], as: format, provenance: provenance, global: global)
      }
    }
  }

  private func report(_ result: OverlapAnalysis.Result) {
    let audits = result.audits
    let area = result.totals.reduce(0) { $0 + $1.areaSquareMeters }
    var text = "\(result.layer.count) pairs share \(Int(nearest: area)) m2"
    if !areasOnly {
      text += "; audit: \(audits.agreed) agreed, \(audits.regridded) regridded,"
      text += " \(audits.disputed) disputed"
    }
    global.note(text)
  }
}
