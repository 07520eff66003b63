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
      Destinations may be points, lines or polygons (distance 0 inside). With --people
      or --population the same of people, from where they live: how many within each
      cutoff, mean and percentiles over them.

      Example:
        amp-geo accessibility --destination stations \\
          --destination clinics=clinics.geojson --cutoffs 500,1000 -o access.geojson
        amp-geo accessibility --destination stations --people people.gpkg \\
          --people-field population -o access.geojson

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

  @Option(AccessibilityStudy.cellSize) var cellSize: Double?
  @Option(AccessibilityStudy.cutoffs) var cutoffs: [Double]?
  @Option(TravelMode.walkSpeed) var walkSpeed: Double?
  @Option(TravelMode.cycleSpeed) var cycleSpeed: Double?
  @Option(TravelMode.detour) var detour: Double?

  @OptionGroup var people: PeopleOptions

  @Option(
    name: .customLong("group"),
    help: ArgumentHelp(
      "A group of the people, by the column of --people that counts it; repeat for more.",
      valueName: "[name=]column"))
  var groups: [NamedColumn] = []

  @Option(
    help: ArgumentHelp(
      "The column that groups are parts of (--people-field).", valueName: "column"))
  var groupsOf: String?

  @OptionGroup(title: "Measures") var measured: MeasureOptions
  @OptionGroup var measuring: MeasuringOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    if measured.isOfList {
      let others = givenOfStraightLines + measured.given.filter { $0 != "--measure" }
      if let option = others.first {
        throw ValidationError("--measure list measures nothing: it does not take \(option).")
      }
    }
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
    if !measured.given.isEmpty {
      throw ValidationError(
        "\(measured.given.joined(separator: ", ")) goes with --measure, and no measure is named;"
          + " --measure list shows all.")
    }
    if destinations.isEmpty {
      throw ValidationError("name at least one --destination, or a --measure.")
    }
    try destinations.requireDistinctNames()
    try requireGroups()
    _ = try study()
  }

  /// The options that were given and that only straight lines take.
  private var givenOfStraightLines: [String] {
    let own: [(String, Bool)] = [
      ("--population", zones.population != nil), ("--people", people.people != nil),
      ("--group", !groups.isEmpty), ("--groups-of", groupsOf != nil),
      ("--cell-size", cellSize != nil), ("--cutoffs", cutoffs != nil),
      ("--walk-speed", walkSpeed != nil), ("--cycle-speed", cycleSpeed != nil),
      ("--detour", detour != nil),
    ]
    return own.filter(\.1).map(\.0) + measuring.given
  }

  private var groupEntries: [PeopleEntry.Group] {
    groups.map { PeopleEntry.Group(name: $0.layer ?? $0.column, field: $0.column) }
  }

  private func requireGroups() throws {
    if !groups.isEmpty, people.entry(zones) == nil {
      throw ValidationError("--group needs --people or --population.")
    }
    if groupsOf != nil, groups.isEmpty { throw ValidationError("--groups-of needs --group.") }
    var seen: Set<String> = []
    for name in groupEntries.map(\.name) {
      guard PeopleEntry.Group.isUsable(name) else {
        throw ValidationError(
          "--group \(name) cannot name a group: use small letters, digits and underscores, a letter"
            + " first, and not population.")
      }
      if !seen.insert(name).inserted { throw ValidationError("--group names \(name) twice.") }
    }
  }

  private func study() throws -> AccessibilityStudy {
    try AccessibilityStudy.cellSize.require(cellSize)
    try AccessibilityStudy.cutoffs.require(cutoffs ?? [])
    try TravelMode.walkSpeed.require(walkSpeed)
    try TravelMode.cycleSpeed.require(cycleSpeed)
    try TravelMode.detour.require(detour)
    var study = AccessibilityStudy(destinations: destinations.map(\.name))
    study.cellSizeMeters = cellSize
    if let cutoffs { study.cutoffsMeters = cutoffs }
    if let walkSpeed { study.walking.speedKilometersPerHour = walkSpeed }
    if let cycleSpeed { study.cycling.speedKilometersPerHour = cycleSpeed }
    if let detour {
      study.walking.detourFactor = detour
      study.cycling.detourFactor = detour
    }
    return study
  }

  mutating func run() throws {
    if measured.isAskedFor { return try runMeasures() }
    try global.perform("accessibility") { phases in
      let format = try output.prepare()
      let study = try study()
      var request = Workspace.Request(
        zones: zones.entry, layers: destinations.map { $0.entry() }, people: people.entry(zones),
        measuring: measuring.entry)
      request.people?.groups = groupEntries
      request.people?.groupsOf = groupsOf
      let run = try StudyRun(
        on: request, input, lenient: measuring.lenient, global, phases, door: Self.door
      ) { _ in study }
      try phases.measure("write") {
        let (layer, provenance) = run.result
        try output.write([layer], as: format, provenance: provenance, global: global)
      }
    }
  }
}
