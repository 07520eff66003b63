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

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Leave smaller overlaps out, in m².", valueName: "m2"),
    transform: Quantity.squareMeters.parse)
  var minArea: Double = 0

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
    guard minArea >= 0, minArea.isFinite else {
      throw ValidationError("--min-area must not be negative.")
    }
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

  /// What is said of layers by their names.
  private struct Choices: Sendable {
    var accuracy: [NamedAccuracy]
    var ids: [NamedColumn]
    var names: [NamedColumn]

    /// A layer with what was chosen for it.
    func applied(to study: StudyLayer) throws -> StudyLayer {
      try study.identified(by: ids.column(of: study.name), named: names.column(of: study.name))
        .with(accuracy, as: study.name)
    }
  }

  mutating func run() throws {
    try global.perform("overlaps") { phases in
      let format = try output.prepare()
      let loader = try input.loader(threads: global.threads, lenient: measuring.lenient)
      let (a, b) = (self.a, self.b)
      let nameOfB = nameOfSecond ?? ""
      let choices = Choices(accuracy: accuracy, ids: id, names: name)
      let (first, second) = try phases.measure("read") {
        try Parallel.both(threads: global.threads) {
          try choices.applied(to: loader.load(a.reference, name: a.name))
        } _: {
          try b.map { try choices.applied(to: loader.load($0.reference, name: nameOfB)) }
        }
      }
      let zoneStudy = try zones.map { reference in
        try phases.measure("read") {
          try loader.load(reference, name: NamedReference.name(of: reference))
        }
      }
      let studies = [first, second, zoneStudy].compactMap { $0 }
      try global.report(studies.map(\.layer), read: input)
      if let second, let note = try LocationCheck.note(on: second, zones: first.layer) {
        global.note(note)
      }
      let systems = try measuring.systems(around: first.layer)
      let lenient = measuring.lenient
      let threads = global.threads
      func areal(_ study: StudyLayer) throws -> ArealLayer {
        try ArealLayer(
          study, in: systems.area, lenient: lenient, dissolves: false, threads: threads,
          phases: phases)
      }
      let layerA = try areal(first)
      let layerB = try second.map(areal)
      let entry = layerB.map { OverlapAnalysis.Entry(layerA, $0) } ?? .init(within: layerA)
      let zoneSet = try zoneStudy.map { study in
        try ZoneSet(
          study, fields: Plan.Zones(source: study.reference, id: zoneID), in: systems.area,
          lenient: lenient, threads: threads, phases: phases)
      }
      let minArea = minArea
      let target = output.crs(for: format, zones: (zoneStudy ?? first).layer.crs)
      let result =
        areasOnly
        ? try OverlapAnalysis.areasOnly(
          entry, minAreaSquareMeters: minArea, threads: threads, phases: phases)
        : try phases.measure("compute") {
          try OverlapAnalysis.run(
            [entry], zones: zoneSet, in: target, minAreaSquareMeters: minArea, threads: threads)
        }
      let dropped = [layerA, layerB].compactMap { $0 }.flatMap { layer in
        layer.dropped.map { "\(layer.study.name): feature \($0.feature) left out: \($0.reason)" }
      }
      for text in dropped { global.note(text) }
      report(result)
      let provenance = Provenance(
        analysis: "overlaps",
        parameters: [
          ("area_crs", .string(systems.area.definition)), ("min_area_m2", .number(minArea)),
          ("features_dropped", .strings(dropped)),
          ("area_check", layerA.areaCheck.joined(layerB?.areaCheck ?? AreaCheck()).json),
        ],
        inputs: studies, pipelines: [layerA, layerB].compactMap { $0?.pipeline }.distinct())
      try phases.measure("write") {
        try output.write(
          [result.layer], as: format, provenance: provenance, global: global)
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
