import Foundation
import GeoCore
import GeoFormats
import TestSupport
import Testing

/// What is written, seen by GDAL.
@Suite(.enabled(if: Tools.areInstalled, "needs ogrinfo and ogr2ogr in /usr/bin"))
struct GeoPackageToolsTests {
  private let bench: GeoPackageBench
  private let path: String

  init() throws {
    bench = try GeoPackageBench()
    var mixed = Geometries(crs: .wgs84)
    mixed.appendPoint(x: 5.4, y: 43.5)
    mixed.beginFeature(.null)
    mixed.beginFeature(.polygon)
    var multi = Geometries(crs: .wgs84)
    multi.appendPolygon([[(5, 43), (6, 43), (5, 44)]])
    multi.appendMultiPolygon([[[(5, 43), (6, 43), (5, 44)]], [[(7, 43), (8, 43), (7, 44)]]])
    var none = Geometries(crs: .wgs84)
    none.beginFeature(.null)
    path = try bench.write(
      [
        GeoPackageBench.stars(200), Layer(name: "mixed", geometries: mixed),
        Layer(
          name: "multi", geometries: multi,
          attributes: Attributes(columns: [Column("A", [1.5, 2]), Column("a", ["é", nil])])),
        Layer(name: "table", geometries: none),
      ], "t.gpkg", WriteOptions(provenance: "{\"version\":\"1\"}"))
  }

  @Test func readsWithoutWarnings() throws {
    for arguments in [["-al", "-so"], ["-al"]] {
      let text = try Tools.run("ogrinfo", arguments + [path])
      #expect(!text.contains("Warning") && !text.contains("ERROR"))
      for name in ["stars", "mixed", "multi", "table"] {
        #expect(text.contains("Layer name: \(name)"))
      }
      #expect(text.contains("Geometry: Multi Polygon"))
      #expect(text.contains("ID[\"EPSG\",2154]"))
    }
  }

  @Test func givesTheSameShapes() throws {
    let text = try Tools.run("ogrinfo", ["-q", path, "multi"])
    #expect(text.contains("MULTIPOLYGON (((5 43,6 43,5 44,5 43)))"))
    #expect(text.contains("MULTIPOLYGON (((5 43,6 43,5 44,5 43)),((7 43,8 43,7 44,7 43)))"))
    #expect(text.contains("a_2 (String) = é"))
    let mixed = try Tools.run("ogrinfo", ["-q", path, "mixed"])
    #expect(mixed.contains("POINT (5.4 43.5)"))
    #expect(mixed.contains("POLYGON EMPTY"))
  }

  @Test func theIndexIsSoundAndServesBoxes() throws {
    let check = try Tools.run(
      "ogrinfo",
      [
        "-q", path, "-sql",
        "SELECT rtreecheck('rtree_stars_geom') AS a, count(*) AS n "
          + "FROM rtree_stars_geom",
      ])
    #expect(check.contains("a (String) = ok"))
    #expect(check.contains("n (Integer) = 200"))
    let found = try Tools.run(
      "ogrinfo",
      ["-q", "-spat", "801700", "6199700", "804300", "6201300", path, "stars", "-geom=NO"])
    // Two rows of stars at x = 802000 … 804000 lie within.
    #expect(found.components(separatedBy: "OGRFeature(stars)").count - 1 == 6)
  }

  @Test func editsKeepTheIndexRight() throws {
    let other = "(SELECT geom FROM stars WHERE fid = 150)"
    for sql in [
      "UPDATE stars SET rank = 7 WHERE fid = 1", "UPDATE stars SET geom = NULL WHERE fid = 2",
      "UPDATE stars SET fid = 900 WHERE fid = 3", "DELETE FROM stars WHERE fid BETWEEN 10 AND 99",
      "UPDATE stars SET geom = \(other) WHERE fid = 4",
      "INSERT INTO stars (geom, id) VALUES (\(other), 'new')",
    ] {
      let text = try Tools.run("ogrinfo", ["-q", path, "-sql", sql])
      #expect(!text.contains("ERROR"))
    }
    let check = try Tools.run(
      "ogrinfo",
      [
        "-q", path, "-sql",
        "SELECT rtreecheck('rtree_stars_geom') AS a, count(*) AS n, "
          + "sum(id = 900) AS moved, sum(id = 3) AS old FROM rtree_stars_geom",
      ])
    #expect(check.contains("a (String) = ok"))
    #expect(check.contains("n (Integer) = 110"))
    #expect(check.contains("moved (Integer) = 1"))
    #expect(check.contains("old (Integer) = 0"))
    let box = GeoPackageBench.stars(200).geometries.box(ofFeature: 149)
    let found = try bench.read(path, "stars", ReadOptions(box: box))
    #expect(found.ids.map { $0?.text } == ["s3", "s149", "new"])
  }

  @Test func readsWhatOthersWrite() throws {
    let copy = bench.scratch.file("copy.gpkg")
    _ = try Tools.run("ogr2ogr", ["-f", "GPKG", copy, path, "stars", "-dim", "XYZ"])
    let ours = try bench.read(path, "stars")
    var theirs = try bench.read(copy)
    #expect(theirs.geometries.elevations?.allSatisfy { $0 == 0 } == true)
    theirs.geometries = theirs.geometries.droppingElevations()
    #expect(theirs.geometries == ours.geometries)
    #expect(theirs.ids == ours.ids)
    #expect(theirs.attributes == ours.attributes)
  }
}
