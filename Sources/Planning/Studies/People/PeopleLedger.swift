public import GeoCore

/// Where every person of the input went: a row each, whose columns add up.
public struct PeopleLedger: Sendable {
  /// One row of the input: people = assigned + outside, or all of them dropped.
  public struct Row: Sendable, Equatable {
    /// The row's id, or `#n` for the n-th.
    public var id: String
    /// The people whom the row counts; 0 where it says nothing.
    public var people: Double
    /// Those who were found in zones.
    public var assigned: Double
    /// Those who were found outside all zones.
    public var outside: Double
    /// Why not all were assigned; nil when they were.
    public var reason: String?
  }

  /// The name of the layer that counts people.
  public let layer: String
  /// Its attribute that counts them.
  public let field: String
  /// Whether rows are parts of cells whose people were dealt out to them.
  let areParts: Bool
  /// The rows of the input, in its order.
  public let rows: [Row]

  /// - Throws: `GEOSError` when a cell cannot be held against the zones.
  init(_ source: PeopleSource, zones: ArealLayer, threads: Int) throws {
    layer = source.study.name
    field = source.field
    areParts = source.cells != nil
    let assigned = try PeopleCount.assigned(of: source, to: zones, threads: threads)
    rows = zip(source.rows, assigned).map { row, assigned in
      if let reason = row.droppedReason {
        return Row(id: row.id, people: row.people, assigned: 0, outside: 0, reason: reason)
      }
      // Rounded before the rest is taken, so that the written columns add up to the input.
      let assigned = assigned >= row.people ? row.people : Rounding.people(assigned)
      let outside = assigned == 0 ? row.people : Rounding.people(row.people - assigned)
      let reason = outside > 0 ? (assigned > 0 ? "partly_outside_zones" : "outside_zones") : nil
      return Row(
        id: row.id, people: row.people, assigned: assigned, outside: outside, reason: reason)
    }
  }

  /// All people of the input.
  public var people: Double { rows.map(\.people).orderFreeSum }
  /// Those in zones.
  public var assigned: Double { rows.map(\.assigned).orderFreeSum }
  /// Those outside all zones.
  public var outside: Double { rows.map(\.outside).orderFreeSum }
  /// Those of rows that were left out.
  public var dropped: Double { people - assigned - outside }
  /// The rows that were left out, in their order.
  public var droppedRows: [Row] {
    rows.filter { Self.droppedReasons.contains($0.reason ?? "") }
  }

  private static let droppedReasons: Set<String> = [
    "no_count", "negative_count", "no_geometry", "no_area", "invalid_polygon",
  ]

  /// The ledger for programs: sums, and the rows that were left out.
  public var json: JSONValue {
    let left = droppedRows.map { row in
      JSONValue.object([
        "id": .string(row.id), "people": .number(row.people), "reason": .optional(row.reason),
      ])
    }
    return .object([
      "layer": .string(layer),
      "field": .string(field),
      "rows": .integer(rows.count),
      "people": .number(Rounding.people(people)),
      "assigned": .number(Rounding.people(assigned)),
      "outside": .number(Rounding.people(outside)),
      "dropped": .number(Rounding.people(dropped)),
      "dropped_rows": .array(left),
    ])
  }

  /// The ledger as a table: one row an input.
  public var table: Layer {
    let columns = [
      Column(LedgerFields.row, rows.map { $0.id }),
      Column(LedgerFields.people, unrounded: rows.map { $0.people }),
      Column(LedgerFields.assigned, unrounded: rows.map { $0.assigned }),
      Column(LedgerFields.outside, unrounded: rows.map { $0.outside }),
      Column(LedgerFields.dropped, rows.map { $0.people - $0.assigned - $0.outside }),
      Column(LedgerFields.reason, rows.map { $0.reason }),
    ]
    return Layer(
      name: "ledger", geometries: .null(count: rows.count), attributes: Attributes(columns: columns)
    )
  }
}
