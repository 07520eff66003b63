import GRDB
internal import GeoCore
internal import GeoProjection

/// The coordinate reference systems of a file that is written, and the `srs_id` of each.
///
/// An EPSG or ESRI system keeps its code; longitude-latitude WGS 84 is EPSG:4326, whose
/// coordinates a GeoPackage stores longitude first. Others are numbered from 100000 in the order
/// in which they come, with the organisation `NONE` and their WKT.
struct GeoPackageSpatialReferences {
  private var ids: [CRS: Int] = [:]
  private var taken: Set<Int> = [-1, 0, 4326]

  /// Writes the three rows that every GeoPackage has.
  init(_ database: Database) throws {
    let wgs84 = """
      GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,\
      AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],\
      PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],\
      UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],\
      AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]
      """
    try Self.insert(
      database, "Undefined Cartesian SRS", -1, "NONE", -1, "undefined",
      "undefined Cartesian coordinate reference system")
    try Self.insert(
      database, "Undefined geographic SRS", 0, "NONE", 0, "undefined",
      "undefined geographic coordinate reference system")
    try Self.insert(
      database, "WGS 84 geodetic", 4326, "EPSG", 4326, wgs84,
      "longitude and latitude in degrees on the WGS 84 ellipsoid")
  }

  /// The `srs_id` of a system, whose row is written when it is met first.
  /// - Throws: what `CRSDescription` throws for a system that PROJ does not know.
  mutating func id(of crs: CRS, in database: Database) throws -> Int {
    if crs == .wgs84 { return 4326 }
    if let id = ids[crs] { return id }
    let described = try CRSDescription(of: crs)
    let id: Int
    if let (authority, code) = crs.authorityCode, ["EPSG", "ESRI"].contains(authority),
      let number = Int(code), number > 0, !taken.contains(number)
    {
      id = number
      try Self.insert(
        database, described.name, number, authority, number, described.wkt1, nil)
    } else {
      id = (100_000...).first { !taken.contains($0) } ?? 100_000
      try Self.insert(database, described.name, id, "NONE", id, described.wkt1, nil)
    }
    taken.insert(id)
    ids[crs] = id
    return id
  }

  private static func insert(
    _ database: Database, _ name: String, _ id: Int, _ organization: String, _ code: Int,
    _ definition: String, _ description: String?
  ) throws {
    try database.execute(
      sql: "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [name, id, organization, code, definition, description])
  }
}
