import Foundation
import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import GeoAlgorithms

/// Shapefiles that GDAL writes, read as the GeoPackage that they were written from.
@Suite(.enabled(if: Tools.areInstalled, "needs ogrinfo and ogr2ogr in /usr/bin"))
struct ShapefileToolsTests {
  private let bench: GeoPackageBench

  init() throws { bench = try GeoPackageBench() }

  private func shapefile(from path: String, _ arguments: [String] = []) throws -> Layer {
    let target = bench.scratch.file("there.shp")
    let said = try Tools.run(
      "ogr2ogr", ["-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8"] + arguments + [target, path])
    #expect(!said.contains("ERROR"), "\(said)")
    return try LayerFormats.read(LayerSource(path: target))
  }

  /// Stars with holes, whose rings GDAL turns the way that Shapefiles want them.
  @Test func polygonsComeBack() throws {
    let stars = GeoPackageBench.stars(300)
    let there = try shapefile(from: bench.write([stars], "stars.gpkg"))
    #expect(there.crs == stars.crs)
    #expect(there.geometries.kinds == stars.geometries.kinds)
    let areas = zip(there.geometries.areas(), stars.geometries.areas())
    for (ours, theirs) in areas { #expect(abs(ours - theirs) <= 1e-9 * theirs) }
    #expect(there.geometries.boxes() == stars.geometries.boxes())
    #expect(there.notices.isEmpty)
  }

  private static let multi = """
    {"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"n":1,"x":1.5,"t":"é€","d":"2014-06-03","b":true},
    "geometry":{"type":"MultiPolygon","coordinates":[
    [[[0,0],[9,0],[9,9],[0,9],[0,0]],[[2,2],[2,7],[7,7],[7,2],[2,2]]],
    [[[3,3],[6,3],[6,6],[3,6],[3,3]],[[4,4],[4,5],[5,5],[5,4],[4,4]]],
    [[[20,0],[29,0],[29,9],[20,0]]]]}},
    {"type":"Feature","properties":{"n":null,"x":null,"t":null,"d":null,"b":null},
    "geometry":null}]}
    """

  @Test func islandsInLakes() throws {
    let there = try shapefile(from: bench.scratch.write("multi.geojson", Self.multi))
    #expect(there.crs == .wgs84)
    #expect(there.geometries.kinds == [.multiPolygon, .null])
    let rings = (0..<there.geometries.partCount).map { there.geometries.rings(ofPart: $0).count }
    #expect(rings.sorted() == [1, 2, 2])
    #expect(there.geometries.area(ofFeature: 0) == 81 - 25 + 9 - 1 + 40.5)
  }

  @Test func attributesComeBack() throws {
    let there = try shapefile(from: bench.scratch.write("multi.geojson", Self.multi))
    let first = there.attributes.columns.map { "\($0.name)=\($0.json(0))" }
    #expect(first.prefix(4) == ["n=1", "x=1.5", "t=\"é€\"", "d=\"2014-06-03\""])
    for column in there.attributes.columns { #expect(column.isMissing(1), "\(column.name)") }
  }

  @Test(arguments: ["POINTZ", "MULTIPOINTZ", "LINESTRINGZ"])
  func elevations(_ type: String) throws {
    let text =
      type == "LINESTRINGZ"
      ? #"{"type":"LineString","coordinates":[[1,2,3],[4,5,6]]}"#
      : #"{"type":"Point","coordinates":[1,2,3]}"#
    let there = try shapefile(from: bench.scratch.write("z.geojson", text), ["-nlt", type])
    #expect(there.geometries.elevations == (type == "LINESTRINGZ" ? [3, 6] : [3]))
  }

  @Test(arguments: ["ISO-8859-1", "CP1252", "CP850", "UTF-8"])
  func encodings(_ encoding: String) throws {
    let source = try bench.scratch.write("multi.geojson", Self.multi.replacing("€", with: "ç"))
    let target = bench.scratch.file("there.shp")
    _ = try Tools.run(
      "ogr2ogr", ["-f", "ESRI Shapefile", "-lco", "ENCODING=\(encoding)", target, source])
    let there = try LayerFormats.read(LayerSource(path: target))
    #expect(there.attributes["t"]?.string(0) == "éç")
  }
}
