import Foundation
import Geo
import TestSupport
import Testing

/// Isochrones of Monaco: what is written is a coverage without faults.
@Suite(
  .enabled(
    if: Samples.folder != nil, "needs sample files: in AMP_GEO_SAMPLES, or in ../shared/samples"))
struct IsochronesSampleTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    try folder.write(
      "places.csv", "id,lon,lat\nstation,7.4195,43.7385\nrock,7.4215,43.7320\n")
  }

  private func run(_ arguments: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(arguments, in: folder)
  }

  @Test(arguments: [("walk", "3,6,9,12,15"), ("car", "1,2,3,5")])
  func bandsAreACoverage(_ profile: String, _ cutoffs: String) throws {
    let extract = (Samples.folder ?? "") + "/network/monaco.osm.gz"
    try run("network", "build", extract, "--profile", profile, "-o", "streets.gpkg")
      .expectSuccess()
    for towards in [[], ["--towards"]] {
      let result = try AmpGeoProcess.run(
        [
          "isochrones", "--network", "streets.gpkg", "--from", "places.csv", "--cutoffs", cutoffs,
          "-o", "bands.geojson",
        ] + towards, in: folder)
      result.expectSuccess()
      let check = try run("check", "--coverage", "bands.geojson")
      check.expectSuccess()
      #expect(check.output.contains("0 errors"), "\(check.output)")
    }
  }

  /// Every junction lies in a band no later than its cost by an independent search.
  @Test func junctionsAreReachedInTime() throws {
    let extract = (Samples.folder ?? "") + "/network/monaco.osm.gz"
    try run("network", "build", extract, "-o", "streets.gpkg").expectSuccess()
    let network = try SavedStreetNetwork(path: folder.file("streets.gpkg")).network
    let start = network.nodeCount / 2
    let (longitude, latitude) = (
      network.longitude(ofNode: start), network.latitude(ofNode: start)
    )
    try folder.write("start.csv", "id,lon,lat\nstart,\(longitude),\(latitude)\n")
    let cutoffs = [2.0, 4, 6, 8, 10, 12]
    try run(
      "isochrones", "--network", "streets.gpkg", "--from", "start.csv", "--cutoffs",
      "2,4,6,8,10,12", "-o", "bands.geojson"
    ).expectSuccess()
    let bands = try LayerFormats.read(LayerSource(path: folder.file("bands.geojson")))
    let index = PolygonIndex(bands.geometries)
    let best = PlainDijkstra(from: start, PlainDijkstra.neighbors(of: network)).best
    // A walk of √2 cells of 10 m at 4.8 km/h.
    let slack = 10 * 2.0.squareRoot() * 750
    var seen = 0
    for node in 0..<network.nodeCount where best[node].time + slack <= cutoffs[5] * 60_000 {
      let wanted = cutoffs.firstIndex { best[node].time + slack <= $0 * 60_000 } ?? 0
      let found = PointInPolygon.features(
        atX: network.longitude(ofNode: node), y: network.latitude(ofNode: node), in: index
      ).map(\.feature).min()
      #expect(found.map { $0 <= wanted } ?? false, "node \(node)")
      seen += 1
    }
    #expect(seen > 200)
  }
}
