/// The attribute table of a layer: named columns in order, all of one length.
public struct Attributes: Sendable, Equatable {
  /// The columns in the order of the file, each with `rowCount` values.
  public package(set) var columns: [Column]
  /// The number of rows, which a table without columns has too.
  public package(set) var rowCount: Int
  /// For rows whose properties stood in another order than the columns: the columns in theirs.
  public package(set) var order: [Int: [Int]]

  /// A table of that many rows without a column.
  public init(rowCount: Int = 0) {
    columns = []
    self.rowCount = rowCount
    order = [:]
  }

  /// A table of columns of one length. That they are is a precondition; without columns there are
  /// no rows.
  public init(columns: [Column]) {
    precondition(Set(columns.map(\.count)).count <= 1, "columns of one table have one length")
    self.columns = columns
    rowCount = columns.first?.count ?? 0
    order = [:]
  }

  /// The names of the columns, in order.
  public var names: [String] { columns.map(\.name) }

  /// The first column of that name; nil when there is none.
  public subscript(name: String) -> Column? { columns.first { $0.name == name } }

  /// Appends a column, or replaces the one of that name where it stands.
  public mutating func set(_ column: Column) {
    precondition(column.count == rowCount, "a column has a value for every row")
    if let index = columns.firstIndex(where: { $0.name == column.name }) {
      columns[index] = column
    } else {
      columns.append(column)
    }
  }

  /// The columns of one row in the order in which its properties are written.
  public func columnOrder(ofRow row: Int) -> [Int] { order[row] ?? Array(columns.indices) }

  /// The table of the chosen rows, in the order given.
  public func selecting(_ rows: [Int]) -> Attributes {
    var chosen = Attributes(rowCount: rows.count)
    chosen.columns = columns.map { column in
      var copy = column.withoutValues
      for row in rows { copy.append(row, of: column) }
      return copy
    }
    for (new, old) in rows.enumerated() { chosen.order[new] = order[old] }
    return chosen
  }

  /// The column that names features in every command: `id`, whatever its case.
  public var identityColumn: Column? {
    self["id"] ?? columns.first { $0.name.lowercased() == "id" }
  }

  /// The ids that the column of identity gives: nil unless there is one whose values are all texts
  /// or numbers, none of them twice.
  public var uniqueIDs: FeatureIDs? {
    guard let column = identityColumn,
      column.kinds.allSatisfy({ $0 == .string || $0 == .integer || $0 == .number })
    else { return nil }
    return column.isDistinct ? FeatureIDs(column) : nil
  }
}
