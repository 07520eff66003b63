import ArgumentParser
import GeoCore
import GeoFormats
import GeoStreets
import PlanningAccess
import PlanningStudies

struct NetworkBuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build a street network from an OpenStreetMap extract.",
    discussion: """
      Reads .osm, .osm.gz, .osm.bz2 and .osm.pbf; writes a GeoPackage with the
      layers edges and nodes, and the graph that other commands load. Extracts of
      regions are at https://download.geofabrik.de.

      Islands are parts that no street joins to the rest. One-way streets that
      only lead in or only lead out stay, unless --strongly-connected is said:
      it helps where the extract was cut through them.

      Squares (area=yes and multipolygons) are walked along their outline; with
      --areas cross straight across, too, where people see from one entrance
      or corner to another, around fountains and other holes.

      Example:
        amp-geo network build extract.osm.pbf --profile walk \\
          --clip communes -o streets.gpkg
      """)

  @Argument(help: "The extract.", completion: .extract)
  var extract: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The GeoPackage to write.", valueName: "file"), completion: .network)
  var output: String

  @Option(
    help: ArgumentHelp("How people travel: walk, bike or car.", valueName: "mode"),
    completion: .words(of: StreetMode.self),
    transform: Self.mode)
  var profile: StreetMode = .walk

  @Option(
    help: ArgumentHelp(
      "Keep what lies within these polygons: an embedded layer, a file, or file.gpkg:layer.",
      valueName: "layer"), completion: .layer)
  var clip: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Drop islands of fewer nodes; the largest part always stays.", valueName: "n"))
  var minComponent: Int = StreetNetworkBuilder.usualMinimumComponent

  @Flag(
    help: "Drop small parts that only lead in or only lead out, too.")
  var stronglyConnected = false

  @Option(
    help: ArgumentHelp(
      "Walk squares (area=yes) along their outline, or cross them, too: outline or cross.",
      valueName: "how"), completion: .words(of: AreaWalking.self),
    transform: Self.areaWalking)
  var areas: AreaWalking = .outline

  @OptionGroup var input: InputOptions
  @OptionGroup var global: GlobalOptions

  mutating func validate() throws {
    guard output.lowercased().hasSuffix(".gpkg") else {
      throw ValidationError("a network is written as a GeoPackage: name a file.gpkg with -o.")
    }
    if clip == nil, let option = input.given.first {
      throw ValidationError("\(option) is about how --clip is read, which is not given.")
    }
    guard minComponent >= 0 else {
      throw ValidationError("--min-component must be 0 or more.")
    }
    guard !stronglyConnected || minComponent > 1 else {
      throw ValidationError(
        "--min-component \(minComponent) keeps all, and --strongly-connected drops some.")
    }
  }

  mutating func run() throws {
    try global.perform("network build") { phases in
      try OutputTargets.prepare([("-o", output)])
      try OutputOptions.requireNothingLost(
        at: output,
        writing: SavedStreetNetwork.tableNames)
      let file = try OutputFile(output)
      let build = NetworkBuild(
        extractPath: extract, mode: profile, clip: clip, minimumComponent: minComponent,
        isStronglyConnected: stronglyConnected, areas: areas, threads: global.threads)
      let result = try build.run(
        loader: try input.loader(threads: global.threads), phases: phases)
      if let clip = result.clip { try global.report([clip.layer], read: input) }
      try phases.measure("write") {
        try result.saved.write(to: file, provenance: result.provenance.json.compact)
        try file.commit()
      }
      tell(result)
    }
  }

  private static func mode(_ text: String) throws -> StreetMode {
    guard let mode = StreetMode(rawValue: text) else {
      let known = StreetMode.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("the profile \(text) is not known; known: \(known).")
    }
    return mode
  }

  private static func areaWalking(_ text: String) throws -> AreaWalking {
    guard let walking = AreaWalking(rawValue: text) else {
      let known = AreaWalking.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--areas \(text) is not known; known: \(known).")
    }
    return walking
  }

  /// Says what a planner should know before using the network.
  private func tell(_ result: NetworkBuild.Result) {
    let network = result.saved.network
    let report = result.report
    global.note(
      "\(network.nodeCount) nodes and \(network.edgeCount) edges,"
        + " \(kilometers(network.totalMeters)) km, from \(report.waysUsed) of"
        + " \(report.streetWays) streets")
    if report.islands > 0 {
      global.note(
        "\(report.islands) islands of fewer than \(minComponent) nodes dropped:"
          + " \(report.islandNodes) nodes, \(kilometers(report.islandMeters)) km")
    }
    let oneSided = result.oneSided
    if oneSided.inwardMillimeters + oneSided.outwardMillimeters > 0 {
      global.note(
        "\(kilometers(oneSided.inwardMeters)) km of streets only lead into the largest part by"
          + " permitted directions, \(kilometers(oneSided.outwardMeters)) km only out of it"
          + (stronglyConnected ? "" : "; --strongly-connected drops small parts of them"))
    }
    if let share = result.clipShareOutside, share >= Self.leastShareOutside {
      global.note(
        "\(JSONText.number((share * 1000).rounded() / 10)) % of the bounding box of the clip area"
          + " lies beyond what the extract says that it covers: get a larger one")
    }
    if report.missingNodes > 0 {
      global.note("\(report.missingNodes) places where a street leaves the extract: cut there")
    }
    if report.limitsTooLow > 0 {
      global.note("\(report.limitsTooLow) speed limits below 1 km/h ignored")
    }
    if report.limitsNotUnderstood > 0 {
      global.note("\(report.limitsNotUnderstood) speed limits not understood, and ignored")
    }
    if report.accessNotUnderstood > 0 {
      let shown = report.accessValues.prefix(3).joined(separator: ", ")
      global.note(
        "\(report.accessNotUnderstood) access values not understood, and ignored: \(shown)"
          + (report.accessValues.count > 3 ? ", …" : ""))
    }
    if report.areasTooComplex > 0 {
      global.note(
        "\(report.areasTooComplex) squares have too many corners and entrances to cross: walked along"
          + " their outline")
    }
    if report.areasOpen > 0 {
      global.note(
        "\(report.areasOpen) squares have an outline that does not close in the extract: walked along"
          + " it, not across")
    }
    if report.missingMembers > 0 {
      global.note(
        "\(report.missingMembers) pieces of outlines of squares are not in the extract: not walked")
    }
    if report.duplicateWays > 0 {
      global.note(
        "\(report.duplicateWays) ways stood in the extract twice; the newest counts, or the first")
    }
    for count in report.counts { global.detail("\(count.name): \(count.value)") }
  }

  /// Less of the clip area's box beyond the extract is rounding, or of no account.
  private static let leastShareOutside = 0.000_5

  private func kilometers(_ meters: Double) -> String {
    JSONText.number((meters / 100).rounded() / 10)
  }
}
