import Foundation
import TestSupport
import Testing

/// Layers in US survey feet: whatever is measured is in metres, against geodesics on GRS 80 (areas of
/// rings of 800 points, by GeographicLib).
@Suite struct FeetTests {
  private struct State: Sendable {
    let code: Int
    let x: Int
    let y: Int
    /// Of a square of 3,000 ft.
    let squareMeters: Double
  }

  private static let states = [
    State(code: 2225, x: 6_501_000, y: 2_175_000, squareMeters: 836_306.69),
    State(code: 2263, x: 1_252_000, y: 263_000, squareMeters: 836_138.86),
    State(code: 3089, x: 4_918_000, y: 3_822_000, squareMeters: 836_288.98),
    State(code: 6576, x: 1_974_000, y: 545_000, squareMeters: 836_217.0),
  ]

  private func collection(_ state: State, _ boxes: [(id: String, west: Int, east: Int)]) -> String {
    let features = boxes.map { box in
      let (w, e, s, n) = (state.x + box.west, state.x + box.east, state.y, state.y + 3000)
      return """
        {"type":"Feature","id":"\(box.id)","properties":{},"geometry":{"type":"Polygon",
        "coordinates":[[[\(w),\(s)],[\(e),\(s)],[\(e),\(n)],[\(w),\(n)],[\(w),\(s)]]]}}
        """
    }
    return """
      {"type":"FeatureCollection","crs":{"type":"name","properties":
      {"name":"urn:ogc:def:crs:EPSG::\(state.code)"}},"features":[\(features.joined(separator: ","))]}
      """
  }

  @Test(arguments: states) private func areasAndWidthsAreMetric(_ state: State) throws {
    let folder = try Scratch()
    let zones = [("a", 0, 3000), ("b", 3001, 6001)] as [(id: String, west: Int, east: Int)]
    try folder.write("zones.geojson", collection(state, zones))
    try folder.write("half.geojson", collection(state, [("h", 750, 1500)]))
    let covered = try AmpGeoProcess.run(
      ["coverage", "--zones", "zones.geojson", "--layer", "h=half.geojson", "--format", "csv"],
      in: folder)
    covered.expectSuccess()
    let row = covered.output.split(separator: "\n")[1].split(separator: ",")
    #expect(row[0] == "a")
    #expect(abs((Double(row[1]) ?? 0) - state.squareMeters) < 0.05, "\(row)")
    #expect(abs((Double(row[3]) ?? 0) - state.squareMeters / 4) < 0.05, "\(row)")
    // A gap of one foot is one of 0.3048 m.
    let checked = try AmpGeoProcess.run(["check", "zones.geojson", "--coverage"], in: folder)
    #expect(checked.output.contains("30.5 cm wide over 91"), "\(checked.output)")
    let kept = try AmpGeoProcess.run(
      ["fix", "zones.geojson", "-o", "kept.gpkg", "--max-gap", "0.3"], in: folder)
    #expect(!kept.output.contains("278."), "\(kept.output)")
    let filled = try AmpGeoProcess.run(
      ["fix", "zones.geojson", "-o", "filled.gpkg", "--max-gap", "0.31"], in: folder)
    filled.expectSuccess()
    #expect(filled.output.contains("278."), "\(filled.output)")
  }
}
