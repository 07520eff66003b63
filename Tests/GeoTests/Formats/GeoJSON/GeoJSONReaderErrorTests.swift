import TestSupport
import Testing

@testable import GeoCore

/// What RFC 7946 or JSON calls wrong, with the place that the error names.
@Suite struct GeoJSONReaderErrorTests {
  /// `‸` in the text marks where the error must point.
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var reason: String
    var feature: String?
    var testDescription: String { reason }

    init(_ text: String, _ reason: String, feature: String? = nil) {
      self.text = text
      self.reason = reason
      self.feature = feature
    }

    var clean: String { text.replacing("‸", with: "") }
    var place: (line: Int, column: Int) {
      let before = text.prefix { $0 != "‸" }
      let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
      return (lines.count, (lines.last?.utf8.count ?? 0) + 1)
    }
  }

  private static func feature(_ members: String) -> String {
    "{\"type\":\"FeatureCollection\",\"name\":\"é\",\n\"features\":[\n{\(members)}]}"
  }

  static let cases: [Case] = [
    // The document.
    Case("‸", "the file is empty"),
    Case("‸[1]", "not GeoJSON: the text is not a JSON object"),
    Case("‸{\"a\":1}", "not GeoJSON: there is no member \"type\""),
    // Words of a file are no reasons.
    Case(
      "{\"type\":‸\"not enough memory\"}", "unknown GeoJSON type \"not enough memory\""),
    Case("{\"type\":‸7}", "not GeoJSON: \"type\" must be a string"),
    Case("{\"type\":‸\"featurecollection\"}", "unknown GeoJSON type \"featurecollection\""),
    Case(
      "‸{\"type\":\"FeatureCollection\"}", "a FeatureCollection without a member \"features\""),
    Case("{\"type\":\"FeatureCollection\",\"features\":‸{}}", "expected an array of features"),
    Case(
      "{\"type\":\"FeatureCollection\",\"features\":[‸7]}",
      "expected a Feature object, found a number", feature: "#1"),
    Case(
      "{\"type\":\"FeatureCollection\",\"features\":[]} ‸{}",
      "not JSON: more text after the end of the document"),
    Case(
      "{\"type\":\"FeatureCollection\",\"features\":[],\"a\":\"\\\"}\"}\n ‸x",
      "not JSON: more text after the end of the document"),
    Case(
      "{\"type\":\"FeatureCollection\",\"bbox\":‸[1,2,3],\"features\":[]}",
      "a bbox has 4 or 6 numbers; this one has 3"),
    // Features.
    Case(
      feature("\"type\":‸\"Point\",\"geometry\":null,\"properties\":null"),
      "expected a Feature, found type \"Point\"", feature: "#1"),
    Case(
      feature("\"type\":\"Feature\",\"id\":‸null,\"geometry\":null,\"properties\":null"),
      "a feature's id must be a string or a number, not null", feature: "#1"),
    Case(
      feature("\"type\":\"Feature\",\"id\":\"é\",\"geometry\":null,\"properties\":‸[]"),
      "properties must be an object or null, not an array", feature: "é"),
    Case(
      feature("\"type\":\"Feature\",\"id\":13,\"properties\":null,\"geometry\":‸7"),
      "a geometry must be an object or null, not a number", feature: "13"),
    // Geometries.
    Case(
      feature("\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"type\":‸\"Circle\"}"),
      "unknown geometry type \"Circle\"", feature: "#1"),
    Case(
      "{\"type\":\"Point\",\"coordinates\":‸\"1 2\"}", "expected an array of coordinates",
      feature: "#1"),
    Case(
      "{\"type\":\"Point\",\"coordinates\":[1,‸\"2\"]}", "expected a number in a position",
      feature: "#1"),
    Case(
      "{\"type\":\"Point\",\"coordinates\":[1,‸null]}", "expected a number in a position",
      feature: "#1"),
    Case(
      "{\"type\":\"Polygon\",\"coordinates\":[‸7]}", "expected a ring: an array of positions",
      feature: "#1"),
    Case(
      "{\"type\":\"GeometryCollection\",\"geometries\":‸{}}", "expected an array of geometries",
      feature: "#1"),
    Case(
      "{\"type\":\"GeometryCollection\",\"geometries\":[‸7]}",
      "expected a geometry object in the collection", feature: "#1"),
    // JSON.
    Case(
      "{\"type\":\"Point\",\"coordinates\":[1,‸1e999]}", "not a number that JSON allows",
      feature: "#1"),
    Case(
      "{\"type\":\"Point\",\"coordinates\":[‸01,2]}", "not a number that JSON allows", feature: "#1"
    ),
    Case("{\"type\":\"Point\",\"bbox\":null‸", "not JSON: an array or object is not closed"),
    Case("{\"type\":\"Poi‸", "not JSON: a string is not closed"),
    Case(
      "{\"type\":\"Point\",\n\"a\":\"x‸\u{1}\",\"coordinates\":[1,2]}",
      "not JSON: a string holds a control character"),
  ]

  @Test(arguments: cases)
  func theErrorSaysWhatAndWhere(_ one: Case) {
    guard let error = GeoJSONText.failure(one.clean) else {
      Issue.record("reads without an error")
      return
    }
    #expect(error.reason.hasPrefix(one.reason), "\(error.reason)")
    #expect(error.feature == one.feature)
    #expect(error.line == one.place.line)
    #expect(error.column == one.place.column, "\(error)")
    #expect(error.path == "in.geojson")
    #expect(error.kind == .badData)
  }

  /// Errors that are known only at the end of what is wrong: the line counts, not the column.
  @Test(arguments: [
    Case("\"type\":\"Feature\",\"properties\":null", "a feature without a member \"geometry\""),
    Case("\"type\":\"Feature\",\"geometry\":null", "a feature without a member \"properties\""),
    Case("\"properties\":null,\"geometry\":null", "a feature without a member \"type\""),
    Case(
      "\"type\":\"Feature\",\"properties\":null,\"geometry\":null,\"geometry\":null",
      "a feature has two members \"geometry\""),
    Case(
      "\"type\":\"Feature\",\"properties\":null,\"geometry\":null,\"properties\":null",
      "a feature has two members \"properties\""),
    Case(
      "\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"coordinates\":[1,2]}",
      "a geometry without a member \"type\""),
    Case(
      "\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"type\":\"Point\"}",
      "a geometry without a member \"coordinates\""),
    Case(
      "\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"type\":\"GeometryCollection\"}",
      "a GeometryCollection without a member \"geometries\""),
    Case(
      "\"type\":\"Feature\",\"properties\":null,"
        + "\"geometry\":{\"type\":\"Point\",\"type\":\"Point\",\"coordinates\":[1,2]}",
      "a geometry has two members \"type\""),
    Case(
      "\"type\":\"Feature\",\"properties\":null,"
        + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2],\"coordinates\":[1,2]}",
      "a geometry has two members \"coordinates\""),
  ])
  func theErrorNamesTheFeatureAndItsLine(_ one: Case) {
    let good = #"{"type":"Feature","properties":null,"geometry":null},"#
    let error = GeoJSONText.failure(
      "{\"type\":\"FeatureCollection\",\"features\":[\n\(good)\n{\(one.text)}\n]}")
    #expect(error?.reason == one.reason)
    #expect(error?.feature == "#2")
    #expect(error?.line == 3)
  }

  @Test(arguments: [
    ("Point", "[1]", "a position needs two numbers, longitude and latitude; this one has 1"),
    ("LineString", "[[1,2]]", "a line needs at least two positions; this one has 1"),
    ("MultiLineString", "[[]]", "a line needs at least two positions; this one has 0"),
    ("LineString", "[[1,2],[]]", "a position needs two numbers, longitude and latitude"),
    (
      "Polygon", "[[[0,0],[1,0],[1,1],[0,1]]]",
      "a ring is not closed: its last position differs from its first"
    ),
    ("Polygon", "[[[0,0],[1,0],[0,0]]]", "a ring needs at least four positions"),
    ("Polygon", "[[[0,0]]]", "a ring needs at least four positions"),
    ("MultiPolygon", "[[[[0,0],[1,0],[1,1],[0,0]]],[[[0,0]]]]", "a ring needs at least four"),
  ])
  func wrongCoordinates(_ type: String, _ coordinates: String, _ reason: String) {
    let error = GeoJSONText.failure("{\"type\":\"\(type)\",\n\"coordinates\":\(coordinates)}")
    #expect(error?.reason.hasPrefix(reason) == true, "\(error?.reason ?? "no error")")
    #expect(error?.line == 2)
  }

  @Test func whatCannotBeDegreesIsRefused() {
    let swapped = GeoJSONText.failure(#"{"type":"Point","coordinates":[43.3,125.4]}"#)
    #expect(swapped?.remedy?.text.contains("swapped") == true)
    let metres = GeoJSONText.failure(#"{"type":"Point","coordinates":[892390,6247035]}"#)
    #expect(metres?.remedy?.text.contains("crs") == true)
    #expect(metres?.feature == "#1")
    #expect(GeoJSONText.failure(#"{"type":"Point","coordinates":[180,-90]}"#) == nil)
  }

  @Test func invalidUTF8IsNamedWithItsPlace() {
    var bytes = Array("{\"type\":\"Feature\",\n\"geometry\":null,\"properties\":{\"a\":\"".utf8)
    bytes += [0xFF] + Array("\"}}".utf8)
    let error = GeoJSONText.failure(bytes)
    #expect(error?.reason == "the text is not valid UTF-8")
    #expect(error?.line == 2)
    #expect(error?.column == 36)
  }
}
