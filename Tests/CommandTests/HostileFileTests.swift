import TestSupport
import Testing

/// Files that mean harm, by every command that reads them: an error with its place, never a crash.
@Suite struct HostileFileTests {
  /// Runs the commands that read a layer on a file that none of them can.
  private func expectRefused(
    _ name: String, _ bytes: [UInt8], saying part: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try Scratch()
    try folder.write(name, bytes)
    for arguments in [["layers", name], ["convert", name, "out.gpkg"]] {
      let result = try AmpGeoProcess.run(arguments, in: folder)
      result.expectFailure(65, saying: name, part, sourceLocation: sourceLocation)
    }
    #expect(Files.names(in: folder) == [name], sourceLocation: sourceLocation)
    let check = try AmpGeoProcess.run(["check", name], in: folder)
    let isRefused = !check.wasKilled && [1, 65].contains(check.exitCode)
    #expect(isRefused, "\(check.exitCode)", sourceLocation: sourceLocation)
    #expect((check.output + check.errors).contains(name), sourceLocation: sourceLocation)
  }

  @Test(arguments: ["t.geojson", "t.csv", "t.gpkg", "t.shp", "t.dbf"])
  func nothingAtAll(_ name: String) throws {
    let folder = try Scratch()
    for text in ["", " ", "\n\n\t \r\n", "\0\0\0\0", "\u{FEFF}"] {
      try folder.write(name, text)
      for command in ["layers", "check"] {
        let result = try AmpGeoProcess.run([command, name], in: folder)
        // A Shapefile without the files beside it is an input that is missing.
        let isRefused = !result.wasKilled && [1, 65, 66].contains(result.exitCode)
        #expect(isRefused, "\(command) \(name): \(result.exitCode) \(result.output)")
        #expect((result.output + result.errors).contains(name))
      }
    }
  }

  @Test(arguments: ["1e308", "-1e308", "1e-320"])
  func hugeNumbers(_ number: String) throws {
    let folder = try Scratch()
    let feature = SmallLayers.feature("{}", SmallLayers.point(number, number))
    try folder.write("t.geojson", SmallLayers.collection([feature]))
    try folder.write("t.csv", "x,y\n\(number),\(number)\n")
    let isTiny = number.contains("-320")
    for arguments in [
      ["layers", "t.geojson"], ["convert", "t.geojson", "out.gpkg"], ["check", "t.geojson"],
      ["layers", "t.csv", "--crs", "EPSG:2154"],
      ["convert", "t.csv", "-", "--crs", "EPSG:2154"],
    ] {
      let result = try AmpGeoProcess.run(arguments, in: folder)
      let isExpected = !result.wasKilled && [0, 1, 65].contains(result.exitCode)
      #expect(isExpected, "\(arguments): \(result.exitCode) \(result.errors)")
    }
    let layers = try AmpGeoProcess.run(["layers", "t.geojson"], in: folder)
    #expect(layers.exitCode == (isTiny ? 0 : 65), "\(layers.errors)")
  }

  /// Each byte that may stand between tokens, in keys and in strings.
  @Test func bytesThatAreNotUTF8() throws {
    let halves = SmallLayers.zones.split(separator: "name", maxSplits: 1).map { Array($0.utf8) }
    for bad: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] {
      let key = halves[0] + bad + halves[1]
      try expectRefused("t.geojson", key, saying: "UTF-8")
      try expectRefused("t.geojson", bad + Array(SmallLayers.zones.utf8), saying: "t.geojson:1:")
    }
    // Text of a table that is no UTF-8 is taken for Windows-1252, which has no 0x81.
    try expectRefused("t.csv", Array("a,b\n1,".utf8) + [0xE9, 0x81, 0x0A], saying: "UTF-8")
  }

  @Test func tables() throws {
    try expectRefused("t.csv", Array("a,b\n1,\"2\n".utf8), saying: "t.csv:2:3: a quote is opened")
    try expectRefused("t.csv", Array("a,b\n1,\0\n".utf8), saying: "t.csv:2: there is a NUL byte")
  }

  @Test func filesThatAreSomethingElse() throws {
    let geojson = Array(SmallLayers.zones.utf8)
    try expectRefused("t.gpkg", geojson, saying: "not a GeoPackage")
    try expectRefused("t.csv", Array("SQLite format 3\0".utf8), saying: "NUL")
    try expectRefused("t.geojson", Array("SQLite format 3\0".utf8), saying: "t.geojson:1:")
    try expectRefused("t.dbf", geojson, saying: "t.dbf: ")
  }

  // MARK: Shapefiles

  @Test func shapefilesThatLie() throws {
    let folder = try Scratch()
    let ring = [(0.0, 0.0), (0, 9), (9, 9), (9, 0), (0, 0)]
    var bytes = ShapefileBytes(type: 5, shapes: [ShapefileBytes.shape(5, [ring])])
    bytes.shp.replaceSubrange(144..<148, with: ShapefileBytes.little(.max))
    try bytes.write(to: folder)
    for arguments in [["layers", "t.shp"], ["convert", "t.shp", "-"]] {
      try AmpGeoProcess.run(arguments, in: folder).expectFailure(
        65, saying: "t.shp: row 1:", "do not fit", "export it again")
    }
    try folder.remove("t.shx")
    try AmpGeoProcess.run(["layers", "t.shp"], in: folder).expectFailure(
      66, saying: "t.shp:", "no .shx file beside it", "SHAPE_RESTORE_SHX")
  }

  @Test func shapefilesAreNotWritten() throws {
    let folder = try Scratch()
    try folder.write("in.geojson", SmallLayers.zones)
    for arguments in [["in.geojson", "out.shp"], ["in.geojson", "out", "--format", "shp"]] {
      try AmpGeoProcess.run(["convert"] + arguments, in: folder).expectUsageError(
        saying: "shp can be read, not written", "geojson, geojsonseq, gpkg, csv")
    }
    #expect(Files.names(in: folder) == ["in.geojson"])
  }

  // MARK: Plans

  private func plan(_ text: String) throws -> AmpGeoProcess {
    let folder = try Scratch()
    try folder.write("plan.yaml", text)
    return try AmpGeoProcess.run(["run", "plan.yaml", "-o", "out"], in: folder)
  }

  /// Aliases that name each other ten times, nine levels up: a thousand million nodes if copied.
  @Test(arguments: [false, true])
  func aBillionLaughs(_ isMerged: Bool) throws {
    var text = "a: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "b\(level): &a\(level) [\(items)]\n"
    }
    if isMerged { text += "zones: { <<: *a9 }\n" }
    try plan(text).expectFailure(65, saying: "plan.yaml")
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func plansNestedDeep(_ open: String) throws {
    for levels in [4_900, 10_000, 1_000_000] {
      try plan(String(repeating: open, count: levels)).expectFailure(65, saying: "plan.yaml")
      try plan("zones: " + String(repeating: open, count: levels) + "x").expectFailure(
        65, saying: "plan.yaml")
    }
  }

  /// Levels by indentation alone.
  @Test func plansIndentedDeep() throws {
    for levels in [1_000, 2_800, 4_000] {
      let lines = (0..<levels).map { String(repeating: " ", count: $0) + "a:\n" }
      try plan("zones: 1\n" + lines.joined()).expectFailure(65, saying: "plan.yaml")
    }
  }
}
