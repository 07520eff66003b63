import GeoCore
import TestSupport
import Testing

@testable import GeoFormats

/// Tables whose shapes are well-known text.
@Suite struct TextShapesTests {
  private func read(
    _ text: String, crs: CRS? = nil, requiresCRS: Bool = false
  ) throws -> Layer {
    let scratch = try Scratch()
    try scratch.write("table.csv", text)
    var options = ReadOptions()
    options.crs = crs
    options.requiresCRS = requiresCRS
    return try CSVFormat().read(LayerSource(path: scratch.file("table.csv")), options: options)
  }

  @Test func allKindsBecomeShapes() throws {
    let layer = try read(
      """
      id;WKT;name
      1;POINT(5 43);a
      2;"LINESTRING (5 43, 6 43)";b
      3;"Polygon ((5 43,6 43,6 44,5 43),(5.5 43.2,5.6 43.2,5.6 43.3,5.5 43.2))";c
      4;"MULTIPOLYGON(((5 43,6 43,6 44,5 43)),((7 43,8 43,8 44,7 43)))";d
      5;;e
      6;POLYGON EMPTY;f
      7;"GEOMETRYCOLLECTION(POINT(5 43),LINESTRING(5 43,6 43))";g

      """)
    #expect(
      layer.geometries.kinds == [
        .point, .lineString, .polygon, .multiPolygon, .null, .polygon, .geometryCollection,
      ])
    #expect(layer.crs == .wgs84)
    #expect(layer.notices.contains { $0.contains("WKT names no system") })
    #expect(layer.attributes.names == ["id", "name"])
    #expect(
      layer.geometries.rings(ofPart: layer.geometries.parts(ofFeature: 2).lowerBound).count == 2)
    #expect(layer.geometries.isEmpty(feature: 5))
  }

  @Test func theSystemStandsBeforeTheText() throws {
    let layer = try read("the_geom,v\n\"SRID=2154;POINT Z (900000 6250000 12)\",1\n")
    #expect(layer.crs == CRS("EPSG:2154"))
    #expect(layer.geometries.x(0) == 900_000)
    #expect(layer.geometries.elevations == [12])
    #expect(layer.notices.isEmpty)
  }

  @Test func aSystemThatIsGivenHolds() throws {
    let text = "wkt\nPOINT(900000 6250000)\n"
    #expect(try read(text, crs: .lambert93, requiresCRS: true).crs == .lambert93)
    #expect(try read(text).crs == .unknown)
    let error = #expect(throws: FormatError.self) { try read(text, requiresCRS: true) }
    #expect(error?.reason.contains("of the column wkt is unknown") == true)
  }

  @Test(arguments: [
    ("wkt\nPOINT(5 43)\nPOINT(5\n", 2, "is no shape"),
    ("wkt\nPOINT(5 43)\n\"POLYGON((0 0,1 0,1 1,0 1))\"\n", 2, "closed"),
    ("wkt\nPOINT(5 43)\nnothing\n", 2, "is no shape"),
    ("wkt\n\"CIRCULARSTRING(0 0,1 1,2 0)\"\n", 1, "is no shape"),
    ("wkt\nSRID=2154;POINT(1 2)\nSRID=3035;POINT(1 2)\n", 2, "is in EPSG:3035"),
    ("wkt\nPOINT(nan 1e999)\n", 1, "is no shape"),
  ])
  func faultsNameTheRow(text: String, row: Int, words: String) throws {
    let error = #expect(throws: FormatError.self) { try read(text) }
    #expect(error?.row == row)
    #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "")")
  }

  /// However deep they are nested.
  @Test func depthIsBounded() throws {
    let deep = String(repeating: "GEOMETRYCOLLECTION(", count: 10_000) + "POINT(5 43)"
    let text = "id,WKT\n1,\(deep)\(String(repeating: ")", count: 10_000))\n"
    #expect(throws: FormatError.self) { try read(text) }
  }

  /// A column of coordinates goes before one of shapes.
  @Test func coordinatesGoFirst() throws {
    let layer = try read("WKT,lon,lat\nPOINT(1 2),5,43\n")
    #expect(layer.geometries.x(0) == 5 && layer.attributes.names.contains("WKT"))
  }
}
