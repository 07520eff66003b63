internal import Foundation
import GRDB
internal import GeoCore
internal import GeoProjection

/// Reads one layer of an open GeoPackage.
struct GeoPackageReader {
  let database: Database
  let path: String
  let options: ReadOptions
  let table: GeoPackageTable
  let crs: CRS
  /// What had to be decided about the system.
  private let systemNotices: [String]

  /// Finds the layer and its CRS.
  /// - Throws: `FormatError`, `DatabaseError`.
  init(_ database: Database, source: LayerSource, options: ReadOptions) throws {
    self.database = database
    self.options = options
    path = source.path
    let catalog = try GeoPackageCatalog(database, path: path)
    table = try catalog.table(named: source.layerName)
    let stated = try Self.crs(of: table, catalog, database, options)
    if let given = options.crs, let stated, stated != given, !stated.isPlaced {
      crs = given
      systemNotices = [
        "\(stated.shortName), which the file states, is no use: PROJ has no accurate way from it to"
          + " longitude and latitude; the layer is read in \(given.shortName), as was asked for"
      ]
      return
    }
    systemNotices = []
    if let stated {
      crs = stated
    } else if table.geometryColumn == nil {
      crs = .wgs84
    } else if !options.requiresCRS {
      crs = .unknown
    } else {
      throw FormatError(
        path: path, reason: "the layer \(table.name) has an undefined coordinate reference system",
        remedy: "say it with \(FileSetting.crs)", kind: .badData)
    }
  }

  /// The CRS that the file states, else the one given; nil when there is neither.
  private static func crs(
    of table: GeoPackageTable, _ catalog: GeoPackageCatalog, _ database: Database,
    _ options: ReadOptions
  ) throws -> CRS? {
    do {
      return try catalog.crs(of: table, in: database) ?? options.crs
    } catch is FormatError where !options.requiresCRS || options.crs != nil {
      return options.crs
    }
  }

  /// What the table declares of one column.
  struct Declared {
    var name: String
    var type: String
    var isText: Bool { type.uppercased().contains("TEXT") || type.uppercased().contains("CHAR") }
  }

  /// The table's columns: the integer primary key, the geometry, the rest.
  struct Columns {
    var key: String?
    var geometry: String?
    var attributes: [Declared] = []
  }

  func read() throws -> Layer {
    let columns = try findColumns()
    let rows = try select(columns)
    var geometries = WKBReader(
      crs: crs, closesRings: options.closesRings, takesShortLines: options.takesShortLines)
    var cells = columns.attributes.map { GeoPackageCells($0.name, declaredType: $0.type) }
    var keys = FeatureIDs(count: 0)
    var foreignSRS = 0
    var row = 0
    let bounds = GeoPackageBounds(of: path)
    var checkedBytes = GeoPackageBounds.bytesBetweenChecks
    while try rows.step() {
      row += 1
      let bytes = cells.reduce(16 * geometries.vertexCount) { $0 + $1.column.bytes.count }
      if row & 0xFFF == 0 || bytes > checkedBytes {
        try bounds.require(rows: row, bytes: bytes, of: table.name)
        checkedBytes = bytes + GeoPackageBounds.bytesBetweenChecks
      }
      let key = columns.key == nil ? nil : FeatureID(number: rows.integer(0))
      if columns.geometry == nil || rows.storage(1) == .null {
        if options.box != nil { continue }
        geometries.appendNull()
      } else {
        do throws(WKBError) {
          let srsID = try append(rows, to: &geometries)
          if srsID > 0, srsID != table.srsID { foreignSRS += 1 }
        } catch {
          throw error.formatError(path: path, row: row, feature: key?.text)
        }
        if let box = options.box,
          !geometries.geometries.box(ofFeature: geometries.count - 1).meets(box)
        {
          geometries.removeLast()
          continue
        }
      }
      keys.append(key)
      for i in cells.indices where !cells[i].append(rows, i + 2) {
        throw FormatError(
          path: path, row: row, feature: key?.text,
          reason: "the column \(columns.attributes[i].name) holds text that is not UTF-8",
          remedy: "export the file again in UTF-8")
      }
    }
    let (closedRings, emptyRings) = (geometries.closedRings, geometries.emptyRings)
    let (built, notices) = geometries.finish()
    try requireOneSystem(built)
    var layer = Layer(
      name: table.name, geometries: built,
      attributes: cells.isEmpty ? nil : Attributes(columns: cells.map(\.column)),
      ids: try textIDs(cells.map(\.column), columns) ?? keys, path: path)
    layer.closedRings = closedRings
    layer.emptyRings = emptyRings
    layer.title = table.title
    layer.abstract = table.abstract
    layer.isPlainTable = table.geometryColumn == nil
    if let provenance = try provenance() {
      layer.foreignMembers.append((name: "amp_geo", json: provenance))
    }
    layer.notices =
      systemNotices + notices
      + cells.filter { $0.infinities > 0 }.map {
        "column \($0.column.name): \($0.infinities) infinite values are read as null"
      }
    if foreignSRS > 0 {
      layer.notices.append(
        "\(foreignSRS) geometries name another srs_id than their layer's, \(table.srsID), "
          + "which is taken")
    }
    return layer
  }

