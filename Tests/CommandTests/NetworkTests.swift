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
