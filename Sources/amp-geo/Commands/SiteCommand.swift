import ArgumentParser
import GeoCore
import GeoFormats
import GeoProjection
import GeoStreets
import PlanningAccess
import PlanningStudies

struct SiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Where to add the next places: sensors, clinics, schools.",
    discussion: """
      Chooses n of the candidates. coverage reaches as many people as possible
      within the cutoff, beyond those whom existing places reach; p-median makes
      the mean way of a person to the nearest place as short as possible. The
      result has the chosen places in order, what each adds, and how far the
      choice can be from the best one: the optimality gap, which is proven.

      A cutoff in metres is a straight line, such as the radius of a sensor; with
      --network it is a way on streets, in minutes or metres. Demand polygons are
      taken at their centroid, or at a point inside where that lies outside.

      Example:
        amp-geo site --demand cells.gpkg:population --candidates sites.geojson \\
          --cutoff 500m -n 5 -o chosen.geojson
        amp-geo site --demand cells.gpkg:population --candidates schools.geojson \\
          --objective p-median --network streets.gpkg -n 40 -o chosen.geojson
      """)

  @Option(
    help: ArgumentHelp(
      "Where people are: points or polygons, and the column that counts them.",
      valueName: "layer[:column]"), completion: .layer)
  var demand: String

  @Option(
    help: ArgumentHelp(
      "The column of people, if --demand does not name it (1 each).", valueName: "column"))
  var demandField: String?

  @Option(
    help: ArgumentHelp(
      "The column of the demand's ids (id, else the features', else a table's first).",
      valueName: "column"))
  var demandID: String?

  @Option(help: ArgumentHelp("Places to choose from.", valueName: "layer"), completion: .layer)
  var candidates: String

  @Option(help: ArgumentHelp("The column of the candidates' ids, likewise.", valueName: "column"))
  var candidateID: String?

  @Option(
    help: ArgumentHelp("Places that are there already.", valueName: "layer"), completion: .layer)
  var existing: String?

  @Option(
    name: .customLong("required"),
    help: ArgumentHelp(
      "A candidate that is chosen in any case; repeat for more.", valueName: "id"))
  var requiredIDs: [String] = []

  @Option(
    name: .customShort("n"), parsing: .unconditional,
    help: ArgumentHelp("How many to choose.", valueName: "n"))
  var count: Int

  @Option(help: ArgumentHelp("How far a place reaches: 500m, 2km, 10min.", valueName: "cutoff"))
  var cutoff: String?

  @Option(
    help: ArgumentHelp(
      "What to be best at: \(SiteObjective.names).", valueName: "name"),
    completion: .words(of: SiteObjective.self),
    transform: SiteObjective.init(argument:))
  var objective: SiteObjective = .coverage

  @Option(
    help: ArgumentHelp(
      "Measure along the streets of a network made by network build.", valueName: "file"),
    completion: .network)
  var network: String?

  @Option(
    help: ArgumentHelp(
      "Write which place serves each demand place, or why none does (CSV).", valueName: "file"),
    completion: .csv)
  var assignment: String?

  @Option(
    help: ArgumentHelp(
      "The metric CRS to measure straight lines in (chosen by place).", valueName: "crs"))
  var distanceCRS: String?

  @OptionGroup var snapping: SnapOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    guard count >= 1 else { throw ValidationError("-n must be 1 or more.") }
    if objective == .coverage, cutoff == nil {
      throw ValidationError("--objective coverage needs --cutoff, such as 500m or 10min.")
    }
    if network == nil, snapping.isGiven {
      throw ValidationError("--max-snap goes with --network.")
    }
    if network != nil, distanceCRS != nil {
      throw ValidationError(
        "--distance-crs is for straight lines; with --network ways are measured on streets.")
    }
  }

  mutating func run() throws {
    try global.perform("site") { phases in
      let format = try output.prepare([("--assignment", assignment)], areTables: true)
      let reach = try cutoff.map { try SiteCutoff($0, hasStreets: network != nil) }
      let loader = try input.loader(threads: global.threads)
      let layers = try phases.measure("read") { try readLayers(loader) }
      try global.report(layers.all.map(\.layer), read: input)
      let saved = try phases.measure("read") {
        try network.map { try SavedStreetNetwork(path: $0) }
      }
      let extent = try [layers.demand, layers.candidates].reduce(GeographicExtent(box: .empty)) {
        $0.union(try GeographicExtent(of: $1.layer.geometries, threads: global.threads))
      }
      let systems = try MeasuringSystems(for: extent, distanceCRS: distanceCRS.map { CRS($0) })
      global.detail("distances in \(systems.distance)")
      let study = try phases.measure("reach") {
        try makeStudy(layers, cutoff: reach, saved, in: systems.distance)
      }
      let result = try phases.measure("choose") {
        try SiteResult(study, objective, count: count)
      }
      for note in SiteSummary.notes(result) { global.note(note) }
      try phases.measure("write") {
        var batch = OutputBatch()
        if let assignment {
          try batch.add(
            [SiteTables.assignments(result)], as: CSVFormat(), to: assignment,
            options: WriteOptions(csv: output.table.dialect))
        }
        try output.add(
          [SiteTables.chosen(result)], as: format,
          provenance: provenance(result, layers, systems), threads: global.threads, to: &batch)
        try batch.commit(global)
      }
      if !global.quiet { for line in SiteSummary.lines(result) { Console.error(line) } }
    }
  }

  /// The layers as they were read.
  private struct Layers {
    var demand: StudyLayer
    var field: String?
    var candidates: StudyLayer
    var existing: StudyLayer?

    var all: [StudyLayer] { [demand, candidates] + (existing.map { [$0] } ?? []) }
  }

  private func readLayers(_ loader: LayerLoader) throws -> Layers {
    let reference = try DemandReference(
      demand, field: demandField, catalogue: loader.catalogue)
    return Layers(
      demand: try loader.load(reference.layer, name: "demand"), field: reference.field,
      candidates: try loader.load(candidates, name: "candidates"),
      existing: try existing.map { try loader.load($0, name: "existing") })
  }

  private func makeStudy(
    _ layers: Layers, cutoff: SiteCutoff?, _ saved: SavedStreetNetwork?, in crs: CRS
  ) throws -> SiteStudy {
    let demand = try SiteDemand(
      layers.demand, field: layers.field, idColumn: demandID, in: crs, threads: global.threads)
    if let note = demand.note { global.note(note) }
    let candidates = try Places(
      layers.candidates, numberedAs: .candidate, idColumn: candidateID)
    var required: [Int] = []
    for id in requiredIDs {
      let place = try candidates.place(id)
      if !required.contains(place) { required.append(place) }
    }
    let streets = saved.map {
      StreetReach(
        NetworkJoining($0, maxSnapMeters: snapping.maxSnap, threads: global.threads),
        threads: global.threads)
    }
    return try SiteStudy(
      demand: demand, candidates: candidates,
      existing: try layers.existing.map { try Places($0, numberedAs: .existing) },
      required: required, cutoff: cutoff, streets: streets, in: crs, threads: global.threads)
  }

  /// The choice and its quality, and how it was measured.
  private func provenance(
    _ result: SiteResult, _ layers: Layers, _ systems: MeasuringSystems
  ) -> Provenance {
    var parameters = SiteTables.provenance(result)
    if let streets = result.study.streets {
      parameters += streets.joining.provenance
    } else {
      parameters.append(("distance_crs", .string(systems.distance.definition)))
      parameters.append(("distance_scale_error", .number(systems.distanceScaleError)))
      if result.study.lengthCheck.lengths > 0 {
        parameters.append(("length_check", result.study.lengthCheck.json))
      }
    }
    let pipeline = result.study.demand.pipeline
    return Provenance(
      analysis: "site", parameters: parameters, inputs: layers.all,
      pipelines: pipeline.isEmpty ? [] : [pipeline], notes: SiteSummary.notes(result))
  }
}

extension SiteObjective {
  fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  fileprivate init(argument: String) throws {
    guard let known = SiteObjective(named: argument) else {
      throw ValidationError("\(argument) is not known; known: \(Self.names).")
    }
    self = known
  }
}
