import GeoStreets
import TestSupport
import Testing

/// Hierarchies of networks of all shapes: the costs of all pairs of nodes against relaxing all edges
/// until nothing changes.
@Suite struct NetworkHierarchyTests {
  /// What joins a network's nodes, and where they are.
  enum Shape: String, CaseIterable {
    case single, pair, path, ring, star, complete, islands, oneWayRing, oneSpot, grid

    var nodeCount: Int {
      switch self {
      case .single: 1
      case .pair: 2
      case .path: 40
      case .ring, .oneWayRing, .star: 30
      case .complete: 14
      case .islands: 48
      case .oneSpot, .grid: 100
      }
    }

    var edges: [(from: Int, to: Int)] {
      var edges: [(from: Int, to: Int)] = []
      for a in 0..<nodeCount {
        for b in 0..<nodeCount where joins(a, b) { edges.append((a, b)) }
      }
      return edges
    }

    /// Whether an edge leads from one node to another.
    private func joins(_ a: Int, _ b: Int) -> Bool {
      switch self {
      case .single: return true
      case .pair: return a != b
      case .path: return b == a + 1
      case .ring, .oneWayRing: return b == (a + 1) % 30
      case .star: return a == 0 && b > 0
      case .complete: return a < b
      case .islands: return b == a + 1 && b % 12 != 0
      case .oneSpot, .grid: return b == a + 10 || (b == a + 1 && b % 10 != 0)
      }
    }

    func network(seed: UInt64) throws -> StreetNetwork {
      var random = SeededGenerator(seed: seed)
      let edges = edges
      let lengths = edges.map { _ in Int32.random(in: 1_000...90_000, using: &random) }
      // Few different times: equally fast ways are common.
      let times = edges.map { _ in Int32.random(in: 1...3, using: &random) }
      let isOneWay = self == .oneWayRing
      var places: [Double] = []
      for node in 0..<nodeCount {
        let (column, row) = self == .oneSpot ? (0, 0) : (node % 10, node / 10)
        places.append(5 + 0.001 * Double(column))
        places.append(43 + 0.001 * Double(row))
      }
      return try StreetNetwork(
        mode: .walk, nodeCoordinates: places, edgeFrom: edges.map { Int32($0.from) },
        edgeTo: edges.map { Int32($0.to) }, lengthsMillimeters: lengths,
        forwardMilliseconds: times,
        backwardMilliseconds: isOneWay ? times.map { _ in StreetNetwork.impassable } : times)
    }
  }

  /// Each node as a place: a door at an end of an edge.
  private static func nodes(of network: StreetNetwork) -> NetworkPlaces {
    var doors = [NetworkDoor?](repeating: nil, count: network.nodeCount)
    for e in 0..<network.edgeCount {
      let length = network.lengthsMillimeters[e]
      doors[Int(network.edgeFrom[e])] = NetworkDoor(edge: Int32(e), alongMillimeters: 0)
      doors[Int(network.edgeTo[e])] = NetworkDoor(edge: Int32(e), alongMillimeters: length)
    }
    var places = NetworkPlaces()
    for door in doors { places.append(door.map { [$0] } ?? []) }
    return places
  }

  @Test(arguments: Shape.allCases)
  func everyPairCostsWhatItShould(shape: Shape) throws {
    let network = try shape.network(seed: 31)
    let places = Self.nodes(of: network)
    let pairs = (0..<places.count).flatMap { a in
      (0..<places.count).map { NetworkPair(origin: a, destination: $0) }
    }
    let router = StreetRouter(network)
    let labelled = try router.costs(ofPairs: pairs, from: places, to: places, threads: 1)
    #expect(try router.costs(ofPairs: pairs, from: places, to: places, threads: 3) == labelled)
    var wrong = 0
    for origin in 0..<places.count {
      let search = BellmanFord(network, from: places.doors(ofPlace: origin))
      for destination in 0..<places.count {
        let wanted = search.cost(
          from: places.doors(ofPlace: origin), to: places.doors(ofPlace: destination))
        let found = labelled[origin * places.count + destination]
        let expected = wanted.map { TravelCost(milliseconds: $0.time, millimeters: $0.length) }
        if found != expected ?? .unreachable { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  /// Few pairs climb the hierarchy, and meet at the same costs.
  @Test(arguments: [Shape.grid, .islands, .oneWayRing])
  func climbsAgreeWithLabels(shape: Shape) throws {
    let network = try shape.network(seed: 32)
    let places = Self.nodes(of: network)
    let pairs = (0..<places.count).map {
      NetworkPair(origin: $0, destination: (7 * $0 + 3) % places.count)
    }
    let router = StreetRouter(network)
    let labelled = try router.costs(ofPairs: pairs, from: places, to: places, threads: 2)
    var prepared = router
    prepared.prepare(threads: 2)
    for (pair, cost) in zip(pairs, labelled) {
      #expect(try prepared.costs(ofPairs: [pair], from: places, to: places, threads: 1) == [cost])
    }
  }

  /// A network prepared before gives what one gives that prepares itself.
  @Test func preparationChangesNothing() throws {
    let network = try GridNetwork.make(columns: 20, rows: 15, seed: 33)
    let places = GridNetwork.places(60, in: network, seed: 34)
    let pairs = (0..<200).map { NetworkPair(origin: $0 % 60, destination: (11 * $0 + 1) % 60) }
    let router = StreetRouter(network)
    let costs = try router.costs(ofPairs: pairs, from: places, to: places, threads: 1)
    var climbing = router
    climbing.prepare(threads: 3)
    #expect(try climbing.costs(ofPairs: pairs, from: places, to: places, threads: 2) == costs)
    var labelled = router
    labelled.prepare(forPairs: pairs.count, threads: 3)
    #expect(try labelled.costs(ofPairs: pairs, from: places, to: places, threads: 2) == costs)
  }
}
