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

  /// Monaco's streets, and what is reached of them from a node by an independent search.
  private struct Reached {
    let network: StreetNetwork
    /// Minutes to each node.
    let minutes: [Double]
    let start: Int

    init(_ network: StreetNetwork) {
      self.network = network
      start = network.nodeCount / 2
      minutes = PlainDijkstra(from: start, PlainDijkstra.neighbors(of: network)).best
        .map { $0.time / 60_000 }
    }

    func place(_ longitude: Double, _ latitude: Double) -> SIMD2<Double> {
      SIMD2(longitude * 111_320 * cos(43.74 * .pi / 180), latitude * 111_133)
    }

    func place(ofNode n: Int) -> SIMD2<Double> {
      place(network.longitude(ofNode: n), network.latitude(ofNode: n))
    }

    /// Points every few metres of the streets that are reached.
    func samples(within limit: Double) -> [SIMD2<Double>] {
      var samples: [SIMD2<Double>] = []
      for e in 0..<network.edgeCount {
        let length = network.lengthMeters(ofEdge: e)
        let ways = [
          (network.edgeFrom[e], network.forwardMilliseconds[e], false),
          (network.edgeTo[e], network.backwardMilliseconds[e], true),
        ]
        for (node, time, isBack) in ways where time != StreetNetwork.impassable {
          let spare = (limit - minutes[Int(node)]) * 60_000
          guard spare >= 0 else { continue }
          let covered = min(length, length * spare / Double(time))
          for place in places(ofEdge: e, isBack: isBack, upTo: covered) { samples.append(place) }
        }
      }
      return samples
    }

    private func places(ofEdge e: Int, isBack: Bool, upTo most: Double) -> [SIMD2<Double>] {
      let line = network.vertices(ofEdge: e).map { v in
        place(network.coordinates[2 * v], network.coordinates[2 * v + 1])
      }
      var found: [SIMD2<Double>] = []
      var along = 0.0
      let ordered = isBack ? line.reversed() : line
      for (a, b) in zip(ordered, ordered.dropFirst()) {
        let step = b - a
        let length = (step * step).sum().squareRoot()
        let steps = max(1, (length / 3).rounded(.up))
        for k in 0...Int(steps) where along + length * Double(k) / steps <= most {
          found.append(a + step * (Double(k) / steps))
        }
        along += length
      }
      return found
    }
  }

  private func reached(_ profile: String) throws -> Reached {
    let extract = (Samples.folder ?? "") + "/network/monaco.osm.gz"
    try run("network", "build", extract, "--profile", profile, "-o", "streets.gpkg")
      .expectSuccess()
    let reached = Reached(try SavedStreetNetwork(path: folder.file("streets.gpkg")).network)
    let longitude = reached.network.longitude(ofNode: reached.start)
    let latitude = reached.network.latitude(ofNode: reached.start)
    try folder.write("start.csv", "id,lon,lat\nstart,\(longitude),\(latitude)\n")
    return reached
  }

  /// The bands by the file that the command writes.
  private func bands(_ cutoffs: String, minHole: String) throws -> PolygonIndex {
    try run(
      "isochrones", "--network", "streets.gpkg", "--from", "start.csv", "--cutoffs", cutoffs,
      "--min-hole", minHole, "-o", "bands.geojson"
    ).expectSuccess()
    return PolygonIndex(
      try LayerFormats.read(LayerSource(path: folder.file("bands.geojson"))).geometries)
  }

  private static let profiles = [
    ("walk", [5.0, 10, 15], 15.0), ("bike", [2, 5, 8], 15), ("car", [1, 2, 3], 30),
  ]

  /// Every junction lies in a band no later than its cost, and in no earlier one, unless a street
  /// that is reached passes within 1½ cells of it, or it lies in a hole that was filled.
  @Test(arguments: profiles)
  func junctionsAreReachedInTime(_ profile: String, _ cutoffs: [Double], near: Double) throws {
    let reached = try reached(profile)
    let list = cutoffs.map { "\($0)" }.joined(separator: ",")
    let (open, filled) = (try bands(list, minHole: "0"), try bands(list, minHole: "10000"))
    func band(_ node: Int, _ index: PolygonIndex) -> Int {
      PointInPolygon.features(
        atX: reached.network.longitude(ofNode: node), y: reached.network.latitude(ofNode: node),
        in: index
      ).map(\.feature).min() ?? cutoffs.count
    }
    let nodes = 0..<reached.network.nodeCount
    let wanted = nodes.map { node in
      cutoffs.firstIndex { reached.minutes[node] <= $0 } ?? cutoffs.count
    }
    #expect(Set(wanted).count == cutoffs.count + 1, "some nodes in each band, and beyond")
    let samples = cutoffs.map { reached.samples(within: $0) }
    var unexplained = 0
    var inHoles = 0
    for node in nodes {
      let (found, whole) = (band(node, open), band(node, filled))
      #expect(found <= wanted[node] && whole <= found, "node \(node)")
      if whole < found { inHoles += 1 }
      guard found < wanted[node] else { continue }
      let place = reached.place(ofNode: node)
      let isNear = samples[found].contains { sample in
        let step = sample - place
        return (step * step).sum() < near * near
      }
      if !isNear { unexplained += 1 }
    }
    // Holes of less than four cells are always filled.
    #expect(Double(unexplained) <= 0.005 * Double(nodes.count), "\(unexplained)")
    #expect(Double(inHoles) <= 0.05 * Double(nodes.count), "\(inHoles)")
  }

  /// The ground is in the band that the costs of places there say, within the accuracy of cells.
  @Test(arguments: profiles)
  func groundCostsWhatPlacesCost(_ profile: String, _ cutoffs: [Double], near: Double) throws {
    let streets = try reached(profile).network
    let index = try bands(cutoffs.map { "\($0)" }.joined(separator: ","), minHole: "0")
    var random = SeededGenerator(seed: 7)
    let box = streets.box
    let points = (0..<1500).map { _ in
      (
        x: Double.random(in: box.minX...box.maxX, using: &random),
        y: Double.random(in: box.minY...box.maxY, using: &random)
      )
    }
    try folder.write(
      "points.csv",
      "id,lon,lat\n"
        + points.enumerated().map { "\($0.offset),\($0.element.x),\($0.element.y)\n" }.joined())
    try run(
      "network", "costs", "streets.gpkg", "--from", "start.csv", "--to", "points.csv", "--cutoff",
      "60", "--max-snap", profile == "car" ? "100" : "75", "-o", "costs.csv"
    ).expectSuccess()
    var wanted = Array(repeating: cutoffs.count, count: points.count)
    for row in try Files.text("costs.csv", in: folder).split(separator: "\n").dropFirst() {
      let fields = row.split(separator: ",", omittingEmptySubsequences: false)
      let (id, minutes) = (try #require(Int(fields[1])), Double(fields[2]) ?? .infinity)
      wanted[id] = cutoffs.firstIndex { minutes <= $0 } ?? cutoffs.count
    }
    #expect(Set(wanted).count == cutoffs.count + 1)
    let same = points.indices.filter { i in
      let found = PointInPolygon.features(atX: points[i].x, y: points[i].y, in: index)
      return (found.map(\.feature).min() ?? cutoffs.count) == wanted[i]
    }
    #expect(Double(same.count) >= 0.97 * Double(points.count), "\(same.count)")
  }
}
