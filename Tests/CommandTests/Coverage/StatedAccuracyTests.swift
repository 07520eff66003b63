import TestSupport
import Testing

/// An `accuracy_m` in data that no border can have.
@Suite struct StatedAccuracyTests {
  private func folder(_ accuracy: String) throws -> Scratch {
    let folder = try SmallLayers.folder()
    try folder.write(
      "drawn.geojson",
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","id":"ok","properties":{"accuracy_m":10},"geometry":{"type":"Polygon",\
      "coordinates":[[[5.0,43.0],[5.1,43.0],[5.1,43.1],[5.0,43.1],[5.0,43.0]]]}},
      {"type":"Feature","id":"q","properties":{"accuracy_m":\(accuracy)},"geometry":{\
      "type":"Polygon","coordinates":[[[5.2,43.0],[5.3,43.0],[5.3,43.1],[5.2,43.1],[5.2,43.0]]]}}]}
      """)
    return folder
  }

  @Test(arguments: [
    "-5", "1e308", "100000.5", "\"-5\"", "\"5 m\"", "\"5,5\"", "\"NaN\"", "\"drawn\"", "true",
  ])
  func isRefusedAndReported(_ accuracy: String) throws {
    let folder = try folder(accuracy)
    for arguments in [
      ["coverage", "--zones", "zones.geojson", "--layer", "drawn.geojson"],
      ["coverage", "--zones", "drawn.geojson", "--layer", "park.geojson"],
      ["overlaps", "drawn.geojson", "zones.geojson"],
    ] {
      try AmpGeoProcess.run(arguments, in: folder)
        .expectFailure(65, saying: "feature q: \"accuracy_m\" is \(accuracy)")
    }
    let check = try AmpGeoProcess.run(["check", "drawn.geojson"], in: folder)
    #expect(check.exitCode == 1)
    #expect(check.output.contains("A309"))
    let ignored = try AmpGeoProcess.run(["check", "drawn.geojson", "--ignore", "A309"], in: folder)
    #expect(ignored.exitCode == 0)
  }

  @Test(arguments: ["0", "100000", "null", "\"\"", "\" \"", "\"5.5\""])
  func isTakenOrNotStated(_ accuracy: String) throws {
    let folder = try folder(accuracy)
    try AmpGeoProcess.run(
      ["coverage", "--zones", "zones.geojson", "--layer", "drawn.geojson"], in: folder
    ).expectSuccess()
    let check = try AmpGeoProcess.run(["check", "drawn.geojson"], in: folder)
    #expect(check.exitCode == 0)
  }
}
