import TestSupport
import Testing

/// `check` of folders, of standard input, and by the rules of a project.
@Suite struct CheckTargetTests {
  private func folder() throws -> Scratch {
    let folder = try Scratch()
    try folder.write("data/b.geojson", SmallLayers.bowTie)
    try folder.write("data/a/zones.GeoJSON", SmallLayers.zones)
    try folder.write("data/a/package.json", "{\"name\":\"x\"}")
    try folder.write("data/a/.hidden.geojson", "nothing")
    try folder.write("data/.git/x.geojson", "nothing")
    try folder.write("data/raw/cut.geojson", BadLayers.cut)
    try folder.write("data/readme.md", "text")
    return folder
  }

  private func paths(_ result: AmpGeoProcess) throws -> [String] {
    try ParsedJSON(result.output)["files"].items.compactMap { $0["path"].string }
  }

  @Test func foldersAreSearched() throws {
    let folder = try folder()
    for name in ["data", "data/"] {
      let result = try AmpGeoProcess.run(["check", name, "--format", "json"], in: folder)
      #expect(result.exitCode == 65)
      #expect(
        try paths(result) == ["data/a/zones.GeoJSON", "data/b.geojson", "data/raw/cut.geojson"])
    }
    try folder.write("data/.amp-geo-ignore", "# not ours\nraw/\n*.geojson\n!b.geojson\n")
    let result = try AmpGeoProcess.run(["check", "data", "--format", "json"], in: folder)
    #expect(result.exitCode == 1)
    #expect(try paths(result) == ["data/a/zones.GeoJSON", "data/b.geojson"])
    // What is named is checked.
    let named = try AmpGeoProcess.run(["check", "data/raw/cut.geojson"], in: folder)
    #expect(named.exitCode == 65)
  }

  @Test func linksToFoldersDoNotRunInCircles() throws {
    let folder = try folder()
    try AmpGeoProcess.shell("ln -s .. data/a/up; ln -s ../b.geojson data/a/c.geojson", in: folder)
      .expectSuccess()
    let result = try AmpGeoProcess.run(["check", "data/a", "--format", "json"], in: folder)
    #expect(try paths(result) == ["data/a/c.geojson", "data/a/zones.GeoJSON"])
  }

  @Test func emptyFoldersAreNoPass() throws {
    let folder = try Scratch()
    try folder.write("data/readme.md", "text")
    let result = try AmpGeoProcess.run(["check", "data"], in: folder)
    result.expectFailure(66, saying: "nothing to check in this folder")
  }

  @Test func standardInputIsRead() throws {
    let folder = try folder()
    let line = "\"$AMP_GEO\" check - < data/b.geojson"
    let result = try AmpGeoProcess.shell(line, in: folder)
    #expect(result.exitCode == 1 && result.errors.isEmpty)
    #expect(result.output.hasPrefix("<stdin>\n  error V203 self-intersection\n"))
    let cut = try AmpGeoProcess.shell("\"$AMP_GEO\" check - < data/raw/cut.geojson", in: folder)
    #expect(cut.exitCode == 65)
    #expect(cut.output.contains("<stdin>:2:") && cut.output.contains("\n        |  "))
    let sarif = try AmpGeoProcess.shell(line + " --format sarif", in: folder)
    let run = try ParsedJSON(sarif.output)["runs"][0]
    let physical = run["results"][0]["locations"][0]["physicalLocation"]
    #expect(physical["artifactLocation"]["uri"].string == "%3Cstdin%3E")
    #expect(physical["region"]["startLine"].number ?? 0 >= 1)
  }

  /// A database and a table come through a pipe as well, and nothing stays behind.
  @Test func standardInputMayBeAnyFormat() throws {
    let folder = try folder()
    try AmpGeoProcess.run(["convert", "data/b.geojson", "b.gpkg"], in: folder).expectSuccess()
    try folder.write("p.csv", "id,lon,lat\na,5.3,43.3\na,5.4,43.4\n")
    try folder.write("tmp/none.txt", "")
    for (file, format, features) in [("b.gpkg", "gpkg", 2.0), ("p.csv", "csv", 2)] {
      let result = try AmpGeoProcess.shell(
        "cat \(file) | TMPDIR=$PWD/tmp \"$AMP_GEO\" check - --format json", in: folder)
      let read = try ParsedJSON(result.output)["files"][0]
      #expect(read["format"].string == format && read["features"].number == features)
      #expect(Files.names(in: folder, "tmp") == ["none.txt"])
    }
    let twice = try AmpGeoProcess.run(["check", "-", "-"], in: folder)
    twice.expectUsageError(saying: "can be read once")
  }

  @Test func projectsHaveRulesByPath() throws {
    let folder = try folder()
    try folder.write("data/raw/cut.geojson", SmallLayers.bowTie)
    try folder.write(
      ".amp-geo.yaml", "check:\n  paths:\n    \"data/raw/**\": { severity: { V203: info } }\n")
    func check(_ arguments: String...) throws -> AmpGeoProcess {
      try AmpGeoProcess.run(["check"] + arguments, in: folder)
    }
    try check("data/raw").expectSuccess()
    #expect(try check("data/b.geojson").exitCode == 1)
    // The command line goes before.
    #expect(try check("data/raw", "--severity", "V203=error").exitCode == 1)
    #expect(try check("data/raw", "--no-config").exitCode == 1)
    try folder.write("other.yaml", "check: { only: [S] }")
    try check("data/b.geojson", "--config", "other.yaml").expectSuccess()
    try folder.write(".amp-geo.yaml", "check: { ignored: [S105] }")
    try check("data").expectFailure(65, saying: ".amp-geo.yaml:1:")
  }

  @Test func bothLayersOfAGeoPackageAreNamed() throws {
    let folder = try folder()
    try AmpGeoProcess.run(["convert", "data/b.geojson", "b.gpkg"], in: folder).expectSuccess()
    let schema = try JSONSchema(file: PackageFolder.path + "/docs/check-report.schema.json")
    let result = try AmpGeoProcess.run(["check", "b.gpkg", "--format", "json"], in: folder)
    let report = try ParsedJSON(result.output)
    #expect(try schema.problems(in: report) == [])
    let layer = report["files"][0]["layer"].string
    #expect(layer != nil && report["findings"][0]["layer"].string == layer)
  }
}
