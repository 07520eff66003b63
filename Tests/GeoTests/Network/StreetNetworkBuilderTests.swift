import Testing

@testable import Geo

@Suite struct StreetNetworkBuilderTests {
  private let street = ["highway": "residential"]

  /// The OSM nodes at the ends of every edge, smaller first.
  private func ends(_ network: StreetNetwork) -> [[Int64]] {
    (0..<network.edgeCount).map { e in
      [network.nodeIDs[Int(network.edgeFrom[e])], network.nodeIDs[Int(network.edgeTo[e])]].sorted()
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test func crossingWaysAreSplitWhereTheyMeet() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2, 3, 4, 5], street)
    text.way(2, [13, 3, 23], street)
    let network = try text.network(.walk)
    // Node 3 is the only junction; 23 is apart from 13 by way of 3.
    #expect(ends(network) == [[1, 3], [3, 5], [3, 13], [3, 23]])
    #expect(network.nodeCount == 5)
  }

  @Test func lengthsAreGeodesic() throws {
    var text = OSMText()
    text.nodes = [(1, 5, 43, [:]), (2, 5, 43.001, [:]), (3, 5.001, 43.001, [:])]
    text.way(1, [1, 2, 3], street)
    let network = try text.network(.walk)
    // pyproj.Geod(ellps="GRS80"): 111.0927 m along the meridian, 81.5396 m along the parallel.
    let meters = network.lengthMeters(ofEdge: 0)
    #expect(abs(meters - 192.6324) < 0.0006)
    #expect(network.forwardMilliseconds[0] == Int32((meters * 1000 * 3.6 / 4.8).rounded()))
  }

  @Test func waysThatMeetEndToEndAreOneEdge() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2, 3], street.merging(["name": "Rue A"]) { $1 })
    text.way(2, [6, 5, 4, 3], street.merging(["name": "Rue B"]) { $1 })
    let network = try text.network(.walk)
    #expect(ends(network) == [[1, 6]])
    #expect(network.vertices(ofEdge: 0).count == 6)
    // The longer one gives way and name, the first the direction.
    #expect(network.wayIDs == [2])
    #expect(network.name(ofEdge: 0) == "Rue B")
    #expect(network.coordinates[0] == 5)
  }

  @Test(arguments: [
    ["highway": "primary"], ["highway": "residential", "maxspeed": "30"],
    ["highway": "residential", "oneway": "yes"],
  ])
  func waysThatDifferStayApart(_ other: [String: String]) throws {
    var text = OSMText.grid()
    text.way(1, [1, 2, 3], street)
    text.way(2, [3, 4, 5], other)
    #expect(ends(try text.network(.car)) == [[1, 3], [3, 5]])
  }

  @Test func oneWayStreetsJoinOnlyHeadToTail() throws {
    let oneway = ["highway": "residential", "oneway": "yes"]
    var text = OSMText.grid()
    text.way(1, [1, 2], oneway)
    text.way(2, [2, 3], oneway)
    text.way(3, [5, 4, 3], oneway)  // against the first two
    text.way(4, [5, 6, 7], ["highway": "residential", "oneway": "-1"])  // with the third
    let network = try text.network(.car)
    #expect(ends(network) == [[1, 3], [3, 7]])
    for e in 0..<2 {
      #expect(network.forwardMilliseconds[e] > 0)
      #expect(network.backwardMilliseconds[e] == StreetNetwork.impassable)
      // Both lead to node 3.
      #expect(network.nodeIDs[Int(network.edgeTo[e])] == 3)
    }
  }

  @Test func ringWithoutJunctionIsALoop() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2, 12, 11, 1], street)
    let network = try text.network(.walk)
    #expect(ends(network) == [[1, 1]])
    #expect(network.nodeCount == 1)
    #expect(network.vertices(ofEdge: 0).count == 5)
  }

  @Test func ringOfTwoWaysIsALoop() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2, 12], street)
    text.way(2, [12, 11, 1], street)
    let network = try text.network(.walk)
    #expect(ends(network) == [[1, 1]])
    #expect(network.vertices(ofEdge: 0).count == 5)
  }

  @Test func loopHangsAtItsJunctionNotWhereItsWayBegins() throws {
    var text = OSMText.grid()
    text.way(1, [2, 12, 11, 1, 2], street)
    text.way(2, [21, 11], street)
    #expect(ends(try text.network(.walk)) == [[11, 11], [11, 21]])
  }

  @Test func wayThatCrossesItselfIsSplitThere() throws {
    var text = OSMText.grid()
    text.way(1, [11, 12, 13, 3, 2, 12, 22], street)
    #expect(ends(try text.network(.walk)) == [[11, 12], [12, 12], [12, 22]])
  }

  @Test func parallelEdgesAndDeadEndsStay() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2, 3], street)
    text.way(2, [1, 12, 3], street)
    text.way(3, [3, 4], street)
    text.way(4, [31, 1], street)
    let network = try text.network(.walk)
    #expect(ends(network) == [[1, 3], [1, 3], [1, 31], [3, 4]])
    #expect(StreetGraph(network).arcCount == 8)
  }

  @Test func repeatedNodesAreOne() throws {
    var text = OSMText.grid()
    text.way(1, [1, 1, 2, 2, 2, 3], street)
    text.way(2, [4, 4], street)
    let (network, report) = try text.built(.walk)
    #expect(ends(network) == [[1, 3]])
    #expect(network.vertices(ofEdge: 0).count == 3)
    #expect(report.waysWithoutShape == 1)
  }

  @Test func missingNodesCutTheWay() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2, 999, 3, 4, 998], street)
    let (network, report) = try text.built(.walk)
    #expect(ends(network) == [[1, 2], [3, 4]])
    #expect(report.missingNodes == 2)
  }

  @Test func waysThatComeTwiceCountOnce() throws {
    var text = OSMText.grid()
    text.way(5, [1, 2], street)
    text.way(4, [2, 3], street)
    text.way(5, [1, 2], street)
    let (network, report) = try text.built(.walk)
    #expect(ends(network) == [[1, 3]])
    #expect(report.duplicateWays == 1)
  }

  @Test func barriersCloseStreets() throws {
    func edges(_ mode: StreetMode, _ tags: [String: String]) throws -> Int {
      var text = OSMText.grid()
      text.way(1, [1, 2, 3], street)
      text.tag(node: 2, tags)
      let network = try text.network(mode)
      // Two dead ends that share a place, not a node.
      #expect(network.nodeCount == (network.edgeCount == 1 ? 2 : 4))
      return network.edgeCount
    }
    #expect(try edges(.car, ["barrier": "bollard"]) == 2)
    #expect(try edges(.walk, ["barrier": "bollard"]) == 1)
    #expect(try edges(.bike, ["barrier": "bollard"]) == 1)
    #expect(try edges(.car, ["barrier": "bollard", "motor_vehicle": "yes"]) == 1)
    #expect(try edges(.car, ["barrier": "gate"]) == 1)
    #expect(try edges(.car, ["barrier": "gate", "access": "private"]) == 2)
    #expect(try edges(.walk, ["barrier": "gate", "access": "private"]) == 2)
    #expect(try edges(.walk, ["barrier": "gate", "access": "private", "foot": "yes"]) == 1)
    #expect(try edges(.walk, ["barrier": "wall"]) == 2)
    #expect(try edges(.bike, ["barrier": "stile"]) == 2)
    #expect(try edges(.bike, ["barrier": "stile", "bicycle": "dismount"]) == 1)
    // Without a barrier nothing is closed.
    #expect(try edges(.car, ["access": "no"]) == 1)
  }

  @Test func islandsAreDroppedAndReported() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2, 3], street)
    text.way(2, [13, 3, 23], street)
    text.way(3, [8, 9], street)
    let (network, report) = try text.built(.walk, minimumComponent: 3)
    #expect(ends(network) == [[1, 3], [3, 13], [3, 23]])
    #expect(report.islands == 1)
    #expect(report.islandNodes == 2)
    #expect(report.islandEdges == 1)
    #expect(abs(report.islandMeters - 81.5) < 0.2)
    // The largest part stays however small it is.
    #expect(try text.network(.walk, minimumComponent: 40).edgeCount == 3)
  }

  @Test func streetsThatOnlyLeadInAreDroppedForCars() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2, 3], street)
    text.way(2, [13, 3], street)
    text.way(3, [3, 4], ["highway": "residential", "oneway": "yes"])
    let (network, report) = try text.built(.car, minimumComponent: 2)
    #expect(ends(network) == [[1, 3], [3, 13]])
    #expect(report.islands == 1)
    #expect(try text.network(.car).edgeCount == 3)
  }

  @Test func onlyOneWayStreetsAreSaidToBe() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2], ["highway": "residential", "oneway": "yes"])
    let error = #expect(throws: NetworkError.self) {
      try text.network(.car, minimumComponent: 40)
    }
    #expect(error?.remedy?.contains("--min-component 1") == true)
  }

  @Test func extractWithoutStreetsIsAnError() throws {
    var text = OSMText.grid()
    #expect(throws: NetworkError.self) { try text.network(.walk) }
    text.way(1, [1, 2], ["highway": "motorway"])
    let error = #expect(throws: NetworkError.self) { try text.network(.walk) }
    #expect(error?.reason.contains("none of the 1 streets") == true)
  }

  /// Splitting and joining lose no metre: the edges are as long as the ways.
  @Test(arguments: 0..<20)
  func edgesAreAsLongAsTheWays(_ seed: UInt64) throws {
    var generator = SeededGeneratorOfNetworks(seed: seed)
    let text = generator.make()
    let network = try text.network(.walk)
    var expected = 0.0
    for way in text.ways {
      let places = way.refs.flatMap { id in
        text.nodes.first { $0.id == id }.map { [$0.lon, $0.lat] } ?? []
      }
      expected += Geodesic.lengths(ofLines: [0, Int32(places.count / 2)], in: places)[0]
    }
    #expect(abs(network.totalMeters - expected) < 0.001 * Double(network.edgeCount))
    // No node is left where a street merely goes on.
    var degrees = [Int](repeating: 0, count: network.nodeCount)
    for n in network.edgeFrom + network.edgeTo { degrees[Int(n)] += 1 }
    for e in 0..<network.edgeCount where network.edgeFrom[e] != network.edgeTo[e] {
      #expect(degrees[Int(network.edgeFrom[e])] != 2 && degrees[Int(network.edgeTo[e])] != 2)
    }
  }

  @Test func sameNetworkOnAnyNumberOfThreads() throws {
    var generator = SeededGeneratorOfNetworks(seed: 7)
    let text = generator.make()
    let one = try text.built(.walk, threads: 1).network
    #expect(try text.built(.walk, threads: 2).network == one)
    #expect(try text.built(.walk, threads: 7).network == one)
  }
}
