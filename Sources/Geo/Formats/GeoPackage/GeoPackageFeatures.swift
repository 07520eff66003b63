internal import GRDB
public import GeoCore

/// The features of one layer of a GeoPackage, read piece by piece while the file stays open.
///
/// Features are known by the integer primary key of their table, in whose order they come: a query gives
/// keys, and the features of some keys are read at a time, so that no layer has to fit in memory. Boxes
/// are looked up in the R-tree.
///
/// **CRS:** that of the layer. **Threads:** any number may ask at once.
public final class GeoPackageFeatures: Sendable {
  /// The layer's name in its file.
  public let name: String
  /// How people call it; nil when the file does not say.
  public let title: String?
  /// What people say of it; nil when the file says nothing.
  public let abstract: String?
  /// The system of its coordinates.
  public let crs: CRS
  /// Whether the table has a place for geometries.
  public let hasGeometries: Bool
  /// What every geometry is; nil where they may differ, or there is none.
  public let geometryKind: GeometryKind?
  /// The box of all geometries; empty when there are none.
  public let extent: Box
  /// Its columns beside key and geometry, in order, without values.
  public let columns: [FeatureColumn]

  private let connections: GeoPackageConnections
  private let declared: [GeoPackageReader.Declared]
  private let names: GeoPackageCondition.Names
  private let table: String
  /// Whether the ids stand in the column `id`, and not in the key.
  private let hasTextIDs: Bool

  /// Opens a layer, the only one when no name is given.
  ///
  /// - Returns: nil when its table has no integer primary key, or changes of the file are pending in a
  ///   log: such layers are read as a whole (`GeoPackageFormat`).
  /// - Throws: `FormatError`.
  public init?(_ source: LayerSource) throws {
    guard !GeoPackageFile.hasPendingLog(source.path) else { return nil }
    let connections = try GeoPackageConnections(path: source.path)
    let found = try connections.read { try Description($0, source) }
    guard let found, let key = found.columns.key else { return nil }
    self.connections = connections
    name = found.table.name
    title = found.table.title
    abstract = found.table.abstract
    crs = found.crs
    hasGeometries = found.table.geometryColumn != nil
    geometryKind = found.kind
    extent = found.extent
    declared = found.columns.attributes
    columns = declared.map { FeatureColumn(name: $0.name, type: Self.type(of: $0)) }
    table = quotedSQLName(found.table.name)
    hasTextIDs = found.hasTextIDs
    names = GeoPackageCondition.Names(
      key: quotedSQLName(key), geometry: found.columns.geometry.map(quotedSQLName),
      index: found.index, columns: Set(declared.map(\.name)))
  }

  /// What there is to know of a table before its rows are read.
  private struct Description {
    var table: GeoPackageTable
    var crs: CRS
    var columns: GeoPackageReader.Columns
    var index: String?
    var kind: GeometryKind?
    var extent = Box.empty
    var hasTextIDs = false

    init?(_ database: Database, _ source: LayerSource) throws {
      let reader = try GeoPackageReader(database, source: source, options: ReadOptions())
      (table, crs) = (reader.table, reader.crs)
      columns = try reader.findColumns()
      guard let key = columns.key else { return nil }
      if let geometry = table.geometryColumn, try GeoPackageCatalog.hasIndex(table, database) {
        index = quotedSQLName("rtree_\(table.name)_\(geometry)")
      }
      kind = try Self.kind(of: table, database)
      extent = try extent(database)
      if columns.attributes.contains(where: { $0.name == "id" && $0.isText }) {
        let row = try GeoPackageStatement(
          database,
          "SELECT count(*) = count(DISTINCT id) AND count(*) = coalesce(sum(typeof(id) = 'text'), 0)"
            + " AND count(\(quotedSQLName(key))) > 0 FROM \(quotedSQLName(table.name))")
        hasTextIDs = try row.step() && row.integer(0) == 1
      }
    }

    private static func kind(
      of table: GeoPackageTable, _ database: Database
    ) throws -> GeometryKind? {
      guard table.geometryColumn != nil else { return nil }
      let row = try GeoPackageStatement(
        database,
        "SELECT geometry_type_name FROM gpkg_geometry_columns WHERE lower(table_name) = lower(?)")
      try row.bind(table.name, to: 1)
      guard try row.step(), let name = row.string(0)?.lowercased() else { return nil }
      return GeometryKind.allCases.first { $0.name.lowercased() == name && $0 != .null }
    }

    /// The box of the index, which is of single precision and rounded outwards, or else that of the
    /// list of contents.
    private func extent(_ database: Database) throws -> Box {
      let sql =
        index.map { "SELECT min(minx), min(miny), max(maxx), max(maxy) FROM \($0)" }
        ?? "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?"
      let row = try GeoPackageStatement(database, sql)
      if index == nil { try row.bind(table.name, to: 1) }
      guard try row.step(), (0..<4).allSatisfy({ row.storage($0) != .null }) else { return .empty }
      return Box(
        minX: row.double(0), minY: row.double(1), maxX: row.double(2), maxY: row.double(3))
    }
  }

