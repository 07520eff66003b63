import TestSupport
import Testing

/// `check`: what it finds, and its exit codes.
@Suite struct CheckTests {
  private func folder() throws -> Scratch {
    let folder = try SmallLayers.folder()
    try folder.write("bow.geojson", SmallLayers.bowTie)
    try folder.write("cut.geojson", BadLayers.cut)
    return folder
  }

  @Test func soundFilesPass() throws {
    let result = try AmpGeoProcess.run(
      ["check", "zones.geojson", "park.geojson"], in: folder())
    result.expectSuccess()
    #expect(result.output == "pass: 2 layers, 3 features, 0 errors, 0 warnings\n")
    #expect(result.errors.isEmpty)
  }

  @Test func errorsFail() throws {
    let result = try AmpGeoProcess.run(["check", "zones.geojson", "bow.geojson"], in: folder())
    #expect(result.exitCode == 1)
    #expect(result.errors.isEmpty)
    #expect(result.output.hasPrefix("bow.geojson\n  error V203 self-intersection\n"))
    #expect(result.output.contains("feature bow: "))
    #expect(result.output.contains(" at 5.4 43.25\n"))
    #expect(result.output.hasSuffix("\nfail: 2 layers, 4 features, 1 errors, 0 warnings\n"))
  }

  /// The report is whole, and the exit code says that a file could not be read.
  @Test func unreadableFilesAre65() throws {
    let result = try AmpGeoProcess.run(["check", "cut.geojson", "bow.geojson"], in: folder())
    #expect(result.exitCode == 65)
    #expect(result.errors.isEmpty)
    #expect(result.output.hasPrefix("cut.geojson\n  error S106 not-json\n    cut.geojson:2:"))
    #expect(result.output.contains("\n        |  "), "a mark under the place")
    #expect(result.output.contains("error V203 self-intersection"))
    for arguments in [["--fail-on", "never"], ["--only", "V"], ["--ignore", "S"]] {
      let result = try AmpGeoProcess.run(["check", "cut.geojson"] + arguments, in: folder())
      #expect(result.exitCode == 65 && result.output.contains("S106 not-json"))
    }
  }

