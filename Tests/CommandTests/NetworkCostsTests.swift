import Foundation
import TestSupport
import Testing

/// `network costs`, from file to file, on three streets whose lengths are known by hand: 0.001
/// degrees are 81.1 m of longitude and 111.1 m of latitude there, and 80 m a minute's walk.
@Suite struct NetworkCostsTests {
  private let folder: Scratch

  init() throws {
    folder = try SmallStreets.network()
    // An id with a comma.
    try folder.write("homes.csv", SmallStreets.homes.replacing("island", with: "\"is,land\""))
    try folder.write("clinics.csv", SmallStreets.clinics)
  }

  private func run(_ arguments: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(arguments, in: folder)
  }

  private func costs(_ arguments: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(
      ["network", "costs", "streets.gpkg", "--from", "homes.csv"] + arguments, in: folder)
  }

  private struct Row {
    var pair: String
    var minutes: Double?
    var meters: Double?
    var rank: String?

    func isAbout(_ pair: String, meters wanted: Double) -> Bool {
      guard self.pair == pair, let minutes, let meters else { return false }
      return abs(meters - wanted) < 0.2 && abs(minutes - meters / 80) < 0.000_1
    }
  }

  private func rows(_ text: String) -> [Row] {
    text.split(separator: "\n").dropFirst().map { line in
      let cells = line.replacing("\"is,land\"", with: "island")
        .split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Row(
        pair: cells[0] + ">" + cells[1], minutes: Double(cells[2]), meters: Double(cells[3]),
        rank: cells.count > 4 ? cells[4] : nil)
    }
  }

  @Test func allPairs() throws {
    let result = try costs("--to", "clinics.csv")
    result.expectSuccess()
    #expect(result.output.hasPrefix("from_id,to_id,travel_time,distance_m\neast,middle,"))
    let found = rows(result.output)
    #expect(found.count == 5)
    #expect(found[0].isAbout("east>middle", meters: 81.1))
    #expect(found[1].isAbout("east>north", meters: 81.1 + 111.1))
    #expect(found[2].isAbout("island>islet", meters: 40.55))
    #expect(found[3].isAbout("west>middle", meters: 81.1))
    #expect(found[4].isAbout("west>north", meters: 81.1 + 111.1))
    #expect(result.errors.contains("1 of 4 origins are not connected (not_connected)"))
    #expect(result.errors.contains("\"field\""))
  }

  @Test func withinACutoff() throws {
    let result = try costs("--to", "clinics.csv", "--cutoff", "1.1")
    result.expectSuccess()
    #expect(rows(result.output).map(\.pair) == ["east>middle", "island>islet", "west>middle"])
  }

