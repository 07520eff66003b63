public import GeoCore

/// How much of each zone lies under each layer.
///
/// For zone z, layer L and denominator D (the whole zone, its land, or the part in a layer):
/// `<L>_area_m2` = area(D ∩ ∪L) by `OverlapArea`, every place once; `<L>_share` = that over
/// area(D); `<L>_share_low` and `_high` the same for layer and zone shrunk and grown, each by its
/// own accuracy (see `ErrorBand`); `<L>_population` the people in D ∩ L with bounds (see
/// `PeopleCount`); `<L>_status` = the weakest source among the features that reach into the zone,
/// or of the whole layer when none does.
///
/// **Units:** m² on the ellipsoid (equal-area system), shares 0…1. **Boundary rule:** a shared
/// border is no area. **Empty layers:** areas and shares 0, with a note. **Unknown:** a band
/// without a stated accuracy, a share of nothing, all figures of a zone without an area, and all of
/// a layer that has features but no positions are null; `<L>_reason` says why (see
/// `UnknownReason`).
/// **CRS:** zones and layers in one equal-area system (`MeasuringSystems`). **Shapes:** valid
/// polygons, dissolved where they overlap. **Complexity:** that of `OverlapPairs` for each layer,
/// and of buffers for bands.
///
/// ```swift
/// let loader = LayerLoader(catalogue: try Catalogue.embedded())
/// let zones = try ZoneSet(
///   try loader.load("communes", name: "communes"),
///   fields: ZoneEntry(source: "communes", id: "insee", name: "name"),
///   in: .laeaEurope, threads: 2)
/// let park = try ArealLayer(
///   try loader.load("national-park", name: "park"), in: .laeaEurope, threads: 2)
/// let result = try CoverageAnalysis.run(
///   zones: zones, layers: [park],
///   options: CoverageAnalysis.Options(denominator: Denominator(zones: zones), threads: 2))
/// let most = result.totals[0].mostCovered[0]  // Marseille: 0.280 of it
/// ```
public enum CoverageAnalysis {
  /// What shares are of, who is counted, and on how many threads.
  public struct Options: Sendable {
    /// What shares are taken of.
    public var denominator: Denominator
    /// People to count; nil leaves the columns out.
    public var people: PeopleSource?
    /// How many threads measure; the figures are the same on any number.
    public var threads: Int
    /// Where the notes are read: how they spell what can be set.
    public var door: any Door

    /// Shares of a denominator, and people where a source is given.
    public init(
      denominator: Denominator, people: PeopleSource? = nil, threads: Int,
      door: any Door = LibraryDoor()
    ) {
      self.denominator = denominator
      self.people = people
      self.threads = threads
      self.door = door
    }
  }

  /// The figures of zones and layers, and the accounts that go with them.
  public struct Result: Sendable {
    /// One feature a zone.
    public var layer: Layer
    /// The figures of each layer over all zones, in the layers' order.
    public var totals: [Total]
    /// Where each layer's ground went, in the layers' order.
    public var ledger: [LedgerEntry]
    /// Where people went, row by row; nil when nobody was counted.
    public var people: PeopleLedger?
    /// What a reader must know, a sentence each.
    public var notes: [String]
  }

  /// A layer's figures over all zones.
  public struct Total: Sendable {
    /// The layer's name, as in the columns.
    public var layer: String
    /// What people call the layer.
    public var title: String
    /// The weakest status of the layer's features.
    public var status: SourceStatus
    /// Why nothing is known of what it covers; nil when something is. Areas are 0 then.
    public var reason: String?
    /// The area of the layer, every place once, m².
    public var netAreaSquareMeters: Double
    /// The part of it that lies in some zone and in the denominator, m².
    public var insideSquareMeters: Double
    /// Bounds of the area inside; nil when an accuracy is not stated.
    public var insideBandSquareMeters: (low: Double, high: Double)?
    /// The people in that part; nil when nobody was counted.
    public var population: PeopleCount?
    /// What that number stays within nine times of ten; nil where no error was measured.
    public var populationInterval: (low: Double, high: Double)?
    /// The number of zones that share area with the layer.
    public var zonesTouched: Int
    /// The most covered zones, by share, at most five.
    public var mostCovered: [Covered]

    /// A zone and the share of it that is covered.
    public struct Covered: Sendable {
      /// The zone's id, as text.
      public var id: String
      /// The zone's name; nil when it has none.
      public var name: String?
      /// The share of its denominator that the layer covers, 0…1.
      public var share: Double
      /// Bounds of the share; nil when an accuracy is not stated.
      public var band: (low: Double, high: Double)?
    }
  }

  /// Overlaps under this, in m², do not count as touching a zone.
  public static let touchingSquareMeters = 1.0