  /// The others are checked all the same, and the exit code says that one was missing.
  @Test(arguments: [["nope.geojson", "bow.geojson"], ["bow.geojson", "nope.gpkg", "no.yaml"]])
  func missingFilesAre66AndTheRestIsReported(_ files: [String]) throws {
    let folder = try folder()
    let result = try AmpGeoProcess.run(["check"] + files + ["-o", "report.txt"], in: folder)
    #expect(result.exitCode == 66)
    let missing = files.filter { $0.hasPrefix("no") }
    let lines = missing.map { "amp-geo: \($0): there is no such file; check the path" }
    #expect(result.errorLines == lines)
    let report = try Files.text("report.txt", in: folder)
    #expect(report.contains("error V203 self-intersection"))
    for file in missing { #expect(report.contains("\(file)\n  error S132 missing-file\n")) }
  }

  /// Whoever closes the pipe early does not turn a failure into a pass.
  @Test func aClosedPipeKeepsTheVerdict() throws {
    let folder = try folder()
    let line = "\"$AMP_GEO\" check bow.geojson --format FORMAT | true; exit ${PIPESTATUS[0]}"
    for format in ["text", "sarif"] {
      let command = line.replacing("FORMAT", with: format)
      #expect(try AmpGeoProcess.shell(command, in: folder).exitCode == 1)
    }
    let sound = line.replacing("bow", with: "zones").replacing("FORMAT", with: "sarif")
    #expect(try AmpGeoProcess.shell(sound, in: folder).exitCode == 0)
  }

  @Test func warningsDoNotFailUnlessAsked() throws {
    let folder = try Scratch()
    try folder.write("in.geojson", BadLayers.mild)
    let result = try AmpGeoProcess.run(["check", "in.geojson"], in: folder)
    result.expectSuccess()
    #expect(result.output.contains("warning V202 repeated-points\n"))
    #expect(result.output.contains("feature 1: "))
    #expect(result.output.contains("warning S103 null-geometry\n"))
    #expect(result.output.contains("feature 2: no geometry"))
    #expect(result.output.hasSuffix("pass: 1 layer, 2 features, 0 errors, 2 warnings\n"))
    for (limit, code) in [("error", 0), ("warning", 1), ("info", 1), ("never", 0)]
      as [(String, Int32)]
    {
      let result = try AmpGeoProcess.run(
        ["check", "in.geojson", "--fail-on", limit], in: folder)
      #expect(result.exitCode == code)
      #expect(result.output.contains(code == 0 ? "\npass: " : "\nfail: "))
    }
  }

  @Test func repeatedIDsFail() throws {
    let folder = try Scratch()
    let point = SmallLayers.feature(id: "\"a\"", "{}", SmallLayers.point("5.3", "43.3"))
    try folder.write("in.geojson", SmallLayers.collection([point, point]))
    let result = try AmpGeoProcess.run(["check", "in.geojson"], in: folder)
    #expect(result.exitCode == 1)
    #expect(result.output.contains("error S104 duplicate-id\n"))
    #expect(result.output.contains("features a, a: features 1 and 2"))
  }

  @Test func ownResultsPass() throws {
    let run = try MainJobRun.finished()
    let files = (MainJobRun.collections + ["amp-geo.gpkg"]).map { "results/\($0)" }
    let result = try AmpGeoProcess.run(["check"] + files, in: run.folder)
    result.expectSuccess()
    #expect(result.output.contains("pass: 9 layers"), "\(result.output)")
  }

  /// Colours on a terminal that wants them, and nowhere else.
  @Test(.enabled(if: Tools.has("script"), "needs script, of util-linux"))
  func coloursOnTerminals() throws {
    let folder = try folder()
    func output(_ settings: String) throws -> String {
      let line = "\(settings) script -qec '\"$AMP_GEO\" check bow.geojson' /dev/null"
      return try AmpGeoProcess.shell(line, in: folder).output
    }
    #expect(try output("TERM=xterm NO_COLOR=").contains("\u{1B}[1;31merror\u{1B}[0m"))
    for settings in ["TERM=xterm NO_COLOR=1", "TERM=dumb"] {
      #expect(!(try output(settings).contains("\u{1B}")), "\(settings)")
    }
    let result = try AmpGeoProcess.run(
      ["check", "bow.geojson"], in: folder, environment: ["TERM": "xterm"])
    #expect(!result.output.contains("\u{1B}"))
  }
}

/// Files with faults.
enum BadLayers {
  /// A ring that is not closed, on line 2.
  static let open = SmallLayers.collection([
    SmallLayers.feature(
      id: "\"o\"", "{\"name\":\"Été\"}",
      SmallLayers.polygon([(5, 43), (6, 43), (6, 44), (5, 44)]))
  ])

  /// A text that ends too early, on line 2.
  static let cut = String(open.prefix(open.count - 70))

  /// A repeated vertex and no geometry: warnings only.
  static let mild = SmallLayers.collection([
    SmallLayers.feature(
      id: "1", "{}", SmallLayers.polygon([(5, 43), (6, 44), (6, 44), (5, 44), (5, 43)])),
    SmallLayers.feature(id: "2", "{}", "null"),
  ])

  /// A bow tie twice under one id, and no geometry.
  static let several = SmallLayers.collection([
    bow, bow, SmallLayers.feature(id: "\"c\"", "{}", "null"),
  ])

  private static let bow = SmallLayers.feature(
    id: "\"bow\"", "{}",
    SmallLayers.polygon([(5.3, 43.2), (5.5, 43.3), (5.5, 43.2), (5.3, 43.3), (5.3, 43.2)]))
}