  private static func type(of column: GeoPackageReader.Declared) -> FeatureColumn.ValueType {
    switch column.type.uppercased().prefix(while: { $0 != "(" }) {
    case "BOOLEAN", "BOOL": .boolean
    case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER": .integer
    case "FLOAT", "DOUBLE", "REAL": .number
    default: .text
    }
  }

  // MARK: Queries

  /// The number of features that fulfil a condition; of all without one.
  /// - Throws: `FormatError` when the file cannot be read any longer.
  public func count(where condition: FeatureCondition?) throws -> Int {
    try connections.read { database in
      let query = try statement(database, "SELECT count(*)", [condition], ending: "")
      return try query.step() ? query.integer(0) : 0
    }
  }

  /// The keys of features that fulfil a condition, in ascending order.
  ///
  /// - Parameters:
  ///   - key: only keys greater than this; nil for all.
  ///   - offset: how many of them to leave out first.
  ///   - divisor: only keys that this divides; a way to thin a layer out. 1 takes all.
  /// - Throws: `FormatError` when the file cannot be read any longer.
  public func keys(
    where condition: FeatureCondition?, after key: Int? = nil, offset: Int = 0, limit: Int,
    dividedBy divisor: Int = 1
  ) throws -> [Int] {
    try connections.read { database in
      var ending = key == nil ? "" : " AND \(names.key) > \(key ?? 0)"
      if divisor > 1 { ending += " AND \(names.key) % \(divisor) = 0" }
      ending += " ORDER BY \(names.key) LIMIT \(limit) OFFSET \(offset)"
      let query = try statement(database, "SELECT \(names.key)", [condition], ending: ending)
      var keys: [Int] = []
      while try query.step() { keys.append(query.integer(0)) }
      return keys
    }
  }

  /// The key of the feature with an id; nil when there is none.
  /// - Throws: `FormatError` when the file cannot be read any longer.
  public func key(ofID id: String) throws -> Int? {
    guard hasTextIDs else {
      guard let key = Int(id), String(key) == id else { return nil }
      return try connections.read { database in
        let query = try GeoPackageStatement(
          database, "SELECT 1 FROM \(table) WHERE \(names.key) = ?")
        try query.bind(key, to: 1)
        return try query.step() ? key : nil
      }
    }
    let condition = FeatureCondition.compares(column: "id", .equal, .text(id))
    return try keys(where: condition, limit: 1).first
  }

  /// The features of some keys, in ascending order of those; keys without a feature give none.
  /// - Throws: `FormatError` naming the row that cannot be read.
  public func layer(ofKeys keys: some Sequence<Int>) throws -> Layer {
    try connections.read { database in
      let columns =
        [names.key, names.geometry ?? "NULL"] + declared.map { quotedSQLName($0.name) }
      let list = keys.map(String.init).joined(separator: ",")
      let rows = try GeoPackageStatement(
        database,
        "SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE \(names.key) IN (\(list))"
          + " ORDER BY \(names.key)")
      return try layer(of: rows)
    }
  }

  private func statement(
    _ database: Database, _ start: String, _ conditions: [FeatureCondition?], ending: String
  ) throws -> GeoPackageStatement {
    let condition = GeoPackageCondition(.all(conditions.compactMap { $0 }), names)
    let query = try GeoPackageStatement(
      database, "\(start) FROM \(table) WHERE \(condition.sql)\(ending)")
    for (place, value) in condition.values.enumerated() {
      switch value.storage {
      case .int64(let number): try query.bind(Int(number), to: place + 1)
      case .double(let number): try query.bind(number, to: place + 1)
      case .string(let text): try query.bind(text, to: place + 1)
      case .null, .blob: try query.bindNull(place + 1)
      }
    }
    return query
  }

  private func layer(of rows: GeoPackageStatement) throws -> Layer {
    var geometries = WKBReader(crs: crs)
    var cells = declared.map { GeoPackageCells($0.name, declaredType: $0.type) }
    var keys = FeatureIDs(count: 0)
    while try rows.step() {
      let key = rows.integer(0)
      do throws(WKBError) {
        if rows.storage(1) == .blob {
          _ = try geometries.append(geoPackage: rows.blob(1))
        } else {
          geometries.appendNull()
        }
      } catch {
        throw error.formatError(path: connections.path, row: nil, feature: String(key))
      }
      keys.append(FeatureID(number: key))
      for i in cells.indices where !cells[i].append(rows, i + 2) {
        throw FormatError(
          path: connections.path, feature: String(key),
          reason: "the column \(declared[i].name) holds text that is not UTF-8",
          remedy: "export the file again in UTF-8")
      }
    }
    let texts = hasTextIDs ? cells.first { $0.column.name == "id" } : nil
    return Layer(
      name: name, geometries: geometries.finish().geometries,
      attributes: cells.isEmpty ? nil : Attributes(columns: cells.map(\.column)),
      ids: texts.map { FeatureIDs($0.column) } ?? keys, path: connections.path)
  }
}
