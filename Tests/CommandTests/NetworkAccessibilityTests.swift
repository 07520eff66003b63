import Foundation
import TestSupport
import Testing

/// `accessibility --network` on three streets whose lengths are known by hand: 0.001 degrees are
/// 81.1 m of longitude and 111.1 m of latitude there, and 80 m a minute's walk. From both ends of the
/// street to the clinic in its middle it is 1.01 minutes, to the northern one 2.40.
@Suite struct NetworkAccessibilityTests {
  private let folder: Scratch

  init() throws {
    folder = try SmallStreets.network()
    try folder.write("homes.csv", SmallStreets.homes)
    try folder.write("clinics.csv", SmallStreets.clinics)
  }

  private func run(_ arguments: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(arguments, in: folder)
  }

  private func access(
    _ more: [String], origins: String = "homes.csv", destinations: String = "clinics.csv",
    network: String = "streets.gpkg"
  ) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(
      [
        "accessibility", "--network", network, "--origins", origins, "--destinations",
        destinations,
      ] + more, in: folder)
  }

  private static let csv = ["--format", "csv", "--quiet"]
  private static let e2sfca = [
    "--demand", "people", "--supply", "doctors", "--measure", "e2sfca", "--decay",
    "step(1.5:1,3:0.5)",
  ]

  /// The cells of each row by the names of the columns, under the origin's id.
  private func table(_ text: String) -> [String: [String: String]] {
    let rows = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var table: [String: [String: String]] = [:]
    for row in rows.dropFirst() {
      table[row[0]] = Dictionary(uniqueKeysWithValues: zip(rows[0], row))
    }
    return table
  }

  private func number(_ cell: String?, is wanted: Double, _ tolerance: Double = 1e-3) -> Bool {
    cell.flatMap(Double.init).map { abs($0 - wanted) <= tolerance } ?? false
  }

  // MARK: Scores

  @Test func catchmentsByHand() throws {
    let result = try access(Self.e2sfca + Self.csv)
    result.expectSuccess()
    let found = table(result.output)
    // The middle: 6 doctors for 30 people; north: 2 for half of each; the islet: 3 for 30.
    let town = 6.0 / 30 + 0.5 * 2 / 15
    #expect(number(found["west"]?["e2sfca"], is: town, 1e-12))
    #expect(number(found["east"]?["e2sfca"], is: town, 1e-12))
    #expect(number(found["island"]?["e2sfca"], is: 0.1, 1e-12))
    #expect(found["field"]?["e2sfca"] == "" && found["field"]?["e2sfca_reason"] == "not_connected")
  }

  /// Who is off the streets is not connected to the same place either, but to a park around it.
  @Test func placesOffTheStreets() throws {
    let own = try access(
      ["--measure", "cost_to_closest"] + Self.csv, destinations: "homes.csv")
    own.expectSuccess()
    let found = table(own.output)
    #expect(found["west"]?["cost_to_closest"] == "0")
    #expect(found["field"]?["cost_to_closest"] == "")
    #expect(found["field"]?["cost_to_closest_reason"] == "not_connected")
    try folder.write(
      "parks.geojson",
      SmallLayers.collection([
        SmallLayers.feature(id: "1", "{}", SmallLayers.rectangle(5.419, 43.319, 5.43, 43.33)),
        SmallLayers.feature(id: "2", "{}", SmallLayers.rectangle(5.4, 43.2999, 5.401, 43.3)),
      ]))
    let parks = try access(
      ["--measure", "cost_to_closest"] + Self.csv, destinations: "parks.geojson")
    parks.expectSuccess()
    #expect(table(parks.output)["field"]?["cost_to_closest"] == "0")
  }

  @Test func costsByHand() throws {
    let result = try access(["--measure", "cost_to_closest"] + Self.csv)
    result.expectSuccess()
    let found = table(result.output)
    #expect(number(found["west"]?["cost_to_closest"], is: 81.1 / 80))
    #expect(number(found["island"]?["cost_to_closest"], is: 40.55 / 80))
    #expect(found["field"]?["cost_to_closest_reason"] == "not_connected")
    let two = table(try access(["--measure", "cost_to_closest", "--count", "2"] + Self.csv).output)
    #expect(number(two["west"]?["cost_to_closest"], is: (81.1 + 111.1) / 80, 3e-3))
    #expect(two["island"]?["cost_to_closest_reason"] == "not_enough_supply")
  }

  @Test func provenanceNamesTheNetwork() throws {
    let result = try access(["--measure", "cumulative", "--cutoff", "9", "--max-snap", "900"])
    result.expectSuccess()
    #expect(result.errors.contains("1 of 4 origins are not connected (not_connected)"))
    let said = try ParsedJSON(result.output)["amp_geo"]["parameters"]
    #expect(said["model"].string == "street_network" && said["profile"].string == "walk")
    #expect(said["extract"].string == "extract.osm" && said["max_snap_m"].number == 900)
    #expect(said["extract_sha256"].string?.count == 64)
  }

  @Test func sameBytesOnAnyNumberOfThreads() throws {
    try folder.write("area.geojson", Self.area)
    let outputs = try ["1", "2", "5"].map { threads in
      try access(
        Self.e2sfca + [
          "--measure", "cost_to_closest", "--add", "5.4,43.3", "--close", "middle", "--boundary",
          "area.geojson", "--threads", threads,
        ]
      ).outputBytes
    }
    #expect(!outputs[0].isEmpty && Set(outputs).count == 1)
  }

  /// Half way up the footway and around the east end: entered at the border, or by a gate.
  @Test func polygonsAndEntrances() throws {
    try folder.write("parks.geojson", Self.parks)
    try folder.write("gates.csv", "facility_id,lon,lat\npark,5.401,43.301\n")
    let closest = ["--measure", "cost_to_closest"] + Self.csv
    let open = table(try access(closest, destinations: "parks.geojson").output)
    #expect(number(open["west"]?["cost_to_closest"], is: (81.1 + 55.55) / 80, 3e-3))
    #expect(open["east"]?["cost_to_closest"] == "0")
    let gated = table(
      try access(closest + ["--entrances", "gates.csv"], destinations: "parks.geojson").output)
    #expect(number(gated["west"]?["cost_to_closest"], is: (81.1 + 111.1) / 80, 3e-3))
    #expect(gated["east"]?["cost_to_closest"] == "0")
    // From a polygon: from its middle, the junction.
    try folder.write("cells.geojson", Self.cell)
    let away = table(
      try access(closest, origins: "cells.geojson", destinations: "homes.csv").output)
    #expect(number(away["cell"]?["cost_to_closest"], is: 81.1 / 80, 3e-3))
  }

  private static let cell = """
    {"type": "Feature", "id": "cell", "properties": {}, "geometry": {"type": "Polygon",
    "coordinates": [[[5.4002, 43.2995], [5.4018, 43.2995], [5.4018, 43.3005], [5.4002, 43.3005],
    [5.4002, 43.2995]]]}}
    """

  private static let parks = """
    {"type": "FeatureCollection", "features": [{"type": "Feature", "id": "park",
    "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": [
    [[[5.4005, 43.3005], [5.4015, 43.3005], [5.4015, 43.302], [5.4005, 43.3005]]],
    [[[5.4019, 43.2999], [5.4025, 43.2999], [5.4025, 43.3001],
    [5.4019, 43.3001], [5.4019, 43.2999]]]]}}]}
    """

  // MARK: Reasons

  @Test func outOfCutoffIsNotNotConnected() throws {
    let found = table(
      try access(["--measure", "cumulative", "--cutoff", "0.6"] + Self.csv).output)
    #expect(found["west"]?["cumulative_reason"] == "out_of_cutoff")
    #expect(found["island"]?["cumulative"] == "1")
    #expect(found["field"]?["cumulative_reason"] == "not_connected")
    // Nothing on the island: joined to a street, and no way to any clinic.
    try folder.write("town.csv", "id,lon,lat\nnorth,5.401,43.301\nmiddle,5.401,43.30\n")
    for limit in [["--cutoff", "0.6"], ["--cutoff", "60"]] {
      let cut = table(
        try access(["--measure", "cumulative"] + limit + Self.csv, destinations: "town.csv").output)
      #expect(cut["island"]?["cumulative_reason"] == "not_connected")
    }
    for measure in [
      ["cost_to_closest", "--cutoff", "0.6"], ["gravity", "--decay", "linear(0.6)"],
    ] {
      let cut = table(
        try access(["--measure"] + measure + Self.csv, destinations: "town.csv").output)
      #expect(cut["island"]?["\(measure[0])_reason"] == "not_connected")
      #expect(cut["west"]?["\(measure[0])_reason"] == "out_of_cutoff")
    }
  }

  /// What is closed connects nobody, however far it is; what is opened does in the scenario.
  @Test func reasonsOfTheScenario() throws {
    let limited = ["--measure", "cumulative", "--cutoff", "0.3"] + Self.csv
    let closed = table(try access(limited + ["--close", "islet"]).output)
    #expect(closed["island"]?["cumulative_reason"] == "out_of_cutoff")
    #expect(closed["island"]?["cumulative_after_reason"] == "not_connected")
    #expect(closed["west"]?["cumulative_after_reason"] == "out_of_cutoff")
    let opened = table(try access(limited + ["--open", "islet"]).output)
    #expect(opened["island"]?["cumulative_reason"] == "not_connected")
    #expect(opened["island"]?["cumulative_after_reason"] == "out_of_cutoff")
    let all = table(
      try access(
        ["--measure", "cost_to_closest", "--close", "north", "--close", "middle"] + Self.csv
      ).output)
    #expect(all["west"]?["cost_to_closest_after_reason"] == "not_connected")
    #expect(number(all["west"]?["cost_to_closest"], is: 81.1 / 80))
  }

  @Test func supplyOfZero() throws {
    try folder.write(
      "empty.csv", "id,lon,lat,doctors\nnorth,5.401,43.301,0\nislet,5.411,43.31,0\n")
    let none = table(try access(Self.e2sfca + Self.csv, destinations: "empty.csv").output)
    #expect(none["west"]?["e2sfca_reason"] == "no_supply")
    try folder.write(
      "one.csv",
      "id,lon,lat,doctors\nnorth,5.401,43.301,3\nmiddle,5.401,43.3,0\nislet,5.411,43.31,0\n")
    let closest = table(
      try access(
        ["--supply", "doctors", "--measure", "cost_to_closest"] + Self.csv,
        destinations: "one.csv"
      ).output)
    // Past the middle, where there is nobody, to the north.
    #expect(number(closest["west"]?["cost_to_closest"], is: (81.1 + 111.1) / 80, 3e-3))
    #expect(closest["island"]?["cost_to_closest_reason"] == "no_supply")
  }

  @Test func nobodyLivesThere() throws {
    try folder.write(
      "homes.csv", "id,lon,lat,people,side\nwest,5.400,43.30,0,a\neast,5.402,43.30,0,a\n")
    let result = try access(
      Self.e2sfca + Self.csv + [
        "--measure", "raam", "--measure", "3sfca", "--measure", "bfca", "--measure",
        "spatial_availability", "--groups", "side", "--groups-output", "groups.csv",
        "--inequality", "people.csv",
      ])
    result.expectSuccess()
    let found = table(result.output)
    for measure in ["e2sfca", "raam", "3sfca", "bfca", "spatial_availability"] {
      #expect(found["west"]?["\(measure)_reason"] == "no_demand", "\(measure)")
    }
    for text in [result.output, try Files.text("groups.csv", in: folder)] {
      #expect(!text.lowercased().contains("nan") && !text.contains("inf"))
    }
    #expect(try Files.text("groups.csv", in: folder).contains("e2sfca,a,0,0,\n"))
  }

  @Test func allDemandOutOfReach() throws {
    let result = try access(
      ["--demand", "people", "--measure", "2sfca", "--cutoff", "0.1", "--format", "csv"])
    result.expectSuccess()
    #expect(result.output.contains("west,10,,out_of_cutoff,"))
    #expect(result.errors.contains("2sfca: 3 origins without a score, out_of_cutoff"))
  }

  // MARK: Scenarios

  @Test func addingIsOpeningWhatWasKnown() throws {
    try folder.write(
      "known.csv",
      """
      id,lon,lat,doctors
      north,5.401,43.301,2
      middle,5.401,43.30,6
      islet,5.411,43.31,3
      new,5.4005,43.3,4

      """)
    let people = ["--groups", "side", "--groups-output"]
    for measures in [
      Self.e2sfca, ["--measure", "cost_to_closest"],
      ["--demand", "people", "--measure", "raam", "--supply", "doctors"],
      Self.e2sfca + ["--close", "middle"],
    ] {
      let added = try access(
        measures + Self.csv + ["--add", "5.4005,43.3,4"] + people + ["added.csv"])
      added.expectSuccess()
      let opened = try access(
        measures + Self.csv + ["--open", "new"] + people + ["opened.csv"],
        destinations: "known.csv")
      #expect(added.output == opened.output && added.output.contains("_after"))
      #expect(
        try Files.text("added.csv", in: folder) == Files.text("opened.csv", in: folder))
    }
  }

  @Test func addingByHand() throws {
    let result = try access(
      ["--measure", "cost_to_closest", "--add", "5.4,43.3", "--add", "5.4105,43.31"] + Self.csv)
    result.expectSuccess()
    let found = table(result.output)
    #expect(found["west"]?["cost_to_closest_after"] == "0")
    #expect(number(found["west"]?["cost_to_closest_change"], is: -81.1 / 80))
    #expect(found["east"]?["cost_to_closest_change"] == "0")
    #expect(found["island"]?["cost_to_closest_after"] == "0")
    // The supply of what is added: 30 doctors for the 10 people who are near.
    let supplied = table(
      try access(
        ["--demand", "people", "--supply", "doctors", "--measure", "2sfca", "--cutoff", "0.5"]
          + Self.csv + ["--add", "5.4,43.3,30"]
      ).output)
    #expect(supplied["west"]?["2sfca_after"] == "3" && supplied["west"]?["2sfca"] == "")
    #expect(supplied["west"]?["2sfca_after_reason"] == "")
  }

  @Test func addingWhereNoStreetIs() throws {
    let closest = ["--measure", "cost_to_closest"]
    try access(closest + ["--add", "5.403,43.29"])
      .expectFailure(
        65, saying: "the added destination 5.403,43.29: not_connected", "within 500 m of a street",
        "--max-snap")
    try access(closest + ["--add", "2.35,48.85"])
      .expectFailure(
        65, saying: "the added destination 2.35,48.85: the network misses the destinations")
    try access(closest + ["--add", "5.403"])
      .expectFailure(64, saying: "--add 5.403: two or three numbers are wanted")
    try access(closest + ["--add", "-51.2,-100"]).expectFailure(64, saying: "--add -51.2,-100")
  }

  @Test func explainsOverStreets() throws {
    let result = try access(Self.e2sfca + ["--explain", "west", "--quiet"])
    result.expectSuccess()
    #expect(result.output.hasPrefix("e2sfca of origin west: 0.26666666666666666\n"))
    #expect(result.output.contains("middle") && result.output.contains("north"))
    #expect(!result.output.contains("islet"))
  }

  @Test func explainsWhatIsAdded() throws {
    let result = try access(
      [
        "--measure", "cumulative", "--cutoff", "2", "--explain", "west", "--add", "5.4,43.3,4",
        "--close", "middle",
      ] + Self.csv)
    result.expectSuccess()
    #expect(result.output.contains(",before,west,middle,"))
    #expect(result.output.contains("cumulative,after,west,\"5.4,43.3,4\",0,4,4,1,\n"))
    #expect(!result.output.contains("after,west,middle"))
  }

  // MARK: The border of the study area

  /// The border crosses the street between its middle and its east end.
  private static let area = """
    {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates":
    [[[5.3995, 43.299], [5.4015, 43.299], [5.4015, 43.302], [5.3995, 43.302], [5.3995, 43.299]]]}}
    """

  private func writeBorderHomes() throws {
    try folder.write("area.geojson", Self.area)
    // 0.0005 to the middle and 0.001 to the border; 0.0004 and 0.0001; outside; in the fields.
    try folder.write(
      "homes.csv",
      """
      id,lon,lat,people,side
      a,5.4005,43.30,10,town
      b,5.4014,43.30,30,town
      c,5.402,43.30,5,isle
      d,5.420,43.32,40,isle

      """)
  }

  @Test func nearerToTheBorderThanToAClinic() throws {
    try writeBorderHomes()
    let result = try access(
      [
        "--measure", "cost_to_closest", "--demand", "people", "--boundary", "area.geojson",
        "--groups", "side", "--groups-output", "groups.csv",
      ] + ["--format", "csv"])
    result.expectSuccess()
    #expect(result.errors.contains("the nearest destination of 2 origins may lie outside"))
    #expect(result.output.hasPrefix("id,people,side,cost_to_closest,cost_to_closest_reason,bound"))
    let found = table(result.output)
    #expect(
      ["a", "b", "c", "d"].map { found[$0]?["boundary_bias"] } == ["false", "true", "true", ""])
    let groups = try Files.text("groups.csv", in: folder)
    #expect(groups.contains(",isle,45,40,") && groups.contains(",1\n"))
    #expect(groups.contains(",town,40,0,") && groups.contains(",0.75\n"))
    let json = try ParsedJSON(
      try access(["--measure", "cost_to_closest", "--boundary", "area.geojson"]).output)
    #expect(json["features"][1]["properties"]["boundary_bias"] == .bool(true))
    #expect(json["amp_geo"]["inputs"].items.count == 3)
  }

  /// Streets that were cut at the border end there; it is the same as if they went on.
  @Test func streetsThatWereCut() throws {
    try writeBorderHomes()
    try SmallStreets.build("cut.gpkg", in: folder, "--clip", "area.geojson")
    let found = table(
      try access(
        ["--measure", "cost_to_closest", "--boundary", "area.geojson"] + Self.csv,
        destinations: "clinics.csv", network: "cut.gpkg"
      ).output)
    #expect(["a", "b"].map { found[$0]?["boundary_bias"] } == ["false", "true"])
    // Without a clinic, all who can leave are affected; those of no supply are none.
    try folder.write("far.csv", "id,lon,lat,doctors\nmiddle,5.401,43.30,0\n")
    let none = table(
      try access(
        [
          "--measure", "cost_to_closest", "--supply", "doctors", "--boundary", "area.geojson",
        ] + Self.csv, destinations: "far.csv"
      ).output)
    #expect(none["a"]?["boundary_bias"] == "true")
  }

  @Test func areasThatAreNone() throws {
    try writeBorderHomes()
    let closest = ["--measure", "cost_to_closest", "--boundary"]
    try access(closest + ["clinics.csv"])
      .expectFailure(65, saying: "clinics.csv: there are no polygons in it", "--boundary")
    try folder.write(
      "paris.geojson", Self.area.replacing("5.39", with: "2.39").replacing("5.40", with: "2.40"))
    try access(closest + ["paris.geojson"])
      .expectFailure(65, saying: "paris.geojson: no origin lies in the study area")
    try access(closest + ["none.geojson"]).expectFailure(66, saying: "none.geojson")
    // Its upper corners exchanged.
    try folder.write(
      "bow.geojson",
      Self.area.replacing(
        "[5.4015, 43.302], [5.3995, 43.302]", with: "[5.3995, 43.302], [5.4015, 43.302]"))
    try access(closest + ["bow.geojson"])
      .expectFailure(65, saying: "bow.geojson", "invalid polygon: Self-intersection", "amp-geo fix")
  }

  // MARK: Bad input

  @Test func facilitiesInTheSea() throws {
    try folder.write("sea.csv", "id,lon,lat\nbuoy,5.403,43.29\n")
    try access(["--measure", "cost_to_closest"], destinations: "sea.csv").expectFailure(
      65, saying: "sea.csv: not_connected: none of 1 destinations", "--max-snap")
    try folder.write("some.csv", "id,lon,lat\nbuoy,5.403,43.29\nmiddle,5.401,43.3\n")
    let some = try access(
      ["--measure", "cost_to_closest", "--format", "csv"], destinations: "some.csv")
    some.expectSuccess()
    #expect(some.errors.contains("1 of 2 destinations are not connected (not_connected)"))
    #expect(number(table(some.output)["west"]?["cost_to_closest"], is: 81.1 / 80))
    try access(["--measure", "cost_to_closest"], origins: "sea.csv")
      .expectFailure(65, saying: "none of 1 origins lies within 500 m")
  }

  @Test func networkThatMissesTheArea() throws {
    try folder.write("far.csv", "id,lon,lat\nparis,2.35,48.85\n")
    try access(["--measure", "cost_to_closest"], origins: "far.csv").expectFailure(
      65, saying: "far.csv: the network misses the origins", "2.35 48.85", "extract")
    try folder.write("bare.csv", "id,name\na,b\n")
    try access(["--measure", "cost_to_closest"], origins: "bare.csv")
      .expectFailure(65, saying: "bare.csv: the origins have no coordinates")
  }

  /// One street that a barrier cuts in two: whoever is on the other side is not connected.
  @Test func componentCutInTwo() throws {
    try folder.write(
      "extract.osm",
      SmallStreets.extract(lastStreet: "residential").replacing(
        "<node id=\"2\" lat=\"43.30\" lon=\"5.401\"/>",
        with: "<node id=\"2\" lat=\"43.30\" lon=\"5.401\"><tag k=\"barrier\" v=\"wall\"/></node>"))
    try SmallStreets.build("cut.gpkg", in: folder)
    try folder.write("west.csv", "id,lon,lat\nclinic,5.4005,43.3\n")
    let found = table(
      try access(
        ["--measure", "cumulative", "--cutoff", "30"] + Self.csv, destinations: "west.csv",
        network: "cut.gpkg"
      ).output)
    #expect(found["west"]?["cumulative"] == "1")
    #expect(found["east"]?["cumulative_reason"] == "not_connected")
  }

  @Test func noNetwork() throws {
    let closest = ["--measure", "cost_to_closest"]
    try access(closest, network: "homes.csv").expectFailure(65, saying: "homes.csv")
    try access(closest, network: "none.gpkg").expectFailure(66, saying: "none.gpkg")
    try run("convert", "homes.csv", "homes.gpkg").expectSuccess()
    try access(closest, network: "homes.gpkg")
      .expectFailure(65, saying: "homes.gpkg", "holds no street network", "network build")
  }

  @Test func wrongUsage() throws {
    let closest = ["--measure", "cost_to_closest"]
    try folder.write("costs.csv", "from_id,to_id,travel_time\nwest,north,3\n")
    func table(_ more: [String]) throws -> AmpGeoProcess {
      try AmpGeoProcess.run(
        [
          "accessibility", "--costs", "costs.csv", "--origins", "homes.csv", "--destinations",
          "clinics.csv",
        ] + closest + more, in: folder)
    }
    try access(closest + ["--costs", "costs.csv"])
      .expectFailure(64, saying: "--costs and --network do not go together")
    try access(closest + ["--ignore-unknown"]).expectFailure(64, saying: "go with --costs")
    try access(closest + ["--max-snap=-1"]).expectUsageError(saying: "--max-snap")
    try access(["--measure", "gravity", "--decay", "linear(x)"])
      .expectFailure(64, saying: "the cutoff \"x\" is not a number")
    try table(["--add", "5.4,43.3"])
      .expectFailure(64, saying: "--add 5.4,43.3", "--network", "--open")
    try table(["--boundary", "clinics.csv"]).expectFailure(64, saying: "--boundary", "--network")
    try table(["--max-snap", "90"]).expectFailure(64, saying: "go with --network")
    try run(
      "accessibility", "--origins", "homes.csv", "--destinations", "clinics.csv", "--measure",
      "cost_to_closest"
    ).expectFailure(64, saying: "measures need costs", "--network")
  }
}
