import Foundation
import GRDB
import GeoCore
import GeoFormats
import GeoStreets
import TestSupport
import Testing

/// Files that other programs wrote, or damaged.
@Suite struct GeoPackageReaderTests {
  private let bench: GeoPackageBench

  init() throws { bench = try GeoPackageBench() }

  /// Writes ten stars, runs SQL on the file and gives its path.
  private func edited(_ sql: String, arguments: StatementArguments = StatementArguments()) throws
    -> String
  {
    let path = try bench.write([GeoPackageBench.stars(10)])
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in
      for name in try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
      {
        try database.execute(sql: "DROP TRIGGER \"\(name)\"")
      }
      try database.execute(sql: sql, arguments: arguments)
    }
    try queue.close()
    return path
  }

  private func failure(_ path: String, _ layer: String? = nil) -> FormatError? {
    #expect(throws: FormatError.self) { try bench.read(path, layer) }
  }

  @Test func refusesWhatIsNoGeoPackage() throws {
    #expect(failure("/nowhere/t.gpkg")?.kind == .missingInput)
    #expect(failure(bench.scratch.path)?.kind == .missingInput)
    let text = failure(try bench.scratch.write("a.gpkg", String(repeating: "text ", count: 400)))
    #expect(text?.reason == "this is not a GeoPackage: it is no SQLite database")
    let empty = failure(try bench.scratch.write("b.gpkg", ""))
    #expect(
      empty?.reason == "this is not a GeoPackage: it is no SQLite database")
    let path = try bench.write([GeoPackageBench.stars(200)])
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for part in [10, 100, 4096, 20_000, whole.count - 4096] {
      let cut = try bench.scratch.write("cut.gpkg", Array(whole.prefix(part)))
      #expect(failure(cut)?.kind == .badData)
    }
  }

  @Test func namesTablesThatAreNotRegisteredToo() throws {
    let path = try edited("CREATE TABLE notes (text TEXT)")
    #expect(try GeoPackageFormat.layerNames(path: path) == ["stars"])
    #expect(try GeoPackageFormat.tableNames(path: path) == ["notes", "stars"])
  }

  @Test func namesRowAndFeatureOfABadGeometry() throws {
    func blob(_ change: (inout [UInt8]) -> Void) -> Data {
      // Header without envelope, then a point.
      var bytes: [UInt8] = [0x47, 0x50, 0, 1, 0x6A, 8, 0, 0] + WKBBytes.point(1, 2)
      change(&bytes)
      return Data(bytes)
    }
    let cases: [(blob: Data, reason: String)] = [
      (blob { $0[0] = 0 }, "it does not start with the letters GP"),
      (blob { $0[2] = 9 }, "its version is 9, and only 0 is known"),
      (blob { $0[3] = 0b1011 }, "its envelope kind is 5, and only 0 to 4 are known"),
      (blob { $0[3] = 0b10_0001 }, "it has an extended type, which is not read"),
      (
        blob { $0[3] = 0b1001 }, "it has 29 bytes, and its header says 72 and a geometry"
      ),
      (blob { $0 = [0x47] }, "it has 1 bytes, and its header alone needs 8"),
      (blob { $0.removeLast() }, "a point needs 16 bytes, and 15 remain"),
      (Data(), "it has 0 bytes, and its header alone needs 8"),
    ]
    for (blob, reason) in cases {
      let path = try edited("UPDATE stars SET geom = ? WHERE fid = 4", arguments: [blob])
      let error = failure(path)
      #expect(error?.reason.hasPrefix(reason) == true)
      #expect(error?.row == 4)
      #expect(error?.feature == "4")
      #expect(error?.kind == .badData)
    }
    let text = failure(try edited("UPDATE stars SET geom = 'POINT(1 2)' WHERE fid = 1"))
    #expect(text?.reason.hasPrefix("the geometry is not a BLOB") == true)
  }

  @Test(arguments: [
    (0, true), (1, true), (2, true), (3, true), (4, true), (0, false), (1, false), (4, false),
  ]) func readsEveryHeader(envelope: Int, little: Bool) throws {
    var bytes = WKBBytes()
    bytes.isLittle = little
    bytes.bytes = [0x47, 0x50, 0, UInt8(envelope << 1 | (little ? 1 : 0))]
    bytes.int(2154)
    for _ in 0..<[0, 4, 6, 6, 8][envelope] { bytes.doubles(0) }
    bytes.head(1, little: !little)
    bytes.doubles(3, 4)
    let path = try edited(
      "UPDATE stars SET geom = ? WHERE fid = 1", arguments: [Data(bytes.bytes)])
    let layer = try bench.read(path)
    #expect(layer.geometries.kinds[0] == .point)
    #expect(layer.geometries.coordinates.prefix(2) == [3, 4])
    #expect(layer.notices.isEmpty)
  }

  @Test func noticesGeometriesOfAnotherSystem() throws {
    let blob = Data([0x47, 0x50, 0, 1, 0xE6, 0x10, 0, 0] + WKBBytes.point(1, 2))
    let path = try edited("UPDATE stars SET geom = ? WHERE fid = 1", arguments: [blob])
    #expect(
      try bench.read(path).notices == [
        "1 geometries name another srs_id than their layer's, 2154, which is taken"
      ])
  }

  @Test func readsTheCRS() throws {
    func crs(_ sql: String, _ options: ReadOptions = ReadOptions()) throws -> CRS {
      try bench.read(edited(sql), nil, options).crs
    }
    #expect(try crs("SELECT 1") == .lambert93)
    #expect(
      try crs("UPDATE gpkg_spatial_ref_sys SET organization = 'epsg' WHERE srs_id = 2154")
        == .lambert93)
    #expect(try crs("UPDATE gpkg_geometry_columns SET srs_id = 4326") == .wgs84)
    #expect(
      try crs(
        """
        UPDATE gpkg_spatial_ref_sys SET organization = 'mine', definition = ' LOCAL_CS["x"] '
        WHERE srs_id = 2154
        """
      ).definition == "LOCAL_CS[\"x\"]")
    for id in [-1, 0] {
      let path = try edited("UPDATE gpkg_geometry_columns SET srs_id = \(id)")
      #expect(try bench.read(path, nil, ReadOptions(crs: .laeaEurope)).crs == .laeaEurope)
      #expect(failure(path)?.remedy == "say it with \(FileSetting.crs)")
    }
    let unlisted = failure(try edited("UPDATE gpkg_geometry_columns SET srs_id = 77"))
    #expect(unlisted?.reason.contains("srs_id 77") == true)
  }

  @Test func readsWithoutACRSWhenNoneIsRequired() throws {
    var options = ReadOptions()
    options.requiresCRS = false
    for id in [-1, 0, 77] {
      let path = try edited("UPDATE gpkg_geometry_columns SET srs_id = \(id)")
      #expect(try bench.read(path, nil, options).crs == .unknown)
      var given = options
      given.crs = .laeaEurope
      #expect(try bench.read(path, nil, given).crs == .laeaEurope)
    }
  }

  @Test func tellsAllThatIsSaidOfTheSystem() throws {
    func stated(_ sql: String) throws -> GeoPackageSpatialReference? {
      try GeoPackageFormat.spatialReference(of: LayerSource(path: try edited(sql)))
    }
    let sound = try #require(try stated("SELECT 1"))
    #expect(sound.contentsID == 2154 && sound.geometryID == 2154)
    #expect(sound.byCode == .lambert93)
    #expect(sound.byDefinition?.definition.contains("Lambert") == true)
    let other = try #require(try stated("UPDATE gpkg_contents SET srs_id = 4326"))
    #expect(other.contentsID == 4326 && other.geometryID == 2154)
    #expect(try #require(try stated("UPDATE gpkg_contents SET srs_id = NULL")).contentsID == nil)
  }

  @Test func readsEveryTypeOfValue() throws {
    let path = try edited(
      """
      CREATE TABLE t (key INTEGER PRIMARY KEY, b BOOLEAN, i MEDIUMINT, r DOUBLE, s TEXT(5),
        d DATE, x BLOB);
      INSERT INTO t VALUES (5, 1, -3, 0.1, 'é', '2024-02-29', x'00FF'),
        (9, NULL, NULL, 9e999, NULL, NULL, NULL);
      INSERT INTO gpkg_contents (table_name, data_type) VALUES ('t', 'attributes');
      """)
    let layer = try bench.read(path, "t")
    let columns = layer.attributes.columns
    #expect(columns.map(\.name) == ["b", "i", "r", "s", "d", "x"])
    #expect(
      columns.map { $0.json(0) } == ["true", "-3", "0.1", "\"é\"", "\"2024-02-29\"", "\"AP8=\""])
    #expect(columns.allSatisfy { $0.kinds[1] == .null })
    #expect(layer.notices == ["column r: 1 infinite values are read as null"])
    #expect(layer.ids == [FeatureID(number: 5), FeatureID(number: 9)])
  }

  @Test func anIDColumnWithGapsOrRepeatsGivesNoIDs() throws {
    for change in ["SET id = NULL WHERE fid = 2", "SET id = 's0' WHERE fid = 2"] {
      let path = try edited("UPDATE stars \(change)")
      let keys = (1...10).map { FeatureID(number: $0) }
      #expect(try bench.read(path).ids == FeatureIDs(keys))
      let far = Box(minX: 803_000, minY: 0, maxX: 9e9, maxY: 9e9)
      #expect(
        try bench.read(path, nil, ReadOptions(box: far)).ids
          == FeatureIDs(keys.dropFirst(3)))
    }
  }

  @Test func theProvenanceIsMetadata() throws {
    let provenance = "{\"version\":\"1\"}"
    let path = try bench.write(
      [GeoPackageBench.stars(1)], "p.gpkg", WriteOptions(provenance: provenance))
    let queue = try DatabaseQueue(path: path)
    let row = try queue.read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT metadata, mime_type, reference_scope, timestamp FROM gpkg_metadata
          JOIN gpkg_metadata_reference ON md_file_id = id
          """)
    }
    #expect(
      row == [
        "metadata": provenance, "mime_type": "application/json", "reference_scope": "geopackage",
        "timestamp": "1970-01-01T00:00:00.000Z",
      ])
  }

  /// QGIS leaves files in WAL mode: reading them writes nothing beside them.
  @Test func readsWALModeWithoutSideFiles() throws {
    let path = try bench.write([GeoPackageBench.stars(10)], "o é%?#.gpkg")
    let queue = try DatabaseQueue(path: path)
    _ = try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
    try queue.close()
    #expect(try bench.read(path).count == 10)
    let files = try FileManager.default.contentsOfDirectory(atPath: bench.scratch.path)
    #expect(files == ["o é%?#.gpkg"])
  }

  @Test func readsChangesThatAreStillInTheWAL() throws {
    let path = try bench.write([GeoPackageBench.stars(10)])
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { database in
      _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
      try database.execute(
        sql: "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('late', 'attributes')")
    }
    #expect(try GeoPackageFormat.layerNames(path: path) == ["stars", "late"])
    try queue.close()
  }

  @Test func refusesTextThatIsNotUTF8() throws {
    let path = try edited("UPDATE stars SET id = CAST(x'E9' AS TEXT) WHERE fid = 3")
    let error = failure(path)
    #expect(error?.reason == "the column id holds text that is not UTF-8")
    #expect(error?.row == 3)
  }

  @Test func readsABoxWithoutAnIndex() throws {
    let path = try edited("DROP TABLE rtree_stars_geom")
    let box = Box(minX: 803_000, minY: 0, maxX: 805_000, maxY: 9e9)
    let ids = FeatureIDs(["s3", "s4", "s5"].map { FeatureID($0) })
    #expect(try bench.read(path, nil, ReadOptions(box: box)).ids == ids)
  }

  @Test func namesWhatTheCatalogueLacks() throws {
    #expect(
      failure(try edited("DELETE FROM gpkg_geometry_columns"))?.reason
        == "the layer stars has no entry in gpkg_geometry_columns")
    #expect(
      failure(try edited("DROP TABLE stars"))?.reason
        == "the layer stars is listed, but its table is missing")
    #expect(
      failure(try edited("UPDATE gpkg_geometry_columns SET column_name = 'shape'"))?.reason
        == "the table stars lacks its geometry column shape")
    #expect(
      failure(try edited("DELETE FROM gpkg_contents"))?.reason
        == "the GeoPackage holds no layers of features or attributes")
    #expect(failure(try edited("DROP TABLE gpkg_spatial_ref_sys"))?.kind == .badData)
  }

  @Test func readsAView() throws {
    let path = try edited(
      """
      CREATE VIEW some AS SELECT fid AS key, geom, rank FROM stars WHERE rank > 6;
      INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('some', 'features', 2154);
      INSERT INTO gpkg_geometry_columns VALUES ('some', 'geom', 'POLYGON', 2154, 0, 0);
      """)
    let layer = try bench.read(path, "some")
    #expect(layer.attributes.names == ["key", "rank"])
    #expect(layer.attributes["rank"]?.integer(0) == 7)
    #expect(layer.ids == [nil, nil, nil])
  }

  /// Bytes changed at random in a file give a layer or an error, never a crash.
  @Test func survivesChangedBytes() throws {
    var generator = SeededGenerator(seed: 23)
    let path = try bench.write(
      [GeoPackageBench.stars(60)], "s.gpkg", WriteOptions(provenance: "{}"))
    let source = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let box = Box(minX: 801_000, minY: 6_200_000, maxX: 804_000, maxY: 6_203_000)
    var failures = 0
    for round in 0..<500 {
      var bytes = source
      for _ in 0..<Int.random(in: 1...40, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[at] = UInt8.random(in: 0...255, using: &generator)
      }
      let changed = try bench.scratch.write("c.gpkg", bytes)
      do {
        let options = round % 2 == 0 ? ReadOptions() : ReadOptions(crs: .wgs84, box: box)
        let layer = try bench.read(changed, nil, options)
        #expect(layer.ids.count == layer.geometries.count)
      } catch is FormatError {
        failures += 1
      }
    }
    #expect(failures > 50)
  }
}
