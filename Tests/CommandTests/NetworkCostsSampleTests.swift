import Foundation
import GeoStreets
import TestSupport
import Testing

/// Costs on the streets of Monaco against an independent search: 10,000 random pairs of junctions,
/// and the nearest of them by looking at all.
@Suite(
  .enabled(
    if: Samples.folder != nil, "needs sample files: in AMP_GEO_SAMPLES, or in ../shared/samples"))
struct NetworkCostsSampleTests {
  private let folder: Scratch
  private let network: StreetNetwork
  /// Junctions that stand alone at their place.
  private let junctions: [Int]

  init() throws {
    folder = try Scratch()
    network = try MonacoStreets.build(in: folder)
    var places: [[Double]: Int] = [:]
    for n in 0..<network.nodeCount {
      places[[network.longitude(ofNode: n), network.latitude(ofNode: n)], default: 0] += 1
    }
    let streets = network
    junctions = (0..<network.nodeCount).filter { n in
      places[[streets.longitude(ofNode: n), streets.latitude(ofNode: n)]] == 1
    }
  }

  private func write(_ name: String, _ nodes: some Sequence<Int>) throws {
    let lines = nodes.map {
      "n\($0),\(network.longitude(ofNode: $0)),\(network.latitude(ofNode: $0))\n"
    }
    try folder.write(name, "id,lon,lat\n" + lines.joined())
  }

  private func costs(_ arguments: String...) throws -> AmpGeoProcess {
    let result = try AmpGeoProcess.run(
      ["network", "costs", "streets.gpkg", "--from", "nodes.csv"] + arguments, in: folder)
    result.expectSuccess()
    return result
  }

  private func rows(_ text: String) -> [(from: Int, to: Int, minutes: Double?, meters: Double?)] {
    text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return (
        Int(cells[0].dropFirst()) ?? -1, Int(cells[1].dropFirst()) ?? -1, Double(cells[2]),
        Double(cells[3])
      )
    }
  }

  @Test func randomPairs() throws {
    var random = SeededGenerator(seed: 5)
    var pairs: Set<[Int]> = []
    var lines = ""
    while pairs.count < 10_000 {
      let pair = (0..<2).map { _ in junctions.randomElement(using: &random) ?? 0 }
      if pairs.insert(pair).inserted { lines += "n\(pair[0]),n\(pair[1])\n" }
    }
    try write("nodes.csv", junctions)
    try folder.write("pairs.csv", "from_id,to_id\n" + lines)
    let found = rows(try costs("--to", "nodes.csv", "--pairs", "pairs.csv").output)
    #expect(found.count == 10_000)
    let neighbors = PlainDijkstra.neighbors(of: network)
    var searches: [Int: PlainDijkstra] = [:]
    var connected = 0
    for row in found {
      let search = searches[row.from] ?? PlainDijkstra(from: row.from, neighbors)
      searches[row.from] = search
      let wanted = search.best[row.to]
      guard wanted.time.isFinite else {
        #expect(row.minutes == nil && row.meters == nil)
        continue
      }
      connected += 1
      let minutes = try #require(row.minutes)
      let meters = try #require(row.meters)
      #expect(abs(minutes - wanted.time / 60_000) <= 1e-9 * minutes, "\(row.from) to \(row.to)")
      #expect(abs(meters - wanted.length / 1000) <= 1e-9 * meters, "\(row.from) to \(row.to)")
    }
    #expect(connected > 8_000)
  }

  @Test func nearestAreThoseOfAllPairs() throws {
    var random = SeededGenerator(seed: 6)
    let chosen = junctions.shuffled(using: &random)
    try write("nodes.csv", chosen.prefix(150))
    try write("stops.csv", chosen.suffix(40))
    let all = try costs("--to", "stops.csv").output
    for threads in ["1", "2"] {
      #expect(try costs("--to", "stops.csv", "--threads", threads).output == all)
    }
    let nearest = try costs("--to", "stops.csv", "--nearest", "3").output
    #expect(try costs("--to", "stops.csv", "--nearest", "3", "--threads", "1").output == nearest)
    var byOrigin: [Int: [(Double, Double)]] = [:]
    for row in rows(all) {
      byOrigin[row.from, default: []].append((row.minutes ?? .nan, row.meters ?? .nan))
    }
    var ranked: [Int: [(Double, Double)]] = [:]
    for row in rows(nearest) {
      ranked[row.from, default: []].append((row.minutes ?? .nan, row.meters ?? .nan))
    }
    #expect(ranked.count == byOrigin.count && ranked.count > 100)
    for (origin, costs) in byOrigin {
      let wanted = costs.sorted { $0 < $1 }.prefix(3)
      let found = ranked[origin] ?? []
      #expect(found.count == wanted.count && zip(found, wanted).allSatisfy { $0 == $1 })
    }
  }
}
