import TestSupport
import Testing

/// Options that mean the same everywhere.
@Suite struct GlobalOptionTests {
  private static let commands = [
    ["coverage", "--zones", "zones.geojson", "--layer", "empty.geojson", "-o", "out.geojson"],
    [
      "accessibility", "--zones", "zones.geojson", "--destination", "park.geojson",
      "--cell-size", "1000", "-o", "out.geojson",
    ],
    ["overlaps", "zones.geojson", "park.geojson", "-o", "out.geojson"],
    ["convert", "zones.geojson", "out.geojson"],
    ["map", "zones.geojson", "--column", "people", "-o", "out.svg"],
  ]

  private func folder() throws -> Scratch {
    let folder = try SmallLayers.folder()
    try folder.write("empty.geojson", SmallLayers.empty)
    return folder
  }

  @Test(arguments: commands)
  func quietIsSilent(_ command: [String]) throws {
    let result = try AmpGeoProcess.run(command + ["--quiet"], in: folder())
    result.expectSuccess()
    #expect(result.output.isEmpty && result.errors.isEmpty, "\(result.errors)")
  }

  @Test func quietKeepsErrors() throws {
    try AmpGeoProcess.run(["layers", "nope.geojson", "--quiet"], in: folder()).expectFailure(
      66, saying: "nope.geojson")
  }

  @Test(arguments: commands)
  func timingsAreOneLineOfJSON(_ command: [String]) throws {
    let result = try AmpGeoProcess.run(command + ["--quiet", "--timings"], in: folder())
    result.expectSuccess()
    #expect(result.errorLines.count == 1)
    let timings = try ParsedJSON(result.errors)
    #expect(timings["command"].string == command[0])
    #expect(!timings["phases"].items.isEmpty)
    for phase in timings["phases"].items {
      #expect(phase["name"].string?.isEmpty == false)
      #expect((phase["seconds"].number ?? -1) >= 0)
    }
    #expect((timings["peak_memory_bytes"].number ?? 0) > 1_000_000)
  }

  @Test(arguments: commands)
  func threadsDoNotChangeTheResult(_ command: [String]) throws {
    let folder = try folder()
    let output = try #require(command.first { $0.hasPrefix("out.") })
    var results: [[UInt8]] = []
    for threads in ["1", "2", "7"] {
      try AmpGeoProcess.run(command + ["--threads", threads], in: folder).expectSuccess()
      results.append(Array(try Files.bytes(output, in: folder)))
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  /// Results on standard output are the bytes of the file, and notes go elsewhere.
  @Test(arguments: commands)
  func standardOutputByDash(_ command: [String]) throws {
    let folder = try folder()
    let output = try #require(command.first { $0.hasPrefix("out.") })
    try AmpGeoProcess.run(command, in: folder).expectSuccess()
    let dashed = try AmpGeoProcess.run(command.map { $0 == output ? "-" : $0 }, in: folder)
    dashed.expectSuccess()
    #expect(dashed.outputBytes == (try Files.bytes(output, in: folder)))
  }

  @Test func verboseSaysHowItMeasures() throws {
    let result = try AmpGeoProcess.run(Self.commands[0] + ["--verbose"], in: folder())
    result.expectSuccess()
    #expect(result.errors.contains("areas in EPSG:3035"))
  }
}