  /// Measures how much of each zone lies under each layer.
  ///
  /// - Throws: `InputError` when a layer lies where its coordinates would be right if swapped, or
  ///   the zones' band cannot be made.
  public static func run(
    zones: ZoneSet, layers: [ArealLayer], options: Options
  ) throws -> Result {
    var frame = zones.frame(named: "coverage")
    let denominator = options.denominator
    zones.appendAreas(to: &frame.attributes)
    if denominator.name != "zone" {
      let known = zip(zones.knownAreasSquareMeters, denominator.areasSquareMeters)
      frame.attributes.set(
        Column(
          CoverageFields.denominatorArea.at(denominator.places),
          known.map { $0 == nil ? nil : $1 }))
    }
    frame.attributes.set(
      Column(CoverageFields.shareOf, Array(repeating: denominator.name, count: zones.count)))
    var result = Result(
      layer: frame, totals: [], ledger: [], notes: zones.notes + zones.areal.notesOnDropped)
    var zonePeople: [PeopleCount?] = Array(repeating: nil, count: zones.count)
    if let people = options.people {
      let counts = try PeopleCount.counts(
        of: people, in: zones.areal.index, zones: zones.areal.index, threads: options.threads)
      let unknownPeople = people.unknown(counts, in: zones.areal, threads: options.threads)
      zonePeople = zip(counts, unknownPeople).map { $1 == nil ? $0 : nil }
      frame.attributes.append(zonePeople, as: PeopleFields.zone)
      let reasons = zip(unknownPeople, 0..<zones.count).map { reason, zone in
        zones.areal.reasons[zone] == nil ? reason?.rawValue : nil
      }
      if reasons.contains(where: { $0 != nil }) {
        frame.attributes.set(Column(PeopleFields.zoneReason, reasons))
      }
      let ledger = try PeopleLedger(people, zones: zones.areal, threads: options.threads)
      result.notes += ledger.notes
      result.people = ledger
    }
    let zoneBand: ErrorBand
    do {
      zoneBand = try ErrorBand(
        of: denominator.index, accuracyMeters: zones.accuracyMeters, threads: options.threads)
    } catch {
      throw InputError(
        path: zones.layer.path,
        reason: "the zones cannot be grown and shrunk by their accuracy: \(error)",
        remedy: "take smaller zones, or state no accuracy of theirs")
    }
    var unknownZoneBorders = false
    for layer in layers {
      if let note = try LocationCheck.note(on: layer.study, zones: zones.layer) {
        result.notes.append(note)
      }
      if layer.study.layer.count == 0 {
        result.notes.append("layer \"\(layer.study.name)\" is empty: its areas and shares are 0")
      }
      if layer.hasNoPositions {
        result.notes.append(
          "no feature of layer \"\(layer.study.name)\" has a position that can be used: its figures are"
            + " null; \(PositionRemedy.table.text(at: options.door) ?? "")")
      }
      let cover = try LayerCover(
        layer, zones: zones, zoneBand: zoneBand, zonePeople: zonePeople, options: options)
      if cover.crowdedZones > 0 {
        result.notes.append(
          "\(cover.crowdedZones) zones lie under more of layer \"\(layer.study.name)\" than they have"
            + " area: its features overlap each other; their shares are cut down to 1")
      }
      if let fault = cover.bandFault {
        result.notes.append(
          "the bounds of layer \"\(layer.study.name)\" are null, since it cannot be grown and"
            + " shrunk by its accuracy: \(fault); cut it to the region of the zones")
      } else if cover.band == nil, layer.study.layer.count > 0, !layer.hasNoPositions {
        result.notes.append(
          "layer \"\(layer.study.name)\" has no error band: its accuracy is not stated"
            + accuracyHint("NAME=METRES", options.door))
      }
      if cover.band != nil, zones.accuracyMeters == nil, layer.study.layer.count > 0 {
        unknownZoneBorders = true
      }
      cover.append(to: &frame.attributes)
      result.totals.append(cover.total(zones))
      result.ledger.append(cover.ledgerEntry)
    }
    if unknownZoneBorders {
      result.notes.append(
        "error bands take the zones' borders as exact: their accuracy is not stated"
          + accuracyHint("zones=METRES", options.door))
    }
    result.layer = frame
    return result
  }

  /// How an accuracy is stated, between parentheses.
  private static func accuracyHint(_ value: String, _ door: any Door) -> String {
    door.words(for: StudySetting.accuracy, value: value).map { " (\($0))" } ?? ""
  }
}

extension ArealLayer {
  /// What was left out, a sentence each.
  var notesOnDropped: [String] {
    dropped.map { "\(study.name): feature \($0.feature) left out: \($0.reason)" }
  }
}

extension Attributes {
  /// Appends the three columns of a count of people.
  mutating func append(_ counts: [PeopleCount?], as field: Field) {
    set(Column(field, counts.map { $0?.expected }))
    set(Column(field.lowest, counts.map { $0?.low }))
    set(Column(field.highest, counts.map { $0?.high }))
  }

  /// Appends what counts of people stay within nine times of ten, where that was measured.
  package mutating func append(
    _ counts: [PeopleCount?], within interval: PeopleInterval?, of field: Field
  ) {
    guard let interval else { return }
    let bounds = counts.map { $0.map { interval.bounds(of: $0) } }
    let ends = PeopleFields.interval(of: field)
    set(Column(ends.low, bounds.map { $0?.low }))
    set(Column(ends.high, bounds.map { $0?.high }))
  }
}

extension PeopleLedger {
  /// What a reader must know of people who are not in the zones.
  var notes: [String] {
    var notes: [String] = []
    if rows.isEmpty { notes.append("\"\(layer)\" has no rows: nobody is counted") }
    if outside > 0 {
      let count = rows.count { $0.outside > 0 }
      notes.append(
        "\(JSONText.number(Rounding.people(outside))) people of \(count) rows of \"\(layer)\""
          + " live outside all zones")
    }
    let dropped = droppedRows
    if !dropped.isEmpty {
      let first = dropped.prefix(3).map { "\($0.id) (\($0.reason ?? "unknown"))" }
      notes.append(
        "\(dropped.count) rows of \"\(layer)\" are left out: "
          + first.joined(separator: ", ") + (dropped.count > 3 ? " …" : ""))
    }
    let broken = areParts ? 0 : rows.count { $0.people != $0.people.rounded() }
    if broken > 0 {
      notes.append("\(broken) rows of \"\(layer)\" count people that are not whole")
    }
    return notes
  }
}
