import GeoCore
import GeoStreets
import TestSupport
import Testing

@testable import GeoProjection

/// Joining places to streets: by hand, and against looking at every piece of every edge.
@Suite struct EdgeSnapperTests {
  /// Two streets on the equator: 0 runs east from 0 to 0.01 degrees, 1 north from its end.
  private static func corner() throws -> StreetNetwork {
    try StreetNetwork(
      mode: .walk, nodeCoordinates: [0, 0, 0.01, 0, 0.01, 0.01], edgeFrom: [0, 1], edgeTo: [1, 2],
      lengthsMillimeters: [1_113_195, 1_105_743], forwardMilliseconds: [834_896, 829_307],
      backwardMilliseconds: [834_896, 829_307])
  }

  private func doors(
    of geometries: Geometries, on network: StreetNetwork, within reach: Double = 500
  ) throws -> [[NetworkDoor]] {
    let snapper = try EdgeSnapper(network, threads: 1)
    let places = try snapper.places(
      snapper.projected(geometries, threads: 1), within: reach, threads: 1)
    return (0..<places.count).map { Array(places.doors(ofPlace: $0)) }
  }

  @Test func pointsMeetTheMiddleOfAnEdge() throws {
    var points = Geometries(crs: .wgs84)
    points.appendPoint(x: 0.0025, y: 0.001)
    points.appendPoint(x: 0.02, y: 0.002)
    points.beginFeature(.null)
    points.appendPoint(x: -0.001, y: 0)
    let found = try doors(of: points, on: try Self.corner(), within: 200)
    let first = try #require(found[0].first)
    #expect(first.edge == 0)
    #expect(abs(Int(first.alongMillimeters) - 278_299) <= 1)
    // 0.001 degrees of latitude are 110.574 m at the equator, 83 s at 4.8 km/h.
    #expect(abs(first.connector.meters - 110.574) < 0.001)
    #expect(abs(Double(first.connector.milliseconds) - 110.574 * 750) < 1)
    // 1,113 m from the second street: too far.
    #expect(found[1].isEmpty)
    #expect(found[2].isEmpty)
    // Before the start of the first street: its start.
    #expect(found[3].first?.alongMillimeters == 0)
  }

  @Test func theReachIsKept() throws {
    var points = Geometries(crs: .wgs84)
    points.appendPoint(x: 0.005, y: 0.001)
    let network = try Self.corner()
    #expect(try doors(of: points, on: network, within: 110.57)[0].isEmpty)
    #expect(try doors(of: points, on: network, within: 110.58)[0].count == 1)
  }

  @Test func polygonsAreEnteredWhereStreetsCrossThem() throws {
    var areas = Geometries(crs: .wgs84)
    // Across the first street from 0.002 to 0.004, around the corner, beside, and touching.
    areas.appendPolygon([
      [(0.002, -0.001), (0.004, -0.001), (0.004, 0.001), (0.002, 0.001), (0.002, -0.001)]
    ])
    areas.appendPolygon([
      [(0.009, -0.001), (0.011, -0.001), (0.011, 0.002), (0.009, 0.002), (0.009, -0.001)]
    ])
    areas.appendPolygon([
      [(0.002, 0.001), (0.004, 0.001), (0.003, 0.002), (0.002, 0.001)]
    ])
    areas.appendPolygon([
      [(0.005, 0), (0.006, 0.001), (0.004, 0.001), (0.005, 0)]
    ])
    let found = try doors(of: areas, on: try Self.corner())
    #expect(found[0].map(\.edge) == [0, 0])
    #expect(found[0].allSatisfy { $0.connector == .zero })
    let along = found[0].map { Double($0.alongMillimeters) / 1_113_195 }
    #expect(abs(along[0] - 0.2) < 1e-6 && abs(along[1] - 0.4) < 1e-6)
    #expect(found[1].map(\.edge) == [0, 1])
    #expect(abs(Double(found[1][0].alongMillimeters) / 1_113_195 - 0.9) < 1e-6)
    #expect(abs(Double(found[1][1].alongMillimeters) / 1_105_743 - 0.2) < 1e-6)
    #expect(found[2].count == 1)
    #expect(abs((found[2].first?.connector.meters ?? 0) - 110.574) < 0.01)
    #expect(found[3].allSatisfy { $0.edge == 0 && $0.connector.meters < 0.001 })
    #expect(abs(Double(found[3].first?.alongMillimeters ?? 0) / 1_113_195 - 0.5) < 1e-6)
  }

