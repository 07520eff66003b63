import TestSupport
import Testing

/// Zones and layers that do not fit the question.
@Suite struct ZoneErrorTests {
  private func coverage(_ more: [String], in folder: Scratch) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(["coverage", "--zones", "zones.geojson"] + more, in: folder)
  }

  private static let twice = SmallLayers.collection([
    SmallLayers.zone("13001", west: 5.3, east: 5.4, population: "1"),
    SmallLayers.zone("13001", west: 5.4, east: 5.5, population: "2"),
  ])

  @Test func duplicateCodes() throws {
    let folder = try SmallLayers.folder()
    try folder.write("zones.geojson", Self.twice)
    try coverage(["--zone-id", "code", "--layer", "park.geojson"], in: folder).expectFailure(
      65, saying: "zones.geojson:", "feature 13001:", "zones 1 and 2 have the same id",
      "an id of its own")
  }

  @Test func duplicateCodesInAPlan() throws {
    let folder = try SmallLayers.folder()
    try folder.write("zones.geojson", Self.twice)
    try folder.write(
      "plan.yaml",
      "zones: { source: zones.geojson, id: code }\nlayers: { park: { source: park.geojson } }\n")
    try AmpGeoProcess.run(["run", "plan.yaml", "-o", "out"], in: folder).expectFailure(
      65, saying: "zones.geojson:", "feature 13001:", "zones 1 and 2 have the same id",
      "an id of its own")
    #expect(Files.names(in: folder, "out").isEmpty)
  }

  @Test func missingPopulationColumn() throws {
    let folder = try SmallLayers.folder()
    try coverage(
      ["--zone-id", "code", "--population", "inhabitants", "--layer", "park.geojson"], in: folder
    ).expectFailure(
      65, saying: "zones.geojson:", "no attribute \"inhabitants\"", "population",
      "attributes: code, name, people")
  }

  @Test func missingPopulationColumnInAPlan() throws {
    let folder = try SmallLayers.folder()
    try folder.write(
      "plan.yaml",
      """
      zones: { source: zones.geojson, id: code, population: inhabitants }
      layers: { park: { source: park.geojson } }
      """)
    try AmpGeoProcess.run(["run", "plan.yaml", "-o", "out"], in: folder).expectFailure(
      65, saying: "zones.geojson:", "no attribute \"inhabitants\"", "population",
      "attributes: code, name, people")
  }

  @Test(arguments: ["1.5", "-3", "\"many\""])
  func populationThatCountsNobody(_ value: String) throws {
    let folder = try SmallLayers.folder()
    try folder.write(
      "zones.geojson",
      SmallLayers.collection([
        SmallLayers.zone("13001", west: 5.3, east: 5.4, population: value)
      ]))
    try coverage(["--population", "people", "--layer", "park.geojson"], in: folder)
      .expectFailure(
        65, saying: "zones.geojson:", "feature #1", "\"people\" is \(value)",
        "not a whole number of people")
  }

  @Test func anEmptyLayerCoversNothing() throws {
    let folder = try SmallLayers.folder()
    try folder.write("park.geojson", SmallLayers.empty)
    let result = try coverage(["--layer", "park.geojson"], in: folder)
    result.expectSuccess()
    #expect(result.errors.contains("note: layer \"park\" is empty"))
    let json = try ParsedJSON(result.output)
    #expect(json["features"].items.count == 2)
    for feature in json["features"].items {
      #expect(feature["properties"]["park_share"].number == 0)
      #expect(feature["properties"]["park_area_m2"].number == 0)
    }
  }

  @Test func emptyZonesAreRefused() throws {
    let folder = try SmallLayers.folder()
    try folder.write("zones.geojson", SmallLayers.empty)
    try coverage(["--layer", "park.geojson"], in: folder).expectFailure(
      65, saying: "zones.geojson:", "no features")
  }
}
