import TestSupport
import Testing

@testable import GeoCore
@testable import GeoProjection
@testable import GeoStreets

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

  /// 13 degrees along the equator are 1,447 km: two may not be one edge, and each alone may be.
  @Test func chainsAreCutBeforeTheyAreTooLong() throws {
    var text = OSMText()
    for node in 0...4 { text.nodes.append((Int64(node + 1), 13 * Double(node), 0, [:])) }
    for way in 1...4 { text.way(Int64(way), [Int64(way), Int64(way + 1)], street) }
    let network = try text.network(.car)
    #expect(ends(network) == [[1, 2], [2, 3], [3, 4], [4, 5]])
    // In smaller steps as many as fit are one, and those across 180 degrees are short.
    var steps = OSMText()
    for node in 0...10 {
      let longitude = (174 + 6 * Double(node)).remainder(dividingBy: 360)
      steps.nodes.append((Int64(node + 1), longitude, 0, [:]))
    }
    for way in 1...10 { steps.way(Int64(way), [Int64(way), Int64(way + 1)], street) }
    #expect(ends(try steps.network(.car)) == [[1, 4], [4, 7], [7, 10], [10, 11]])
    // A ring without a junction.
    steps.way(11, [11, 1], street)
    steps.nodes[10].lon = 175
    steps.nodes[10].lat = 8
    for node in 1...9 { steps.nodes[node].lon = 174 + Double(node) / 5 }
    #expect(try steps.network(.car).edgeCount == 1)
    // One way alone that is too long is named.
    var long = OSMText()
    long.nodes = [(1, 0, 0, [:]), (2, 26, 0, [:])]
    long.way(7, [1, 2], street)
    let error = #expect(throws: NetworkError.self) { try long.network(.car) }
    #expect(error?.reason.contains("way 7 is longer than 2,147 km") == true)
  }

  /// The milliseconds fit 32 bits, too: 24.8 days at 2 km/h are 1,193 km.
  @Test func slowChainsAreCutByTime() {
    #expect(abs(StreetNetwork.longestMeters(speeds: [50, 0]) - 2_147_482.6) < 0.1)
    #expect(abs(StreetNetwork.longestMeters(speeds: [50, 2]) - 1_193_045) < 2)
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

  /// One-way streets that are joined to the rest are no islands, unless that is asked for.
  @Test func streetsThatOnlyLeadInStay() throws {
    let oneway = ["highway": "residential", "oneway": "yes"]
    var text = OSMText.grid()
    text.way(1, [1, 2, 3], street)
    text.way(2, [13, 3], street)
    text.way(3, [3, 4], oneway)
    text.way(4, [21, 1], oneway)
    text.way(5, [24, 25], street)
    let (network, report) = try text.built(.car, minimumComponent: 3)
    #expect(ends(network) == [[1, 3], [1, 21], [3, 4], [3, 13]])
    #expect(report.islands == 1 && report.islandNodes == 2)
    let graph = StreetGraph(network)
    let sides = OneSidedStreets(network, graph, parts: .strong(graph))
    let length = { (a: Int64, b: Int64) in
      let edge = (0..<network.edgeCount).first { e in
        Set([network.edgeFrom[e], network.edgeTo[e]].map { network.nodeIDs[Int($0)] }) == [a, b]
      }
      return edge.map { Int(network.lengthsMillimeters[$0]) }
    }
    #expect(sides.inwardMillimeters == length(1, 21))
    #expect(sides.outwardMillimeters == length(3, 4))
    let (strong, dropped) = try text.built(
      .car, minimumComponent: 2, isStronglyConnected: true)
    // Where the one-way streets hung, the others go on.
    #expect(ends(strong) == [[1, 13], [24, 25]])
    #expect(dropped.islands == 2 && dropped.islandNodes == 2 && dropped.islandEdges == 2)
    #expect(try text.network(.car).edgeCount == 5)
  }

  /// What no street leads to and from is neither of the two; two directions are both looked at.
  @Test func sidesOfPartsThatDoNotHangTogether() throws {
    let oneway = ["highway": "residential", "oneway": "yes"]
    var text = OSMText.grid()
    text.way(1, [1, 2, 3], street)
    text.way(2, [13, 3, 4], street)
    text.way(3, [4, 14, 15], oneway)
    text.way(4, [15, 16], street)
    text.way(5, [31, 32], street)
    text.way(6, [32, 33], oneway)
    let network = try text.network(.car)
    let graph = StreetGraph(network)
    let sides = OneSidedStreets(network, graph, parts: .strong(graph))
    #expect(sides.inwardMillimeters == 0)
    // 4 to 14 northwards, on to 15, and the street of both directions behind it.
    #expect(abs(sides.outwardMeters - (111.1 + 2 * 81.5)) < 0.5)
    let whole = try text.network(.walk)
    let paths = StreetGraph(whole)
    #expect(
      OneSidedStreets(whole, paths, parts: .strong(paths)).outwardMillimeters == 0)
  }

  @Test func onlyOneWayStreetsAreSaidToBe() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2], ["highway": "residential", "oneway": "yes"])
    #expect(try text.network(.car, minimumComponent: 40).edgeCount == 1)
    let error = #expect(throws: NetworkError.self) {
      try text.network(.car, minimumComponent: 40, isStronglyConnected: true)
    }
    #expect(error?.remedy?.text.contains("stronglyConnected") == true)
  }

  /// Of a chain of three ways with a short street at its second junction the pieces are joined
  /// again when the street goes, and way and name are those of the longest piece of all.
  @Test func streetsGoOnWhereIslandsHung() throws {
    let oneway = ["highway": "residential", "oneway": "yes"]
    var text = OSMText.grid()
    text.way(1, [3, 2, 1], street.merging(["name": "Rue A"]) { $1 })
    text.way(2, [3, 4, 5, 6], street.merging(["name": "Rue B"]) { $1 })
    text.way(3, [8, 7, 6], street.merging(["name": "Rue C"]) { $1 })
    text.way(4, [13, 3], oneway)
    text.way(5, [16, 6], oneway)
    text.way(6, [8, 18], street)
    text.way(7, [1, 11], ["highway": "service"])
    let network = try text.network(.car, minimumComponent: 2, isStronglyConnected: true)
    #expect(ends(network) == [[1, 11], [1, 18]])
    let long = try #require((0..<2).first { network.className(ofEdge: $0) == "residential" })
    #expect(network.wayIDs[long] == 2 && network.name(ofEdge: long) == "Rue B")
    #expect(network.vertices(ofEdge: long).count == 9)
    // The direction is that of the first way.
    #expect(network.nodeIDs[Int(network.edgeTo[long])] == 1)
    #expect(try text.network(.car).edgeCount == 6)
  }

  @Test func oddSpeedsDoNotStopTheBuild() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2, 3], street.merging(["maxspeed": "0.0001"]) { $1 })
    text.way(2, [3, 4], street.merging(["maxspeed": "50,5"]) { $1 })
    let (network, report) = try text.built(.car)
    #expect(network.edgeCount == 1)
    #expect(report.limitsTooLow == 1 && report.limitsNotUnderstood == 1)
  }

  /// 800 km at 1 km/h take 33 days.
  @Test func waysThatTakeTooLongAreNamed() throws {
    var text = OSMText()
    text.nodes = [(1, 0, 0, [:]), (2, 7.2, 0, [:])]
    text.way(77, [1, 2], street.merging(["maxspeed": "1"]) { $1 })
    let error = #expect(throws: NetworkError.self) { try text.network(.car) }
    #expect(error?.reason.hasPrefix("way 77 takes longer than 24 days: 801.") == true)
    #expect(error?.path?.hasSuffix(".osm") == true)
  }

  @Test func extentThatTheFileTells() throws {
    var text = OSMText.grid()
    text.way(1, [1, 2], street)
    #expect(try text.extract().bounds == nil)
    text.head = "<bounds minlat='43' minlon='4.9' maxlat='43.5' maxlon='5.25'/>\n"
    let box = Box(minX: 4.9, minY: 43, maxX: 5.25, maxY: 43.5)
    #expect(try text.extract().bounds == box)
    let folder = try Scratch()
    let told = PBFBytes(text, bounds: [4.9, 5.25, 43.5, 43]).bytes
    #expect(try OSMExtract(path: folder.write("told.osm.pbf", told)).bounds == box)
    let silent = PBFBytes(text).bytes
    #expect(try OSMExtract(path: folder.write("silent.osm.pbf", silent)).bounds == nil)
  }

  @Test func extractWithoutStreetsIsAnError() throws {
    var text = OSMText.grid()
    #expect(throws: NetworkError.self) { try text.network(.walk) }
    text.way(1, [1, 2], ["highway": "motorway"])
    let error = #expect(throws: NetworkError.self) { try text.network(.walk) }
    #expect(error?.reason.contains("none of the 1 streets") == true)
    #expect(error?.reason.contains("1 closed to walk") == true)
    text.way(2, [1], street)
    text.way(3, [998, 2, 999], street)
    text.way(4, [2, 3], ["highway": "construction"])
    let counted = #expect(throws: NetworkError.self) { try text.network(.walk) }
    #expect(
      counted?.reason
        == "none of the 4 streets of the extract can be used: 1 of a class that walk does not know, "
        + "1 closed to walk, 2 with fewer than two nodes that the extract holds; it lacks 2 nodes of "
        + "theirs")
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

  /// Whatever is dropped or cut off, no node is left where a street merely goes on.
  @Test(arguments: 0..<20)
  func splitsAreAtJunctionsOnly(_ seed: UInt64) throws {
    var generator = SeededGeneratorOfNetworks(seed: seed)
    var text = generator.make()
    for i in text.ways.indices where i % 3 == 0 { text.ways[i].tags["oneway"] = "yes" }
    for (minimum, strongly) in [(0, false), (8, false), (8, true)] {
      let network = try text.network(
        .car, minimumComponent: minimum, isStronglyConnected: strongly)
      #expect(network.passedNodes.isEmpty)
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

extension StreetNetwork {
  /// Nodes where two edges meet, nothing else does, and nothing changes: there should be none.
  var passedNodes: [Int] {
    struct End {
      var edge: Int
      var isStart: Bool
    }
    var ends: [[End]] = Array(repeating: [], count: nodeCount)
    for e in 0..<edgeCount {
      ends[Int(edgeFrom[e])].append(End(edge: e, isStart: true))
      ends[Int(edgeTo[e])].append(End(edge: e, isStart: false))
    }
    /// Speeds out of the node and towards it, to 1 %: times are rounded.
    func speeds(_ end: End) -> [Double] {
      let (forward, backward) = (forwardMilliseconds[end.edge], backwardMilliseconds[end.edge])
      let times = end.isStart ? [forward, backward] : [backward, forward]
      return times.map { $0 < 0 ? 0 : Double(lengthsMillimeters[end.edge]) / Double($0) }
    }
    return (0..<nodeCount).filter { n in
      guard ends[n].count == 2, ends[n][0].edge != ends[n][1].edge else { return false }
      let (a, b) = (speeds(ends[n][0]), speeds(ends[n][1]))
      return classIndices[ends[n][0].edge] == classIndices[ends[n][1].edge]
        && abs(a[0] - b[1]) < 0.01 * a[0] + 1e-9 && abs(a[1] - b[0]) < 0.01 * a[1] + 1e-9
    }
  }
}
