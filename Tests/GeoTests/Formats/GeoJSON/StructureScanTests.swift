import Testing

@testable import GeoCore
@testable import GeoFormats

/// Faults of structure: each named with its place, all of them in one pass, and the rest read.
@Suite struct StructureScanTests {
  private func kinds(_ geometry: String) -> [StructureFault.Kind] {
    GeoJSONText.scanGeometry(geometry).faults.map(\.kind)
  }

  @Test func allFaultsOfAFileAreFoundInOnePass() throws {
    let text = """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","id":"a","properties":{},"geometry":{"type":"Polygon","coordinates":
        [[[0,0],[1,0],[1,1],[0,1]]]}},
      null,
      {"type":"Feature","id":"b","properties":{},"geometry":{"type":"Point","coordinates":[5,43]}},
      {"type":"Feature","id":{},"properties":[],"geometry":{"type":"LineString","coordinates":[[1,2]]}},
      {"type":"feature","geometry":{"type":"Point","coordinates":[NaN,43]}},
      {"type":"Feature","id":"c","properties":{},"geometry":{"type":"Point","coordinates":[6,44]}}
      ]}
      """
    let scan = GeoJSONText.scan(text)
    let found = scan.faults.map { fault in
      "\(scan.text.place(of: fault.offset).line) \(fault.feature ?? -1) \(fault.kind)"
    }
    #expect(
      found == [
        "3 0 unclosedRing", "4 1 mistypedMember", "6 3 mistypedMember", "6 3 mistypedMember",
        "6 3 tooFewPositions", "7 4 missingMember", "7 4 mistypedMember", "7 4 nonFiniteNumber",
      ])
    #expect(scan.layer.count == 6)
    #expect(scan.layer.geometries.kinds == [.null, .null, .point, .null, .null, .point])
    #expect(scan.layer.geometries.coordinates == [5, 43, 6, 44])
    #expect(scan.layer.ids.map { $0?.text } == ["a", nil, "b", nil, nil, "c"])
    #expect(scan.unreadable == [0, 1, 3, 4])
    #expect(scan.place(ofFeature: 2) == TextPlace(line: 5, column: 1))
  }

  @Test(arguments: [
    (#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#, []),
    (#"{"coordinates":[[[0,0],[1,0],[1,1],[0,0]]],"type":"Polygon"}"#, []),
    (#"{"type":"Polygon","coordinates":[]}"#, []),
    (#"{"type":"Polygon","coordinates":[[]]}"#, [StructureFault.Kind.emptyRing]),
    (#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}"#, [.tooFewPositions]),
    (#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0],[0,0]]]}"#, [.tooFewPositions]),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[1,0]],[[0,0],[1,0],[1,1],[2,2]]]}"#,
      [.tooFewPositions, .unclosedRing, .unclosedRing]
    ),
    (#"{"type":"LineString","coordinates":[[0,0]]}"#, [.tooFewPositions]),
    (#"{"type":"MultiLineString","coordinates":[[]]}"#, [.tooFewPositions]),
    (#"{"type":"Point","coordinates":[]}"#, []),
    (#"{"type":"Point","coordinates":[1]}"#, [.tooFewPositions]),
    (#"{"type":"MultiPoint","coordinates":[[1,2],[],[3]]}"#, [.tooFewPositions, .tooFewPositions]),
    (#"{"type":"Point","coordinates":[[1,2]]}"#, [.wrongNesting]),
    (#"{"type":"Point","coordinates":[1,[2]]}"#, [.wrongNesting]),
    (#"{"type":"MultiPoint","coordinates":[1,2]}"#, [.wrongNesting]),
    (#"{"type":"Polygon","coordinates":[[0,0],[1,0],[1,1],[0,0]]}"#, [.wrongNesting]),
    (#"{"type":"MultiPolygon","coordinates":[[[[[0,0]]]]]}"#, [.wrongNesting]),
    (#"{"type":"Point","coordinates":["1",2]}"#, [.mistypedMember]),
    (#"{"type":"Point","coordinates":[1,null]}"#, [.mistypedMember]),
    (#"{"type":"Point","coordinates":"1,2"}"#, [.mistypedMember]),
    (#"{"type":"Point","coordinates":null}"#, [.mistypedMember]),
    (#"{"type":"LineString","coordinates":[{"x":1},{"x":2}]}"#, [.mistypedMember]),
    (#"{"type":"Point","coordinates":[1e999,2]}"#, [.nonFiniteNumber]),
    (#"{"type":"Point","coordinates":[-Infinity,NaN]}"#, [.nonFiniteNumber, .nonFiniteNumber]),
    (#"{"type":"Point","coordinates":[1,2,nan]}"#, [.nonFiniteNumber]),
    (#"{"type":"Point","coordinates":[1,2,3,4]}"#, [.extraOrdinates]),
    (#"{"type":"Point"}"#, [.missingMember]),
    (#"{"coordinates":[1,2]}"#, [.missingMember]),
    (#"{"type":"GeometryCollection"}"#, [.missingMember]),
    (#"{"type":"GeometryCollection","geometries":{}}"#, [.mistypedMember]),
    (#"{"type":"GeometryCollection","geometries":[null]}"#, [.mistypedMember]),
    (#"{"type":"point","coordinates":[1,2]}"#, [.mistypedMember]),
    (#"{"type":"Circle","coordinates":[1,2]}"#, [.mistypedMember]),
    (#"{"type":7,"coordinates":[1,2]}"#, [.mistypedMember]),
    (#"[1,2]"#, [.mistypedMember]),
    (#"{"type":"Point","type":"Point","coordinates":[1,2]}"#, [.ambiguousMember]),
    (#"{"type":"Point","coordinates":[1,2],"coordinates":[1,2]}"#, [.ambiguousMember]),
    (#"{"type":"Point","coordinates":[1,2],"properties":{}}"#, [.forbiddenMember]),
    (#"{"type":"Point","coordinates":[1,2],"a":1,"a":2}"#, [.duplicateKey]),
    (#"{"type":"Point","coordinates":[1,2],"bbox":[1,2,1]}"#, [.mistypedMember]),
    (#"{"type":"Point","coordinates":[1,2],"bbox":[1,2,1,"2"]}"#, [.mistypedMember]),
    (#"{"type":"Point","coordinates":[1,2],"bbox":null}"#, [.mistypedMember]),
    (#"{"type":"Point","coordinates":[1,2],"bbox":[1,2,1,2]}"#, []),
    (#"{"type":"Point","coordinates":[1,2],"bbox":[2,1,2,1]}"#, [.wrongBoundingBox]),
    (#"{"type":"Point","coordinates":[1.23456,2.5],"bbox":[1.235,2.500,1.235,2.500]}"#, []),
    (#"{"type":"Point","coordinates":[1.5,2],"bbox":[1,2,2,2]}"#, [.wrongBoundingBox]),
    (#"{"type":"MultiPoint","coordinates":[[179,1],[-179,2]],"bbox":[179,1,-179,2]}"#, []),
  ])
  func geometries(_ geometry: String, _ expected: [StructureFault.Kind]) {
    let found = kinds(geometry)
    #expect(Set(found) == Set(expected) && found.count == expected.count, "\(geometry): \(found)")
  }

  @Test func nestedCollectionsAreFlattened() throws {
    let text = #"""
      {"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},
      {"geometries":[{"type":"LineString","coordinates":[[0,0],[1,1]]}],"type":"GeometryCollection"}]}
      """#
    let scan = GeoJSONText.scanGeometry(text)
    #expect(scan.faults.map(\.kind) == [.nestedCollection])
    #expect(scan.layer.geometries == (try GeoJSONText.geometry(text)))
  }

  @Test func collectionsTooDeepAreGivenUp() {
    func nested(_ depth: Int) -> String {
      let open = String(
        repeating: #"{"type":"GeometryCollection","geometries":["#, count: depth)
      return open + String(repeating: "]}", count: depth)
    }
    #expect(!kinds(nested(65)).contains(.tooDeep))
    #expect(kinds(nested(66)).contains(.tooDeep))
    #expect(kinds(nested(20_000)).contains(.tooDeep))
  }

  @Test(arguments: [
    (#"{"type":"Feature","geometry":null,"properties":{}}"#, []),
    (#"{"type":"Feature","properties":{}}"#, [StructureFault.Kind.missingMember]),
    (#"{"type":"Feature","geometry":null}"#, [.missingMember]),
    (#"{"type":"Feature","geometry":null,"properties":7}"#, [.mistypedMember]),
    (#"{"type":"Feature","geometry":null,"properties":null,"id":null}"#, [.mistypedMember]),
    (#"{"type":"Feature","geometry":null,"properties":null,"id":true}"#, [.mistypedMember]),
    (#"{"type":"Feature","geometry":"x","properties":null}"#, [.mistypedMember]),
    (#"{"type":"Feature","geometry":null,"geometry":null,"properties":{}}"#, [.ambiguousMember]),
    (#"{"type":"Feature","geometry":null,"properties":{},"properties":{}}"#, [.ambiguousMember]),
    (#"{"type":"Feature","geometry":null,"properties":{"a":1,"a":2}}"#, [.duplicateKey]),
    (#"{"type":"Feature","geometry":null,"properties":{"a":1,"\u0061":2}}"#, [.duplicateKey]),
    (
      #"{"type":"Feature","geometry":null,"properties":{"a":{"b":1,"c":[{"b":1}],"b":2}}}"#,
      [.duplicateKey]
    ),
    (#"{"type":"Feature","geometry":null,"properties":{},"coordinates":[1]}"#, [.forbiddenMember]),
    (#"{"type":"FeatureCollection","features":[],"properties":{}}"#, [.forbiddenMember]),
    (#"{"type":"FeatureCollection"}"#, [.missingMember]),
    (#"{"type":"FeatureCollection","features":{}}"#, [.mistypedMember]),
    (#"{"type":"FeatureCollection","features":[],"features":[]}"#, [.ambiguousMember]),
    (#"{"features":[],"type":"FeatureCollection"}"#, []),
    (#"{"features":[]}"#, [.notGeoJSON]),
    (#"{"type":"featurecollection","features":[7]}"#, [.notGeoJSON, .mistypedMember]),
    (#"{"type":null,"features":[]}"#, [.notGeoJSON]),
    (#"{"type":"Topology","objects":{}}"#, [.notGeoJSON]),
    (#"{"geometryType":"x","features":[{}]}"#, [.notGeoJSON]),
    (#"{}"#, [.notGeoJSON]),
    (#"{"type":"Point","coordinates":[1,2]}"#, [.bareGeometry]),
    (#"{"type":"FeatureCollection","crs":null,"features":[]}"#, [.legacyCRS]),
    (#"{"type":"FeatureCollection","crs":{},"features":[]}"#, [.legacyCRS, .mistypedMember]),
  ])
  func documents(_ text: String, _ expected: [StructureFault.Kind]) {
    let found = GeoJSONText.scan(text).faults.map(\.kind)
    #expect(Set(found) == Set(expected) && found.count == expected.count, "\(text): \(found)")
  }

  @Test func aNamedSystemIsTheReaders() throws {
    let text = #"""
      {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:2154"}},"features":[
      {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[900000,6250000]}}]}
      """#
    let scan = GeoJSONText.scan(text)
    #expect(scan.layer.crs == .lambert93)
    #expect(scan.layer.geometries == (try GeoJSONText.layer(text)).geometries)
  }

  @Test func decimalsAreCounted() throws {
    let scan = GeoJSONText.scanGeometry(
      #"{"type":"MultiPoint","coordinates":[[1,2.5],[1.12345678,2],[1.5e-3,1.25e1],[1.123456789,2]]}"#
    )
    let beyond = try #require(scan.decimals.beyond(7))
    #expect(beyond.count == 2 && beyond.most == 9)
    #expect(scan.decimals.counts[1] == 1 && scan.decimals.counts[4] == 1)
    #expect(scan.decimals.total == 4)
    #expect(scan.decimals.beyond(9) == nil)
  }

  @Test func recordsAreReadAfterABrokenOne() {
    let good =
      #"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}"#
    let scan = GeoJSONText.scan(
      [good, #"{"type":"Feature","#, "", good, #"{"type":"Point","coordinates":[1,2]}"#, good]
        .joined(separator: "\n"), isSequence: true)
    #expect(scan.faults.map(\.kind) == [.notJSON, .notGeoJSON])
    #expect(scan.faults.map { scan.text.place(of: $0.offset).line } == [2, 5])
    #expect(scan.layer.geometries.kinds == [.point, .null, .point, .point])
    let separated = GeoJSONText.scan("\u{1E}\(good)\n\u{1E}{\n\"a\"\n:1}\n", isSequence: true)
    #expect(separated.faults.map(\.kind) == [.notGeoJSON])
  }

  @Test func faultsBeyondTheLimitAreCounted() {
    let count = GeoJSONScanner.mostFaults + 5
    let nulls = Array(repeating: "null", count: count).joined(separator: ",")
    let scan = GeoJSONText.scan(#"{"type":"FeatureCollection","features":[\#(nulls)]}"#)
    #expect(scan.faults.count == GeoJSONScanner.mostFaults)
    #expect(scan.furtherFaults == [.mistypedMember: 5])
    #expect(scan.layer.count == count)
  }

  @Test func manyNamesInOneObject() {
    let names = (0..<5000).map { "\"k\($0)\":\($0)" } + ["\"k17\":0", "\"k4999\":0"]
    let text =
      #"{"type":"Feature","geometry":null,"properties":{"# + names.joined(separator: ",") + "}}"
    #expect(GeoJSONText.scan(text).faults.map(\.kind) == [.duplicateKey, .duplicateKey])
  }

  /// Properties called `id`, whatever the case, in any feature of a long file; values of all kinds.
  @Test func idsOfPropertiesAreKept() throws {
    let features = [
      #"{"ID":"a","id":7}"#, #"{"x":{"id":1},"ID":"b"}"#, "null", #"{"id":1.50,"id":"q\"},"}"#,
      #"{"id":[1,{"id":"]"}],"z":1}"#, #"{"id":null}"#, #"{"id":true}"#,
    ].map { #"{"type":"Feature","properties":\#($0),"geometry":null}"# }
    let text = #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    let column = try #require(GeoJSONText.scan(text).idColumn)
    #expect(column.name == "id")
    #expect(column.kinds == [.integer, .absent, .absent, .string, .json, .null, .bool])
    #expect(column.string(3) == "q\"},")
    #expect(column.json(4) == #"[1,{"id":"]"}]"#)
    let others = text.replacing(#""id":"#, with: #""iD":"#)
    #expect(GeoJSONText.scan(others).idColumn?.name == "ID")
    let own = text.replacing(#""type":"Feature","#, with: #""type":"Feature","id":1,"#)
    #expect(GeoJSONText.scan(own).idColumn == nil)
  }
}
