import TestSupport
import Testing

/// Mistakes in a plan: exit 65 with file, line and column.
@Suite struct PlanErrorTests {
  private func run(_ plan: String) throws -> AmpGeoProcess {
    let folder = try SmallLayers.folder()
    try folder.write("plan.yaml", plan)
    let result = try AmpGeoProcess.run(["run", "plan.yaml", "-o", "out"], in: folder)
    #expect(Files.names(in: folder, "out").isEmpty)
    return result
  }

  private static let zones = "zones: { source: zones.geojson, id: code }\n"
  private static let layers = "layers:\n  park: { source: park.geojson }\n"

  @Test func unknownKey() throws {
    try run(Self.zones + Self.layers + "colour: red\n").expectFailure(
      65, saying: "plan.yaml:4:1:", "unknown key \"colour\"", "known keys: version, title")
    try run(Self.zones + "layers:\n  park: { source: park.geojson, buffer: 5 }\n").expectFailure(
      65, saying: "plan.yaml:3:33:", "unknown key \"buffer\" in \"park\"",
      "known keys: source, where")
  }

  @Test func missingKey() throws {
    try run(Self.layers).expectFailure(65, saying: "plan.yaml:1:1:", "lacks the key \"zones\"")
  }

  @Test func keyThatStandsTwice() throws {
    try run(Self.zones + Self.layers + "  park: { source: port.geojson }\n").expectFailure(
      65, saying: "plan.yaml:", "\"park\" stands twice")
  }

  @Test(arguments: [
    ("coverage: { layers: [park, prak] }\n", "4:21"),
    ("accessibility: { destinations: [prak] }\n", "4:32"),
    ("overlaps:\n  - { a: park, b: prak }\n", "5:19"),
    ("overlaps:\n  - { within: prak }\n", "5:15"),
  ])
  func layerThatThePlanDoesNotDefine(_ section: String, _ place: String) throws {
    try run(Self.zones + Self.layers + section).expectFailure(
      65, saying: "plan.yaml:\(place):", "\"prak\" that the plan does not define", "layers: park")
  }

  @Test func sourceThatIsNoLayer() throws {
    let result = try run(Self.zones + "layers:\n  park: { source: prak }\n")
    #expect([64, 65].contains(result.exitCode), "\(result.errors)")
    #expect(result.errors.contains("\"prak\" is neither an embedded layer nor a file"))
    #expect(result.errors.contains("embedded layers: communes, national-park"))
  }

  @Test func sourceThatIsMissing() throws {
    try run(Self.zones + "layers:\n  park: { source: none.geojson }\n").expectFailure(
      66, saying: "none.geojson:", "there is no such file", "check the path")
  }

  @Test(arguments: [
    ("zones: { source: zones.geojson\nlayers: {}\n", "plan.yaml:"),
    ("zones:\n\tsource: a\n", "plan.yaml:2:1:"), ("a: [1, 2\n", "plan.yaml:"),
    ("a: b: c\n", "plan.yaml:1:5:"), ("\"zones: 1\n", "plan.yaml:"),
  ])
  func notYAML(_ text: String, _ place: String) throws {
    try run(text).expectFailure(65, saying: place, "not YAML")
  }

  @Test(arguments: ["", "# only a comment\n"])
  func emptyPlan(_ text: String) throws {
    let result = try run(text)
    #expect(result.exitCode == 65)
    #expect(result.errors.hasPrefix("amp-geo: plan.yaml:1"), "\(result.errors)")
  }

  @Test(arguments: [
    ("zones: [1, 2]\n" + layers, "1:8", "\"zones\" must be a mapping"),
    ("zones: { source: [a] }\n" + layers, "1:18", "\"source\" must be text"),
    (
      "zones: { source: zones.geojson, expected: many }\n" + layers, "1:43",
      "\"expected\" must be a whole number"
    ),
    (zones + "layers: [park]\n", "2:9", "\"layers\" must be a mapping"),
    (zones + "layers: { Park: { source: a.geojson } }\n", "2:", "\"Park\" cannot name a layer"),
    (
      zones + layers + "accessibility: { destinations: [park], cell_size_m: tiny }\n", "4:53",
      "\"cell_size_m\" must be a number from"
    ),
    (
      zones + layers + "accessibility: { destinations: [park], cutoffs_m: [-1] }\n", "4:52",
      "\"cutoffs_m\" must hold positive numbers"
    ),
    (
      zones + layers + "outputs: [coverage.shp]\n", "4:10",
      "\"outputs\" names a file \"coverage.shp\""
    ),
    (zones + layers + "version: 2\n", "4:10", "plan version 2 is not known"),
  ])
  func valueOfTheWrongType(_ plan: String, _ place: String, _ what: String) throws {
    try run(plan).expectFailure(65, saying: "plan.yaml:\(place)", what)
  }

  /// What would change nothing is refused, as on the command line.
  @Test(arguments: [
    ("coverage: { water: park }\n", "4:20", "\"water\" has no effect on shares of zone"),
    (
      "coverage: { share_of: park, water: park }\n", "4:36",
      "\"water\" has no effect on shares of park"
    ),
    (
      "coverage: { layers: [], share_of: park }\n", "4:35",
      "\"share_of\" has no effect, since no layer is to be covered"
    ),
    ("accessibility: { cell_size_m: 50 }\n", "4:16", "no effect without destinations"),
    (
      "measuring: { distance_crs: EPSG:2154 }\n", "4:28",
      "\"distance_crs\" has no effect: no distance is measured in it"
    ),
    (
      "network: n.gpkg\naccessibility: { destinations: [park], walking: { speed_km_h: 4 } }\n",
      "5:49", "\"walking\" has no effect over a network"
    ),
  ])
  func keyWithoutEffect(_ keys: String, _ place: String, _ what: String) throws {
    try run(Self.zones + Self.layers + keys).expectFailure(65, saying: "plan.yaml:\(place)", what)
  }

  @Test func anotherNumberOfZonesThanExpected() throws {
    try run("zones: { source: zones.geojson, id: code, expected: 92 }\n" + Self.layers)
      .expectFailure(65, saying: "zones.geojson:", "92 zones are expected and 2 found", "correct")
  }

  @Test func filesThatAreNoPlans() throws {
    let folder = try SmallLayers.folder()
    try folder.write("latin.yaml", Array("title: caf".utf8) + [0xE9, 0x0A])
    try AmpGeoProcess.run(["run", "latin.yaml"], in: folder).expectFailure(
      65, saying: "latin.yaml:", "not valid UTF-8")
    try AmpGeoProcess.run(["run", "park.geojson"], in: folder).expectFailure(
      65, saying: "park.geojson:1:1:", "lacks the key \"zones\"")
    try AmpGeoProcess.run(["run", "."], in: folder).expectFailure(66, saying: "this is a folder")
  }
}
