import Foundation
import TestSupport
import Testing

/// Inputs that can be read once: standard input, named pipes, descriptors.
@Suite struct StandardInputTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    try folder.write("z.geojson", SmallLayers.zones)
    try folder.write("t.csv", "id,lon,lat\na,5.3,43.3\nb,5.4,43.4\n")
    try folder.write("tmp/none.txt", "")
    for output in ["z.gpkg", "z.geojsonl", "z.geojsons"] {
      try AmpGeoProcess.run(["convert", "z.geojson", output], in: folder).expectSuccess()
    }
    try AmpGeoProcess.run(["convert", "t.csv", "t.xlsx"], in: folder).expectSuccess()
  }

  private func shell(_ line: String) throws -> AmpGeoProcess {
    try AmpGeoProcess.shell("export TMPDIR=$PWD/tmp; " + line, in: folder)
  }

  @Test(arguments: ["z.geojson", "z.geojsonl", "z.geojsons", "z.gpkg", "t.csv", "t.xlsx"])
  func anyFormat(_ file: String) throws {
    let wanted = try AmpGeoProcess.run(["convert", file, "-"], in: folder).output
    for line in [
      "cat \(file) | \"$AMP_GEO\" convert - -", "\"$AMP_GEO\" convert <(cat \(file)) -",
      "\"$AMP_GEO\" convert /dev/stdin - < \(file)",
      "cat \(file) | \"$AMP_GEO\" convert /dev/stdin -",
    ] {
      let result = try shell(line)
      result.expectSuccess()
      #expect(result.output == wanted, "\(line)")
      #expect(Files.names(in: folder, "tmp") == ["none.txt"])
    }
  }

  @Test func layersOfAStreamHaveNames() throws {
    try shell("cat z.gpkg | \"$AMP_GEO\" convert -- -:z -").expectSuccess()
    try shell("cat z.gpkg | \"$AMP_GEO\" convert -- -:none -").expectFailure(
      64, saying: "no layer none")
  }

  /// A pipe that a command reads twice gives the same both times, and its checksum is that of its bytes.
  @Test func analysesReadPipes() throws {
    let result = try shell(
      "mkfifo p.geojson; cat z.geojson > p.geojson & "
        + "\"$AMP_GEO\" coverage --zones p.geojson --layer l=p.geojson -q")
    result.expectSuccess()
    #expect(result.output.contains("\"l_share\":1"))
    let sum = try shell("sha256sum < z.geojson").output.prefix(64)
    #expect(result.output.contains("\"\(sum)\""))
  }

  @Test func theFormatMayBeNamed() throws {
    try folder.write("t.txt", "id;lon;lat\na;5,3;43,3\n")
    try AmpGeoProcess.run(["convert", "t.txt", "-", "--from", "csv"], in: folder).expectSuccess()
    try AmpGeoProcess.run(["convert", "t.txt", "-"], in: folder).expectFailure(
      64, saying: "known format")
    try AmpGeoProcess.run(["convert", "t.txt", "-", "--from", "dwg"], in: folder)
      .expectUsageError(saying: "--from dwg is not known")
  }

  /// What is no layer does not pass for a table.
  @Test(arguments: [
    "null", "\"abc\"", "<html><p>404, not found</p></html>", "fatal: no such path", "",
  ])
  func otherTextIsRefused(_ text: String) throws {
    try folder.write("text", text)
    try shell("cat text | \"$AMP_GEO\" convert - -").expectFailure(
      65, saying: "none of the formats")
    let checked = try shell("cat text | \"$AMP_GEO\" check -")
    #expect(checked.exitCode == 65)
  }

  @Test func arraysAreNoGeoJSON() throws {
    let result = try shell("echo '[1,2]' | \"$AMP_GEO\" check -")
    #expect(result.exitCode != 0 && result.output.contains("S107"))
  }

  /// A signal takes the copy away; a kill leaves it to the next run.
  @Test func copiesDoNotStay() throws {
    for (signal, left) in [("TERM", 1), ("KILL", 2)] {
      _ = try shell(
        "mkfifo h 2>/dev/null; (cat z.geojson; sleep 3) > h & "
          + "\"$AMP_GEO\" convert - out.geojson < h & sleep 1; kill -\(signal) $!; wait $!; true")
      #expect(Files.names(in: folder, "tmp").count == left, "\(signal)")
    }
    try shell("cat z.geojson | \"$AMP_GEO\" convert - -").expectSuccess()
    #expect(Files.names(in: folder, "tmp") == ["none.txt"])
  }

  /// A Shapefile's checksum is that of all its files.
  @Test func shapefilesHaveOneChecksum() throws {
    var bytes = ShapefileBytes(
      type: 5,
      shapes: [
        ShapefileBytes.shape(
          5, [[(5.3, 43.2), (5.3, 43.3), (5.4, 43.3), (5.4, 43.2), (5.3, 43.2)]])
      ])
    bytes.prj = nil
    _ = try bytes.write(to: folder)
    let stem = try #require(
      Files.names(in: folder).first { $0.hasSuffix(".shp") }.map { String($0.dropLast(4)) })
    let run = try shell(
      "\"$AMP_GEO\" coverage --zones z.geojson --layer l=\(stem).shp --crs 4326 -q")
    run.expectSuccess()
    let files = ["shp", "shx", "dbf", "prj", "cpg"].map { "\(stem).\($0)" }
      .filter { Files.exists($0, in: folder) }
    let sum = try shell("cat \(files.joined(separator: " ")) | sha256sum").output.prefix(64)
    #expect(run.output.contains("\"\(sum)\""))
  }
}
