import Foundation
import GeoCore
import TestSupport
import Testing

/// `isochrones`, from file to file, on three streets whose lengths are known by hand: 0.001
/// degrees are 81.1 m of longitude and 111.1 m of latitude there, and 80 m a minute's walk.
@Suite struct IsochronesCommandTests {
  private let folder: Scratch

  init() throws {
    folder = try SmallStreets.network()
    try folder.write(
      "places.csv", "id,lon,lat\nwest,5.400,43.30\nislet,5.411,43.31\nfield,5.420,43.32\n")
  }

  @discardableResult
  private func run(_ arguments: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(arguments, in: folder)
  }

  private func isochrones(_ arguments: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(
      ["isochrones", "--network", "streets.gpkg", "--from", "places.csv"] + arguments, in: folder)
  }

  private func features(_ text: String) throws -> [[String: Any]] {
    let whole = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require(whole?["features"] as? [[String: Any]])
  }

  private func property(_ feature: [String: Any], _ name: String) -> Any? {
    (feature["properties"] as? [String: Any])?[name]
  }

  @Test func bandsOfAllPlaces() throws {
    let result = try isochrones("--cutoffs", "1,2,60,90")
    result.expectSuccess()
    #expect(result.errors.contains("1 of 3 origins are not connected (not_connected)"))
    let found = try features(result.output)
    #expect(found.map { $0["id"] as? String } == ["0-1", "1-2", "2-60", "60-90"])
    let streets = found.compactMap { property($0, "streets_m") as? Double }
    // 80 m from the west end, and 80 m of the islet's street of 81.1 m.
    #expect(abs(streets[0] - 160) < 0.1)
    // On to 160 m by both branches, and the rest of the islet's.
    #expect(abs(streets[1] - (1.1 + 78.9 + 78.9 + 1.1)) < 0.6)
    #expect(abs(streets[0] + streets[1] + streets[2] - (162.2 + 111.1 + 81.1)) < 0.3)
    #expect(streets[3] == 0)
    let areas = found.compactMap { property($0, "area_m2") as? Double }
    #expect(areas.count == 4 && areas[0] > 2 * .pi * 75 * 75 / 2 && areas[3] == 0)
    #expect(found[3]["geometry"] is NSNull)
    #expect(property(found[3], "reason") as? String == "nothing_reached")
    #expect(property(found[0], "reason") is NSNull)
    #expect(property(found[0], "profile") as? String == "walk")
    for fact in [
      "\"model\":\"street_network\"", "extract_sha256", "\"reach_m\":75", "\"cell_m\":10",
    ] {
      #expect(result.output.contains(fact), "\(fact)")
    }
  }

