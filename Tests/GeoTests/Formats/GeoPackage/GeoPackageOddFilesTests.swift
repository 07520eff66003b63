import Foundation
import GRDB
import TestSupport
import Testing

@testable import GeoCore
@testable import GeoFormats

/// Files with logs, views and gaps, and what of people's words is kept.
@Suite struct GeoPackageOddFilesTests {
  private let bench: GeoPackageBench

  init() throws { bench = try GeoPackageBench() }

  private func edit(_ path: String, _ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in
      for name in try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
      {
        try database.execute(sql: "DROP TRIGGER \"\(name)\"")
      }
      try database.execute(sql: sql)
    }
    try queue.close()
  }

  @Test func aPendingLogIsReadAndNothingIsLeft() throws {
    let path = try bench.write([GeoPackageBench.stars(3)], "source.gpkg")
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { database in
      for name in try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
      {
        try database.execute(sql: "DROP TRIGGER \"\(name)\"")
      }
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0")
      try database.execute(sql: "UPDATE stars SET rank = 77 WHERE fid = 2")
    }
    let files = FileManager.default
    try files.createDirectory(atPath: bench.scratch.file("d"), withIntermediateDirectories: true)
    let copy = bench.scratch.file("d/t.gpkg")
    try files.copyItem(atPath: path, toPath: copy)
    try files.copyItem(atPath: path + "-wal", toPath: copy + "-wal")
    try queue.close()

    let layer = try bench.read(copy)
    #expect(layer.attributes["rank"]?.integer(1) == 77)
    #expect(
      try files.contentsOfDirectory(atPath: bench.scratch.file("d")).sorted() == [
        "t.gpkg", "t.gpkg-wal",
      ])
    #expect(GeoPackageFormat.files(of: copy) == [copy, copy + "-wal"])
    let both = try InputFile.bytes(of: copy) + InputFile.bytes(of: copy + "-wal")
    #expect(try Digest.sha256(ofFiles: GeoPackageFormat.files(of: copy)) == Digest.sha256(both))
  }

  @Test(arguments: ["", " WHERE n < 0"])
  func aViewWithoutEndIsNamed(condition: String) throws {
    let path = try bench.write([GeoPackageBench.stars(3)])
    try edit(
      path,
      """
      CREATE VIEW endless AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)
      SELECT n AS id FROM c\(condition);
      INSERT INTO gpkg_contents (table_name, data_type, identifier)
      VALUES ('endless', 'attributes', 'endless')
      """)
    let error = #expect(throws: FormatError.self) { try bench.read(path, "endless") }
    #expect(error?.reason.contains("without end") == true)
    #expect(try bench.read(path, "stars").count == 3)
  }

  @Test func aLayerThatIsNotWholeLeavesTheOthers() throws {
    let path = try bench.write([GeoPackageBench.stars(3), GeoPackageBench.stars(2, name: "b")])
    try edit(path, "DELETE FROM gpkg_geometry_columns WHERE table_name = 'b'")
    #expect(try GeoPackageFormat.layerNames(path: path) == ["stars", "b"])
    #expect(try bench.read(path, "stars").count == 3)
    let error = #expect(throws: FormatError.self) { try bench.read(path, "b") }
    #expect(error?.reason.contains("the layer b has no entry") == true)
  }

  @Test func titlesAndProvenanceComeBack() throws {
    var stars = GeoPackageBench.stars(2)
    stars.title = "Les étoiles"
    stars.abstract = "Deux."
    var other = GeoPackageBench.stars(2, name: "b")
    other.title = "Les étoiles"
    let path = try bench.write(
      [stars, other], "t.gpkg", WriteOptions(provenance: #"{"version":"1"}"#))
    let back = try bench.read(path, "stars")
    #expect(back.title == "Les étoiles")
    #expect(back.abstract == "Deux.")
    #expect(back.foreignMembers.map(\.name) == ["amp_geo"])
    #expect(back.foreignMembers.first?.json == #"{"version":"1"}"#)
    // Titles must differ.
    #expect(try bench.read(path, "b").title == nil)
    let text = try GeoJSONText.written(back)
    #expect(text.contains(#""title":"Les étoiles","description":"Deux.""#))
    #expect(try GeoJSONText.layer(text).title == "Les étoiles")
    let again = try bench.read(try bench.write([back], "again.gpkg"))
    #expect(again.foreignMembers.map(\.json) == [#"{"version":"1"}"#])
  }

  @Test(.enabled(if: Tools.areInstalled, "needs ogrinfo")) func datesStayDates() throws {
    let layer = Layer(
      name: "t", geometries: Geometries.null(count: 2),
      attributes: Attributes(columns: [
        Column("day", ["2025-12-31", nil]), Column("at", ["2025-12-31T10:00:00Z", nil]),
        Column("hour", ["10:00:00", "11:00:00"]), Column("mixed", ["2025-12-31", "soon"]),
      ]))
    let path = try bench.write([layer])
    let report = try Tools.run("ogrinfo", ["-so", path, "t"])
    #expect(report.contains("day: Date"))
    #expect(report.contains("at: DateTime"))
    #expect(report.contains("hour: String"))
    #expect(report.contains("mixed: String"))
    let back = try bench.read(path)
    for name in ["day", "hour", "mixed"] {
      #expect(back.attributes[name]?.string(0) == layer.attributes[name]?.string(0))
    }
    #expect(back.attributes["at"]?.string(0) == "2025-12-31T10:00:00.000Z")
    #expect(back.isPlainTable)
  }

  /// The standard has times in UTC to the millisecond, and no others.
  @Test func timesAreWrittenInUTC() throws {
    let layer = Layer(
      name: "t", geometries: Geometries.null(count: 2),
      attributes: Attributes(columns: [
        Column("west", ["2025-12-31T23:30:00.5-02:00", "2024-02-29T00:00+05:30"]),
        Column("local", ["2025-12-31T10:00:30", nil]),
        Column("fine", ["2025-12-31T10:00:30.0001Z", nil]),
        Column("hour", ["10:00:00", "11:00:00"]),
      ]))
    let output = try OutputFile(bench.scratch.file("utc.gpkg"))
    try GeoPackageFormat().write([layer], to: output, options: WriteOptions())
    try output.commit()
    let back = try bench.read(bench.scratch.file("utc.gpkg"))
    func values(_ name: String) -> [String?] { (0..<2).map { back.attributes[name]?.string($0) } }
    #expect(values("west") == ["2026-01-01T01:30:00.500Z", "2024-02-28T18:30:00.000Z"])
    #expect(values("local") == ["2025-12-31T10:00:30.000Z", nil])
    #expect(values("fine")[0] == "2025-12-31T10:00:30.0001Z")
    #expect(output.notes.contains { $0.contains("as UTC") && $0.hasSuffix("others: local") })
    #expect(output.notes.contains { $0.contains("stay text") && $0.hasSuffix("them: hour") })
  }

  /// A column of dates without any value is one all the same.
  @Test func emptyColumnsOfDatesStay() throws {
    let path = try bench.write([GeoPackageBench.stars(2)], "d.gpkg")
    try edit(
      path, "ALTER TABLE stars ADD COLUMN day DATE; ALTER TABLE stars ADD COLUMN at DATETIME")
    let copy = try bench.write([try bench.read(path).selecting([1, 0])], "copy.gpkg")
    let queue = try DatabaseQueue(path: copy)
    let types = try queue.read { database in
      try String.fetchAll(
        database, sql: "SELECT type FROM pragma_table_info('stars') WHERE name IN ('day', 'at')")
    }
    #expect(types == ["DATE", "DATETIME"])
  }

  /// What a view makes up is bounded, and not called damage.
  @Test func longValuesOfViewsAreNamed() throws {
    let path = try bench.write([GeoPackageBench.stars(2)], "v.gpkg")
    try edit(
      path,
      """
      CREATE VIEW big AS SELECT fid, zeroblob(100000000) AS b FROM stars;
      INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('big', 'attributes', 'big')
      """)
    let error = #expect(throws: FormatError.self) { try bench.read(path, "big") }
    #expect(error?.reason.contains("more than 16777216 bytes") == true)
    #expect(error?.reason.contains("damaged") == false)
  }

  /// Two systems that place a layer apart stop its reading; the same system by two numbers does not.
  @Test func contradictingSystems() throws {
    let path = try bench.write([GeoPackageBench.stars(2)], "c.gpkg")
    let sql = { (number: Int, organization: String, code: Int) in
      """
      INSERT INTO gpkg_spatial_ref_sys SELECT 'x', \(number), '\(organization)', \(code), definition, ''
      FROM gpkg_spatial_ref_sys WHERE srs_id = 2154;
      UPDATE gpkg_geometry_columns SET srs_id = \(number)
      """
    }
    try edit(path, sql(990_001, "NONE", 1))
    #expect(try bench.read(path).count == 2)
    try edit(path, sql(990_002, "EPSG", 32631))
    let error = #expect(throws: FormatError.self) { try bench.read(path) }
    #expect(error?.remedy?.text.contains("crs") == true)
    #expect(try bench.read(path, nil, ReadOptions(crs: .lambert93)).count == 2)
    try edit(path, "UPDATE gpkg_geometry_columns SET srs_id = 99")
    #expect(try bench.read(path, nil, ReadOptions(crs: .lambert93)).crs == .lambert93)
  }

  @Test func anOddElevationCostsElevationsAlone() throws {
    for odd in [Double.nan, .infinity] {
      var reader = WKBReader(crs: .wgs84)
      // A point Z in EWKB, little-endian.
      var bytes: [UInt8] = [1, 1, 0, 0, 0x80]
      for value in [5.0, 43.0, odd] {
        bytes += withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
      }
      try reader.append(bytes)
      let (geometries, notices) = reader.finish()
      #expect(geometries.coordinates == [5, 43])
      #expect(geometries.elevations == nil)
      #expect(notices.contains { $0.contains("not finite") })
    }
  }
}
