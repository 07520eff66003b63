import Foundation
import TestSupport
import Testing

/// `convert`: what comes back is what went in.
@Suite struct ConvertTests {
  /// Properties whose text must not change: numbers, nesting, escapes, order, absence.
  private static let properties = [
    #"{"b":1.0,"a":1e5,"big":12345678901234567890,"small":1e-7,"minus":-0.0}"#,
    #"{"nest":{"z":[1, 2.50,{"k":null}],"a":"\u00e9"},"esc":"caf\u00e9 \"q\" \/ \ud83d\ude00 é"}"#,
    #"{"t":true,"f":false,"n":null,"e":"","list":[],"object":{}}"#,
    #"{"a":"text where a number stood","b":[1,2]}"#,
    #"{}"#,
    #"{"z":1,"b":2,"a":3}"#,
  ]

  private static let places: [(Double, Double)] = [
    (5.3712345, 43.2912345), (4.7337512, 43.1573123), (5.8132567, 43.7721189), (5.0, 43.5),
    (5.1234567, 43.7654321), (5.5, 43.0),
  ]

  /// A folder with `in.geojson`: points, the ids mixed.
  private func folder() throws -> Scratch {
    let folder = try Scratch()
    let ids = ["7", "\"x\"", nil, "\"7\"", "1.5", "\"\\u00e9\""]
    let features = Self.properties.indices.map { i in
      SmallLayers.feature(
        id: ids[i], Self.properties[i],
        SmallLayers.point("\(Self.places[i].0)", "\(Self.places[i].1)"))
    }
    try folder.write("in.geojson", SmallLayers.collection(features))
    return folder
  }

