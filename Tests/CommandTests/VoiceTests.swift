import TestSupport
import Testing

/// How the program speaks: one voice for errors, words that name what is meant, nothing that moves the
/// cursor, tables that fit.
@Suite struct VoiceTests {
  @Test(arguments: [
    ["run", "--nope"], ["coverage"], ["frobnicate"], ["map", "communes"],
    ["convert", "nope.geojson", "-"], ["layers", "zones.tab"], ["fix", "a", "--max-gap", "x"],
  ])
  func errorsHaveOneVoice(_ arguments: [String]) throws {
    let result = try AmpGeoProcess.run(arguments, in: Scratch())
    #expect(result.exitCode == 64 || result.exitCode == 66)
    #expect(result.errors.hasPrefix("amp-geo: "))
    #expect(!result.errors.contains("Error:"))
  }

  @Test(arguments: [
    (["coverag"], "there is no command \"coverag\"; coverage is meant, perhaps"),
    (["frobnicate", "--help"], "there is no command \"frobnicate\"; amp-geo has run, map"),
    (["network", "bild"], "there is no command \"bild\"; build is meant, perhaps"),
    (["network", "zzzzzz"], "amp-geo network has build, info, costs"),
  ])
  func unknownCommandsAreNamed(_ arguments: [String], _ words: String) throws {
    try AmpGeoProcess.run(arguments, in: Scratch()).expectFailure(64, saying: words, "--help")
  }

  @Test func namesDoNotMoveTheCursor() throws {
    let folder = try Scratch()
    let escape = "\\u001b[31mred\\u0007"
    try folder.write(
      "a.geojson",
      SmallLayers.collection([
        SmallLayers.feature("{\"\(escape)\":1,\"n\":2}", SmallLayers.rectangle(5, 43, 6, 44))
      ]))
    for command in [
      "layers a.geojson", "map a.geojson --column nope", "map a.geojson --column $'\\e[31mred\\a'",
      "coverage --zones a.geojson --zone-id $'\\e[2J' --layer a.geojson", "convert $'\\e[2J' -",
    ] {
      let result = try AmpGeoProcess.shell("\"$AMP_GEO\" \(command)", in: folder)
      let text = result.output + result.errors
      let isPlain = text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 }
      #expect(isPlain && !text.isEmpty, "\(command)")
    }
    let layers = try AmpGeoProcess.run(["layers", "a.geojson"], in: folder)
    #expect(layers.output.contains("\\u{1B}[31mred\\u{7}: integer"))
  }

  @Test func argumentsThatAreNotUTF8AreNamed() throws {
    try AmpGeoProcess.shell("\"$AMP_GEO\" layers $'caf\\xe9.geojson'", in: Scratch()).expectFailure(
      64, saying: "caf\\xE9.geojson", "is not valid UTF-8", "give the file a name that is")
  }

  @Test(arguments: [
    "layers", "fix --list-steps", "coverage --zones zones.geojson --layer park.geojson -o out.csv",
    "network info streets.gpkg", "run plan.yaml -o out",
  ])
  func tablesFitEightyColumns(_ command: String) throws {
    let folder = try SmallLayers.folder()
    try folder.write("extract.osm", SmallStreets.extract(lastStreet: "residential"))
    try SmallStreets.build("streets.gpkg", in: folder)
    try folder.write(
      "plan.yaml",
      """
      title: Zones
      zones: { source: communes }
      layers: { park: { source: national-park }, port: { source: port } }
      accessibility: { destinations: [park, port], cell_size_m: 2000 }
      """)
    let result = try AmpGeoProcess.shell("\"$AMP_GEO\" \(command)", in: folder)
    result.expectSuccess()
    for line in result.output.split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
    }
  }

  @Test(arguments: [
    "layers", "layers zones.geojson", "convert zones.geojson out.gpkg", "check zones.geojson",
    "check --list-rules", "map zones.geojson --column people -o out.svg",
    "overlaps zones.geojson park.geojson -o out.csv", "fix zones.geojson --dry-run",
    "coverage --zones zones.geojson --layer park.geojson -o out.csv",
  ])
  func verboseSaysSomethingEverywhere(_ command: String) throws {
    let folder = try SmallLayers.folder()
    let plain = try AmpGeoProcess.shell("\"$AMP_GEO\" \(command)", in: folder)
    let verbose = try AmpGeoProcess.shell("\"$AMP_GEO\" \(command) -v", in: folder)
    verbose.expectSuccess()
    #expect(verbose.errors.count > plain.errors.count)
    if command.contains("zones.geojson") {
      #expect(verbose.errorLines.contains("read zones.geojson"))
    }
  }

  /// The line of progress is gone before anything else is said.
  @Test(.enabled(if: Tools.has("script"), "needs util-linux's script"))
  func progressIsErasedBeforeTheTable() throws {
    let folder = try SmallLayers.folder()
    // A pipe that is slow makes the work long enough for a line of progress.
    try folder.write(
      "line",
      "mkfifo slow.csv; (sleep 2.5; printf 'id,lon,lat\\na,5.3,43.2\\n') > slow.csv & "
        + "\"$AMP_GEO\" layers slow.csv\n")
    let result = try AmpGeoProcess.shell("script -qec 'bash line' /dev/null", in: folder)
    let text = result.output
    let line = try #require(text.firstRange(of: "read … 2 s"))
    let table = try #require(text.firstRange(of: "slow (slow.csv)"))
    #expect(text[line.upperBound..<table.lowerBound].hasSuffix("\r\u{1B}[K"))
    #expect(!text[table.upperBound...].contains("\u{1B}"))
  }
}
