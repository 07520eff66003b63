import TestSupport
import Testing

@testable import GeoCore
@testable import GeoFormats

/// Geometry types, members and documents of RFC 7946.
@Suite struct GeoJSONReaderTests {
  private func feature(_ geometry: String) -> String {
    #"{"type":"Feature","properties":{},"geometry":\#(geometry)}"#
  }

  @Test func everyGeometryType() throws {
    let shapes = [
      #"{"type":"Point","coordinates":[1,2]}"#,
      #"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#,
      #"{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[5,2],[6,3],[6,2],[5,2]]]}"#,
      #"{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}"#,
      #"{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8],[9,9]]]}"#,
      #"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[2,2],[3,2],[3,3],[2,2]]]]}"#,
      #"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}"#,
    ]
    let text = #"{"type":"FeatureCollection","features":["#
    let layer = try GeoJSONText.layer(text + shapes.map(feature).joined(separator: ",") + "]}")
    let g = layer.geometries
    #expect(layer.crs == .wgs84)
    #expect(
      g.kinds == [
        .point, .lineString, .polygon, .multiPoint, .multiLineString, .multiPolygon,
        .geometryCollection,
      ])
    #expect((0..<7).map { g.parts(ofFeature: $0).count } == [1, 1, 1, 2, 2, 2, 1])
    #expect((0..<7).map { g.rings(ofFeature: $0).count } == [1, 1, 2, 2, 2, 2, 1])
    #expect((0..<7).map { g.vertices(ofFeature: $0).count } == [1, 2, 8, 2, 5, 8, 1])
    #expect(Array(g.coordinates.prefix(8)) == [1, 2, 1, 2, 3, 4, 0, 0])
    #expect(g.members == [6: [.init(kind: .point, partCount: 1)]])
  }

  /// More digits than fit 64 bits: still the nearest double.
  @Test func longNumbers() throws {
    let layer = try GeoJSONText.layer(
      #"{"type":"Point","coordinates":[0.390303787749700357864,-0.61121342470623503560]}"#)
    #expect(layer.geometries.coordinates == [0.390303787749700357864, -0.61121342470623503560])
  }

  @Test func aGeometryAloneIsALayerOfOne() throws {
    let layer = try GeoJSONText.layer(#"{"type":"Point","coordinates":[5.4,43.3]}"#)
    #expect(layer.count == 1)
    #expect(layer.geometries.coordinates == [5.4, 43.3])
    #expect(layer.attributes.columns.isEmpty)
    #expect(layer.ids == [nil])
  }

  @Test func aFeatureAloneIsALayerOfOne() throws {
    let layer = try GeoJSONText.layer(
      #"{"id":7,"geometry":null,"properties":{"a":1},"type":"Feature"}"#)
    #expect(layer.geometries.kinds == [.null])
    #expect(layer.ids == [FeatureID(number: 7)])
    #expect(layer.attributes["a"]?.integer(0) == 1)
  }

  @Test func anEmptyCollectionHasNoFeatures() throws {
    let layer = try GeoJSONText.layer(#"{"type":"FeatureCollection","features":[]}"#)
    #expect(layer.count == 0)
    #expect(layer.geometries.box.isEmpty)
  }

  @Test func membersStandInAnyOrder() throws {
    let inOrder = try GeoJSONText.layer(
      #"""
      {"type":"FeatureCollection","features":[{"type":"Feature","id":"a","properties":{"p":1},
      "geometry":{"type":"GeometryCollection","geometries":[
      {"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]},
      {"type":"Point","coordinates":[3,4]}]}}]}
      """#)
    let reversed = try GeoJSONText.layer(
      #"""
      {"features":[{"geometry":{"geometries":[
      {"coordinates":[[[0,0],[1,0],[1,1],[0,0]]],"type":"Polygon"},
      {"coordinates":[3,4],"type":"Point"}],"type":"GeometryCollection"},
      "properties":{"p":1},"id":"a","type":"Feature"}],"type":"FeatureCollection"}
      """#)
    #expect(inOrder.geometries == reversed.geometries)
    #expect(inOrder.attributes == reversed.attributes)
    #expect(inOrder.ids == reversed.ids)
  }

  @Test func foreignMembersAreKept() throws {
    let layer = try GeoJSONText.layer(
      #"""
      {"name":"one","type":"FeatureCollection","bbox":[0,0,1,1],"features":[
      {"type":"Feature","title":"x","geometry":null,"properties":null,"extra":{"deep":[1, 2.50]}},
      {"type":"Feature","geometry":null,"properties":null}],"stamp":[1e3]}
      """#)
    #expect(layer.foreignMembers.map(\.name) == ["name", "stamp"])
    #expect(layer.foreignMembers.map(\.json) == ["\"one\"", "[1e3]"])
    #expect(layer.featureMembers.names == ["title", "extra"])
    #expect(layer.featureMembers["extra"]?.json(0) == #"{"deep":[1, 2.50]}"#)
    #expect(layer.featureMembers["extra"]?.kinds == [.json, .absent])
    #expect(layer.attributes.rowCount == 2)
  }

  @Test func idsKeepTheirTextAndKind() throws {
    let layer = try GeoJSONText.layer(
      #"""
      {"type":"FeatureCollection","features":[
      {"type":"Feature","id":"13\u00e9","geometry":null,"properties":null},
      {"type":"Feature","id":1.50,"geometry":null,"properties":null},
      {"type":"Feature","geometry":null,"properties":null},
      {"type":"Feature","id":12345678901234567890,"geometry":null,"properties":null}]}
      """#)
    #expect(
      layer.ids == [
        FeatureID("13é"), FeatureID(numberText: "1.50"), nil,
        FeatureID(numberText: "12345678901234567890"),
      ])
  }

  @Test func propertiesKeepOrderKindAndNumberText() throws {
    let layer = try GeoJSONText.layer(
      #"""
      {"type":"FeatureCollection","features":[
      {"type":"Feature","geometry":null,"properties":{"b":1.10,"a":"x\n","c":true,"d":null}},
      {"type":"Feature","geometry":null,"properties":{"a":-0,"b":1E+2,"e":{"k":[ ]},"c":[]}}]}
      """#)
    let table = layer.attributes
    #expect(table.names == ["b", "a", "c", "d", "e"])
    #expect(table["b"]?.kinds == [.number, .number])
    #expect(table["b"].map { [$0.json(0), $0.json(1)] } == ["1.10", "1E+2"])
    #expect(table["b"]?.double(1) == 100)
    #expect(table["a"]?.kinds == [.string, .integer])
    #expect(table["a"]?.string(0) == "x\n")
    #expect(table["a"]?.json(1) == "-0")
    #expect(table["c"]?.kinds == [.bool, .json])
    #expect(table["d"]?.kinds == [.null, .absent])
    #expect(table["e"]?.kinds == [.absent, .json])
    #expect(table["e"]?.json(1) == #"{"k":[ ]}"#)
    #expect(
      table.columnOrder(ofRow: 0).filter { table.columns[$0].kinds[0] != .absent } == [0, 1, 2, 3])
    #expect(table.columnOrder(ofRow: 1) == [1, 0, 4, 2])
  }

  @Test func theLastOfTwoEqualKeysHolds() throws {
    let layer = try GeoJSONText.layer(
      #"{"type":"Feature","geometry":null,"properties":{"a":1,"b":2,"a":"z","\u0062":3}}"#)
    #expect(layer.attributes.names == ["a", "b"])
    #expect(layer.attributes["a"]?.json(0) == "\"z\"")
    #expect(layer.attributes["b"]?.integer(0) == 3)
    #expect(layer.notices == ["2 property names stand twice in one feature; the last one holds"])
  }

  @Test func keysWithEscapesAreDecoded() throws {
    let layer = try GeoJSONText.layer(
      #"{"type":"Feature","geometry":null,"properties":{"\u00e9\"\\\ud83c\udfd8":1,"":2}}"#)
    #expect(layer.attributes.names == ["é\"\\🏘", ""])
  }

  @Test func nestedCollectionsAreFlattened() throws {
    let g = try GeoJSONText.geometry(
      #"""
      {"type":"GeometryCollection","geometries":[
        {"type":"GeometryCollection","geometries":[
          {"type":"MultiPoint","coordinates":[[1,1],[2,2]]},
          {"type":"GeometryCollection","geometries":[]},
          {"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[3,3]}]}]},
        {"type":"LineString","coordinates":[[4,4],[5,5]]}]}
      """#)
    #expect(
      g.members[0] == [
        .init(kind: .multiPoint, partCount: 2), .init(kind: .point, partCount: 1),
        .init(kind: .lineString, partCount: 1),
      ])
    #expect(g.partKinds(ofFeature: 0) == [.point, .point, .point, .lineString])
    #expect(g.coordinates == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  }

  @Test(arguments: [
    ("Point", GeometryKind.point), ("LineString", .lineString), ("Polygon", .polygon),
    ("MultiPoint", .multiPoint), ("MultiLineString", .multiLineString),
    ("MultiPolygon", .multiPolygon),
  ])
  func emptyGeometriesKeepTheirKind(_ name: String, _ kind: GeometryKind) throws {
    let g = try GeoJSONText.geometry(#"{"type":"\#(name)","coordinates":[]}"#)
    #expect(g.kinds == [kind])
    #expect(g.parts(ofFeature: 0).isEmpty)
  }

  // MARK: Elevations

  @Test func elevationsOfAllPositionsAreKept() throws {
    let g = try GeoJSONText.geometry(#"{"type":"LineString","coordinates":[[1,2,3],[4,5,-6.5]]}"#)
    #expect(g.elevations == [3, -6.5])
    #expect(g.coordinates == [1, 2, 4, 5])
  }

  @Test func elevationsOfSomePositionsAreDroppedWithANotice() throws {
    for list in ["[[1,2,3],[4,5]]", "[[1,2],[4,5,6]]"] {
      let layer = try GeoJSONText.layer(#"{"type":"LineString","coordinates":\#(list)}"#)
      #expect(layer.geometries.elevations == nil)
      #expect(layer.notices == ["elevations dropped: only 1 of 2 positions have one"])
    }
  }

  @Test func furtherNumbersAreDroppedWithANotice() throws {
    let layer = try GeoJSONText.layer(
      #"{"type":"LineString","coordinates":[[1,2,3,4],[4,5,6,7,8]]}"#)
    #expect(layer.geometries.elevations == [3, 6])
    #expect(
      layer.notices == ["2 positions have more than three numbers; the rest is dropped"])
  }

  // MARK: The text around

  @Test func aByteOrderMarkAndWindowsLinesAreRead() throws {
    let text =
      "{\r\n\"type\":\"Feature\",\r\n\"geometry\":null,\r\n\"properties\":{\"a\":1}\r\n}\r\n"
    let layer = try GeoJSONText.layer([0xEF, 0xBB, 0xBF] + Array(text.utf8))
    #expect(layer.attributes["a"]?.integer(0) == 1)
  }

  @Test func aLegacySystemIsHonouredWithANotice() throws {
    func layer(_ name: String) throws -> Layer {
      try GeoJSONText.layer(
        #"""
        {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"\#(name)"}},
        "features":[{"type":"Feature","properties":null,
        "geometry":{"type":"Point","coordinates":[892390.1,6247035.4]}}]}
        """#)
    }
    let lambert = try layer("urn:ogc:def:crs:EPSG::2154")
    #expect(lambert.crs == .lambert93)
    #expect(lambert.geometries.coordinates == [892390.1, 6247035.4])
    #expect(lambert.notices.count == 1)
    #expect(throws: FormatError.self) { try layer("urn:ogc:def:crs:OGC:1.3:CRS84") }
    #expect(throws: FormatError.self) { try layer("EPSG:99999") }
    for name in ["RGF93 / Lambert-93", "+proj=lcc +lat_0=46", String(repeating: "a:", count: 99)] {
      #expect(throws: FormatError.self, "\(name)") { try layer(name) }
    }
    let none = try GeoJSONText.layer(#"{"type":"FeatureCollection","crs":null,"features":[]}"#)
    #expect(none.crs == .wgs84)
    #expect(none.notices.isEmpty)
  }

  /// In a MultiPolygon, as in a GeoPackage, polygons without rings are no parts.
  @Test(arguments: [
    ("[[]]", 0), ("[[],[]]", 0), ("[[],[[[0,0],[1,0],[1,1],[0,0]]],[]]", 1),
  ])
  func polygonsWithoutRings(coordinates: String, parts: Int) throws {
    let scratch = try Scratch()
    let text = #"{"type":"MultiPolygon","coordinates":\#(coordinates)}"#
    let layer = try GeoJSONText.layer(text)
    #expect(layer.geometries.partCount == parts && layer.geometries.kinds == [.multiPolygon])
    let source = LayerSource(path: try scratch.write("t.geojson", text))
    let scanned = try GeoJSONFormat().scan(source, options: ReadOptions()).layer
    #expect(scanned.geometries == layer.geometries)
  }

  @Test func aBoxChoosesWhatMeetsIt() throws {
    let text =
      #"{"type":"FeatureCollection","features":["#
      + [0, 5, 10].map {
        #"{"type":"Feature","id":\#($0),"properties":{"x":\#($0)},"#
          + #""geometry":{"type":"Point","coordinates":[\#($0),1]}}"#
      }.joined(separator: ",") + "]}"
    let options = ReadOptions(box: Box(minX: 4, minY: 0, maxX: 10, maxY: 2))
    let layer = try GeoJSONText.layer(text, options: options)
    #expect(layer.ids == [FeatureID(number: 5), FeatureID(number: 10)])
    #expect(layer.attributes["x"]?.integer(1) == 10)
  }
}