  /// Refuses a layer of which the file says two systems, unless the user says which one holds.
  private func requireOneSystem(_ geometries: Geometries) throws {
    guard options.requiresCRS, options.crs == nil, table.geometryColumn != nil,
      let stated = try GeoPackageSpatialReference(database, table: table, path: path),
      let first = stated.contradictions(around: geometries.box).first
    else { return }
    throw FormatError(
      path: path, reason: "the layer \(table.name): \(first)",
      remedy: "find out which system the coordinates are in, and say it with \(FileSetting.crs)")
  }

  /// Where the figures of the file come from, when this program wrote it; nil when not, or when it is
  /// no JSON object.
  private func provenance() throws -> String? {
    guard try GeoPackageCatalog.hasTable("gpkg_metadata", database) else { return nil }
    let row = try GeoPackageStatement(
      database, "SELECT metadata FROM gpkg_metadata WHERE md_standard_uri = ? ORDER BY rowid")
    try row.bind(GeoPackageSchema.provenanceURI, to: 1)
    guard try row.step(), let text = row.string(0), text.hasPrefix("{"),
      (try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil
    else { return nil }
    return String(text.map { $0 == "\n" || $0 == "\r\n" || $0 == "\r" ? " " : $0 })
  }

  /// Appends the geometry of the row at hand and gives the srs_id that it names.
  private func append(_ rows: GeoPackageStatement, to geometries: inout WKBReader)
    throws(WKBError) -> Int
  {
    guard rows.storage(1) == .blob else {
      throw WKBError(
        offset: 0, reason: "the geometry is not a BLOB",
        remedy: "this is no GeoPackage geometry: export the layer again")
    }
    return try geometries.append(geoPackage: rows.blob(1))
  }

  /// The ids that a TEXT column named `id` gives, when it has a value for every row of the table
  /// and no value twice.
  private func textIDs(_ read: [GeoCore.Column], _ columns: Columns) throws -> FeatureIDs? {
    guard let index = columns.attributes.firstIndex(where: { $0.name == "id" && $0.isText }),
      read[index].kinds.allSatisfy({ $0 == .string })
    else { return nil }
    let ids = FeatureIDs(read[index])
    if options.box == nil { return read[index].isDistinct ? ids : nil }
    // The rows outside the box have a say too, so that an id does not depend on the box.
    let row = try GeoPackageStatement(
      database,
      """
      SELECT count(*) = count(DISTINCT "id") AND count(*) = sum(typeof("id") = 'text')
      FROM \(quotedSQLName(table.name))
      """)
    return try row.step() && row.integer(0) == 1 ? ids : nil
  }

  func findColumns() throws -> Columns {
    var columns = Columns()
    let rows = try GeoPackageStatement(
      database, "SELECT name, type, pk, hidden FROM pragma_table_xinfo(?)")
    try rows.bind(table.name, to: 1)
    var hasRows = false
    while try rows.step() {
      hasRows = true
      guard let name = rows.string(0), rows.integer(3) != 1 else { continue }
      let type = rows.string(1) ?? ""
      if let geometry = table.geometryColumn, name.lowercased() == geometry.lowercased() {
        columns.geometry = name
      } else if rows.integer(2) == 1, type.uppercased() == "INTEGER", columns.key == nil {
        columns.key = name
      } else {
        columns.attributes.append(Declared(name: name, type: type))
      }
    }
    guard hasRows else {
      throw FormatError(
        path: path, reason: "the layer \(table.name) is listed, but its table is missing",
        remedy: "export the file again")
    }
    if let geometry = table.geometryColumn, columns.geometry == nil {
      throw FormatError(
        path: path, reason: "the table \(table.name) lacks its geometry column \(geometry)",
        remedy: "export the file again")
    }
    return columns
  }

  /// The rows: key, geometry, then the attributes; by the index within the box when there is one.
  private func select(_ columns: Columns) throws -> GeoPackageStatement {
    let names =
      [columns.key, columns.geometry].map { $0.map(quotedSQLName) ?? "NULL" }
      + columns.attributes.map { quotedSQLName($0.name) }
    var sql = "SELECT \(names.joined(separator: ", ")) FROM \(quotedSQLName(table.name))"
    var box: Box?
    if let key = columns.key, let geometry = table.geometryColumn, let wanted = options.box,
      try GeoPackageCatalog.hasIndex(table, database)
    {
      box = wanted
      let index = quotedSQLName("rtree_\(table.name)_\(geometry)")
      sql += """
         WHERE \(quotedSQLName(key)) IN (SELECT id FROM \(index)
        WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?)
        """
    }
    if let key = columns.key { sql += " ORDER BY \(quotedSQLName(key))" }
    let statement = try GeoPackageStatement(database, sql)
    if let box {
      let bounds = [box.minX, box.maxX, box.minY, box.maxY]
      for (i, bound) in bounds.enumerated() { try statement.bind(bound, to: i + 1) }
    }
    return statement
  }
}
