internal import GeoAlgorithms
internal import GeoCore
internal import GeoStreets
internal import PlanningStudies

/// What indicators are computed of, found in a study's context and made once for all of them.
final class IndicatorData {
  let context: StudyContext
  let zones: ZoneSet
  private let entries: [IndicatorRole: [IndicatorEntry]]
  private var cells: PeopleCells?
  private var search: (any CellSearch)?
  private var costs: [String: CellCosts] = [:]
  private var figures: [String: PlaceFigures] = [:]
  var covered: [String: [Bool]] = [:]
  var grounds: [IndicatorRole: PolygonIndex] = [:]
  private(set) var notes: [String] = []
  var pipelines: [String] = []
  private(set) var provenance: [(name: String, value: JSONValue)] = []

  /// The smallest distance that any indicator asks about, metres.
  private static let smallestCutoff = 300.0

  init(_ context: StudyContext, _ entries: [IndicatorRole: [IndicatorEntry]]) throws {
    self.context = context
    self.entries = entries
    zones = try context.zones()
  }

  /// What the plan gives for a role.
  /// - Throws: `MissingData` when it gives nothing.
  func entries(_ role: IndicatorRole) throws -> [IndicatorEntry] {
    guard let found = entries[role], !found.isEmpty else { throw MissingData(roles: [role]) }
    return found
  }

  /// The roles of some for which the plan gives nothing.
  func missing(_ roles: [IndicatorRole]) -> [IndicatorRole] {
    roles.filter { entries[$0, default: []].isEmpty }
  }

  /// The roles of some for which the plan gives something.
  func given(_ roles: [IndicatorRole]) -> [IndicatorRole] {
    roles.filter { !entries[$0, default: []].isEmpty }
  }

  /// The year that the data of a role is of; nil when it is not said.
  func year(_ role: IndicatorRole) throws -> Double? { try entries(role)[0].year }

  /// Keeps what a reader must know.
  func note(_ text: String) { notes.append(text) }

  // MARK: People

  /// Where people live.
  /// - Throws: `MissingData` when nobody is counted.
  func people() throws -> PeopleCells {
    if let cells { return cells }
    let size = PeopleGrid.finestMeters(smallestCutoff: Self.smallestCutoff, cellSize: nil)
    guard let made = try context.peopleCells(finestMeters: size) else {
      throw MissingData(roles: [], isOfPeople: true)
    }
    cells = made
    return made
  }

  /// The ways from where people live to the nearest feature of a layer.
  func costs(to layer: StudyLayer, as name: String? = nil) throws -> CellCosts {
    let key = name ?? layer.name
    if let known = costs[key] { return known }
    if let note = try layer.noteOnCoordinates() { notes.append(note) }
    let cells = try people()
    let (threads, phases) = (context.threads, context.phases)
    let search =
      try search
      ?? Self.model(context, &provenance).search(
        from: cells.sample, threads: threads, phases: phases)
    self.search = search
    let found = try search.costs(to: layer, threads: threads, phases: phases)
    notes += found.notes
    if let mode = found.modeNotOnFoot {
      notes.append("ways of indicators are along a network for \"\(mode)\", not on foot")
    }
    pipelines.append(found.pipeline)
    costs[key] = found
    return found
  }

  private static func model(
    _ context: StudyContext, _ provenance: inout [(name: String, value: JSONValue)]
  ) throws -> any CellModel {
    guard let network = context.network else {
      let model = StraightLineModel(
        in: context.systems.distance, walking: .walking, cycling: .cycling)
      // No indicator is about cycling.
      provenance = model.provenance.filter { $0.name == "walking" }
      return model
    }
    let model = try StreetNetworkModel(
      path: context.path(of: network.source), maxSnapMeters: network.maxSnapMeters,
      cutoffsMinutes: network.cutoffsMinutes, threads: context.threads)
    provenance = model.provenance
    return model
  }

  /// A figure of places that several indicators ask for, made once.
  func once(_ name: String, _ make: () throws -> PlaceFigures) rethrows -> PlaceFigures {
    if let known = figures[name] { return known }
    let made = try make()
    figures[name] = made
    return made
  }

  /// Who is within a distance of any feature of a role.
  func within(_ meters: Double, of role: IndicatorRole) throws -> PlaceFigures {
    try once("\(meters) m of \(role.rawValue)") {
      let cells = try people()
      let figures = try entries(role).map { entry in
        try costs(to: try layer(entry)).within(meters, of: cells)
      }
      return figures.dropFirst().reduce(figures[0]) { $0.either($1) }
    }
  }

  /// Who can walk to any feature of a layer in some minutes.
  func withinWalk(minutes: Double, of entry: IndicatorEntry) throws -> PlaceFigures {
    try once("\(minutes) min of \(entry.layer ?? "")") {
      try reached(minutes: minutes, of: try layer(entry))
    }
  }

  private func reached(minutes: Double, of layer: StudyLayer) throws -> PlaceFigures {
    let found = try costs(to: layer)
    if found.modeNotOnFoot != nil { throw MissingData(roles: [], reason: .notOnFoot) }
    if case .measured(_, let times) = found.times {
      return PlaceFigures(times.map { $0 <= minutes ? 1 : 0 })
    }
    let mode = TravelMode.walking
    let meters = minutes * mode.speedKilometersPerHour * 1000 / 60 / mode.detourFactor
    return found.within(meters, of: try people())
  }

  /// The layer that an entry names.
  func layer(_ entry: IndicatorEntry) throws -> StudyLayer { try context.layer(entry.layer ?? "") }
}

extension CellCosts {
  /// How people go along the streets where that is not on foot; nil on foot and in straight lines.
  fileprivate var modeNotOnFoot: String? {
    guard case .measured(let mode, _) = times, mode != StreetMode.walk.rawValue else { return nil }
    return mode
  }
}
