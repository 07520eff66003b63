internal import GeoAlgorithms
internal import GeoCore
internal import GeoProjection
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
  private var covered: [String: [Bool]] = [:]
  private(set) var notes: [String] = []
  private(set) var pipelines: [String] = []
  private(set) var provenance: [(name: String, value: JSONValue)] = []

  /// The smallest distance that any indicator asks about, metres.
  private static let smallestCutoff = 300.0
  /// A zone is covered when this much of its ground is.
  private static let coveredShare = 0.95

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

  // MARK: People

  /// Where people live.
  /// - Throws: `MissingData` when nobody is counted.
  func people() throws -> PeopleCells {
    if let cells { return cells }
    let size = PeopleGrid.finestMeters(smallestCutoff: Self.smallestCutoff, cellSize: nil)
    guard let made = try context.peopleCells(finestMeters: size) else {
      throw MissingData(roles: [], reason: .noPeople)
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
    pipelines.append(found.pipeline)
    costs[key] = found
    return found
  }

  private static func model(
    _ context: StudyContext, _ provenance: inout [(name: String, value: JSONValue)]
  ) throws -> any CellModel {
    guard let network = context.network else {
      return StraightLineModel(in: context.systems.distance, walking: .walking, cycling: .cycling)
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
    if case .measured(_, let times) = found.times {
      return PlaceFigures(times.map { $0 <= minutes ? 1 : 0 })
    }
    let mode = TravelMode.walking
    let meters = minutes * mode.speedKilometersPerHour * 1000 / 60 / mode.detourFactor
    return found.within(meters, of: try people())
  }

  /// The layer that an entry names.
  func layer(_ entry: IndicatorEntry) throws -> StudyLayer { try context.layer(entry.layer ?? "") }

  /// The share of people for whom a figure holds, of each zone that the roles' data covers, and of all
  /// these zones.
  func share(_ figures: PlaceFigures, over roles: [IndicatorRole]) throws -> IndicatorValues {
    let cells = try people()
    return try quotients(
      cells.people(figures).zones, of: cells.peopleByZone.zones, over: roles)
  }

  /// Part over whole, zone by zone and in total, where the roles' data covers the zone.
  func quotients(
    _ parts: [PeopleCount?], of wholes: [PeopleCount?], over roles: [IndicatorRole]
  ) throws -> IndicatorValues {
    let covered = try coveredZones(roles)
    var values: [IndicatorValue] = []
    var (part, whole) = (PeopleCount(), 0.0)
    for zone in 0..<zones.count {
      guard covered[zone] else {
        values.append(.unknown(.notCovered))
        continue
      }
      guard let own = parts[zone], let all = wholes[zone]?.expected, all > 0 else {
        values.append(.unknown(zones.areal.reasons[zone] == nil ? .noPeople : .noGround))
        continue
      }
      part.expected += own.expected
      part.low += own.low
      part.high += own.high
      whole += all
      values.append(Self.quotient(own, all))
    }
    let total: IndicatorValue =
      !covered.contains(true)
      ? .unknown(.notCovered) : whole > 0 ? Self.quotient(part, whole) : .unknown(.noPeople)
    return IndicatorValues(zones: values, total: total)
  }

  private static func quotient(_ part: PeopleCount, _ whole: Double) -> IndicatorValue {
    IndicatorValue(
      min(1, part.expected / whole), low: min(1, part.low / whole), high: min(1, part.high / whole))
  }

  // MARK: Ground

  /// The zones that the data of all roles covers.
  func coveredZones(_ roles: [IndicatorRole]) throws -> [Bool] {
    var result = Array(repeating: true, count: zones.count)
    for name in try roles.flatMap({ try entries($0) }).compactMap(\.covers) {
      let mask =
        try covered[name]
        ?? shares(of: try context.areal(name)).map {
          $0 >= Self.coveredShare
        }
      covered[name] = mask
      for zone in result.indices where !mask[zone] { result[zone] = false }
    }
    return result
  }

  /// The area of each zone under a layer, m².
  func areas(under layer: ArealLayer) -> [Double] {
    var sums = FixedPointSums(count: zones.count)
    OverlapPairs.forEach(zones.areal.index, layer.dissolved, threads: context.threads) { pairs in
      for pair in pairs { sums.add(pair.area, to: pair.a) }
    }
    return sums.totals
  }

  private func shares(of layer: ArealLayer) -> [Double] {
    zip(areas(under: layer), zones.areasSquareMeters).map { $1 > 0 ? $0 / $1 : 0 }
  }

  /// The area of each zone under the layers of a role.
  func areas(_ role: IndicatorRole) throws -> (areas: [Double], year: Double?) {
    let entry = try entries(role)[0]
    return (areas(under: try context.areal(entry.layer ?? "")), entry.year)
  }

  /// The numbers of a column of the zones; nil where there is none.
  func numbers(_ role: IndicatorRole) throws -> (values: [Double?], year: Double?) {
    let entry = try entries(role)[0]
    let table = zones.layer
    guard let field = entry.field, let column = table.attributes[field] else {
      throw InputError(
        path: table.path, reason: "zones have no attribute \"\(entry.field ?? "")\"",
        remedy: "attributes: \(table.attributes.names.joined(separator: ", "))")
    }
    return ((0..<column.count).map { column.double($0) }, entry.year)
  }

  /// How near each zone's border comes to a layer, metres; nil for a zone without an area.
  func distances(ofZonesTo layer: StudyLayer) throws -> [Double?] {
    let threads = context.threads
    let border = try zones.layer.geometries.droppingElevations()
      .longitudeLatitude(threads: threads).densified(longest: Self.borderStepDegrees)
    var places = Geometries(crs: .wgs84)
    for vertex in 0..<border.vertexCount {
      places.appendPoint(x: border.x(vertex), y: border.y(vertex))
    }
    let meters = try GlobalNearest(layer.layer.geometries, threads: threads)
      .distances(from: places, threads: threads)
    return (0..<zones.count).map { zone in
      zones.areal.reasons[zone] == nil ? meters[border.vertices(ofFeature: zone)].min() : nil
    }
  }

  /// Some 50 m.
  private static let borderStepDegrees = 0.000_45

  /// How many features of a role each zone has.
  func counts(_ role: IndicatorRole) throws -> [Int] {
    var sums = Array(repeating: 0, count: zones.count)
    for entry in try entries(role) {
      let places = try CountedPlaces(
        try layer(entry), in: context.systems.area, threads: context.threads)
      pipelines.append(places.pipeline)
      for (zone, count) in places.counts(in: zones.areal.index).enumerated() { sums[zone] += count }
    }
    return sums
  }
}

extension PlaceFigures {
  /// Where either holds.
  func either(_ other: PlaceFigures) -> PlaceFigures {
    func most(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { max($0, $1) } }
    return PlaceFigures(
      most(expected, other.expected), low: most(low, other.low), high: most(high, other.high))
  }

  /// Where both hold.
  func both(_ other: PlaceFigures) -> PlaceFigures {
    func least(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { min($0, $1) } }
    return PlaceFigures(
      least(expected, other.expected), low: least(low, other.low), high: least(high, other.high))
  }

  /// Where the figure does not hold.
  var denied: PlaceFigures {
    PlaceFigures(expected.map { 1 - $0 }, low: high.map { 1 - $0 }, high: low.map { 1 - $0 })
  }
}
