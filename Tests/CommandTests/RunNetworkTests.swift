import Foundation
import TestSupport
import Testing

/// The main job over streets: two zones on the streets of `SmallStreets`, one out of their reach.
@Suite struct RunNetworkTests {
  private static func square(_ id: String, _ west: Double, _ south: Double) -> String {
    let (east, north) = (west + 0.002, south + 0.0015)
    return """
      {"type": "Feature", "id": "\(id)", "properties": {"name": "\(id)"}, "geometry": {"type": \
      "Polygon", "coordinates": [[[\(west), \(south)], [\(east), \(south)], [\(east), \(north)], \
      [\(west), \(north)], [\(west), \(south)]]]}}
      """
  }

  private static let plan = """
    zones: { source: zones.geojson }
    layers:
      clinics: { source: clinics.csv }
      none: { source: none.geojson }
      isles: { source: isles.csv }
    coverage: { layers: [] }
    accessibility: { destinations: [clinics, none, isles], cell_size_m: 20, cutoffs_m: [100] }
    network: { source: streets.gpkg, max_snap_m: 100, cutoffs_min: [2] }
    outputs: [accessibility.geojson, accessibility-cells.geojson, summary.json]
    """

  private let folder: Scratch

  init() throws {
    folder = try SmallStreets.network()
    let zones = [Self.square("A", 5.4, 43.2995), Self.square("B", 5.5, 43.2995)]
    try folder.write("zones.geojson", Self.collection(zones))
    try folder.write("clinics.csv", "id,lon,lat\nmiddle,5.401,43.30\nnorth,5.401,43.301\n")
    try folder.write("isles.csv", "id,lon,lat\nislet,5.4105,43.31\nsea,5.45,43.2\n")
    try folder.write("none.geojson", Self.collection([]))
    try folder.write("plan.yaml", Self.plan)
  }

  private static func collection(_ features: [String]) -> String {
    "{\"type\": \"FeatureCollection\", \"features\": [\(features.joined(separator: ",\n"))]}"
  }

  private func run(_ arguments: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(arguments, in: folder)
  }

  private func result(_ name: String) throws -> ParsedJSON {
    try ParsedJSON(file: folder.file("out/\(name)"))
  }

