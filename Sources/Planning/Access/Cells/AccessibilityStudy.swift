internal import GeoCore
public import PlanningStudies

/// How far zones and their people lie from sets of destinations: `AccessibilityAnalysis` for plans and
/// commands.
public struct AccessibilityStudy: Study {
  /// The names of the layers of destinations.
  public var destinations: [String]
  /// The side of all sample cells, metres; nil for sizes by zone (`SampleGrid`).
  public var cellSizeMeters: Double?
  /// Distances that shares are given for, ascending, metres.
  public var cutoffsMeters: [Double] = usualCutoffs
  /// How straight metres become minutes.
  public var walking = TravelMode.walking
  /// How straight metres become minutes by bicycle.
  public var cycling = TravelMode.cycling

  /// `accessibility`.
  public static let analysis = "accessibility"
  /// True.
  public static let measuresDistances = true

  /// Sets of destinations, with the usual cutoffs and modes.
  public init(destinations: [String]) { self.destinations = destinations }

  private static let usualCutoffs: [Double] = [300, 500, 1000, 2000, 5000]

  /// The side of cells, as plans and commands take it.
  public static let cellSize = Parameter(
    key: "cell_size_m", option: "cell-size", units: Quantity.meters, in: 10...100_000,
    usual: "by zone, at most \(JSONText.number(SampleGrid.largestMeters))",
    meaning: "Side of a sample cell in metres")

  /// The distances, as plans and commands take them.
  public static let cutoffs = Parameter(
    key: "cutoffs_m", option: "cutoffs", units: Quantity.meters, in: Parameter.positive,
    isList: true, usual: usualCutoffs.map(JSONText.number).joined(separator: ","),
    meaning: "Distances in metres, separated by commas")

  /// Measures from the ground of the zones and, where people are counted, from where they live.
  ///
  /// - Throws: `InputError`, `FormatError` or `PROJError` for layers that cannot be measured and a
  ///   network that cannot be read.
  public func run(in context: StudyContext) throws -> AccessibilityOutput {
    let zones = try context.zones()
    let sets = try destinations.map { try context.layer($0) }
    let isStraight = context.network == nil
    let people = try context.peopleCells(
      finestMeters: PeopleGrid.finestMeters(
        smallestCutoff: isStraight ? cutoffsMeters.min() : nil, cellSize: cellSizeMeters))
    let result = try context.compute {
      let streets = try context.network.map { network in
        try StreetNetworkModel(
          path: context.path(of: network.source), maxSnapMeters: network.maxSnapMeters,
          cutoffsMinutes: network.cutoffsMinutes, threads: context.threads)
      }
      return try AccessibilityAnalysis.run(
        zones: zones, destinations: sets, parameters: self, model: streets,
        systems: context.systems, people: people,
        listsCells: context.files?.contains(Self.cellsFile.name) ?? false,
        keepsWays: context.isCompared,
        threads: context.threads, phases: context.phases)
    }
    return AccessibilityOutput(
      study: self, result: result, systems: context.systems,
      hasNetwork: context.network != nil)
  }
}

extension AccessibilityStudy: PlannedStudy {
  package static let planKeys = ["accessibility"]
  /// Accessibility cell by cell, which is written only when the plan names it.
  package static let cellsFile = StudyFile("accessibility-cells.geojson", isOnRequest: true)
  package static let files = [StudyFile("accessibility.geojson"), cellsFile]

  package static func read(_ plan: PlanSections) throws(InputError) -> AccessibilityStudy? {
    guard let section = try plan.root.mapping("accessibility") else { return nil }
    let list = try section.strings("destinations") ?? []
    var study = AccessibilityStudy(
      destinations: try plan.layers(list, in: section, at: "destinations"))
    study.cellSizeMeters = try section.number(cellSize)
    if let cutoffs = try section.numbers(cutoffs) { study.cutoffsMeters = cutoffs }
    study.walking = try study.walking.reading(try section.mapping("walking"))
    study.cycling = try study.cycling.reading(try section.mapping("cycling"))
    try section.finish(known: ["destinations", cellSize.key, cutoffs.key, "walking", "cycling"])
    if study.destinations.isEmpty {
      throw plan.root.error(
        at: "accessibility", "\"accessibility\" has no effect without destinations",
        remedy: "add destinations: with names of layers, or leave the section out")
    }
    if plan.hasNetwork, let key = ["walking", "cycling"].first(where: { section.has($0) }) {
      throw section.error(
        at: key, "\"\(key)\" has no effect over a network, whose profile tells the speed",
        remedy: "leave the key out")
    }
    return study
  }
}
