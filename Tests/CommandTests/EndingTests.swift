import Foundation
import TestSupport
import Testing

/// How the program ends when the system ends it: nothing half-made stays, one line says why.
@Suite struct EndingTests {
  private func folder() throws -> Scratch {
    let folder = try Scratch()
    let square = SmallLayers.feature("{\"n\":1}", SmallLayers.rectangle(5.3, 43.2, 5.4, 43.3))
    try folder.write("big.ndjson", String(repeating: square + "\n", count: 40_000))
    try folder.write("out.gpkg", "old")
    return folder
  }

  @Test(arguments: ["INT": 2, "TERM": 15, "HUP": 1])
  func signalsCleanUp(_ name: String, _ number: Int32) throws {
    let folder = try folder()
    var caught = false
    // On a busy machine the program may end before it is caught.
    for _ in 0..<5 where !caught {
      try folder.write("out.gpkg", "old")
      let line = """
        "$AMP_GEO" convert big.ndjson out.gpkg & child=$!
        until ls -A | grep -q amp-geo-partial || ! kill -0 $child 2>/dev/null; do :; done
        sleep 0.05; kill -\(name) $child; wait $child; echo $?
        """
      // Bash lets what it starts in the background ignore SIGINT, unless it does job control.
      let result = try AmpGeoProcess.shell("set -m; " + line, in: folder)
      caught = result.output.hasSuffix("\(128 + number)\n")
    }
    try #require(caught, "it must be caught while it writes")
    #expect(Files.names(in: folder) == ["big.ndjson", "out.gpkg"])
    #expect(try Files.text("out.gpkg", in: folder) == "old")
  }

  @Test func whatNohupIgnoresStaysIgnored() throws {
    let folder = try folder()
    let line = """
      trap '' HUP
      "$AMP_GEO" convert big.ndjson out.gpkg & child=$!
      until ls -A | grep -q amp-geo-partial || ! kill -0 $child 2>/dev/null; do :; done
      kill -HUP $child; wait $child
      """
    try AmpGeoProcess.shell(line, in: folder).expectSuccess()
    try AmpGeoProcess.run(["layers", "out.gpkg"], in: folder).expectSuccess()
  }

  /// A signal from outside stands for a trap inside.
  @Test(arguments: ["ILL", "TRAP", "SEGV", "ABRT", "BUS", "FPE"])
  func trapsEndWithOneLine(_ name: String) throws {
    let folder = try folder()
    let line = """
      mkfifo pipe; "$AMP_GEO" convert big.ndjson pipe --format geojson & child=$!
      sleep 0.3; kill -\(name) $child; wait $child
      """
    try AmpGeoProcess.shell(line, in: folder).expectFailure(70, saying: "SIG\(name)", "report it")
    try folder.remove("pipe")
    #expect(Files.names(in: folder) == ["big.ndjson", "out.gpkg"])
  }

  @Test(arguments: [4, 5, 6, 7, 8, 10, 12, 16, 24])
  func fewOpenFiles(_ limit: Int) throws {
    let folder = try SmallLayers.folder()
    for command in [
      "layers communes", "coverage --zones zones.geojson --layer park.geojson -o out.gpkg",
      "check zones.geojson",
    ] {
      let result = try AmpGeoProcess.shell(
        "ulimit -n \(limit); exec \"$AMP_GEO\" \(command)", in: folder)
      #expect(
        !result.wasKilled && [0, 74].contains(result.exitCode), "\(command): \(result.errors)")
      if result.exitCode == 74 {
        result.expectFailure(74, saying: "too few files may be open", "ulimit -n")
      }
    }
  }
}
