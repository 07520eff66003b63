import Foundation
import TestSupport
import Testing

/// `network build` and `network info`, from file to file.
@Suite struct NetworkTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    try folder.write("extract.osm", SmallStreets.extract(lastStreet: "steps"))
  }

  private func run(_ arguments: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(arguments, in: folder)
  }

  @Test func buildsAndDescribes() throws {
    let build = try run("network", "build", "extract.osm", "-o", "streets.gpkg")
    build.expectSuccess()
    #expect(build.output.isEmpty)
    #expect(build.errors.contains("4 nodes and 3 edges"))
    #expect(build.errors.contains("1 islands of fewer than 40 nodes dropped: 2 nodes"))
    let info = try run("network", "info", "streets.gpkg")
    info.expectSuccess()
    #expect(info.output.hasPrefix("walk: 4 nodes, 3 edges, "))
    #expect(info.output.contains("residential      2"))
    #expect(info.output.contains("extract_sha256"))
  }

  @Test func infoAsJSON() throws {
    try run("network", "build", "extract.osm", "--min-component", "0", "-o", "s.gpkg")
      .expectSuccess()
    let info = try run("network", "info", "s.gpkg", "--format", "json")
    info.expectSuccess()
    let found = try #require(
      try JSONSerialization.jsonObject(with: info.outputBytes) as? [String: Any])
    #expect(found["nodes"] as? Int == 6)
    #expect(found["edges"] as? Int == 4)
    #expect(found["arcs"] as? Int == 8)
    #expect(found["strong_components"] as? Int == 2)
    #expect(found["weak_components"] as? Int == 2)
    let classes = try #require(found["classes"] as? [[String: Any]])
    #expect(classes.compactMap { $0["class"] as? String } == ["residential", "footway", "steps"])
    let facts = try #require(found["facts"] as? [String: String])
    #expect(facts["extract"] == "extract.osm")
    #expect(facts["extract_sha256"]?.count == 64)
    #expect(facts["profile"] == "walk")
  }

  /// A one-way street that is joined to the rest stays; told, and dropped when that is asked for.
  @Test func oneWayStreetsThatOnlyLeadIn() throws {
    try folder.write(
      "one.osm",
      """
      <osm version="0.6">
      <node id="1" lat="43" lon="5"/><node id="2" lat="43" lon="5.01"/>
      <node id="3" lat="43" lon="5.02"/>
      <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/>
      <tag k="oneway" v="yes"/></way>
      <way id="2"><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/></way>
      </osm>
      """)
    for profile in ["car", "bike"] {
      let build = try run("network", "build", "one.osm", "--profile", profile, "-o", "s.gpkg")
      build.expectSuccess()
      #expect(build.errors.contains("3 nodes and 2 edges"))
      #expect(build.errors.contains("0.8 km of streets only lead into the largest part"))
      #expect(build.errors.contains("0 km only out of it; --strongly-connected drops"))
      let info = try run("network", "info", "s.gpkg")
      #expect(info.output.contains("components whatever the direction: 1, the largest with 100 %"))
      #expect(
        info.output.contains("components by permitted directions: 2, the largest with 66.7 %"))
      #expect(info.output.contains("0.815 km only lead into it, 0 km only out of it"))
      let strong = try run(
        "network", "build", "one.osm", "--profile", profile, "--strongly-connected", "-o", "t.gpkg")
      strong.expectSuccess()
      #expect(strong.errors.contains("2 nodes and 1 edges"))
      #expect(strong.errors.contains("1 islands of fewer than 40 nodes dropped: 1 nodes, 0.8 km"))
      let facts = try run("network", "info", "t.gpkg", "--format", "json").output
      #expect(facts.contains("\"strongly_connected\": \"true\""))
    }
    try run(
      "network", "build", "one.osm", "--strongly-connected", "--min-component", "1", "-o", "t.gpkg"
    ).expectUsageError(saying: "--strongly-connected")
  }

  /// A clip area that the extract covers in part, by what its head says; without that nothing is
  /// said.
  @Test func areasBeyondTheExtract() throws {
    let text = SmallStreets.extract(lastStreet: "steps")
    let bounds = #"<bounds minlat="43.29" minlon="5.39" maxlat="43.32" maxlon="5.42"/>"#
    try folder.write(
      "told.osm", text.replacing("version=\"0.6\">", with: "version=\"0.6\">" + bounds))
    try folder.write(
      "inside.geojson",
      SmallLayers.collection([
        SmallLayers.feature(id: "1", "{}", SmallLayers.rectangle(5.39, 43.29, 5.42, 43.32))
      ]))
    try folder.write(
      "beyond.geojson",
      SmallLayers.collection([
        SmallLayers.feature(id: "1", "{}", SmallLayers.rectangle(5.39, 43.29, 5.45, 43.32))
      ]))
    func notes(_ extract: String, _ area: String) throws -> String {
      let build = try run("network", "build", extract, "--clip", area, "-o", "s.gpkg")
      build.expectSuccess()
      return build.errors
    }
    #expect(
      try notes("told.osm", "beyond.geojson").contains(
        "50 % of the bounding box of the clip area lies beyond what the extract says"))
    #expect(try !notes("told.osm", "inside.geojson").contains("beyond"))
    #expect(try !notes("extract.osm", "beyond.geojson").contains("beyond what"))
  }

  @Test func inputsAreNotWrittenOver() throws {
    let text = SmallStreets.extract(lastStreet: "steps")
    try folder.write("x.gpkg", text)
    try run("network", "build", "x.gpkg", "-o", "x.gpkg")
      .expectFailure(64, saying: "x.gpkg: this file is an input of the command")
    #expect(try Files.text("x.gpkg", in: folder) == text)
    try run("network", "build", "x.gpkg", "-o", "y.gpkg").expectSuccess()
  }

  @Test func clipsInAnySystem() throws {
    // A square around node 2 whose sides cut all three streets.
    try folder.write(
      "area.geojson",
      """
      {"type": "Polygon", "coordinates": [[[5.4005, 43.2995], [5.4015, 43.2995],
      [5.4015, 43.3005], [5.4005, 43.3005], [5.4005, 43.2995]]]}
      """)
    try run("convert", "area.geojson", "area.gpkg", "--to", "EPSG:2154").expectSuccess()
    for area in ["area.geojson", "area.gpkg"] {
      let build = try run(
        "network", "build", "extract.osm", "--clip", area, "-o", "streets.gpkg", "--verbose")
      build.expectSuccess()
      #expect(build.errors.contains("4 nodes and 3 edges"))
      #expect(build.errors.contains("cuts: 3"))
    }
  }

  @Test func sameBytesOnAnyNumberOfThreads() throws {
    for threads in ["1", "2", "5"] {
      try run(
        "network", "build", "extract.osm", "-o", "\(threads).gpkg", "--threads", threads
      ).expectSuccess()
    }
    let one = try Data(contentsOf: URL(fileURLWithPath: folder.file("1.gpkg")))
    for threads in ["2", "5"] {
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("\(threads).gpkg"))) == one)
    }
  }

  @Test func badInput() throws {
    try folder.write("broken.osm", "<osm version=\"0.6\"><node id=\"1\" lat=")
    try run("network", "build", "broken.osm", "-o", "s.gpkg").expectFailure(
      65, saying: "broken.osm:1:", "damaged or cut off")
    try folder.write("text.osm.pbf", "hello, this is no extract")
    try run("network", "build", "text.osm.pbf", "-o", "s.gpkg").expectFailure(
      65, saying: "no OpenStreetMap extract")
    try run("network", "build", "none.osm", "-o", "s.gpkg").expectFailure(
      66, saying: "none.osm: there is no such file")
    try run("network", "build", "extract.osm", "--profile", "car", "-o", "no/s.gpkg")
      .expectFailure(73, saying: "make its folder first")
    try folder.write(
      "far.geojson",
      """
      {"type": "Polygon", "coordinates": [[[7, 48], [8, 48], [8, 49], [7, 48]]]}
      """)
    try run("network", "build", "extract.osm", "--clip", "far.geojson", "-o", "s.gpkg")
      .expectFailure(65, saying: "extract.osm: the extract misses the study area")
    let bow = SmallLayers.polygon([
      (5.399, 43.299), (5.401, 43.302), (5.401, 43.299), (5.399, 43.302), (5.399, 43.299),
    ])
    try folder.write(
      "bow.geojson",
      SmallLayers.collection([
        SmallLayers.feature(id: "1", "{}", SmallLayers.rectangle(5.4, 43.2, 5.5, 43.3)),
        SmallLayers.feature(id: "\"town\"", "{}", bow),
      ]))
    try run("network", "build", "extract.osm", "--clip", "bow.geojson", "-o", "s.gpkg")
      .expectFailure(
        65, saying: "bow.geojson: feature town: invalid polygon: Self-intersection at ",
        "amp-geo fix")
    #expect(!FileManager.default.fileExists(atPath: folder.file("s.gpkg")))
    try run("network", "info", "extract.osm").expectFailure(65, saying: "no SQLite database")
  }

  @Test func wrongUsage() throws {
    try run("network", "build", "extract.osm").expectUsageError(saying: "--output")
    try run("network", "build", "extract.osm", "-o", "s.geojson").expectUsageError(saying: ".gpkg")
    try run("network", "build", "extract.osm", "-o", "-").expectUsageError(saying: ".gpkg")
    try run("network", "build", "extract.osm", "-o", "s.gpkg", "--profile", "boat")
      .expectUsageError(saying: "walk, bike, car")
    try run("network", "build", "extract.osm", "-o", "s.gpkg", "--min-component", "-1")
      .expectUsageError(saying: "--min-component")
  }

  @Test func otherLayersAreNotReplaced() throws {
    try folder.write(
      "points.geojson", #"{"type": "Point", "coordinates": [5.4, 43.3]}"#)
    try run("convert", "points.geojson", "s.gpkg", "--name", "points").expectSuccess()
    // A file of one layer is replaced like any other output; so is a network.
    try run("network", "build", "extract.osm", "-o", "s.gpkg").expectSuccess()
    try run("network", "build", "extract.osm", "-o", "s.gpkg", "--profile", "bike")
      .expectSuccess()
    try run("convert", "points.geojson", "s.gpkg", "--name", "points").expectFailure(
      73, saying: "edges, network, nodes")
  }

  @Test(.enabled(if: Tools.has("ogrinfo"), "needs ogrinfo"))
  func ogrinfoOpensIt() throws {
    try run("network", "build", "extract.osm", "-o", "streets.gpkg").expectSuccess()
    let info = try AmpGeoProcess.shell("ogrinfo -al streets.gpkg", in: folder)
    info.expectSuccess()
    #expect(!info.errors.contains("Warning") && !info.errors.contains("ERROR"), "\(info.errors)")
    #expect(info.output.contains("LINESTRING (5.4 43.3,5.401 43.3)"))
    #expect(info.output.contains("osm_node_id (Integer64) = 4"))
    #expect(info.output.contains("Feature Count: 3"))
  }
}