  @Test func nearestAreRanked() throws {
    let result = try costs("--to", "clinics.csv", "--nearest", "2")
    result.expectSuccess()
    #expect(result.output.hasPrefix("from_id,to_id,travel_time,distance_m,rank\n"))
    let found = rows(result.output)
    #expect(
      found.map(\.pair) == [
        "east>middle", "east>north", "island>islet", "west>middle", "west>north",
      ])
    #expect(found.map(\.rank) == ["1", "2", "1", "1", "2"])
  }

  @Test func chosenPairsKeepTheirOrder() throws {
    try folder.write(
      "pairs.csv", "from_id,to_id\neast,north\nwest,islet\nfield,north\nwest,middle\n")
    let result = try costs("--to", "clinics.csv", "--pairs", "pairs.csv")
    result.expectSuccess()
    let found = rows(result.output)
    #expect(found.map(\.pair) == ["east>north", "west>islet", "field>north", "west>middle"])
    #expect(found[0].isAbout("east>north", meters: 192.2))
    #expect(found[1].minutes == nil && found[1].meters == nil && found[2].minutes == nil)
    #expect(result.output.hasPrefix("from_id,to_id,travel_time,distance_m,reason\n"))
    try folder.write("twice.csv", "from_id,to_id\neast,north\nwest,islet\neast,north\n")
    try costs("--to", "clinics.csv", "--pairs", "twice.csv")
      .expectFailure(65, saying: "twice.csv:4", "given twice, first in line 2")
    try folder.write("unknown.csv", "from_id,to_id\neast,moon\n")
    try costs("--to", "clinics.csv", "--pairs", "unknown.csv")
      .expectFailure(65, saying: "unknown.csv:2", "no destination has the id \"moon\"")
  }

  /// Of chosen pairs each has a cost or a reason, in either format; the table is read again.
  @Test func chosenPairsSayWhyThereIsNoCost() throws {
    try folder.write(
      "pairs.csv", "from_id,to_id\nwest,islet\nfield,north\nwest,north\nwest,middle\n")
    try costs(
      "--to", "clinics.csv", "--pairs", "pairs.csv", "--cutoff", "1.1", "-o", "costs.gpkg"
    ).expectSuccess()
    try run("convert", "costs.gpkg", "again.csv").expectSuccess()
    let again = try String(contentsOfFile: folder.file("again.csv"), encoding: .utf8)
    let text = try costs(
      "--to", "clinics.csv", "--pairs", "pairs.csv", "--cutoff", "1.1", "-o", "costs.csv")
    text.expectSuccess()
    let table = try String(contentsOfFile: folder.file("costs.csv"), encoding: .utf8)
    // The reader of the GeoPackage numbers its rows.
    let rows = again.split(separator: "\n").map { $0.drop { $0 != "," }.dropFirst() }
    #expect(rows == table.split(separator: "\n").map { $0[...] })
    let lines = table.split(separator: "\n").map(String.init)
    #expect(
      lines[1...3] == [
        "west,islet,,,not_connected", "field,north,,,not_connected", "west,north,,,out_of_cutoff",
      ])
    #expect(lines[4].hasPrefix("west,middle,1.01") && lines[4].hasSuffix(","))
    for file in ["costs.csv", "costs.gpkg"] {
      let result = try run(
        "accessibility", "--costs", file, "--origins", "homes.csv", "--destinations",
        "clinics.csv", "--measure", "cost_to_closest", "-o", "access.csv")
      result.expectSuccess()
      #expect(result.errors.contains("3 pairs without a cost"))
    }
  }

  /// Who is not connected has no way, not even to the same place.
  @Test func unconnectedPlacesHaveNoRows() throws {
    for question in [[], ["--nearest", "2"]] {
      let result = try AmpGeoProcess.run(
        ["network", "costs", "streets.gpkg", "--from", "homes.csv", "--to", "homes.csv"] + question,
        in: folder)
      result.expectSuccess()
      #expect(!result.output.contains("field"))
      #expect(result.output.contains("west,west,0,0"))
    }
    try folder.write("pairs.csv", "from_id,to_id\nfield,field\nwest,west\n")
    let pairs = try costs("--to", "homes.csv", "--pairs", "pairs.csv")
    #expect(pairs.output.hasSuffix("\nfield,field,,,not_connected\nwest,west,0,0,\n"))
    // A polygon around it needs no street.
    try folder.write(
      "park.geojson",
      SmallLayers.collection([
        SmallLayers.feature(id: "\"park\"", "{}", SmallLayers.rectangle(5.41, 43.31, 5.43, 43.33))
      ]))
    #expect(
      try costs("--to", "park.geojson", "--cutoff", "5", "--quiet").output
        .contains("\nfield,park,0,0\n"))
  }

  /// The same place through two systems.
  @Test func samePlaceInAnotherSystem() throws {
    try folder.write("off.csv", "id,lon,lat\noff,5.4007,43.3003\n")
    try run("convert", "off.csv", "off.gpkg", "--to", "EPSG:2154").expectSuccess()
    let result = try run(
      "network", "costs", "streets.gpkg", "--from", "off.gpkg", "--to", "off.csv")
    result.expectSuccess()
    #expect(result.output.hasSuffix("\noff,off,0,0\n"))
  }

  @Test func tablesOfOtherColumns() throws {
    try folder.write("east.csv", "code,east,north\nh,5.400,43.30\n")
    let mixed = try run(
      "network", "costs", "streets.gpkg", "--from", "east.csv", "--to", "clinics.csv", "--x",
      "east",
      "--y", "north", "--crs", "EPSG:4326", "--nearest", "1")
    mixed.expectSuccess()
    #expect(mixed.output.contains("\nh,middle,"))
    #expect(
      mixed.errors.contains(
        "clinics.csv: there are no columns east and north: read from lon and lat"))
    // The first column that holds no coordinate is the id.
    try folder.write("first.csv", "lon,lat,code\n5.400,43.30,h\n5.402,43.30,k\n")
    let first = try run(
      "network", "costs", "streets.gpkg", "--from", "first.csv", "--to", "clinics.csv", "--nearest",
      "1")
    #expect(first.output.contains("\nh,middle,") && first.output.contains("\nk,middle,"))
    try folder.write("plain.csv", "east,north,code\n5.400,43.30,h\n5.402,43.30,k\n")
    let plain = try run(
      "network", "costs", "streets.gpkg", "--from", "plain.csv", "--to", "clinics.csv", "--x",
      "east",
      "--y", "north", "--crs", "EPSG:4326", "--nearest", "1", "--quiet")
    #expect(plain.output == first.output)
    try folder.write("bare.csv", "lon,lat\n5.400,43.30\n")
    try run(
      "network", "costs", "streets.gpkg", "--from", "bare.csv", "--to", "clinics.csv"
    ).expectFailure(65, saying: "bare.csv: origins have no ids", "add a column \"id\"")
  }

  @Test func inputsAreNotWrittenOver() throws {
    let before = try Files.text("clinics.csv", in: folder)
    for target in ["clinics.csv", "./clinics.csv", "homes.csv"] {
      try costs("--to", "clinics.csv", "-o", target)
        .expectFailure(64, saying: "input of the command, and would be overwritten")
    }
    #expect(try Files.text("clinics.csv", in: folder) == before)
    try costs("--to", "clinics.csv", "-o", "streets.gpkg")
      .expectFailure(64, saying: "streets.gpkg: this file is an input")
  }

  @Test func accessibilityReadsThemAgain() throws {
    for file in ["costs.csv", "costs.gpkg"] {
      try costs("--to", "clinics.csv", "-o", file).expectSuccess()
      let result = try run(
        "accessibility", "--costs", file, "--origins", "homes.csv", "--destinations",
        "clinics.csv", "--measure", "cost_to_closest", "-o", "access.csv")
      result.expectSuccess()
      let text = try String(contentsOfFile: folder.file("access.csv"), encoding: .utf8)
      #expect(text.contains("west,"))
    }
  }

  @Test func polygonsAndEntrances() throws {
    // Around the north end, from half way up, and with the east end inside the other part.
    try folder.write(
      "parks.geojson",
      """
      {"type": "FeatureCollection", "features": [{"type": "Feature", "id": "park",
      "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": [
      [[[5.4005, 43.3005], [5.4015, 43.3005], [5.4015, 43.302], [5.4005, 43.3005]]],
      [[[5.4019, 43.2999], [5.4025, 43.2999], [5.4025, 43.3001],
      [5.4019, 43.3001], [5.4019, 43.2999]]]]}}]}
      """)
    let open = rows(try costs("--to", "parks.geojson", "--cutoff", "30").output)
    #expect(open.count == 2)
    #expect(open[1].isAbout("west>park", meters: 81.1 + 55.55))
    #expect(open[0].minutes == 0 && open[0].meters == 0)
    try folder.write("gates.csv", "facility_id,lon,lat\npark,5.401,43.301\n")
    let gated = rows(
      try costs("--to", "parks.geojson", "--entrances", "gates.csv", "--nearest", "1").output)
    #expect(gated[1].isAbout("west>park", meters: 192.2))
    #expect(gated[0].minutes == 0)
    try folder.write("wrong.csv", "facility_id,lon,lat\nzoo,5.401,43.301\n")
    try costs("--to", "parks.geojson", "--entrances", "wrong.csv")
      .expectFailure(65, saying: "wrong.csv: entrance 1", "\"zoo\"")
  }

  @Test func sameBytesOnAnyNumberOfThreads() throws {
    for question in [[], ["--nearest", "3"]] {
      let outputs = try ["1", "2", "5"].map { threads in
        try AmpGeoProcess.run(
          [
            "network", "costs", "streets.gpkg", "--from", "homes.csv", "--to", "clinics.csv",
            "--threads", threads,
          ] + question, in: folder
        ).output
      }
      #expect(!outputs[0].isEmpty && Set(outputs).count == 1)
    }
  }

  @Test func badInput() throws {
    try folder.write("sea.csv", "id,lon,lat\nbuoy,5.403,43.29\n")
    try costs("--to", "sea.csv").expectFailure(
      65, saying: "sea.csv: not_connected: none of 1 destinations lies within 500 m of a street",
      "--max-snap")
    #expect(
      try costs("--to", "sea.csv", "--max-snap", "2000", "--quiet").output
        .contains("west,buoy,"))
    try folder.write("far.csv", "id,lon,lat\nparis,2.35,48.85\n")
    try costs("--to", "far.csv").expectFailure(
      65, saying: "far.csv: the network misses the destinations", "2.35 48.85", "extract")
    try folder.write("bare.csv", "id,name\na,b\n")
    try costs("--to", "bare.csv").expectFailure(65, saying: "bare.csv", "no coordinates")
    try costs("--to", "none.csv").expectFailure(66, saying: "none.csv")
    try AmpGeoProcess.run(
      ["network", "costs", "homes.csv", "--from", "homes.csv", "--to", "clinics.csv"], in: folder
    ).expectFailure(65, saying: "homes.csv")
  }

  @Test func wrongUsage() throws {
    try costs("--to", "clinics.csv", "--nearest", "0").expectUsageError(saying: "--nearest")
    try costs("--to", "clinics.csv", "--cutoff", "nan").expectUsageError(saying: "--cutoff")
    try costs("--to", "clinics.csv", "--max-snap=-1").expectUsageError(saying: "--max-snap")
    try costs("--to", "clinics.csv", "--nearest", "1", "--pairs", "p.csv")
      .expectUsageError(saying: "do not go together")
    try costs().expectUsageError(saying: "--to")
  }
}
