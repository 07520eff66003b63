internal import GeoCore

/// How one layer becomes a table: its name, columns and types, keys and geometry type.
struct GeoPackageTablePlan {
  enum ValueType: String {
    case integer = "INTEGER"
    case real = "REAL"
    case boolean = "BOOLEAN"
    case text = "TEXT"
    case date = "DATE"
    case dateTime = "DATETIME"
  }

  /// One column beside key and geometry.
  struct PlannedColumn {
    var name: String
    var type: ValueType
    /// The attribute that fills it; nil for the feature ids.
    var attribute: Int?
  }

  static let keyName = "fid"
  static let geometryName = "geom"

  let name: String
  let columns: [PlannedColumn]
  /// The keys; nil numbers the rows from 1.
  let keys: [Int]?
  /// The type that the geometries are written as, `.null` standing for any (`GEOMETRY`); nil for
  /// a table of attributes alone.
  let geometryKind: GeometryKind?

  /// - Parameter taken: the names of tables so far in lower case; this one's is added.
  init(_ layer: Layer, taken: inout Set<String>) {
    name = Self.tableName(layer.name, taken: &taken)
    keys = Self.keys(of: layer.ids)
    geometryKind = Self.geometryKind(of: layer.geometries)

    var names: Set<String> = [Self.keyName, Self.geometryName]
    var planned: [PlannedColumn] = []
    let wantsIDs = keys == nil && layer.ids.contains { $0 != nil }
    // An attribute that holds the ids stands for them; either way no other may be named `id`.
    let standsForIDs = wantsIDs && Self.hasSameIDs(layer)
    if wantsIDs { names.insert("id") }
    if wantsIDs, !standsForIDs {
      planned.append(.init(name: "id", type: .text, attribute: nil))
    }
    for (i, column) in layer.attributes.columns.enumerated() {
      let isID = standsForIDs && column.name == "id"
      let base = column.name.isEmpty ? "column" : column.name
      planned.append(
        .init(
          name: isID ? "id" : Self.freeName(base, &names),
          type: isID || column.name.lowercased() == "id"
            ? Self.plainType(of: column) : Self.type(of: column),
          attribute: i))
    }
    columns = planned
  }

  /// The name as `gpkg_geometry_columns` wants it.
  var geometryTypeName: String {
    geometryKind.map { $0 == .null ? "GEOMETRY" : $0.name.uppercased() } ?? ""
  }

  // MARK: Names

  private static func tableName(_ name: String, taken: inout Set<String>) -> String {
    let base = name.isEmpty ? "layer" : name
    return freeName(reservedStart(of: base) == nil ? base : "layer_" + base, &taken)
  }

  /// The start of a name that the standard, its index or SQLite keeps for itself; nil when it is free.
  static func reservedStart(of name: String) -> String? {
    ["gpkg_", "rtree_", "sqlite_"].first { name.lowercased().hasPrefix($0) }
  }

  /// What is to be said of names that are written as others, each a sentence.
  func notes(on layer: Layer) -> [String] {
    var notes: [String] = []
    if name != layer.name, !layer.name.isEmpty {
      let cause = Self.reservedStart(of: layer.name).map {
        ": names that begin with \($0) are kept for other tables"
      }
      notes.append(
        "the layer \(layer.name) is named \(name)\(cause ?? ", since its name is taken")")
    }
    let renamed = columns.compactMap { column -> String? in
      guard let place = column.attribute else { return nil }
      let given = layer.attributes.columns[place].name
      return given == column.name ? nil : "\(given.isEmpty ? "\"\"" : given) as \(column.name)"
    }
    if !renamed.isEmpty {
      notes.append(
        "columns whose names are taken or cannot be written get others: "
          + renamed.joined(separator: ", "))
    }
    return notes
  }

  /// The name, or the name with the first suffix `_2`, `_3` … that is free whatever the case.
  /// NUL, which SQL cannot hold, becomes `_`.
  private static func freeName(_ wanted: String, _ taken: inout Set<String>) -> String {
    let base = String(wanted.map { $0 == "\0" ? "_" : $0 })
    var name = base
    var suffix = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(base)_\(suffix)"
      suffix += 1
    }
    return name
  }

  // MARK: Ids

  /// The ids as keys, when they are whole numbers of 0 or more, all different.
  private static func keys(of ids: FeatureIDs) -> [Int]? {
    var keys: [Int] = []
    keys.reserveCapacity(ids.count)
    for id in ids {
      guard let id, id.isNumber, let key = Int(id.text), key >= 0, String(key) == id.text else {
        return nil
      }
      keys.append(key)
    }
    return !keys.isEmpty && Set(keys).count == keys.count ? keys : nil
  }

  /// Whether an attribute `id` holds the texts of the ids already.
  private static func hasSameIDs(_ layer: Layer) -> Bool {
    guard let column = layer.attributes["id"] else { return false }
    return layer.ids.indices.allSatisfy { i in
      column.kinds[i] == .string && column.string(i) == layer.ids[i]?.text
    }
  }

  // MARK: Types

  /// The type that holds every value of a column without loss: INTEGER, REAL, BOOLEAN, DATE or
  /// DATETIME when all are such, else TEXT. The standard has no type for times of day, and none for
  /// parts of a millisecond. A column without values is what it was declared to be.
  private static func type(of column: Column) -> ValueType {
    if column.kinds.indices.allSatisfy({ column.isMissing($0) }) {
      switch column.declaredTime {
      case .date: return .date
      case .dateTime: return .dateTime
      case .time, nil: return plainType(of: column)
      }
    }
    switch TimeText.sort(of: column) {
    case .date: return .date
    case .dateTime: return GeoPackageTimes.fit(column) ? .dateTime : .text
    case .time, nil: return plainType(of: column)
    }
  }

  private static func plainType(of column: Column) -> ValueType {
    var seen: Set<Column.Kind> = Set(column.kinds)
    seen.subtract([.null, .absent])
    switch seen {
    case []:
      // What a column would hold, where it has no value at all.
      switch column.field?.type {
      case .integer: return .integer
      case .number: return .real
      case .boolean: return .boolean
      case .string, .array, nil: return .text
      }
    case [.bool]: return .boolean
    case [.integer]:
      let fit = column.kinds.indices.allSatisfy {
        column.kinds[$0] != .integer || column.textRange($0).count <= 18
          || column.integer($0) != nil
      }
      return fit ? .integer : .text
    case [.number], [.number, .integer]:
      let fit = column.kinds.indices.allSatisfy { column.isFiniteNumber($0) }
      return fit ? .real : .text
    default: return .text
    }
  }

  /// The one kind of all geometries, single and multi of one sort being multi; `.null` when they
  /// are of several sorts or there are no features; nil when there are features, all null.
  private static func geometryKind(of geometries: Geometries) -> GeometryKind? {
    let kinds = Set(geometries.kinds).subtracting([.null])
    guard let first = kinds.first else { return geometries.count == 0 ? .null : nil }
    if kinds.count == 1 { return first }
    return Set(kinds.map(\.partKind)).count == 1 ? first.multi : .null
  }
}