  /// The text of each feature's properties, as it stands in the file.
  private func propertyTexts(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      guard let start = line.firstRange(of: "\"properties\":"),
        let end = line.firstRange(of: ",\"geometry\":")
      else { return nil }
      return String(line[start.upperBound..<end.lowerBound])
    }
  }

  private func convert(
    _ source: String, _ target: String, _ more: [String] = [], in folder: Scratch
  ) throws {
    let result = try AmpGeoProcess.run(["convert", source, target] + more, in: folder)
    result.expectSuccess()
    #expect(result.output.isEmpty)
  }

  /// Slivers a digit wide, and a speck that rounding makes nothing of.
  @Test func whatIsWrittenTurnsTheRightWayAndWhatIsGoneIsSaid() throws {
    let folder = try Scratch()
    let sliver =
      "[[5.404900139218502,43.30924832072094],[5.406180223324765,43.31003147316992],"
      + "[5.405353151967977,43.30952553732874],[5.404900139218502,43.30924832072094]]"
    let speck = "[[5.41,43.31],[5.41000001,43.31],[5.41000001,43.31000001],[5.41,43.31]]"
    func polygon(_ rings: String) -> String { #"{"type":"Polygon","coordinates":[\#(rings)]}"# }
    let features = [sliver, speck].enumerated().map { i, ring in
      SmallLayers.feature(id: "\(i)", "{}", polygon(ring))
    }
    try folder.write("slivers.geojson", SmallLayers.collection(features))
    let run = try AmpGeoProcess.run(["convert", "slivers.geojson", "out.geojson"], in: folder)
    run.expectSuccess()
    #expect(run.errors.contains("1 ring is left out, which 7 decimals make nothing of: feature 1"))
    #expect(run.errors.contains("nothing is left of 1, written with the geometry null"))
    let text = try Files.text("out.geojson", in: folder)
    #expect(text.contains(#""geometry":null"#))
    let check = try AmpGeoProcess.run(["check", "out.geojson", "--only", "S105"], in: folder)
    #expect(check.exitCode == 0)
    for decimals in 2...6 {
      _ = try AmpGeoProcess.run(
        ["convert", "slivers.geojson", "few.geojson", "--decimals", "\(decimals)"], in: folder)
      let few = try AmpGeoProcess.run(["check", "few.geojson", "--only", "S105,V213"], in: folder)
      #expect(few.exitCode == 0, "\(decimals) decimals: \(few.output)")
    }
  }

  @Test(arguments: ["geojson", "json", "ndjson", "geojsonl", "geojsons"])
  func propertiesKeepTheirBytes(_ ending: String) throws {
    let folder = try folder()
    try convert("in.geojson", "there.\(ending)", in: folder)
    #expect(propertyTexts(try Files.text("there.\(ending)", in: folder)) == Self.properties)
    try convert("there.\(ending)", "back.geojson", in: folder)
    #expect(propertyTexts(try Files.text("back.geojson", in: folder)) == Self.properties)
    // And the whole file is the same as by the direct way.
    try convert("in.geojson", "direct.geojson", in: folder)
    #expect(
      try Files.bytes("back.geojson", in: folder) == Files.bytes("direct.geojson", in: folder))
  }

  @Test func recordsAreSeparatedAsTheEndingSays() throws {
    let folder = try folder()
    try convert("in.geojson", "lines.ndjson", in: folder)
    try convert("in.geojson", "sequence.geojsons", in: folder)
    let lines = try Files.bytes("lines.ndjson", in: folder)
    let sequence = try Files.bytes("sequence.geojsons", in: folder)
    let count = Self.properties.count
    #expect(lines.count { $0 == 0x0A } == count && !lines.contains(0x1E))
    // RFC 8142: each record stands between a record separator and a line feed.
    #expect(sequence.count { $0 == 0x1E } == count && sequence.first == 0x1E)
    #expect(sequence.count == lines.count + count)
  }

  @Test(arguments: ["EPSG:2154", "EPSG:3035", "EPSG:32631"])
  func throughAnotherSystemAndBack(_ crs: String) throws {
    let folder = try folder()
    try convert("in.geojson", "there.gpkg", ["--to", crs, "--name", "points"], in: folder)
    try convert("there.gpkg:points", "back.geojson", in: folder)
    let features = try ParsedJSON(file: folder.file("back.geojson"))["features"].items
    #expect(features.count == Self.places.count)
    for (feature, place) in zip(features, Self.places) {
      let found = feature["geometry"]["coordinates"].numbers
      #expect(abs(found[0] - place.0) <= 1e-7 && abs(found[1] - place.1) <= 1e-7)
    }
    let layers = try AmpGeoProcess.run(["layers", "there.gpkg", "--format", "json"], in: folder)
    #expect(try ParsedJSON(layers.output)[0]["crs"].string == crs)
  }

  /// SQLite columns hold whole numbers, real numbers and text; these keep their values and order.
  @Test func valuesThroughAGeoPackage() throws {
    let folder = try Scratch()
    let features = [
      #"{"whole":9007199254740993,"real":2.5,"text":"café 😀 \"q\"","flag":true,"nothing":null}"#,
      #"{"whole":-1,"real":0.1,"text":"","flag":false,"nothing":null}"#,
    ].map { SmallLayers.feature($0, SmallLayers.rectangle(5.3, 43.2, 5.4, 43.3)) }
    try folder.write("in.geojson", SmallLayers.collection(features))
    try convert("in.geojson", "there.gpkg", in: folder)
    try convert("there.gpkg", "back.geojson", in: folder)
    let back = try Files.text("back.geojson", in: folder)
    #expect(propertyTexts(back) == propertyTexts(SmallLayers.collection(features)))
  }

  @Test func pointsFromATable() throws {
    let folder = try Scratch()
    try folder.write(
      "stops.csv", "name,longitude,latitude\nA,5.37,43.29\n\"B, \"\"b\"\"\",5.4,43.3\n")
    try convert("stops.csv", "stops.geojson", in: folder)
    let features = try ParsedJSON(file: folder.file("stops.geojson"))["features"].items
    #expect(features.map { $0["properties"]["name"].string } == ["A", "B, \"b\""])
    #expect(features[1]["geometry"]["coordinates"].numbers == [5.4, 43.3])

    try folder.write("metres.csv", "e;n;name\n892390.1;6247035.4;A\n")
    let metres = ["--x", "e", "--y", "n", "--crs", "EPSG:2154"]
    try convert("metres.csv", "metres.geojson", metres, in: folder)
    let place = try ParsedJSON(file: folder.file("metres.geojson"))["features"][0]
    let found = place["geometry"]["coordinates"].numbers
    #expect(found.count == 2 && abs(found[0] - 5.37) < 0.02 && abs(found[1] - 43.3) < 0.02)

    try AmpGeoProcess.run(
      ["convert", "metres.csv", "-", "--x", "east", "--y", "n"], in: folder
    ).expectFailure(64, saying: "metres.csv", "no column east", "e, n, name")
  }

  @Test func decimalsAsAsked() throws {
    let folder = try folder()
    try convert("in.geojson", "out.geojson", ["--decimals", "2"], in: folder)
    let first = try ParsedJSON(file: folder.file("out.geojson"))["features"][0]
    #expect(first["geometry"]["coordinates"].numbers == [5.37, 43.29])
  }

  @Test func ringsAreTurnedAndElevationsKept() throws {
    let folder = try Scratch()
    // A shell that runs clockwise, with heights.
    let ring = "[[5.3,43.2,10],[5.3,43.3,11],[5.4,43.3,12],[5.3,43.2,10]]"
    let polygon = "{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}"
    try folder.write(
      "in.geojson", SmallLayers.collection([SmallLayers.feature("{}", polygon)]))
    let result = try AmpGeoProcess.run(["convert", "in.geojson", "-"], in: folder)
    result.expectSuccess()
    #expect(
      result.output.contains("[[[5.3,43.2,10],[5.4,43.3,12],[5.3,43.3,11],[5.3,43.2,10]]]"))
    let check = try AmpGeoProcess.run(["check", "in.geojson"], in: folder)
    #expect(check.output.contains("warning S105 winding"))
    check.expectSuccess()
    let strict = try AmpGeoProcess.run(["check", "in.geojson", "--strict"], in: folder)
    #expect(strict.exitCode == 1 && strict.output.contains("error S105 winding"))
  }

  @Test func embeddedLayerToStandardOutput() throws {
    let folder = try Scratch()
    let result = try AmpGeoProcess.run(["convert", "communes", "-"], in: folder)
    result.expectSuccess()
    #expect(try ParsedJSON(result.output)["features"].items.count == 92)
    #expect(Files.names(in: folder).isEmpty)
  }

  /// A conversion loses what the format has no place for: its input stays.
  @Test func aFileOverItselfIsRefused() throws {
    let folder = try folder()
    let before = try Files.bytes("in.geojson", in: folder)
    try AmpGeoProcess.run(["convert", "in.geojson", "in.geojson"], in: folder).expectFailure(
      64, saying: "in.geojson", "an input of the command", "write to another one")
    #expect(try Files.bytes("in.geojson", in: folder) == before)
    #expect(Files.names(in: folder) == ["in.geojson"])
  }
}
