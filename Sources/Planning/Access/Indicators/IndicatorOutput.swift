public import GeoCore
public import PlanningStudies

/// What `IndicatorStudy` has found.
public struct IndicatorOutput: StudyOutput {
  let zones: ZoneSet
  var results: [(definition: IndicatorDefinition, values: IndicatorValues)] = []
  private var lacks: [(note: String, indicators: [String])] = []
  var model: [(name: String, value: JSONValue)] = []
  /// How layers came into the systems that were measured in.
  public internal(set) var pipelines: [String] = []
  private var ownNotes: [String] = []

  init(zones: ZoneSet) { self.zones = zones }

  /// What a reader must know, and which data would answer what is not known.
  public internal(set) var notes: [String] {
    get {
      ownNotes + lacks.map { "\($0.indicators.joined(separator: ", ")): \($0.note)" }
    }
    set { ownNotes = newValue }
  }

  /// Notes what would answer an indicator that has no figures.
  mutating func note(_ missing: MissingData, for indicator: String) {
    for role in missing.roles {
      note("no data; \"\(role.rawValue)\" would answer: \(role.wanted.en)", for: indicator)
    }
    if missing.isOfPeople {
      note("no data; \"people\" would answer: where people live; census", for: indicator)
    }
  }

  /// Notes that an indicator is computed without the data of a role.
  mutating func noteWithout(_ role: IndicatorRole, for indicator: String) {
    note("without \"\(role.rawValue)\", which would complete it: \(role.wanted.en)", for: indicator)
  }

  private mutating func note(_ note: String, for indicator: String) {
    if let known = lacks.firstIndex(where: { $0.note == note }) {
      lacks[known].indicators.append(indicator)
    } else {
      lacks.append((note, [indicator]))
    }
  }

  /// One feature a zone, and one row an indicator and zone.
  public var tables: [StudyTable] {
    [
      StudyTable("indicators.geojson", zoneLayer),
      StudyTable("indicators.csv", list, isInGeoPackage: false),
    ]
  }

  /// The model of ways.
  public var parameters: [(name: String, value: JSONValue)] {
    [("indicators", .strings(results.map(\.definition.id)))] + model
  }

  private var zoneLayer: Layer {
    var frame = zones.frame(named: "indicators")
    for (definition, values) in results {
      let field = IndicatorFields.value(definition)
      let known = values.zones
      frame.attributes.set(Self.column(field, known.map(\.value)))
      if known.contains(where: { $0.low != nil }) {
        frame.attributes.set(Self.column(field.lowest, known.map(\.low)))
        frame.attributes.set(Self.column(field.highest, known.map(\.high)))
      }
      if known.contains(where: { $0.reason != nil }) {
        frame.attributes.set(
          Column(IndicatorFields.reason(definition), known.map { $0.reason?.rawValue }))
      }
    }
    return frame
  }

  private static func column(_ field: Field, _ values: [Double?]) -> Column {
    field.kind == .count
      ? Column(field, values.map { $0.flatMap { Int(exactly: $0) } })
      : Column(field, values.map { $0.map(rounded) })
  }

  /// Scores have no rounding of their own: six digits behind the point.
  private static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }

  /// All figures, the totals first: `indicators.csv`.
  public var list: Layer {
    var (indicators, ids, units): ([String], [String?], [String]) = ([], [], [])
    var values: [IndicatorValue] = []
    for (definition, found) in results {
      for (id, value) in zip([nil] + zones.ids.map { $0.text }, [found.total] + found.zones) {
        indicators.append(definition.id)
        ids.append(id)
        units.append(definition.unit.en)
        values.append(value)
      }
    }
    func column(_ field: Field, _ figure: (IndicatorValue) -> Double?) -> Column {
      Column(field, unrounded: values.map { figure($0).map(Self.rounded) })
    }
    return Layer(
      name: "indicator_list", geometries: .null(count: values.count),
      attributes: Attributes(columns: [
        Column(IndicatorFields.indicator, indicators), Column(IndicatorFields.zone, ids),
        column(IndicatorFields.number, \.value), Column(IndicatorFields.unit, units),
        column(IndicatorFields.number.lowest, \.low),
        column(IndicatorFields.number.highest, \.high),
        Column(IndicatorFields.why, values.map { $0.reason?.rawValue }),
      ]))
  }

  /// The figures of all zones together.
  public var totals: [JSONValue.Member] {
    let figures = results.map { definition, values in
      JSONValue.object([
        "indicator": .string(definition.id), "label": .string(definition.label.en),
        "unit": .string(definition.unit.en),
        "value": .optional(values.total.value.map(Self.rounded)),
        "low": .optional(values.total.low.map(Self.rounded)),
        "high": .optional(values.total.high.map(Self.rounded)),
        "reason": .optional(values.total.reason?.rawValue),
      ])
    }
    return [JSONValue.Member(name: "indicators", value: .array(figures))]
  }

  /// A table of those that are known.
  public var digest: [SummaryBlock] {
    var rows = [["indicator", "all zones", "between", "what"]]
    for (definition, values) in results {
      guard let value = values.total.value else { continue }
      func text(_ value: Double) -> String {
        switch definition.kind {
        case .share: FigureText.percent(value)
        case .people, .count: FigureText.grouped(Int(nearest: value))
        default: JSONText.number((value * 100).rounded() / 100)
        }
      }
      let band = values.total.low.flatMap { low in
        values.total.high.map { "\(text(low))–\(text($0))" }
      }
      rows.append([definition.id, text(value), band ?? "", definition.label.en])
    }
    if rows.count == 1 { return [.line("no indicator has its data")] }
    return [.table(rows: rows, rightAligned: [1, 2], footnote: nil)]
  }

  /// How far each has moved.
  public func effects(since before: any StudyOutput) -> [ScenarioEffect] {
    guard let earlier = before as? IndicatorOutput else { return [] }
    return zip(earlier.results, results).map { old, new in
      ScenarioEffect(
        analysis: IndicatorStudy.analysis, subject: new.definition.id,
        figure: new.definition.kind == .share ? "share" : new.definition.unit.en, winners: nil,
        losers: nil, before: old.values.total.value.map(Self.rounded),
        after: new.values.total.value.map(Self.rounded))
    }
  }
}
