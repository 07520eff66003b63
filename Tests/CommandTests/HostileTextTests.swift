import TestSupport
import Testing

/// Text that means harm or has been damaged: never a crash, always a place.
@Suite struct HostileTextTests {
  private static let levels = 10_000

  private func describe(_ bytes: [UInt8], as name: String = "in.geojson") throws -> AmpGeoProcess {
    let folder = try Scratch()
    try folder.write(name, bytes)
    return try AmpGeoProcess.run(["layers", name], in: folder)
  }

  /// A feature whose property holds these bytes between quotes.
  private func feature(holding bytes: [UInt8]) -> [UInt8] {
    let whole = SmallLayers.feature(
      id: "\"a\"", "{\"n\":\"%\"}", SmallLayers.point("5.3", "43.3"))
    let halves = whole.split(separator: "%").map { Array($0.utf8) }
    return halves[0] + bytes + halves[1]
  }

  @Test(arguments: [
    ("[", "]"), ("{\"type\":", "}"), ("{\"type\":\"FeatureCollection\",\"features\":[", "]}"),
  ])
  func documentTenThousandLevelsDeep(_ open: String, _ close: String) throws {
    let text =
      String(repeating: open, count: Self.levels) + "1"
      + String(repeating: close, count: Self.levels)
    try describe(Array(text.utf8)).expectFailure(65, saying: "in.geojson:1:")
  }

  @Test func propertyTenThousandLevelsDeep() throws {
    let nested =
      String(repeating: "[", count: Self.levels) + String(repeating: "]", count: Self.levels)
    let text = SmallLayers.feature(id: "\"a\"", "{\"a\":\(nested)}", "null")
    try describe(Array(text.utf8)).expectFailure(
      65, saying: "in.geojson:1:", "feature a:", "nested deeper than 512 levels", "flatten")
  }

  @Test func geometriesTenThousandLevelsDeep() throws {
    let coordinates =
      String(repeating: "[", count: Self.levels) + String(repeating: "]", count: Self.levels)
    let polygon = SmallLayers.feature(
      "{}", "{\"type\":\"Polygon\",\"coordinates\":\(coordinates)}")
    try describe(Array(polygon.utf8)).expectFailure(65, saying: "in.geojson:1:", "feature #1")
    let open = "{\"type\":\"GeometryCollection\",\"geometries\":["
    let collections =
      String(repeating: open, count: Self.levels) + String(repeating: "]}", count: Self.levels)
    try describe(Array(SmallLayers.feature("{}", collections).utf8)).expectFailure(
      65, saying: "in.geojson:1:", "feature #1", "nested deeper than 64 levels")
  }

  @Test func planTenThousandLevelsDeep() throws {
    let folder = try Scratch()
    try folder.write("plan.yaml", String(repeating: "[", count: Self.levels))
    try AmpGeoProcess.run(["run", "plan.yaml"], in: folder).expectFailure(65, saying: "plan.yaml")
  }

  @Test func invalidUTF8IsPlaced() throws {
    // "café" in Latin-1: the last letter is a lone byte.
    let bytes = feature(holding: Array("caf".utf8) + [0xE9])
    let column = bytes.firstIndex(of: 0xE9).map { $0 + 1 } ?? 0
    try describe(bytes).expectFailure(
      65, saying: "in.geojson:1:\(column):", "not valid UTF-8", "iconv")
  }

  @Test(arguments: ["\\ud800", "\\ud800x", "\\udc00", "\\ud800\\ud800"])
  func halfASurrogatePair(_ escape: String) throws {
    try describe(feature(holding: Array(escape.utf8))).expectFailure(
      65, saying: "in.geojson:1:", "feature a:", "half a surrogate pair")
  }

  @Test func nulBytes() throws {
    try describe(feature(holding: [0x61, 0, 0x62])).expectFailure(
      65, saying: "in.geojson:1:", "control character", "\\u0000")
    try describe(feature(holding: []) + [0, 0, 0]).expectFailure(65, saying: "in.geojson:1:")
    try describe([UInt8](repeating: 0, count: 5000)).expectFailure(65, saying: "in.geojson:1:")
  }

  @Test func utf16IsRefused() throws {
    let text = SmallLayers.feature("{}", SmallLayers.point("5.3", "43.3"))
    let bytes = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    try describe([0xFF, 0xFE] + bytes).expectFailure(65, saying: "in.geojson:1:")
  }

  @Test func byteOrderMarkIsAllowed() throws {
    let plain = feature(holding: Array("é".utf8))
    for name in ["in.geojson", "in.ndjson"] {
      let result = try describe([0xEF, 0xBB, 0xBF] + plain, as: name)
      result.expectSuccess()
      #expect(result.output.contains("1 features: 1 Point"))
    }
  }

  @Test func windowsLineEndsAreAllowed() throws {
    let text = SmallLayers.zones.replacing("\n", with: "\r\n")
    let result = try describe(Array(text.utf8))
    result.expectSuccess()
    #expect(result.output.contains("2 features: 2 Polygon"))
    // Lines are still counted right.
    let broken = SmallLayers.zones.replacing("\"code\":\"13002\"", with: "\"code\":")
    try describe(Array(broken.replacing("\n", with: "\r\n").utf8)).expectFailure(
      65, saying: "in.geojson:3:")
  }

  @Test func namesThatLookLikeMarkup() throws {
    let folder = try Scratch()
    let name = "</title><script>alert(1)</script>&"
    try folder.write(
      "in.geojson",
      SmallLayers.collection([
        SmallLayers.feature("{\"name\":\"\(name)\",\"v\":1}", SmallLayers.rectangle(5, 43, 6, 44))
      ]))
    let result = try AmpGeoProcess.run(
      ["map", "in.geojson", "--column", "v", "--title", name], in: folder)
    result.expectSuccess()
    #expect(!result.output.contains("<script>"))
  }
}
