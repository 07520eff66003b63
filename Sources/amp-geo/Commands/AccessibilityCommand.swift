import ArgumentParser
import GeoCore
import PlanningAccess
import PlanningRun
import PlanningStudies

struct AccessibilityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accessibility",
    abstract: "How far places lie from destinations, and what is left for each.",
    discussion: """
      Without --measure: straight lines. From the cells of a regular grid inside
      each zone to the nearest destination: metres as mean and percentiles, the
      share of the zone within each cutoff, walking and cycling minutes.
      Destinations may be points, lines or polygons (distance 0 inside).

      Example:
        amp-geo accessibility --destination stations \\
          --destination clinics=clinics.geojson --cutoffs 500,1000 -o access.geojson

      With --measure: accessibility of origins, such as 2SFCA, over a street network
      or from a table of travel costs. --measure list shows all measures and decays,
      with their formulas and papers. --close, --open and --add show what would
      change, --boundary what lies too near to the border of the study area, and
      --zones with --zones-output all of it for each commune.

      Example:
        amp-geo accessibility --network streets.gpkg --origins cells.gpkg \\
          --demand people --destinations clinics.geojson --supply doctors \\
          --measure e2sfca --decay 'step(10:1,20:0.68,30:0.22)' -o access.geojson
        amp-geo accessibility --network streets.gpkg --origins cells.gpkg \\
          --demand people --destinations clinics.geojson --measure cost_to_closest \\
          --add 5.37,43.3 --zones communes --zones-output new.geojson -o new.csv
        amp-geo accessibility --costs costs.csv --origins places.csv \\
          --demand people --destinations clinics.csv --supply doctors \\
          --measure 2sfca --cutoff 30 -o access.csv
      """)

  @OptionGroup var zones: ZoneOptions

  @Option(
    name: .customLong("destination"),
    help: ArgumentHelp(
      "A set of destinations, under its own or a given name; repeat for more.",
      valueName: "[name=]layer"), completion: .layer)
  var destinations: [NamedReference] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Side of a sample cell in metres (by zone, at most 250).", valueName: "m"),
    transform: Quantity.meters.parse)
  var cellSize: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Distances in metres, separated by commas (300,500,1000,2000,5000).", valueName: "m,m,…"),
    transform: Quantity.meters.parseList)
  var cutoffs: [Double]?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Walking speed in km/h (4.8).", valueName: "km/h"),
    transform: Quantity.kilometersPerHour.parse)
  var walkSpeed: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Cycling speed in km/h (15).", valueName: "km/h"),
    transform: Quantity.kilometersPerHour.parse)
  var cycleSpeed: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Length of a way over its straight line (1.3).", valueName: "factor"),
    transform: DecimalOption.parse)
  var detour: Double?

  @OptionGroup(title: "Measures") var measured: MeasureOptions
  @OptionGroup var measuring: MeasuringOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if measured.isAskedFor {
      guard destinations.isEmpty else {
        throw ValidationError(
          "--destination is for straight lines; with --measure say --destinations.")
      }
      if let option = givenOfStraightLines.first {
        throw ValidationError("\(option) is for straight lines; --measure does not take it.")
      }
      return
    }
    if destinations.isEmpty {
      throw ValidationError("name at least one --destination, or a --measure.")
    }
    try destinations.requireDistinctNames()
    _ = try parameters()
  }

  /// The options that were given and that only straight lines take.
  private var givenOfStraightLines: [String] {
    let own: [(String, Bool)] = [
      ("--population", zones.population != nil),
      ("--cell-size", cellSize != nil), ("--cutoffs", cutoffs != nil),
      ("--walk-speed", walkSpeed != nil), ("--cycle-speed", cycleSpeed != nil),
      ("--detour", detour != nil),
    ]
    return own.filter(\.1).map(\.0) + measuring.given
  }

  private func parameters() throws -> Plan.Accessibility {
    var parameters = Plan.Accessibility(destinations: destinations.map(\.name))
    let walkSpeed = walkSpeed ?? parameters.walking.speedKilometersPerHour
    let cycleSpeed = cycleSpeed ?? parameters.cycling.speedKilometersPerHour
    let detour = detour ?? parameters.walking.detourFactor
    guard cellSize.map({ (10...100_000).contains($0) }) ?? true else {
      throw ValidationError("--cell-size must be from 10 to 100000 metres.")
    }
    guard (0.1...300).contains(walkSpeed), (0.1...300).contains(cycleSpeed) else {
      throw ValidationError("speeds must be from 0.1 to 300 km/h.")
    }
    guard (1...10).contains(detour) else {
      throw ValidationError("--detour must be from 1 to 10.")
    }
    if let cellSize { parameters.cellSizeMeters = cellSize }
    if let cutoffs {
      guard cutoffs.allSatisfy({ $0 > 0 }) else {
        throw ValidationError("--cutoffs must be greater than 0: 500m,1km.")
      }
      parameters.cutoffsMeters = cutoffs
    }
    parameters.walking = TravelMode(
      name: "walk", speedKilometersPerHour: walkSpeed, detourFactor: detour)
    parameters.cycling = TravelMode(
      name: "cycle", speedKilometersPerHour: cycleSpeed, detourFactor: detour)
    return parameters
  }

  mutating func run() throws {
    if measured.isAskedFor { return try runMeasures() }
    try global.perform("accessibility") { phases in
      let format = try output.prepare()
      let loader = try input.loader(threads: global.threads, lenient: measuring.lenient)
      let study = try phases.measure("read") {
        try loader.load(zones.zones, name: NamedReference.name(of: zones.zones))
      }
      let sets = try phases.measure("read") {
        try destinations.map { try loader.load($0.reference, name: $0.name) }
      }
      try global.report(([study] + sets).map(\.layer), read: input)
      let systems = try measuring.systems(around: study.layer)
      global.detail("grid in \(systems.area), distances in \(systems.distance)")
      let zoneSet = try ZoneSet(
        study, fields: zones.fields, in: systems.area, lenient: measuring.lenient,
        threads: global.threads, phases: phases)
      let parameters = try parameters()
      let result = try AccessibilityAnalysis.run(
        zones: zoneSet, destinations: sets, parameters: parameters, systems: systems,
        threads: global.threads, phases: phases)
      for note in result.notes { global.note(note) }
      let own: [(name: String, value: JSONValue)] = [
        ("area_crs", .string(systems.area.definition)),
        ("distance_crs", .string(systems.distance.definition)),
        ("area_check", zoneSet.areal.areaCheck.json),
      ]
      let provenance = Provenance(
        analysis: "accessibility",
        parameters: own
          + result.parameters(parameters, scaleError: systems.distanceScaleError),
        inputs: [study] + sets,
        pipelines: ([zoneSet.areal.pipeline] + result.pipelines).distinct(), notes: result.notes)
      try phases.measure("write") {
        try output.write(
          [result.layer], as: format, provenance: provenance, global: global)
      }
    }
  }
}
