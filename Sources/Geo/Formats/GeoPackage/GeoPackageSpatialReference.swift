import GRDB
public import GeoCore
internal import GeoProjection

/// All that a GeoPackage says of the reference system of one layer, which may contradict itself.
///
/// **Source:** OGC 12-128r18, GeoPackage 1.3, clauses 1.1.2, 1.1.3 and 2.1.5.
public struct GeoPackageSpatialReference: Sendable, Equatable {
  /// The `srs_id` in gpkg_contents; nil when it is null.
  public var contentsID: Int?
  /// The `srs_id` in gpkg_geometry_columns, which readers go by.
  public var geometryID: Int
  /// The system that gpkg_contents names; nil when it is unknown.
  public var byContents: CRS?
  /// The system by the organisation's code; nil when there is no such code.
  public var byCode: CRS?
  /// The system by its definition; nil when it is undefined.
  public var byDefinition: CRS?

  init?(_ database: Database, source: LayerSource) throws {
    let catalog = try GeoPackageCatalog(database, path: source.path)
    try self.init(database, table: catalog.table(named: source.layerName), catalog: catalog)
  }

  /// The same for a table that is known.
  init?(_ database: Database, table: GeoPackageTable, path: String) throws {
    try self.init(database, table: table, catalog: GeoPackageCatalog(database, path: path))
  }

  private init?(_ database: Database, table: GeoPackageTable, catalog: GeoPackageCatalog) throws {
    guard table.geometryColumn != nil else { return nil }
    geometryID = table.srsID
    let contents = try GeoPackageStatement(
      database, "SELECT srs_id FROM gpkg_contents WHERE table_name = ?")
    try contents.bind(table.name, to: 1)
    if try contents.step(), contents.storage(0) != .null { contentsID = contents.integer(0) }
    if let contentsID {
      var other = table
      other.srsID = contentsID
      byContents = try? catalog.crs(of: other, in: database)
    }
    guard table.srsID > 0, try GeoPackageCatalog.hasTable("gpkg_spatial_ref_sys", database) else {
      return
    }
    let row = try GeoPackageStatement(
      database,
      """
      SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys
      WHERE srs_id = \(table.srsID)
      """)
    guard try row.step() else { return }
    if let organization = row.string(0)?.uppercased(), organization == "EPSG" {
      byCode = CRS("EPSG:\(row.integer(1))")
    }
    let definition = row.string(2)?.trimmingSpaces() ?? ""
    if !definition.isEmpty, definition.lowercased() != "undefined" {
      byDefinition = CRS(definition)
    }
  }
}

extension GeoPackageSpatialReference {
  /// What the file says twice and differently, so that nobody can tell where the layer lies, each a
  /// sentence: two systems that place its middle more than a metre apart.
  /// - Parameter box: that of the layer, in the system that it is read in.
  public func contradictions(around box: Box) -> [String] {
    guard !box.isEmpty else { return [] }
    var found: [String] = []
    if let contentsID, contentsID != geometryID, let byContents, let taken = byCode ?? byDefinition,
      Self.distance(between: byContents, and: taken, at: box) ?? .infinity > 1
    {
      found.append(
        "gpkg_contents gives the srs_id \(contentsID), gpkg_geometry_columns \(geometryID)")
    }
    if let byCode, let byDefinition, !Self.isDefinition(byDefinition.definition, of: byCode),
      let meters = Self.distance(between: byCode, and: byDefinition, at: box), meters > 1
    {
      let shown = JSONText.number((meters * 10).rounded() / 10)
      found.append(
        "the definition of \(byCode) in gpkg_spatial_ref_sys is another system's: it places"
          + " the layer \(shown) m elsewhere")
    }
    return found
  }

  /// Whether a text is what GDAL and this program write for a system: most files have that, and asking
  /// PROJ where two systems place something takes 30 ms.
  private static func isDefinition(_ text: String, of crs: CRS) -> Bool {
    let usual = (try? CRSDescription(of: crs))?.wkt1
    // Written on one line or on many.
    return usual?.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace }
  }

  /// How far apart two systems place the middle of a box, roughly; nil when that cannot be told.
  private static func distance(between a: CRS, and b: CRS, at box: Box) -> Double? {
    guard b.isPlaced, a.isPlaced,
      let first = a.longitudeLatitude(x: box.centerX, y: box.centerY),
      let second = b.longitudeLatitude(x: box.centerX, y: box.centerY)
    else { return nil }
    return Geodesic.distance(from: first, to: second)
  }
}
