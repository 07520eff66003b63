import GRDB

/// All that a GeoPackage says of the reference system of one layer, which may contradict itself.
///
/// **Source:** OGC 12-128r18, GeoPackage 1.3, clauses 1.1.2, 1.1.3 and 2.1.5.
public struct GeoPackageSpatialReference: Sendable, Equatable {
  /// The `srs_id` in gpkg_contents; nil when it is null.
  public var contentsID: Int?
  /// The `srs_id` in gpkg_geometry_columns, which readers go by.
  public var geometryID: Int
  /// The system by the organisation's code; nil when there is no such code.
  public var byCode: CRS?
  /// The system by its definition; nil when it is undefined.
  public var byDefinition: CRS?

  init?(_ database: Database, source: LayerSource) throws {
    let catalog = try GeoPackageCatalog(database, path: source.path)
    let table = try catalog.table(named: source.layerName)
    guard table.geometryColumn != nil else { return nil }
    geometryID = table.srsID
    let contents = try GeoPackageStatement(
      database, "SELECT srs_id FROM gpkg_contents WHERE table_name = ?")
    try contents.bind(table.name, to: 1)
    if try contents.step(), contents.storage(0) != .null { contentsID = contents.integer(0) }
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
