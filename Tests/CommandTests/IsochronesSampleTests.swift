import Foundation
import GeoAlgorithms
import GeoFormats
import GeoStreets
import TestSupport
import Testing

@testable import GeoCore

/// Isochrones of Monaco: what is written is a coverage without faults, and says what costs say.
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

  private func reached(_ profile: String) throws -> ReachedMonaco {
    let extract = (Samples.folder ?? "") + "/network/monaco.osm.gz"
    try run("network", "build", extract, "--profile", profile, "-o", "streets.gpkg")
      .expectSuccess()
    let reached = ReachedMonaco(try SavedStreetNetwork(path: folder.file("streets.gpkg")).network)
    let longitude = reached.network.longitude(ofNode: reached.start)
    let latitude = reached.network.latitude(ofNode: reached.start)
    try folder.write("start.csv", "id,lon,lat\nstart,\(longitude),\(latitude)\n")
    return reached
  }

  /// The bands by the file that the command writes, with all holes from four cells on.
  private func bands(_ cutoffs: String) throws -> PolygonIndex {
    try run(
      "isochrones", "--network", "streets.gpkg", "--from", "start.csv", "--cutoffs", cutoffs,
      "--min-hole", "0", "-o", "bands.geojson"
    ).expectSuccess()
    return PolygonIndex(
      try LayerFormats.read(LayerSource(path: folder.file("bands.geojson"))).geometries)
  }

  private static let profiles = [
    ("walk", [5.0, 10, 15], 15.0), ("bike", [2, 5, 8], 15), ("car", [1, 2, 3], 30),
  ]

  @Test(arguments: profiles)
  func bandsSayWhatCostsSay(_ profile: String, _ cutoffs: [Double], near: Double) throws {
    let reached = try reached(profile)
    let list = cutoffs.map { "\($0)" }.joined(separator: ",")
    let index = try bands(list)
    try checkJunctions(reached, cutoffs, index, near: near)
    try checkGround(of: reached.network, cutoffs, index, within: profile == "car" ? 100 : 75)
  }

  private func band(_ longitude: Double, _ latitude: Double, _ index: PolygonIndex) -> Int? {
    PointInPolygon.features(atX: longitude, y: latitude, in: index).map(\.feature).min()
  }

  /// Every junction lies in a band no later than its cost, and in no earlier one, unless a street
  /// that is reached passes within 1½ cells of it.
  private func checkJunctions(
    _ reached: ReachedMonaco, _ cutoffs: [Double], _ index: PolygonIndex, near: Double
  ) throws {
    let streets = reached.network
    let samples = cutoffs.map { reached.samples(within: $0) }
    var bands: Set<Int> = []
    var unexplained = 0
    for node in 0..<streets.nodeCount {
      let wanted = cutoffs.firstIndex { reached.minutes[node] <= $0 } ?? cutoffs.count
      bands.insert(wanted)
      let (x, y) = (streets.longitude(ofNode: node), streets.latitude(ofNode: node))
      let found = band(x, y, index) ?? cutoffs.count
      #expect(found <= wanted, "node \(node)")
      guard found < wanted else { continue }
      let place = reached.place(x, y)
      let isNear = samples[found].contains { sample in
        let step = sample - place
        return (step * step).sum() < near * near
      }
      if !isNear { unexplained += 1 }
    }
    #expect(bands.count == cutoffs.count + 1, "some nodes in each band, and beyond")
    // Holes of less than four cells are always filled.
    #expect(Double(unexplained) <= 0.005 * Double(streets.nodeCount), "\(unexplained)")
  }

  /// The ground is in the band that the costs of places there say, within the accuracy of cells.
  private func checkGround(
    of streets: StreetNetwork, _ cutoffs: [Double], _ index: PolygonIndex, within reach: Int
  ) throws {
    var random = SeededGenerator(seed: 7)
    let box = streets.box
    let points = (0..<1000).map { _ in
      (
        x: Double.random(in: box.minX...box.maxX, using: &random),
        y: Double.random(in: box.minY...box.maxY, using: &random)
      )
    }
    let rows = points.enumerated().map { "\($0.offset),\($0.element.x),\($0.element.y)\n" }
    try folder.write("points.csv", "id,lon,lat\n" + rows.joined())
    try run(
      "network", "costs", "streets.gpkg", "--from", "start.csv", "--to", "points.csv", "--cutoff",
      "60", "--max-snap", "\(reach)", "-o", "costs.csv"
    ).expectSuccess()
    var wanted = Array(repeating: cutoffs.count, count: points.count)
    for row in try Files.text("costs.csv", in: folder).split(separator: "\n").dropFirst() {
      let fields = row.split(separator: ",", omittingEmptySubsequences: false)
      let (id, minutes) = (try #require(Int(fields[1])), Double(fields[2]) ?? .infinity)
      wanted[id] = cutoffs.firstIndex { minutes <= $0 } ?? cutoffs.count
    }
    #expect(Set(wanted).count == cutoffs.count + 1)
    let same = points.indices.filter {
      (band(points[$0].x, points[$0].y, index) ?? cutoffs.count) == wanted[$0]
    }
    #expect(Double(same.count) >= 0.97 * Double(points.count), "\(same.count)")
  }
}
