import Foundation
import TestSupport
import Testing

/// `run --scenario`: a clinic that opens, one that closes, one that moves.
@Suite struct ScenarioTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    try folder.write(
      "zones.geojson",
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","id":"z","properties":{"name":"Z"},"geometry":{"type":"Polygon",
      "coordinates":[[[5.4,43.3],[5.42,43.3],[5.42,43.32],[5.4,43.32],[5.4,43.3]]]}}]}
      """)
    try folder.write("clinics.csv", "id,kind,lon,lat\nc1,small,5.401,43.301\nc2,large,5.41,43.31\n")
    try folder.write("new.csv", "id,kind,lon,lat\nc3,small,5.419,43.319\n")
    try folder.write("people.csv", "id,lon,lat,n\na,5.401,43.302,10\nb,5.419,43.318,30\n")
    try folder.write(
      "park.geojson",
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","id":"p","properties":{},"geometry":{"type":"Polygon",
      "coordinates":[[[5.4,43.3],[5.41,43.3],[5.41,43.32],[5.4,43.32],[5.4,43.3]]]}}]}
      """)
  }

  private func plan(_ scenarios: String) throws {
    try folder.write(
      "plan.yaml",
      """
      zones: { source: zones.geojson }
      layers: { clinics: { source: clinics.csv }, park: { source: park.geojson } }
      coverage: { layers: [park] }
      people: { source: people.csv, field: n }
      reach: [ { layer: clinics, within_m: [300] } ]
      scenarios:
      \(scenarios)
      """)
  }

  private func run(_ name: String) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(["run", "plan.yaml", "--scenario", name, "-o", "out"], in: folder)
  }

  private func row() throws -> ParsedJSON {
    try #require(
      try ParsedJSON(file: folder.file("out/reach.geojson"))["features"].items.first)["properties"]
  }

  @Test func featuresAreAdded() throws {
    try plan("  open: { title: A clinic more, changes: [ { layer: clinics, add: new.csv } ] }")
    let result = try run("open")
    result.expectSuccess()
    #expect(result.output.contains("A clinic more"))
    let row = try row()
    #expect(row["population_before"].number == 10)
    #expect(row["population_after"].number == 40)
    #expect(row["population_change"].number == 30)
    #expect(row["layer"].string == "clinics" && row["level_after"].string == "total")
    let before = try #require(row["area_m2_before"].number)
    let after = try #require(row["area_m2_after"].number)
    let change = try #require(row["area_m2_change"].number)
    #expect(abs(after - before - change) < 1e-5 && abs(change - .pi * 90_000) < 60)
    let summary = try ParsedJSON(file: folder.file("out/summary.json"))
    #expect(summary["scenario"]["changes"].items.count == 1)
    let effect = try #require(
      summary["effects"].items.first { $0["figure"].string == "within_300m_population" })
    #expect(effect["change"].number == 30)
    // What is added is one of the inputs, with its checksum.
    let inputs = summary["amp_geo"]["inputs"].items
    let added = inputs.first { $0["name"].string == "clinics" }?["added"].items ?? []
    #expect(added.first?["sha256"].string?.count == 64)
  }

  /// What a plan says of the layer holds for what takes its place.
  @Test func conditionsHoldForWhatReplaces() throws {
    try folder.write(
      "other.csv", "id,kind,lon,lat\nd1,small,5.401,43.301\nd2,large,5.419,43.319\n")
    try folder.write(
      "plan.yaml",
      """
      zones: { source: zones.geojson }
      layers: { clinics: { source: clinics.csv, where: { kind: small } } }
      coverage: { layers: [] }
      people: { source: people.csv, field: n }
      reach: [ { layer: clinics, within_m: [300] } ]
      scenarios:
        other: { changes: [ { layer: clinics, replace: other.csv } ] }
      """)
    try run("other").expectSuccess()
    let row = try row()
    #expect(row["population_before"].number == 10 && row["population_after"].number == 10)
  }

  @Test func idsThatStandTwiceInWhatIsAddedAreRefused() throws {
    try plan(
      "  two: { changes: [ { layer: clinics, place: [ { id: n, at: [5.41, 43.31], kind: small },"
        + " { id: n, at: [5.411, 43.311], kind: small } ] } ] }")
    let result = try run("two")
    #expect(result.exitCode == 65 && result.errors.contains("two features \"n\""))
  }

  /// Only people of zones win or lose, and nobody when others live there than before.
  @Test func winnersLiveInTheZonesAndStayThere() throws {
    try folder.write(
      "people.csv", "id,lon,lat,n\na,5.401,43.302,10\nb,5.419,43.318,30\nc,5.5,43.318,70\n")
    try folder.write(
      "plan.yaml",
      """
      zones: { source: zones.geojson }
      layers: { clinics: { source: clinics.csv } }
      coverage: { layers: [] }
      people: { source: people.csv, field: n }
      accessibility: { destinations: [clinics] }
      scenarios:
        open: { changes: [ { layer: clinics, add: new.csv } ] }
      """)
    try run("open").expectSuccess()
    let summary = try ParsedJSON(file: folder.file("out/summary.json"))
    let effect = try #require(summary["effects"].items.first)
    #expect(effect["winners_population"].number == 30)
    #expect(effect["losers_population"].number == 0)
  }

  @Test func layersThatDoNotChangeStayTheSame() throws {
    try plan("  open: { changes: [ { layer: clinics, add: new.csv } ] }")
    try run("open").expectSuccess()
    let zone = try #require(
      try ParsedJSON(file: folder.file("out/coverage.geojson"))["features"].items.first)
    let row = zone["properties"]
    #expect(row["name"].string == "Z" && zone["id"].string == "z")
    #expect(row["park_share_change"].number == 0)
    #expect(row["park_share_before"].number == row["park_share_after"].number)
    #expect(row["park_share_before"].number == 0.5 && row["park_share"] == .null)
  }

  @Test func featuresAreRemovedMovedPlacedAndReplaced() throws {
    try plan(
      """
        closed: { changes: [ { layer: clinics, remove: [c1] } ] }
        no_small: { changes: [ { layer: clinics, remove: { kind: small } } ] }
        moved: { changes: [ { layer: clinics, move: { c2: [5.419, 43.318] } } ] }
        placed: { changes: [ { layer: clinics, place: [ { id: n, at: [5.419, 43.318], beds: 4 } ] } ] }
        other: { changes: [ { layer: clinics, replace: new.csv } ] }
      """)
    let wanted: [(String, Double)] = [
      ("closed", 0), ("no_small", 0), ("moved", 40), ("placed", 40), ("other", 30),
    ]
    for (name, people) in wanted {
      try run(name).expectSuccess()
      #expect(try row()["population_after"].number == people, "\(name)")
      #expect(try row()["population_before"].number == 10, "\(name)")
    }
  }

  /// The embedded plan's, whose comparison has more columns than a GeoPackage holds.
  @Test func theEmbeddedScenarioRuns() throws {
    let result = try AmpGeoProcess.run(
      ["run", "--scenario", "tram-la-valentine", "-o", "tram"], in: folder)
    result.expectSuccess()
    #expect(result.output.contains("Tram stops on the way to La Valentine"))
    let layers = try AmpGeoProcess.run(
      ["layers", "tram/amp-geo.gpkg", "--format", "json"], in: folder)
    let names = try ParsedJSON(layers.output).items.map { $0["name"].string }
    #expect(names.contains("accessibility"), "\(names)")
    let rows = try ParsedJSON(file: folder.file("tram/accessibility.geojson"))["features"].items
    let key = "stations_distance_mean_person_m"
    #expect(
      rows.contains { ($0["properties"][key + "_change"].number ?? 0) < 0 }
        && rows.allSatisfy { ($0["properties"][key + "_change"].number ?? 0) <= 0 })
  }

  @Test func badScenarios() throws {
    func fails(_ scenario: String, _ name: String = "s", _ text: String) throws {
      try plan("  s: \(scenario)")
      let result = try run(name)
      #expect(result.exitCode == (name == "s" ? 65 : 64), "\(result.errors)")
      #expect(result.errors.contains(text), "\(result.errors)")
      #expect(Files.names(in: folder, "out").isEmpty, "nothing is left of \(scenario)")
    }
    try fails("{ changes: [ { layer: clinics, remove: [c9] } ] }", "s", "no feature \"c9\"")
    try fails(
      "{ changes: [ { layer: clinics, move: { c9: [5, 43] } } ] }", "s", "no feature \"c9\"")
    try fails("{ changes: [ { layer: park, move: { p: [5, 43] } } ] }", "s", "is no point")
    try fails("{ changes: [ { layer: clinics, remove: { kind: tiny } } ] }", "s", "kind = tiny")
    try fails("{ changes: [ { layer: clinics, add: clinics.csv } ] }", "s", "two features \"c1\"")
    try fails("{ changes: [ { layer: shops, add: new.csv } ] }", "s", "does not define")
    try fails("{ changes: [ { layer: clinics } ] }", "s", "a change is one of")
    try fails("{ changes: [] }", "s", "changes nothing")
    try fails("{ changes: [ { layer: clinics, add: new.csv } ] }", "t", "no scenario \"t\"")
    try fails(
      "{ changes: [ { layer: clinics, move: { c1: [500, 43] } } ] }", "s",
      "longitude and a latitude")
  }
}
