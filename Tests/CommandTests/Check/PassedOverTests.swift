import TestSupport
import Testing

/// What a search of folders cannot look at is an error: silence would look like a pass.
@Suite struct PassedOverTests {
  private func folder(_ line: String) throws -> Scratch {
    let folder = try Scratch()
    try folder.write("data/ok.geojson", SmallLayers.zones)
    try AmpGeoProcess.shell("cd data && \(line)", in: folder).expectSuccess()
    return folder
  }

  private func check(_ arguments: String..., in folder: Scratch) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(["check"] + arguments, in: folder)
  }

  @Test(arguments: ["text", "json", "jsonl", "geojson", "sarif", "junit", "github"])
  func aNameThatIsNotUTF8(_ format: String) throws {
    let folder = try folder("cp ok.geojson \"$(printf 'x\\351.geojson')\"")
    let result = try check("data", "--format", format, in: folder)
    #expect(result.exitCode == 1)
    let isJSON = ["json", "jsonl", "geojson", "sarif"].contains(format)
    let name = isJSON ? #"x\\xE9.geojson"# : #"x\xE9.geojson"#
    #expect(result.output.contains("the file \(name) in the folder data: its name is not UTF-8"))
    #expect(result.output.contains("S136"))
  }

  @Test func aFolderWhoseNameIsNotUTF8() throws {
    let folder = try folder("mkdir \"$(printf 'caf\\303\\251\\377')\" && rm ok.geojson")
    let result = try check("data", in: folder)
    #expect(result.exitCode == 1)
    #expect(result.output.contains(#"the folder café\xFF in the folder data: its name is not"#))
  }

  /// Whatever rules are chosen, unless this one is left out by name or the path by a pattern.
  @Test func choicesOfRules() throws {
    let folder = try folder(
      "cp ok.geojson \"$(printf 'x\\351.geojson')\"; touch \"$(printf '\\351.doc')\"")
    for format in ["text", "sarif", "junit"] {
      let only = try check("data", "--only", "V", "--format", format, in: folder)
      #expect(only.exitCode == 1 && only.output.contains("passed-over"))
      #expect(!only.output.contains(#"xE9.doc"#))
    }
    try check("data", "--ignore", "S136", in: folder).expectSuccess()
    try check("data", "--severity", "S136=info", in: folder).expectSuccess()
    try folder.write("data/.amp-geo-ignore", "x*\n")
    try check("data", in: folder).expectSuccess()
  }

  @Test func aLinkThatLeadsNowhere() throws {
    let folder = try folder("ln -s gone.geojson a.geojson; ln -s gone.txt a.txt")
    let result = try check("data", in: folder)
    #expect(result.exitCode == 1)
    #expect(result.output.contains("the file a.geojson in the folder data: the link cannot be"))
    #expect(!result.output.contains("a.txt"))
  }

  @Test(
    .enabled(if: Tools.canStepDown, "needs setpriv when run as root"), arguments: [0o000, 0o444])
  func aFolderThatMayNotBeRead(_ mode: Int) throws {
    let folder = try folder("mkdir locked && cp ok.geojson locked/")
    try Files.setMode(0o755, of: "", in: folder)
    try Files.setMode(mode, of: "data/locked", in: folder)
    for target in ["data", "data/locked"] {
      let result = try AmpGeoProcess.shell(
        "\(Tools.stepDown) \"$AMP_GEO\" check \(target)", in: folder)
      #expect(result.exitCode == 1)
      #expect(result.output.contains("data/locked"))
      #expect(result.output.contains("Permission denied") || result.output.contains("permission"))
    }
    try Files.setMode(0o755, of: "data/locked", in: folder)
  }

  /// A file without layers is refused by all other commands.
  @Test func aFileWithoutLayers() throws {
    let folder = try folder(
      "\"$AMP_GEO\" convert ok.geojson a.gpkg && \"$AMP_GEO\" convert ok.geojson a.xlsx")
    let empty = "DROP TABLE ok; DELETE FROM gpkg_geometry_columns; DELETE FROM gpkg_contents;"
    try AmpGeoProcess.shell("sqlite3 data/a.gpkg '\(empty)'", in: folder).expectSuccess()
    let gpkg = try check("data/a.gpkg", in: folder)
    #expect(gpkg.exitCode == 65)
    #expect(gpkg.output.contains("S101 unreadable\n    the GeoPackage holds no layers"))
    // One byte of a part's text is another one: the checksum of the archive tells.
    var bytes = Array(try Files.bytes("data/a.xlsx", in: folder))
    let name = Array("xl/workbook.xml".utf8)
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
    bytes[start + name.count + 40] ^= 0x55
    try folder.write("data/a.xlsx", bytes)
    #expect(try AmpGeoProcess.run(["convert", "data/a.xlsx", "-"], in: folder).exitCode == 65)
    let xlsx = try check("data/a.xlsx", in: folder)
    #expect(xlsx.exitCode == 65 && xlsx.output.contains("S101 unreadable"))
  }

  @Test func aByteOrderMarkBeforePatterns() throws {
    let folder = try folder("cp ok.geojson raw.geojson")
    try folder.write("data/raw.geojson", SmallLayers.bowTie)
    try folder.write("data/.amp-geo-ignore", "\u{FEFF}raw.geojson\n")
    try check("data", in: folder).expectSuccess()
  }

  @Test func aKeyWithoutAValue() throws {
    let folder = try folder("true")
    try folder.write(".amp-geo.yaml", "check:\n")
    try check("data", in: folder).expectFailure(
      65, saying: ".amp-geo.yaml:1:", "the key \"check\" of the configuration has no value")
  }
}
