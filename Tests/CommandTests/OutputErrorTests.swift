import Foundation
import TestSupport
import Testing

/// Outputs that cannot be made (73) or not be finished (74): nothing half-written under the final
/// name, and what was there before stays.
@Suite struct OutputErrorTests {
  /// A folder with an older `out.geojson` and `out.gpkg`, and nothing else.
  private func folderWithOlderFiles() throws -> Scratch {
    let folder = try Scratch()
    for name in Self.outputs { try folder.write(name, "old") }
    return folder
  }

  private static let outputs = ["out.geojson", "out.gpkg"]

  private func expectOlderFiles(in folder: Scratch) throws {
    #expect(Files.names(in: folder) == Self.outputs)
    for name in Self.outputs { #expect(try Files.text(name, in: folder) == "old") }
  }

  @Test(arguments: ["out.geojson/inner.geojson", "out.geojson/inner.gpkg"])
  func folderIsAFile(_ output: String) throws {
    let folder = try folderWithOlderFiles()
    try AmpGeoProcess.run(["convert", "communes", output], in: folder).expectFailure(
      73, saying: output, "Not a directory", "choose another place")
    try expectOlderFiles(in: folder)
  }

  @Test func runIntoAFile() throws {
    let folder = try folderWithOlderFiles()
    for output in ["out.geojson", "out.geojson/inner"] {
      try AmpGeoProcess.run(["run", "-o", output], in: folder).expectFailure(
        73, saying: output, "Not a directory", "choose another place with -o")
    }
    try expectOlderFiles(in: folder)
  }

  @Test func folderIsMissing() throws {
    let folder = try Scratch()
    try AmpGeoProcess.run(["convert", "communes", "none/out.geojson"], in: folder).expectFailure(
      73, saying: "none/out.geojson", "make its folder first")
  }

  @Test func outputIsAFolder() throws {
    let folder = try Scratch()
    try Files.makeFolder("out.geojson", in: folder)
    try AmpGeoProcess.run(["convert", "communes", "out.geojson"], in: folder).expectFailure(
      73, saying: "out.geojson", "this is a folder", "name a file in it")
  }

  @Test(.enabled(if: Tools.canStepDown, "needs setpriv when run as root"))
  func folderMayNotBeWritten() throws {
    let folder = try folderWithOlderFiles()
    try Files.setMode(0o555, of: "", in: folder)
    defer { try? Files.setMode(0o755, of: "", in: folder) }
    for output in ["new.geojson", "new.gpkg", "out.geojson"] {
      try AmpGeoProcess.shell(
        "\(Tools.stepDown) \"$AMP_GEO\" convert communes \(output)", in: folder
      ).expectFailure(73, saying: output, "Permission denied", "choose another place")
    }
    for output in [".", "inner"] {
      try AmpGeoProcess.shell("\(Tools.stepDown) \"$AMP_GEO\" run -o \(output)", in: folder)
        .expectFailure(73, saying: output, "ermission", "choose another place with -o")
    }
    try expectOlderFiles(in: folder)
  }

  /// A limit on the size of files fails a write half-way, as a full disk does.
  @Test(arguments: outputs)
  func diskIsFull(_ output: String) throws {
    let folder = try folderWithOlderFiles()
    let result = try AmpGeoProcess.shell(
      "ulimit -f 50; exec \"$AMP_GEO\" convert communes \(output)", in: folder)
    result.expectFailure(74, saying: output, "writing failed")
    try expectOlderFiles(in: folder)
  }

  @Test func deviceIsFull() throws {
    let folder = try Scratch()
    try AmpGeoProcess.run(
      ["convert", "communes", "/dev/full", "--format", "geojson"], in: folder
    ).expectFailure(74, saying: "/dev/full", "No space left on device", "free some space")
    for command in ["convert communes -", "layers communes", "layers", "check --list-rules"] {
      try AmpGeoProcess.shell("exec \"$AMP_GEO\" \(command) > /dev/full", in: folder)
        .expectFailure(74, saying: "standard output", "No space left on device")
    }
  }

  /// A closed standard output must not hand its number to a file that is opened next.
  @Test func standardOutputIsClosed() throws {
    let folder = try Scratch()
    for command in ["convert communes -", "layers communes"] {
      try AmpGeoProcess.shell("exec \"$AMP_GEO\" \(command) >&-", in: folder)
        .expectFailure(74, saying: "standard output", "Bad file descriptor")
    }
    let quiet = try AmpGeoProcess.shell(
      "exec \"$AMP_GEO\" convert communes out.gpkg <&- >&- 2>&-", in: folder)
    quiet.expectSuccess()
    try AmpGeoProcess.run(["check", "out.gpkg"], in: folder).expectSuccess()
  }

  @Test(arguments: [
    "layers communes --format json", "convert communes -", "layers", "check --list-rules",
    "coverage --layer port", "coverage --layer port --format csv",
  ])
  func readerGoesAway(_ command: String) throws {
    let folder = try Scratch()
    let result = try AmpGeoProcess.shell(
      "\"$AMP_GEO\" \(command) | head -c1; "
        + "exit ${PIPESTATUS[0]}", in: folder)
    result.expectSuccess()
    #expect(result.errors.isEmpty)
    #expect(result.outputBytes.count == 1)
  }

  /// Killed while it writes: the old file or the whole new one, never a half.
  @Test(arguments: outputs)
  func killedHalfWay(_ output: String) throws {
    let folder = try folderWithOlderFiles()
    try folder.write("big.ndjson", Self.manySquares)
    var killed = false
    // On a busy machine the program may end before it is caught.
    for _ in 0..<5 where !killed {
      try folder.write(output, "old")
      killed = try killWhileWriting("big.ndjson", output, in: folder)
    }
    try #require(killed, "it must be caught while it writes")
    #expect(try Files.text(output, in: folder) == "old")
    // The next run removes what is left, and is not in its way.
    let again = try AmpGeoProcess.run(["convert", "big.ndjson", output], in: folder)
    again.expectSuccess()
    let layers = try AmpGeoProcess.run(["layers", output, "--format", "json"], in: folder)
    #expect(try ParsedJSON(layers.output)[0]["features"].number == Double(Self.squareCount))
    #expect(Files.names(in: folder) == (Self.outputs + ["big.ndjson"]).sorted())
  }

  /// Starts a conversion and kills it once its temporary file is there; false when it was over.
  private func killWhileWriting(_ source: String, _ output: String, in folder: Scratch) throws
    -> Bool
  {
    let running = try RunningProcess(
      program: AmpGeoProgram.path(), ["convert", source, output], in: folder.path,
      environment: [:])
    func isWriting() -> Bool {
      Files.names(in: folder).contains { $0.hasPrefix(".amp-geo-partial-") }
    }
    while running.isRunning, !isWriting() { usleep(500) }
    running.kill()
    return try running.finish().wasKilled
  }

  private static let squareCount = 20_000
  private static let manySquares: String = {
    let square = SmallLayers.feature("{\"n\":1}", SmallLayers.rectangle(5.3, 43.2, 5.4, 43.3))
    return String(repeating: square + "\n", count: squareCount)
  }()
}
