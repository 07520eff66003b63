public import GeoCore

/// Shares of each target by category of the sources: as a column a category, and as rows.
///
/// Categories are told apart by their whole text: `UB`, `Ub`, `N` and `N*` are four. Numbers are one
/// category however they are written, with the text that writes them, as ids are: 1, 1.0 and "1". A
/// column's name is made of letters that every format takes, so that it may not say which category
/// it is; `columns` says it of each.
///
/// **Units:** m² of the equal-area system, times the mask's weight where there is one; shares 0…1.
public struct TransferCategories: Sendable {
  /// What a column of shares is about.
  public struct Legend: Sendable, Equatable {
    /// The column's name: `zone_ub_2_share`.
    public var column: String
    /// The attribute of the sources: `zone`.
    public var field: String
    /// The category as the sources have it: `Ub`.
    public var category: String
  }

  /// The columns of shares, in the order in which the layer has them.
  public private(set) var columns: [Legend] = []
  private var zones: [String] = []
  private var names: [String?] = []
  private var fields: [String] = []
  private var categories: [String?] = []
  private var areas: [Double] = []
  private var shares: [Double?] = []

  /// Appends a field's columns to a table, and its rows.
  /// - Parameter table: the targets', whose columns are not replaced.
  mutating func append(
    _ field: String, _ values: Column, _ weights: TransferWeights, _ targets: ZoneSet,
    to table: inout Attributes
  ) {
    let keys = (0..<values.count).map { values.key($0) }
    let known = Set(keys.compactMap { $0 }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var places: [String: Int] = [:]
    for (place, category) in known.enumerated() { places[category] = place }
    // Behind the categories, what has none.
    let rows = keys.map { $0.flatMap { places[$0] } ?? known.count }
    var pieces: [[TransferWeights.Piece]] = Array(repeating: [], count: known.count + 1)
    for piece in weights.pieces { pieces[rows[piece.source]].append(piece) }
    let totals = pieces.map { pieces in
      var sums = OrderFreeSums(count: targets.count)
      for piece in pieces { sums.add(piece.weight, to: piece.target) }
      return sums.totals
    }
    func share(_ category: Int, _ target: Int) -> Double? {
      let whole = weights.wholes[target]
      return whole > 0 ? Rounding.share(min(1, totals[category][target] / whole)) : nil
    }
    for (place, category) in known.enumerated() {
      let name = Self.name(of: category, field, besides: table)
      var column = TransferFields.category.at(["attribute": field, "category": category])
      column.name = name
      table.set(Column(column, (0..<targets.count).map { share(place, $0) }))
      columns.append(Legend(column: name, field: field, category: category))
    }
    for target in 0..<targets.count {
      for category in totals.indices where totals[category][target] > 0 {
        zones.append(targets.ids[target].text)
        names.append(targets.names[target])
        fields.append(field)
        categories.append(category < known.count ? known[category] : nil)
        areas.append(Rounding.area(totals[category][target]))
        shares.append(share(category, target))
      }
    }
  }

  /// A name that no column has yet, whatever its case: databases make no difference.
  private static func name(
    of category: String, _ field: String, besides table: Attributes
  ) -> String {
    let taken = Set(table.names.map { $0.lowercased() })
    let stem = "\(field)_\(LayerName.made(from: category))"
    var name = "\(stem)_share"
    var number = 2
    while taken.contains(name.lowercased()) {
      name = "\(stem)_\(number)_share"
      number += 1
    }
    return name
  }

  /// The categories of the columns, for provenance.
  public var legend: [JSONValue] {
    columns.map { one in
      .object([
        "name": .string(one.column), "of": .string(one.field), "category": .string(one.category),
      ])
    }
  }

  /// One row a zone and category that share area, in the order of zones, then of categories; what has
  /// none comes last, its category null.
  public var table: Layer {
    let columns = [
      Column(TransferFields.zone, zones), Column(TransferFields.zoneName, names),
      Column(TransferFields.attribute, fields),
      Column(TransferFields.value, categories), Column(TransferFields.area, unrounded: areas),
      Column(TransferFields.share, unrounded: shares),
    ]
    return Layer(
      name: "categories", geometries: .null(count: zones.count),
      attributes: Attributes(columns: columns))
  }
}
