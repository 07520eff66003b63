import GRDB
internal import GeoCore

/// One layer as a GeoPackage lists it.
struct GeoPackageTable {
  var name: String
  /// nil for a table of attributes alone.
  var geometryColumn: String?
  var srsID: Int
  /// What people call it, and what they say of it; nil when that is nothing beside its name.
  var title: String?
  var abstract: String?
  /// Why it cannot be read; nil when it can, as far as the list of layers tells.
  var fault: FormatError?
}

/// What layers a GeoPackage holds, and in which coordinate reference systems.
///
/// **Source:** OGC 12-128r18, GeoPackage 1.3, clauses 1.1.2, 1.1.3 and 2.1.5.
struct GeoPackageCatalog {
  var tables: [GeoPackageTable]
  let path: String

  /// - Throws: `FormatError` when the database is no GeoPackage; `DatabaseError`.
  init(_ database: Database, path: String) throws {
    self.path = path
    guard try Self.hasTable("gpkg_contents", database) else {
      throw FormatError(
        path: path, reason: "this SQLite database is not a GeoPackage: it has no gpkg_contents",
        remedy: "convert it with ogr2ogr -f GPKG")
    }
    var columns: [String: (column: String, srsID: Int)] = [:]
    if try Self.hasTable("gpkg_geometry_columns", database) {
      let rows = try GeoPackageStatement(
        database, "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns")
      while try rows.step() {
        if let table = rows.string(0), let column = rows.string(1) {
          columns[table.lowercased()] = (column, rows.integer(2))
        }
      }
    }
    tables = []
    let rows = try GeoPackageStatement(
      database,
      """
      SELECT table_name, data_type, identifier, description FROM gpkg_contents ORDER BY rowid
      """)
    while try rows.step() {
      guard let name = rows.string(0), let type = rows.string(1)?.lowercased() else { continue }
      var table = GeoPackageTable(name: name, srsID: 0)
      if let title = rows.string(2), title != name, !title.isEmpty { table.title = title }
      if let abstract = rows.string(3), !abstract.isEmpty { table.abstract = abstract }
      if type == "features" {
        if let geometry = columns[name.lowercased()] {
          table.geometryColumn = geometry.column
          table.srsID = geometry.srsID
        } else {
          table.fault = FormatError(
            path: path, reason: "the layer \(name) has no entry in gpkg_geometry_columns",
            remedy: "export the file again")
        }
      } else if type != "attributes", type != "aspatial" {
        continue
      }
      tables.append(table)
      guard tables.count <= Self.mostTables else {
        throw FormatError(
          path: path, reason: "gpkg_contents lists more than \(Self.mostTables) layers",
          remedy: "it is a view without end, or damaged: export the file again")
      }
    }
  }

  /// SQLite itself cannot keep more tables in a schema and stay usable.
  private static let mostTables = 100_000

  /// The layer of that name (exact, else whatever its case); without a name the only one with
  /// geometries, or else the only one.
  /// - Throws: `FormatError` of kind `usage` naming the layers there are; that of the layer when it
  ///   cannot be read.
  func table(named name: String?) throws -> GeoPackageTable {
    let chosen = try listed(named: name)
    if let fault = chosen.fault { throw fault }
    return chosen
  }

  private func listed(named name: String?) throws -> GeoPackageTable {
    if let name {
      let found =
        tables.first { $0.name == name }
        ?? tables.first { $0.name.lowercased() == name.lowercased() }
      if let found { return found }
      throw FormatError(
        path: path, reason: "there is no layer \(name)",
        remedy: tables.isEmpty ? "the file holds no layers" : "it holds \(list(tables))",
        kind: .usage)
    }
    let spatial = tables.filter { $0.geometryColumn != nil || $0.fault != nil }
    let candidates = spatial.isEmpty ? tables : spatial
    guard let only = candidates.first else {
      throw FormatError(
        path: path, reason: "the GeoPackage holds no layers of features or attributes")
    }
    guard candidates.count == 1 else {
      throw FormatError(
        path: path, reason: "the file holds \(candidates.count) layers",
        remedy: "name one of them: \(list(candidates))", kind: .usage)
    }
    return only
  }

  private func list(_ tables: [GeoPackageTable]) -> String {
    tables.map(\.name).joined(separator: ", ")
  }

  /// The CRS of a layer; nil when the file leaves it undefined.
  ///
  /// `EPSG` and the other authorities that PROJ knows give `AUTHORITY:CODE`, every other
  /// organisation its definition text.
  func crs(of table: GeoPackageTable, in database: Database) throws -> CRS? {
    guard table.geometryColumn != nil, table.srsID > 0 else { return nil }
    guard try Self.hasTable("gpkg_spatial_ref_sys", database) else {
      throw FormatError(
        path: path, reason: "the file has no gpkg_spatial_ref_sys", remedy: "export it again")
    }
    let row = try GeoPackageStatement(
      database,
      """
      SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys
      WHERE srs_id = \(table.srsID)
      """)
    guard try row.step() else {
      throw FormatError(
        path: path,
        reason: "the layer \(table.name) has the srs_id \(table.srsID), which the file does not "
          + "define",
        remedy: .anyOf("say the system with \(FileSetting.crs)", "export the file again"))
    }
    let organization = row.string(0)?.uppercased() ?? ""
    if ["EPSG", "ESRI", "OGC", "IAU_2015"].contains(organization) {
      return CRS("\(organization):\(row.integer(1))")
    }
    let definition = row.string(2)?.trimmingSpaces() ?? ""
    // GDAL writes its "Undefined" systems with definitions of their own.
    let name = definition.prefix(60).lowercased()
    let isUndefined = name.isEmpty || name == "undefined" || name.contains("\"undefined ")
    return isUndefined ? nil : CRS(definition)
  }

  /// The names of all tables and views that hold data of somebody: not those of the standard
  /// (`gpkg_`), of SQLite, of R-trees, and of what GDAL and SpatiaLite note for themselves.
  func ownTables(in database: Database) throws -> [String] {
    let rows = try GeoPackageStatement(
      database, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
    var names: [String] = []
    let kept = ["gpkg_", "sqlite_", "rtree_", "ogr_empty_table"]
    while try rows.step() {
      guard let name = rows.string(0) else { continue }
      let lowercased = name.lowercased()
      if !kept.contains(where: lowercased.hasPrefix) { names.append(name) }
    }
    return names
  }

  /// Whether a layer has the R-tree extension, by its declaration and its table.
  static func hasIndex(_ table: GeoPackageTable, _ database: Database) throws -> Bool {
    guard let column = table.geometryColumn,
      try hasTable("rtree_\(table.name)_\(column)", database),
      try hasTable("gpkg_extensions", database)
    else { return false }
    let row = try GeoPackageStatement(
      database,
      """
      SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'
      AND lower(table_name) = lower(?) AND lower(column_name) = lower(?)
      """)
    try row.bind(table.name, to: 1)
    try row.bind(column, to: 2)
    return try row.step() && row.integer(0) > 0
  }

  /// Whether there is a table or view of that name, whatever its case.
  static func hasTable(_ name: String, _ database: Database) throws -> Bool {
    let row = try GeoPackageStatement(
      database,
      "SELECT count(*) FROM sqlite_master WHERE type IN ('table', 'view') "
        + "AND lower(name) = lower(?)")
    try row.bind(name, to: 1)
    return try row.step() && row.integer(0) > 0
  }
}
