public import GeoCore

/// Where every count of a transfer went: value in = assigned + outside + dropped, row by row.
public struct TransferLedger: Sendable {
  /// One count of one source: value = assigned + outside + dropped.
  public struct Row: Sendable, Equatable {
    /// The attribute that was moved.
    public var field: String
    /// The source's id.
    public var source: String
    /// What the source has; 0 where it has no value.
    public var value: Double
    /// What came to targets.
    public var assigned: Double
    /// What lies outside all targets.
    public var outside: Double
    /// Why not all was assigned; nil when it was.
    public var reason: String?

    /// What went nowhere, since the source has no area, or no place in the mask.
    public var dropped: Double { value - assigned - outside }
  }

  /// A row for each attribute and each source, by attribute.
  public private(set) var rows: [Row] = []

  mutating func append(
    _ field: String, _ values: [Double?], _ weights: TransferWeights, _ layer: ArealLayer
  ) {
    let study = layer.study
    for source in values.indices {
      let id = study.featureID(source).text
      guard let value = values[source] else {
        rows.append(
          Row(
            field: field, source: id, value: 0, assigned: 0, outside: 0, reason: "no_value"))
        continue
      }
      guard weights.ofSources[source] > 0 else {
        let reason = weights.hasMask ? "no_mask_area" : "no_area"
        rows.append(
          Row(
            field: field, source: id, value: value, assigned: 0, outside: 0, reason: reason))
        continue
      }
      // Rounded before the rest is taken, so that the written columns add up to the input.
      let share = weights.assigned[source] / weights.divisors[source]
      let assigned = share >= 1 ? value : Rounding.people(value * share)
      let outside = assigned == 0 ? value : Rounding.people(value - assigned)
      let reason = outside == 0 ? nil : assigned == 0 ? "outside_zones" : "partly_outside_zones"
      rows.append(
        Row(
          field: field, source: id, value: value, assigned: assigned, outside: outside,
          reason: reason))
    }
  }

  /// Rows whose value went nowhere.
  public var droppedRows: [Row] {
    rows.filter { Self.droppedReasons.contains($0.reason ?? "") }
  }

  var notes: [String] {
    let dropped = droppedRows
    guard !dropped.isEmpty else { return [] }
    let first = dropped.prefix(3).map { "\($0.source) (\($0.field): \($0.reason ?? "unknown"))" }
    return [
      "\(dropped.count) values are left out: " + first.joined(separator: ", ")
        + (dropped.count > 3 ? " …" : "")
    ]
  }

  /// Totals by field.
  public var json: JSONValue {
    var fields: [String] = []
    for row in rows where fields.last != row.field { fields.append(row.field) }
    return .array(
      fields.map { field in
        let own = rows.filter { $0.field == field }
        func sum(_ part: (Row) -> Double) -> JSONValue {
          .number(Rounding.people(own.map(part).orderFreeSum))
        }
        return .object([
          "field": .string(field), "value": sum(\.value), "assigned": sum(\.assigned),
          "outside": sum(\.outside), "dropped": sum(\.dropped),
          "dropped_rows": .integer(own.count { Self.droppedReasons.contains($0.reason ?? "") }),
        ])
      })
  }

  private static let droppedReasons: Set<String> = ["no_value", "no_mask_area", "no_area"]

  /// The ledger as a table: one row a source and field.
  public var table: Layer {
    let columns = [
      Column(LedgerFields.attribute, rows.map { $0.field }),
      Column(LedgerFields.source, rows.map { $0.source }),
      Column(LedgerFields.value, unrounded: rows.map { $0.value }),
      Column(LedgerFields.assigned, unrounded: rows.map { $0.assigned }),
      Column(LedgerFields.outside, unrounded: rows.map { $0.outside }),
      Column(LedgerFields.dropped, rows.map { $0.dropped }),
      Column(LedgerFields.reason, rows.map { $0.reason }),
    ]
    return Layer(
      name: "ledger", geometries: .null(count: rows.count), attributes: Attributes(columns: columns)
    )
  }
}
