internal import GeoCore
internal import PlanningStudies

/// The rows of a reach study while they are gathered: each ring in all, then in each zone.
struct ReachTable {
  private let zones: ZoneSet?
  private let zonePeople: [PeopleCount]?
  /// Why it is not known how many people live in each zone; nil when nobody is counted.
  private let unknownPeople: [UnknownReason?]?
  /// Whether any row of those who count people could be used.
  private let knowsPeople: Bool
  private let allPeople: Double?
  private let interval: PeopleInterval?
  private let sets: [String]
  private var geometries: Geometries
  private var ids: [FeatureID] = []
  private var columns: [String: [Cell]] = [:]

  private enum Cell {
    case text(String?)
    case number(Double?)
    case whole(Int?)
  }

  /// - Parameter sets: the layers whose features are counted, of all questions.
  init(
    _ zones: ZoneSet?, zonePeople: [PeopleCount]?, unknownPeople: [UnknownReason?]?,
    people source: PeopleSource?, sets: [String], in crs: CRS
  ) {
    self.zones = zones
    self.zonePeople = zonePeople
    self.unknownPeople = unknownPeople
    knowsPeople = source?.hasUsableRows ?? false
    allPeople = source?.countedPeople
    interval = source?.interval
    self.sets = sets
    geometries = Geometries(crs: crs)
  }

  /// Appends a ring of a question.
  mutating func append(
    _ counts: RingCounts, ring: Int, of question: ReachQuestion, status: SourceStatus
  ) {
    let zoneCount = zones?.count ?? 0
    let start = question.start(ofRing: ring).map { JSONText.number($0) } ?? "0"
    let end = JSONText.number(question.withinMeters[ring])
    // Rings of both kinds around one layer have ids of their own.
    let name =
      question.rings == .nested
      ? "\(question.layer):within-\(end)" : "\(question.layer):\(start)-\(end)"
    for region in [zoneCount] + Array(0..<zoneCount) {
      let zone = region == zoneCount ? nil : region
      let reason = zone.flatMap { zones?.areal.reasons[$0] }
      let isKnown = reason == nil
      let noPeople: UnknownReason? =
        zone.flatMap { unknownPeople?[$0] } ?? (knowsPeople ? nil : .noPeople)
      geometries.append(feature: region, of: counts.regions)
      let zoneID = zone.flatMap { zones?.ids[$0].text }
      ids.append(FeatureID(zoneID.map { "\(name):\($0)" } ?? name))
      set(ReachFields.layer, .text(question.layer))
      set(ReachFields.level, .text(zone == nil ? "total" : "zone"))
      set(ReachFields.zone, .text(zoneID))
      set(ReachFields.zoneName, .text(zone.flatMap { zones?.names[$0] }))
      set(ReachFields.starts, .number(question.start(ofRing: ring)))
      set(ReachFields.ends, .number(question.withinMeters[ring]))
      if let people = counts.people {
        let known = isKnown && noPeople == nil ? people[region] : nil
        set(ReachFields.people, .number(known?.expected))
        set(ReachFields.people.lowest, .number(known?.low))
        set(ReachFields.people.highest, .number(known?.high))
        if let interval {
          let bounds = known.map { interval.bounds(of: $0) }
          set(ReachFields.interval.low, .number(bounds?.low))
          set(ReachFields.interval.high, .number(bounds?.high))
        }
        let whole = zone.map { zonePeople?[$0].expected } ?? allPeople
        set(ReachFields.peopleShare, .number(share(known?.expected, of: whole)))
      }
      set(ReachFields.area, .number(isKnown ? counts.areas[region] : nil))
      let ground = zone.flatMap { zones?.areasSquareMeters[$0] }
      set(ReachFields.share, .number(share(isKnown ? counts.areas[region] : nil, of: ground)))
      for layer in sets {
        let count = question.counted.firstIndex(of: layer).map { counts.features[$0][region] }
        set(Self.field(counting: layer), .whole(isKnown ? count : nil))
      }
      set(ReachFields.status, .text(status.rawValue))
      set(
        ReachFields.reason,
        .text((reason ?? (counts.people == nil ? nil : noPeople))?.rawValue))
    }
  }

  private func share(_ part: Double?, of whole: Double?) -> Double? {
    guard let part, let whole, whole > 0 else { return nil }
    return min(1, part / whole)
  }

  private mutating func set(_ field: Field, _ cell: Cell) {
    columns[field.name, default: []].append(cell)
  }

  private static func field(counting layer: String) -> Field {
    let words = layer.split(separator: "_").joined(separator: " ")
    return ReachFields.count.at(["set": layer], shown: ["set": words])
  }

  /// One feature a row.
  var layer: Layer {
    let fields = ReachFields.all.flatMap { field in
      field.name == ReachFields.count.name ? sets.map(Self.field(counting:)) : [field]
    }
    let hasReasons =
      columns[ReachFields.reason.name]?.contains {
        if case .text(.some) = $0 { true } else { false }
      } ?? false
    var table = Attributes(rowCount: ids.count)
    for field in fields where field.name != ReachFields.reason.name || hasReasons {
      guard let cells = columns[field.name] else { continue }
      if zones == nil, [ReachFields.zone.name, ReachFields.zoneName.name].contains(field.name) {
        continue
      }
      table.set(Self.column(field, cells))
    }
    return Layer(name: "reach", geometries: geometries, attributes: table, ids: FeatureIDs(ids))
  }

  private static func column(_ field: Field, _ cells: [Cell]) -> Column {
    switch field.kind {
    case .count:
      Column(field, cells.map { if case .whole(let value) = $0 { value } else { nil } })
    case .area, .people, .share, .length:
      Column(field, cells.map { if case .number(let value) = $0 { value } else { nil } })
    default:
      Column(field, cells.map { if case .text(let value) = $0 { value } else { nil } })
    }
  }
}