  @Test func entrancesAreManyPoints() throws {
    var points = Geometries(crs: .wgs84)
    points.beginFeature(.multiPoint)
    for x in [0.001, 0.007] {
      points.beginPart()
      points.beginRing()
      points.appendVertex(x: x, y: 0)
    }
    let found = try doors(of: points, on: try Self.corner())
    #expect(found[0].map { Double($0.alongMillimeters) / 1_113_195 }.count == 2)
    #expect(found[0].allSatisfy { $0.connector == .zero })
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func agreesWithEveryEdge(seed: UInt64) throws {
    let network = try Self.bent(seed: seed)
    let snapper = try EdgeSnapper(network, threads: 2)
    var random = SeededGenerator(seed: seed + 50)
    var points = Geometries(crs: .wgs84)
    for _ in 0..<300 {
      points.appendPoint(
        x: .random(in: 4.99...5.05, using: &random), y: .random(in: 42.99...43.05, using: &random))
    }
    let plane = try snapper.projected(points, threads: 1)
    let places = try snapper.places(plane, within: 300, threads: 2)
    #expect(try snapper.places(plane, within: 300, threads: 1) == places)
    let edges = try Self.lines(of: network, in: snapper.crs)
    var far = 0
    for i in 0..<points.count {
      let nearest = edges.indices.map { e in
        (e, Self.nearest(plane.coordinates[2 * i], plane.coordinates[2 * i + 1], edges[e]))
      }.min { ($0.1.meters, $0.0) < ($1.1.meters, $1.0) }
      let (edge, wanted) = try #require(nearest)
      let found = Array(places.doors(ofPlace: i))
      guard wanted.meters <= 300 else {
        far += 1
        #expect(found.isEmpty)
        continue
      }
      #expect(found.count == 1 && found[0].edge == Int32(edge))
      #expect(abs(found[0].connector.meters - wanted.meters) <= 0.000_6)
      let along = wanted.share * Double(network.lengthsMillimeters[edge])
      #expect(abs(Double(found[0].alongMillimeters) - along) <= 1)
    }
    #expect(far > 0 && far < 300)
  }

  // MARK: Brute force

  /// Seeded streets of several pieces.
  private static func bent(seed: UInt64) throws -> StreetNetwork {
    var random = SeededGenerator(seed: seed)
    var nodes: [Double] = []
    for _ in 0..<80 {
      nodes += [.random(in: 5...5.04, using: &random), .random(in: 43...43.04, using: &random)]
    }
    var from: [Int32] = []
    var to: [Int32] = []
    var offsets: [Int32] = [0]
    var line: [Double] = []
    for _ in 0..<60 {
      let (a, b) = (Int.random(in: 0..<80, using: &random), Int.random(in: 0..<80, using: &random))
      from.append(Int32(a))
      to.append(Int32(b))
      line += [nodes[2 * a], nodes[2 * a + 1]]
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        line += [
          nodes[2 * a] + .random(in: -0.004...0.004, using: &random),
          nodes[2 * a + 1] + .random(in: -0.004...0.004, using: &random),
        ]
      }
      line += [nodes[2 * b], nodes[2 * b + 1]]
      offsets.append(Int32(line.count / 2))
    }
    let times = Array(repeating: Int32(100_000), count: from.count)
    return try StreetNetwork(
      mode: .walk, nodeCoordinates: nodes, edgeFrom: from, edgeTo: to, lengthsMillimeters: times,
      forwardMilliseconds: times, backwardMilliseconds: times, vertexOffsets: offsets,
      coordinates: line)
  }

  private static func lines(of network: StreetNetwork, in crs: CRS) throws -> [[(Double, Double)]] {
    try (0..<network.edgeCount).map { e in
      var line = Geometries(crs: .wgs84)
      line.beginFeature(.lineString)
      line.beginPart()
      let vertices = network.vertices(ofEdge: e)
      line.appendRing(
        network.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
      let plane = try line.transformed(to: crs).geometries
      return (0..<plane.vertexCount).map { (plane.x($0), plane.y($0)) }
    }
  }

  /// The distance to a line, and how far along it the nearest place is, as a share.
  private static func nearest(
    _ x: Double, _ y: Double, _ line: [(Double, Double)]
  ) -> (meters: Double, share: Double) {
    var best = (meters: Double.infinity, along: 0.0)
    var along = 0.0
    for (a, b) in zip(line, line.dropFirst()) {
      let length = ((b.0 - a.0) * (b.0 - a.0) + (b.1 - a.1) * (b.1 - a.1)).squareRoot()
      let dot = (x - a.0) * (b.0 - a.0) + (y - a.1) * (b.1 - a.1)
      let part = length > 0 ? min(length, max(0, dot / length)) : 0
      let share = length > 0 ? part / length : 0
      let (dx, dy) = (a.0 + share * (b.0 - a.0) - x, a.1 + share * (b.1 - a.1) - y)
      let meters = (dx * dx + dy * dy).squareRoot()
      if meters < best.meters { best = (meters, along + part) }
      along += length
    }
    return (best.meters, along > 0 ? best.along / along : 0)
  }
}
