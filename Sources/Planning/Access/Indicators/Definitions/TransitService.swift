internal import GeoCore
internal import PlanningStudies

/// How well people are served by public transport: five levels from how often vehicles leave within a
/// walk of five minutes to a bus or tram, of ten to a metro or train.
struct TransitService: Indicator {
  /// From the best to none.
  enum Level: String, CaseIterable {
    case veryHigh = "very-high"
    case high
    case medium
    case low
    case none
  }

  /// Five minutes at 5 km/h.
  static let lowCapacityMeters = 417.0
  /// Ten minutes.
  static let highCapacityMeters = 833.0
  /// Departures an hour above which service is frequent.
  static let frequent = 10.0
  /// Departures an hour from which it is medium.
  static let medium = 4.0

  private let level: Level
  let definition: IndicatorDefinition

  init(_ level: Level) {
    self.level = level
    let (en, fr): (String, String) =
      switch level {
      case .veryHigh:
        (
          "very high: both kinds more than 10 times an hour",
          "très élevée : les deux plus de 10 fois par heure"
        )
      case .high:
        ("high: one kind more than 10 times an hour", "élevée : un mode plus de 10 fois par heure")
      case .medium: ("medium: 4 to 10 times an hour", "moyenne : 4 à 10 fois par heure")
      case .low: ("low: less than 4 times an hour", "faible : moins de 4 fois par heure")
      case .none: ("none", "aucune")
      }
    definition = IndicatorDefinition(
      id: "transit-\(level.rawValue)", kind: .share, unit: .share,
      label: Wording(en: "Service of transit: \(en)", fr: "Desserte : \(fr)"),
      formula: Wording(
        en:
          "People whose best stop within 417 m (bus, tram) or 833 m (metro, train) has so many departures an hour, over all people.",
        fr:
          "Habitants dont le meilleur arrêt à moins de 417 m (bus, tramway) ou 833 m (métro, train) a tant de départs par heure, sur tous."
      ),
      limits: Wording(
        en:
          "Takes the busiest stop within reach, as all its lines together, and the day that departures are given for; stops without a count are taken as served less than 4 times an hour.",
        fr:
          "Prend l’arrêt le plus desservi à portée, toutes lignes ensemble, et le jour des départs donnés ; un arrêt sans nombre compte pour moins de 4 départs par heure."
      ),
      source:
        "Poelman and Dijkstra 2015, Measuring access to public transport in European cities, European Commission, WP 01/2015",
      needs: [.lowCapacityStops, .highCapacityStops])
  }

  func values(in data: IndicatorData, over covered: [Bool]) throws -> IndicatorValues {
    let roles = data.given(definition.needs)
    let uncounted = try definition.needs.filter { role in
      try !roles.contains(role) || data.entries(role).allSatisfy { $0.field == nil }
    }
    // One kind of stops does not tell who has both.
    guard uncounted.isEmpty || level != .veryHigh && uncounted.count < definition.needs.count else {
      throw MissingData(roles: uncounted)
    }
    func reach(_ least: Double?) throws -> [PlaceFigures] {
      try roles.map { role in
        try data.once("\(least ?? 0) departures of \(role.rawValue)") {
          try Self.served(role, least: least, in: data)
        }
      }
    }
    func any(_ figures: [PlaceFigures]) -> PlaceFigures {
      figures.dropFirst().reduce(figures[0]) { $0.either($1) }
    }
    let often = try reach(Self.frequent.nextUp)
    let both = often.dropFirst().reduce(often[0]) { $0.both($1) }
    let some = any(often)
    let regular = any(try reach(Self.medium))
    let served = any(try reach(nil))
    let figures: PlaceFigures =
      switch level {
      case .veryHigh: both
      case .high: often.count == 2 ? some.both(both.denied) : some
      case .medium: regular.both(some.denied)
      case .low: served.both(regular.denied)
      case .none: served.denied
      }
    var values = try data.share(figures, over: covered)
    values.lacking = data.missing(definition.needs)
    return values
  }

  /// Who has a stop with so many departures an hour within a walk.
  private static func served(
    _ role: IndicatorRole, least: Double?, in data: IndicatorData
  ) throws -> PlaceFigures {
    let meters = role == .lowCapacityStops ? lowCapacityMeters : highCapacityMeters
    let cells = try data.people()
    var figures = PlaceFigures(Array(repeating: 0, count: cells.count))
    for entry in try data.entries(role) {
      var layer = try data.layer(entry)
      var name = layer.name
      if let least {
        let stops = try frequent(layer, entry, least, in: data)
        guard !stops.isEmpty else { continue }
        layer = layer.reordered(stops)
        name += " at \(least) departures an hour"
      }
      figures = figures.either(try data.costs(to: layer, as: name).within(meters, of: cells))
    }
    return figures
  }

  /// The stops with so many departures an hour; those of which it is not known are none of them, and a
  /// note says so.
  private static func frequent(
    _ layer: StudyLayer, _ entry: IndicatorEntry, _ least: Double, in data: IndicatorData
  ) throws -> [Int] {
    let departures =
      try entry.field.map { try data.amounts($0, of: layer.layer) }
      ?? Array(repeating: nil, count: layer.layer.count)
    let silent = departures.count { $0 == nil }
    if silent > 0 {
      data.note(
        "\(silent) of \(departures.count) stops of \"\(layer.name)\" have no number of departures:"
          + " they are taken as served less than \(Int(medium)) times an hour")
    }
    let hours = entry.hours ?? 1
    return departures.indices.filter { departures[$0].map { $0 / hours >= least } ?? false }
  }
}
