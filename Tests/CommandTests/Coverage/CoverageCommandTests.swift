import TestSupport
import Testing

/// `coverage` as people call it: bands, denominators, people, ledger.
@Suite struct CoverageCommandTests {
  /// Cells of 200 m in EPSG:3035: two around 5.35 43.25, one far from any zone.
  private static let grid = """
    idcar_200m,idcar_1km,ind
    CRS3035RES200mN2264800E3945600,CRS3035RES1000mN2264000E3945000,120
    CRS3035RES200mN2265000E3945600,CRS3035RES1000mN2265000E3945000,30.5
    CRS3035RES200mN2800000E3945600,CRS3035RES1000mN2800000E3945000,7
    """

  private func coverage(_ more: [String], in folder: Scratch) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(["coverage", "--zones", "zones.geojson"] + more, in: folder)
  }

  private func properties(_ run: AmpGeoProcess, _ feature: Int = 0) throws -> ParsedJSON {
    run.expectSuccess()
    return try ParsedJSON(run.output)["features"][feature]["properties"]
  }

  @Test func accuracyOnTheCommandLineMakesABand() throws {
    let folder = try SmallLayers.folder()
    let without = try coverage(["--layer", "park.geojson"], in: folder)
    let unknown = try properties(without)
    #expect(unknown["park_share_low"] == .null && unknown["park_share_high"] == .null)
    #expect(unknown["park_share"].number != nil)
    #expect(without.errors.contains("layer \"park\" has no error band"))
    let with = try coverage(
      ["--layer", "park.geojson", "--accuracy", "park=50", "--accuracy", "zones=0"], in: folder)
    let known = try properties(with)
    let share = try #require(known["park_share"].number)
    let low = try #require(known["park_share_low"].number)
    let high = try #require(known["park_share_high"].number)
    // 50 m of about 8.1 km on one side; the park's other sides are the zone's, on both.
    #expect(low < share - 0.006 && share + 0.006 < high)
    #expect(low > share - 0.025 && high < share + 0.0065)
    #expect(!with.errors.contains("error band"))
  }

  @Test func accuracyMustNameALayer() throws {
    let folder = try SmallLayers.folder()
    try coverage(["--layer", "park.geojson", "--accuracy", "port=5"], in: folder)
      .expectUsageError(saying: "--accuracy names port")
    for wrong in ["park", "park=", "park=-1", "park=nan", "park=1e9"] {
      try coverage(["--layer", "park.geojson", "--accuracy", wrong], in: folder)
        .expectUsageError(saying: "--accuracy")
    }
  }

  @Test func theDenominatorStandsInTheOutput() throws {
    let folder = try SmallLayers.folder()
    let layers = ["--layer", "park.geojson", "--layer", "port.geojson"]
    let port = try coverage(layers + ["--of", "port"], in: folder)
    let first = try properties(port)
    #expect(first["share_of"].string == "port")
    #expect(first["port_share"].number == 1)
    #expect(abs((first["park_share"].number ?? 0) - 1.0 / 3) < 1e-4)
    #expect(try ParsedJSON(port.output)["amp_geo"]["parameters"]["share_of"].string == "port")
    let land = try coverage(
      ["--layer", "park.geojson", "--of", "land", "--water", "port.geojson"], in: folder)
    let dry = try properties(land)
    #expect(dry["share_of"].string == "land")
    #expect(abs((dry["park_share"].number ?? 0) - 1) < 1e-3)
    try coverage(layers + ["--of", "land"], in: folder).expectUsageError(saying: "--water")
    try coverage(layers + ["--of", "sea"], in: folder).expectUsageError(
      saying: "--of sea", "park, port")
  }

  @Test func peopleByCellCodesWithALedger() throws {
    let folder = try SmallLayers.folder()
    try folder.write("grid.csv", Self.grid)
    let run = try coverage(
      [
        "--layer", "park.geojson", "--people", "grid.csv", "--people-field", "ind", "--ledger",
        "ledger.csv",
      ], in: folder)
    _ = try properties(run)
    #expect(run.errors.contains("live outside all zones"))
    let ledger = try ParsedJSON(run.output)["amp_geo"]["people_ledger"]
    #expect(ledger["rows"].number == 3)
    #expect(ledger["people"].number == 157.5)
    let parts = ["assigned", "outside", "dropped"].compactMap { ledger[$0].number }
    #expect(parts.reduce(0, +) == 157.5)
    let lines = try Files.text("ledger.csv", in: folder).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("id,people,assigned,outside,dropped,reason"))
    #expect(lines[3].hasPrefix("CRS3035RES200mN2800000E3945600,7,0,7,0,outside_zones"))
  }

  @Test func badPeopleAreNamed() throws {
    let folder = try SmallLayers.folder()
    let options = ["--layer", "park.geojson", "--people", "grid.csv", "--people-field", "ind"]
    try folder.write("grid.csv", Self.grid.replacing("120", with: "-120"))
    try coverage(options, in: folder).expectFailure(
      65, saying: "grid.csv", "CRS3035RES200mN2264800E3945600", "negative", "--lenient")
    let lenient = try coverage(options + ["--lenient"], in: folder)
    lenient.expectSuccess()
    #expect(lenient.errors.contains("CRS3035RES200mN2264800E3945600 (negative_count)"))
    try folder.write("grid.csv", Self.grid.replacing("120", with: "some"))
    try coverage(options, in: folder).expectFailure(65, saying: "grid.csv", "not a number")
    try folder.write("grid.csv", "idcar_200m,ind\n")
    let empty = try coverage(options, in: folder)
    empty.expectSuccess()
    #expect(empty.errors.contains("nobody is counted"))
    try folder.write("bow.geojson", SmallLayers.bowTie.replacing("{}", with: "{\"ind\":5}"))
    let bow = [
      "--layer", "park.geojson", "--people", "bow.geojson", "--people-field", "ind",
    ]
    try coverage(bow, in: folder).expectFailure(
      65, saying: "bow.geojson: feature bow", "Self-intersection", "--lenient")
    let left = try coverage(bow + ["--lenient"], in: folder)
    left.expectSuccess()
    let dropped = try ParsedJSON(left.output)["amp_geo"]["people_ledger"]
    #expect(dropped["dropped"].number == 5)
    #expect(dropped["dropped_rows"][0]["reason"].string == "invalid_polygon")
  }

  @Test func metersWithoutASystemAreRefused() throws {
    let folder = try SmallLayers.folder()
    let park = SmallLayers.collection([
      SmallLayers.feature("{}", SmallLayers.rectangle(890_000, 6_240_000, 891_000, 6_241_000))
    ])
    try folder.write("meters.geojson", park)
    try coverage(["--layer", "meters.geojson"], in: folder).expectFailure(
      65, saying: "meters.geojson", "not a longitude and latitude", "--crs")
  }

  @Test func theSameOnAnyNumberOfThreads() throws {
    let folder = try SmallLayers.folder()
    try folder.write("grid.csv", Self.grid)
    func bytes(_ threads: String) throws -> String {
      let run = try coverage(
        [
          "--layer", "park.geojson", "--layer", "port.geojson", "--accuracy", "park=30",
          "--people", "grid.csv", "--people-field", "ind", "--threads", threads, "--quiet",
        ],
        in: folder)
      run.expectSuccess()
      return run.output
    }
    let one = try bytes("1")
    #expect(try bytes("2") == one)
    #expect(try bytes("5") == one)
  }

  @Test func transferWithALedger() throws {
    let folder = try SmallLayers.folder()
    try folder.write("target.geojson", SmallLayers.port)
    let options = [
      "coverage", "--zones", "target.geojson", "--transfer", "zones.geojson", "--extensive",
      "people", "--categorical", "code", "--ledger", "ledger.csv",
    ]
    let run = try AmpGeoProcess.run(options, in: folder)
    let moved = try properties(run)
    // Three quarters of the first zone, half of the second.
    #expect(abs((moved["people"].number ?? 0) - 1_750) < 0.5)
    let shares = moved.members.filter { $0.key.hasSuffix("_share") }.compactMap(\.value.number)
    // Long sides along a parallel bend between their ends, so that the shares do not reach 1.
    let sum = shares.reduce(0, +)
    #expect(shares.count == 2 && sum <= 1 + 2e-9 && sum > 0.999)
    let lines = try Files.text("ledger.csv", in: folder).split(separator: "\n")
    #expect(lines.count == 3)
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let numbers = cells[2...5].compactMap { Double($0) }
      #expect(numbers.count == 4)
      #expect(abs(numbers[0] - numbers[1] - numbers[2] - numbers[3]) < 1e-9, "\(line)")
    }
    try AmpGeoProcess.run(
      [
        "coverage", "--zones", "target.geojson", "--transfer", "zones.geojson", "--extensive",
        "jobs",
      ], in: folder
    ).expectFailure(65, saying: "zones.geojson", "\"jobs\"", "code, name, people")
    try AmpGeoProcess.run(
      ["coverage", "--transfer", "zones.geojson"], in: folder
    ).expectUsageError(saying: "--extensive")
  }
}
