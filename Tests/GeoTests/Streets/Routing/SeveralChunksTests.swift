import GeoCore
import GeoStreets
import TestSupport
import Testing

/// Work on streets that is cut into chunks, on inputs of several of them: the same to the last bit on
/// any number of threads, and what each item gives alone.
@Suite struct SeveralChunksTests {
  private static let threads = [1, 2, 5]

  /// The places of a range by themselves.
  private func places(_ range: Range<Int>, of places: NetworkPlaces) -> NetworkPlaces {
    var some = NetworkPlaces()
    for place in range { some.append(places.doors(ofPlace: place)) }
    return some
  }

  /// The rows of a table as destinations and costs.
  private func rows(_ costs: TravelCosts) -> [[(Int32, TravelCost)]] {
    (0..<costs.originCount).map { i in
      costs.entries(ofOrigin: i).map { (costs.destinations[$0], costs.costs[$0]) }
    }
  }

  private func areEqual(
    _ a: [[(Int32, TravelCost)]], _ b: [[(Int32, TravelCost)]]
  ) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { x, y in
        x.count == y.count && zip(x, y).allSatisfy { $0 == $1 }
      }
  }

  /// Chunks of 16 origins: 70 are five.
  @Test func costsWithinALimit() throws {
    let network = try GridNetwork.make(columns: 20, rows: 20, seed: 61)
    let origins = GridNetwork.places(70, in: network, seed: 62)
    let destinations = GridNetwork.places(80, in: network, seed: 63)
    let router = StreetRouter(network)
    let limit = TravelCost.atMost(minutes: 200)
    let alone = try (0..<70).flatMap { i in
      rows(
        try router.costs(
          from: places(i..<i + 1, of: origins), to: destinations, within: limit, threads: 1))
    }
    #expect(alone.joined().count > 300)
    for threads in Self.threads {
      let costs = try router.costs(
        from: origins, to: destinations, within: limit, threads: threads)
      #expect(areEqual(rows(costs), alone))
    }
  }

  /// Chunks of 64 origins once the network is prepared: 600 are ten. Bellman and Ford say what a
  /// sample costs.
  @Test func costsWithoutALimit() throws {
    let network = try GridNetwork.make(columns: 12, rows: 12, seed: 64)
    let origins = GridNetwork.places(600, in: network, seed: 65)
    let destinations = GridNetwork.places(550, in: network, seed: 66)
    let router = StreetRouter(network)
    let one = try router.costs(from: origins, to: destinations, threads: 1)
    for threads in Self.threads.dropFirst() {
      #expect(try router.costs(from: origins, to: destinations, threads: threads) == one)
    }
    for origin in stride(from: 0, to: 600, by: 41) {
      let doors = origins.doors(ofPlace: origin)
      let search = BellmanFord(network, from: doors)
      for destination in 0..<destinations.count {
        let wanted = search.cost(from: doors, to: destinations.doors(ofPlace: destination))
        #expect(
          one.cost(from: origin, to: destination)
            == wanted.map { TravelCost(milliseconds: $0.time, millimeters: $0.length) }
            ?? .unreachable)
      }
    }
  }

  /// Chunks of 1,024 origins: 2,500 are three.
  @Test func nearestFacilities() throws {
    let network = try GridNetwork.make(columns: 20, rows: 20, seed: 67)
    let origins = GridNetwork.places(2500, in: network, seed: 68)
    let nearest = NearestFacilities(
      2, of: GridNetwork.places(40, in: network, seed: 69), in: StreetRouter(network))
    var alone: [[(Int32, TravelCost)]] = []
    for start in stride(from: 0, to: 2500, by: 500) {
      alone += rows(try nearest.costs(from: places(start..<start + 500, of: origins), threads: 1))
    }
    for threads in Self.threads {
      #expect(areEqual(rows(try nearest.costs(from: origins, threads: threads)), alone))
    }
  }

  /// Chunks of 1,024 pairs, climbing and by labels: 2,600 are three.
  @Test func chosenPairs() throws {
    let network = try GridNetwork.make(columns: 18, rows: 18, seed: 70)
    let places = GridNetwork.places(90, in: network, seed: 71)
    let pairs = (0..<2600).map { i in
      NetworkPair(origin: (i * 7) % 90, destination: (i * 31 + i / 90) % 90)
    }
    let router = StreetRouter(network)
    let table = try router.costs(from: places, to: places, threads: 1)
    let wanted = pairs.map { table.cost(from: $0.origin, to: $0.destination) }
    var climbing = router
    climbing.prepare(threads: 1)
    for threads in Self.threads {
      #expect(
        try router.costs(ofPairs: pairs, from: places, to: places, threads: threads) == wanted)
      #expect(
        try climbing.costs(ofPairs: pairs, from: places, to: places, threads: threads) == wanted)
    }
  }

  /// Chunks of 256 places: 700 are three.
  @Test func placesJoinedToStreets() throws {
    let network = try GridNetwork.make(columns: 15, rows: 15, seed: 72)
    var random = SeededGenerator(seed: 73)
    var points = Geometries(crs: .wgs84)
    for _ in 0..<700 {
      points.appendPoint(
        x: Double.random(in: 4.998...5.016, using: &random),
        y: Double.random(in: 42.998...43.016, using: &random))
    }
    let snapper = try EdgeSnapper(network, threads: 1)
    let planar = try snapper.projected(points, threads: 1)
    func doors(_ geometries: Geometries, _ threads: Int) throws -> [[NetworkDoor]] {
      let places = try snapper.places(geometries, within: 120, threads: threads)
      return (0..<places.count).map { Array(places.doors(ofPlace: $0)) }
    }
    let alone = try (0..<700).flatMap { try doors(planar.selecting([$0]), 1) }
    #expect(alone.contains(where: \.isEmpty) && alone.contains { !$0.isEmpty })
    for threads in Self.threads { #expect(try doors(planar, threads) == alone) }
  }

  /// Chunks of 512 streets: those of the grid are 1,700. One that runs straight from one side of a
  /// meridian to the other leaves the area there, in its middle.
  @Test func streetsThatLeaveAnArea() throws {
    let grid = try GridNetwork.make(columns: 30, rows: 30, seed: 74)
    // A node without an id would be one where a street was cut.
    let network = try StreetNetwork(
      mode: .walk, nodeCoordinates: grid.nodeCoordinates, edgeFrom: grid.edgeFrom,
      edgeTo: grid.edgeTo, lengthsMillimeters: grid.lengthsMillimeters,
      forwardMilliseconds: grid.forwardMilliseconds,
      backwardMilliseconds: grid.backwardMilliseconds, nodeIDs: (1...900).map { Int64($0) })
    #expect(network.edgeCount > 1500)
    let border = 5.0124
    var area = Geometries(crs: .wgs84)
    area.appendPolygon([[(4, 42), (border, 42), (border, 44), (4, 44), (4, 42)]])
    let layer = Layer(name: "area", geometries: area, attributes: Attributes(rowCount: 1))
    func isWest(_ node: Int32) -> Bool { network.nodeCoordinates[2 * Int(node)] < border }
    let crossing = (0..<network.edgeCount).filter {
      isWest(network.edgeFrom[$0]) != isWest(network.edgeTo[$0])
    }
    #expect(crossing.contains { $0 > 1024 } && crossing.contains { $0 < 512 })
    for threads in Self.threads {
      let exits = try EdgeSnapper(network, threads: threads)
        .exits(from: ClipArea(layer, threads: threads), threads: threads)
      let found = exits.places.doors(ofPlace: 0).map { Int($0.edge) }
      #expect(found == crossing)
    }
  }
}
