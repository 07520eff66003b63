import TestSupport
import Testing

/// What is wrong in a GeoJSON file: exit 65 with file, line, column, feature and remedy.
@Suite struct GeoJSONErrorTests {
  private func describe(_ text: String) throws -> AmpGeoProcess {
    let folder = try Scratch()
    try folder.write("in.geojson", text)
    return try AmpGeoProcess.run(["layers", "in.geojson"], in: folder)
  }

  @Test func textThatIsNotJSON() throws {
    try describe("hello\n").expectFailure(65, saying: "in.geojson:1:1:", "not GeoJSON")
    try describe("").expectFailure(65, saying: "in.geojson:1:1:", "the file is empty")
  }

  @Test func brokenJSONIsPlaced() throws {
    try describe("{\"type\":\"FeatureCollection\",\n\"features\":[").expectFailure(
      65, saying: "in.geojson:2:", "not JSON", "the file may be cut off")
    let feature = SmallLayers.feature("{\"a\" 1}", "null")
    try describe(SmallLayers.collection([feature])).expectFailure(
      65, saying: "in.geojson:2:", "not JSON", "check the text here")
  }

  @Test func jsonThatIsNotGeoJSON() throws {
    try describe("{\"a\":1}").expectFailure(
      65, saying: "in.geojson:1:1:", "no member \"type\"", "another kind of JSON")
    try describe("[1,2]").expectFailure(65, saying: "in.geojson:1:1:", "not GeoJSON")
    try describe("{\"type\":\"Topology\"}").expectFailure(
      65, saying: "in.geojson:1:", "unknown GeoJSON type \"Topology\"", "case-sensitive")
  }

  @Test func unknownGeometryType() throws {
    let feature = SmallLayers.feature(
      id: "\"a\"", "{}", "{\"type\":\"Polygone\",\"coordinates\":[]}")
    try describe(SmallLayers.collection([feature])).expectFailure(
      65, saying: "in.geojson:2:", "feature a", "\"Polygone\"", "RFC 7946 knows Point")
  }

  @Test func pointsHaveNoArea() throws {
    let folder = try SmallLayers.folder()
    try folder.write(
      "points.geojson",
      SmallLayers.collection([SmallLayers.feature("{}", SmallLayers.point("5.35", "43.25"))]))
    try AmpGeoProcess.run(
      ["coverage", "--zones", "zones.geojson", "--layer", "points.geojson"], in: folder
    ).expectFailure(
      65, saying: "points.geojson", "layer \"points\" has no polygons",
      "destinations of accessibility")
  }

  @Test func unclosedRingWithLineColumnAndFeature() throws {
    let open = SmallLayers.feature(
      id: "\"b\"", "{}", SmallLayers.polygon([(5, 43), (6, 43), (6, 44), (5, 44)]))
    let closed = SmallLayers.feature(id: "\"a\"", "{}", SmallLayers.rectangle(5, 43, 6, 44))
    let text = SmallLayers.collection([closed, open])
    // The place is just behind the ring: its polygon's closing bracket.
    let column = open.count - "]}}".count + 1
    try describe(text).expectFailure(
      65, saying: "in.geojson:3:\(column): feature b:", "a ring is not closed",
      "repeat the first position at the end")
  }

  @Test(arguments: ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "01", "1.", "+1"])
  func numbersThatJSONDoesNotAllow(_ number: String) throws {
    let feature = SmallLayers.feature(
      id: "\"a\"", "{}", SmallLayers.point(number, "43.3"))
    try describe(SmallLayers.collection([feature])).expectFailure(
      65, saying: "in.geojson:2:", "feature a:", "number", "cannot stand in JSON")
  }

  @Test func degreesOutOfRange() throws {
    let swapped = SmallLayers.feature(
      id: "\"town\"", "{}", SmallLayers.point("43.3", "125.3"))
    try describe(SmallLayers.collection([swapped])).expectFailure(
      65, saying: "in.geojson", "feature town:", "[43.3, 125.3]", "swapped", "longitude first")
    let meters = SmallLayers.feature("{}", SmallLayers.point("892390.1", "6247035"))
    try describe(SmallLayers.collection([meters])).expectFailure(
      65, saying: "in.geojson", "feature #1:", "projected coordinates", "--crs")
  }

  @Test func selfIntersectionNamesTheFeature() throws {
    let folder = try SmallLayers.folder()
    try folder.write("bow.geojson", SmallLayers.bowTie)
    let arguments = [
      "coverage", "--zones", "zones.geojson", "--layer", "bow=bow.geojson", "-o", "out.geojson",
    ]
    try AmpGeoProcess.run(arguments, in: folder).expectFailure(
      65, saying: "bow.geojson: feature bow:", "Self-intersection at 5.4 43.25", "--lenient")
    #expect(!Files.exists("out.geojson", in: folder))

    let lenient = try AmpGeoProcess.run(arguments + ["--lenient"], in: folder)
    lenient.expectSuccess()
    #expect(lenient.errors.contains("note: bow: feature bow left out: invalid polygon"))
    // The sound square is the western half of the first zone, but for the bend of parallels.
    let first = try ParsedJSON(file: folder.file("out.geojson"))["features"][0]["properties"]
    #expect(abs((first["bow_share"].number ?? 0) - 0.5) < 1e-4)
  }

  /// A line that is none costs its feature, as a ring that is none does; not its layer.
  @Test(arguments: [
    (#"{"type":"LineString","coordinates":[[5.3,43.2]]}"#, "a line has 1 vertex"),
    (#"{"type":"MultiLineString","coordinates":[[[5,43],[6,43]],[[5.3,43.2]]]}"#, "1 vertex"),
    (#"{"type":"MultiLineString","coordinates":[[[5,43],[6,43]],[]]}"#, "a line has 0 vertices"),
  ])
  func shortLinesAreLeftOut(_ line: String, _ reason: String) throws {
    let folder = try SmallLayers.folder()
    let square = SmallLayers.feature(
      id: "\"square\"", "{}", SmallLayers.rectangle(5.3, 43.2, 5.35, 43.3))
    try folder.write(
      "in.geojson",
      SmallLayers.collection([SmallLayers.feature(id: "\"short\"", "{}", line), square]))
    let arguments = [
      "coverage", "--zones", "zones.geojson", "--layer", "in=in.geojson", "-o", "out.geojson",
    ]
    try AmpGeoProcess.run(arguments, in: folder).expectFailure(65, saying: "at least two positions")
    let lenient = try AmpGeoProcess.run(arguments + ["--lenient"], in: folder)
    lenient.expectSuccess()
    #expect(lenient.errors.contains("feature short left out: invalid line: a line has "))
    #expect(lenient.errors.contains(reason))
    let first = try ParsedJSON(file: folder.file("out.geojson"))["features"][0]["properties"]
    #expect(abs((first["in_share"].number ?? 0) - 0.5) < 1e-4)
  }
}