  @Test func bandsOfEachPlace() throws {
    let result = try isochrones("--isochrones", "1,2", "--each", "--threads", "2")
    result.expectSuccess()
    let found = try features(result.output)
    #expect(
      found.map { $0["id"] as? String } == [
        "field", "islet:0-1", "islet:1-2", "west:0-1", "west:1-2",
      ])
    #expect(
      found.map { property($0, "from_id") as? String } == [
        "field", "islet", "islet", "west", "west",
      ])
    #expect(found[0]["geometry"] is NSNull)
    #expect(property(found[0], "reason") as? String == "not_connected")
    #expect(property(found[0], "area_m2") is NSNull && property(found[0], "streets_m") is NSNull)
    #expect(try isochrones("--cutoffs", "1,2", "--each", "--threads", "1").output == result.output)
  }

  /// A square around the crossing is entered where streets cross it: its ground costs nothing.
  @Test func aFacilityWithAnExtent() throws {
    let square = SmallLayers.rectangle(5.4005, 43.2995, 5.4015, 43.3005)
    try folder.write(
      "park.geojson",
      SmallLayers.collection([SmallLayers.feature(id: "\"park\"", "{}", square)]))
    let result = try run(
      "isochrones", "--network", "streets.gpkg", "--from", "park.geojson", "--cutoffs", "0.1,5")
    result.expectSuccess()
    let found = try features(result.output)
    // 81.1 by 111.1 m, and what 8 m around the three crossings add.
    let area = try #require(property(found[0], "area_m2") as? Double)
    #expect(area > 81.1 * 111.1 && area < 81.1 * 111.1 + 3 * 8 * 8 * .pi)
    let streets = try #require(property(found[0], "streets_m") as? Double)
    // Inside, streets are reached from the crossings: 8 m on either side of each.
    #expect(abs(streets - 3 * 16) < 0.1)
  }

  @Test func givenEntrances() throws {
    try folder.write("gates.csv", "id,lon,lat,facility_id\n1,5.402,43.30,west\n")
    let result = try isochrones("--cutoffs", "1", "--each", "--entrances", "gates.csv")
    result.expectSuccess()
    let west = try #require(try features(result.output).last)
    let ring = try #require(
      ((west["geometry"] as? [String: Any])?["coordinates"] as? [[[Double]]])?.first)
    #expect((ring.map { $0[0] }.min() ?? 0) > 5.4005)
  }

  @Test func otherFormats() throws {
    try isochrones("--cutoffs", "1,2", "-o", "bands.gpkg").expectSuccess()
    let text = try isochrones("--cutoffs", "1,2").output
    try run("convert", "bands.gpkg", "bands.geojson").expectSuccess()
    let read = try features(try Files.text("bands.geojson", in: folder))
    let written = try features(text)
    #expect(read.count == 2)
    for (a, b) in zip(read, written) {
      #expect(a["geometry"] as? NSDictionary == b["geometry"] as? NSDictionary)
    }
  }

  @Test(arguments: [
    ("10,5", "5 follows 10"), ("5,5", "5 follows 5"), ("0,5", "0 is not from 0.1"),
    ("-5,5", "-5 is not from 0.1"), ("ten", "\"ten\" is not a time"),
    ("5,,10", "\"\" is not a time"),
    ("nan", "\"nan\" is not a time"), ("inf", "\"inf\" is not a time"),
    ("5,20000", "to 10080 minutes"),
    ((1...61).map(String.init).joined(separator: ","), "61 cutoffs; at most 60"),
  ])
  func badCutoffs(_ text: String, _ says: String) throws {
    try isochrones("--cutoffs=\(text)").expectUsageError(saying: "--cutoffs", says)
  }

  @Test(arguments: [
    (["--reach", "5"], "--reach must be"), (["--cell", "2"], "--cell must be"),
    (["--cell", "100"], "--cell 100: a cell must not be larger than the reach, 75 m"),
    (["--off-street-speed", "0"], "--off-street-speed must be"),
    (["--min-hole=-1"], "--min-hole must be"), (["--max-snap", "x"], "--max-snap"),
    (["--from-id", "name"], "have no column \"name\""),
  ])
  func badOptions(_ options: [String], _ says: String) throws {
    let result = try AmpGeoProcess.run(
      ["isochrones", "--network", "streets.gpkg", "--from", "places.csv", "--cutoffs", "5"]
        + options, in: folder)
    result.expectUsageError(saying: says)
  }

  @Test func badInput() throws {
    try run("isochrones", "--network", "gone.gpkg", "--from", "places.csv", "--cutoffs", "5")
      .expectFailure(66, saying: "gone.gpkg")
    try run("isochrones", "--network", "streets.gpkg", "--from", "gone.csv", "--cutoffs", "5")
      .expectFailure(66, saying: "gone.csv")
    try folder.write("sea.csv", "id,lon,lat\nship,5.405,43.305\n")
    try run("isochrones", "--network", "streets.gpkg", "--from", "sea.csv", "--cutoffs", "5")
      .expectFailure(65, saying: "sea.csv", "not_connected", "--max-snap")
    try folder.write("away.csv", "id,lon,lat\nParis,2.35,48.85\n")
    try run("isochrones", "--network", "streets.gpkg", "--from", "away.csv", "--cutoffs", "5")
      .expectFailure(65, saying: "the network misses the origins")
    #expect(!Files.exists("isochrones.geojson", in: folder))
  }
}