  /// The times of the cells are those that `network costs` finds from their points, and the figures
  /// of a zone are those of its cells, by their area.
  @Test func zonesAreTheSumOfTheirCells() throws {
    let job = try run("run", "plan.yaml", "-o", "out")
    job.expectSuccess()
    let costs = try run(
      "network", "costs", "streets.gpkg", "--from", "out/accessibility-cells.geojson", "--to",
      "clinics.csv", "--nearest", "1", "--max-snap", "100")
    costs.expectSuccess()
    var minutes: [String: Double] = [:]
    for line in costs.output.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",")
      minutes[String(cells[0])] = Double(cells[2])
    }
    let cells = try result("accessibility-cells.geojson")["features"].items
    var area = 0.0
    var within = 0.0
    var sum = 0.0
    for cell in cells where cell["properties"]["zone_id"].string == "A" {
      let properties = cell["properties"]
      let id = try #require(cell["id"].string)
      let expected = try #require(minutes[id])
      // Points are written with 7 decimals, about a centimetre, and minutes with two.
      let found = try #require(properties["clinics_walk_min"].number)
      #expect(abs(found - expected) < 0.006)
      #expect(properties["clinics_reason"] == .null)
      #expect(properties["accessibility_model"].string == "street_network")
      let weight = try #require(properties["area_m2"].number)
      area += weight
      within += expected <= 2 ? weight : 0
      sum += weight * expected
    }
    let zones = try result("accessibility.geojson")["features"].items
    let first = zones[0]["properties"]
    #expect(first["accessibility_profile"].string == "walk")
    #expect(first["accessibility_extract"].string == "extract.osm")
    #expect(cells[0]["properties"]["accessibility_extract_sha256"].string?.count == 64)
    #expect(job.output.contains("mean min"))
    #expect(abs((first["clinics_walk_mean_min"].number ?? .nan) - sum / area) < 0.006)
    #expect(abs((first["clinics_within_2min_share"].number ?? .nan) - within / area) < 0.01)
    #expect(first["clinics_reached_share"].number == 1)
    #expect((0.3...0.99).contains(first["clinics_within_100m_share"].number ?? .nan))
    #expect(zones[1]["properties"]["sample_cells"].number ?? 0 > 50)
    // No street leaves the zones where it could be followed.
    #expect(first["clinics_boundary_bias_share"].number == 0)
  }

  @Test func whatIsNotReachedIsNullWithItsReason() throws {
    let job = try run("run", "plan.yaml", "-o", "out")
    #expect(job.exitCode == 0)
    let zones = try result("accessibility.geojson")["features"].items
    let (here, apart) = (zones[0]["properties"], zones[1]["properties"])
    #expect(apart["clinics_walk_mean_min"] == .null && apart["clinics_distance_p50_m"] == .null)
    #expect(apart["clinics_reason"].string == "not_connected")
    #expect(apart["clinics_within_2min_share"].number == 0)
    #expect(apart["clinics_reached_share"].number == 0)
    #expect(here["clinics_reason"] == .null)
    #expect(here["none_reason"].string == "no_destinations")
    #expect(here["none_within_2min_share"] == .null)
    // The islet is on a street that does not hang together with the others.
    #expect(here["isles_reason"].string == "not_connected")
    let summary = try result("summary.json")
    let accessibility = summary["accessibility"]
    #expect(accessibility["model"].string == "street_network")
    #expect(accessibility["network"]["profile"].string == "walk")
    #expect(accessibility["network"]["extract_sha256"].string?.count == 64)
    #expect(accessibility["destinations"][0]["within_minutes"][0]["cutoff_min"].number == 2)
    #expect((accessibility["destinations"][0]["reached_share"].number ?? 2) < 0.6)
    #expect(accessibility["destinations"][2]["reason"].string == "not_connected")
    let notes = summary["notes"].items.compactMap(\.string)
    #expect(notes.contains { $0.contains("sample cells are farther than 100 m from any street") })
    #expect(notes.contains { $0.hasPrefix("1 of 2 destinations of \"isles\" are farther") })
  }

  @Test func aNetworkAloneIsEnough() throws {
    let short = Self.plan.replacing(
      "{ source: streets.gpkg, max_snap_m: 100, cutoffs_min: [2] }", with: "streets.gpkg")
    try folder.write("short.yaml", short)
    try run("run", "short.yaml", "-o", "out").expectSuccess()
    let zones = try result("accessibility.geojson")["features"].items
    #expect(zones[0]["properties"]["clinics_within_15min_share"].number == 1)
  }

  /// A name in the plan that leads to no network: named where it stands, exit code and all.
  @Test func wrongNetworks() throws {
    try folder.write("gone.yaml", Self.plan.replacing("streets.gpkg", with: "gone.gpkg"))
    let gone = try run("run", "gone.yaml", "-o", "out")
    #expect(gone.exitCode == 66 && gone.errors.contains("gone.gpkg"))
    let check = try run("check", "gone.yaml", "--format", "json")
    let findings = try ParsedJSON(check.output)["findings"].items
    let missing = findings.first { $0["code"].string == "X502" }
    #expect(missing?["line"].number == 8 && check.exitCode == 1)
    try folder.write("zones.yaml", Self.plan.replacing("streets.gpkg", with: "zones.geojson"))
    #expect(try run("run", "zones.yaml", "-o", "out").exitCode == 65)
    try folder.write("key.yaml", Self.plan.replacing("max_snap_m: 100", with: "max_snap: 100"))
    let key = try run("run", "key.yaml", "-o", "out")
    #expect(key.exitCode == 65 && key.errors.contains("unknown key \"max_snap\""))
    try folder.write(
      "far.yaml", Self.plan.replacing("zones.geojson", with: "far.geojson"))
    try folder.write("far.geojson", Self.collection([Self.square("F", 5.5, 43.5)]))
    let far = try run("run", "far.yaml", "-o", "out")
    #expect(far.exitCode == 65)
    #expect(far.errors.contains("no sample cell of the zones lies within 100 m of a street"))
    #expect(!Files.exists("out/summary.json", in: folder))
  }

  @Test func sameBytesOnAnyNumberOfThreads() throws {
    var seen: Set<Data> = []
    for threads in ["1", "2", "5"] {
      try run("run", "plan.yaml", "-o", "out", "--threads", threads).expectSuccess()
      seen.insert(try Files.bytes("out/accessibility.geojson", in: folder))
    }
    #expect(seen.count == 1)
  }
}
