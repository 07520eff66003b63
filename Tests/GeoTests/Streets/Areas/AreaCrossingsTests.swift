import TestSupport
import Testing

@testable import GeoProjection
@testable import GeoStreets

/// Squares that are walked along their outline and across: lengths from geodesics between the corners
/// that the shortest way bends at.
@Suite struct AreaCrossingsTests {
  private static let street = ["highway": "residential"]
  private static let square = ["highway": "pedestrian", "area": "yes"]

  /// Nodes 1, 2, 3 … in 0.001 degrees from 5° east and 45° north.
  private func text(_ places: [(Double, Double)]) -> OSMText {
    var text = OSMText()
    for (i, place) in places.enumerated() {
      let (x, y) = (5 + place.0 / 1000, 45 + place.1 / 1000)
      text.nodes.append(
        (Int64(i + 1), (x * 1e7).rounded() / 1e7, (y * 1e7).rounded() / 1e7, [:]))
    }
    return text
  }

  private func meters(_ places: (Double, Double)...) -> Double {
    zip(places, places.dropFirst()).map { a, b in
      Geodesic.distance(
        from: (5 + a.0 / 1000, 45 + a.1 / 1000), to: (5 + b.0 / 1000, 45 + b.1 / 1000))
    }.reduce(0, +)
  }

  /// The length of the fastest way on foot between two nodes of the extract.
  private func length(
    _ text: OSMText, from: Int64, to: Int64, _ areas: AreaWalking
  ) throws -> Double {
    let network = try text.built(.walk, areas: areas).network
    func place(_ id: Int64) throws -> NetworkPlaces {
      let node = try #require(network.nodeIDs.firstIndex(of: id))
      let edge = try #require(
        (0..<network.edgeCount).first {
          Int(network.edgeFrom[$0]) == node || Int(network.edgeTo[$0]) == node
        })
      let isStart = Int(network.edgeFrom[edge]) == node
      var places = NetworkPlaces()
      places.append([
        NetworkDoor(
          edge: Int32(edge), alongMillimeters: isStart ? 0 : network.lengthsMillimeters[edge])
      ])
      return places
    }
    let costs = try StreetRouter(network).costs(from: place(from), to: place(to), threads: 1)
    return try #require(costs.costs.first).meters
  }

  private func expect(
    _ length: Double, _ wanted: Double, _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(abs(length - wanted) < 0.005, sourceLocation: place)
  }

  /// Streets from node 1 to the western corner 2 and from the eastern corner 4 to node 6.
  private func diamond() -> OSMText {
    var text = text([(-1, 0), (0, 0), (1, 1), (2, 0), (1, -1), (3, 0)])
    text.way(1, [1, 2], Self.street)
    text.way(2, [4, 6], Self.street)
    return text
  }

  @Test func multipolygonsAreWalkedLikeWays() throws {
    var way = diamond()
    way.way(3, [2, 3, 4, 5, 2], Self.square)
    var relation = diamond()
    relation.way(3, [2, 3, 4], [:])
    relation.way(4, [4, 5, 2], [:])
    relation.multipolygon(9, outer: [3, 4], Self.square)
    for text in [way, relation] {
      expect(
        try length(text, from: 1, to: 6, .outline), meters((-1, 0), (0, 0), (1, 1), (2, 0), (3, 0)))
      expect(try length(text, from: 1, to: 6, .cross), meters((-1, 0), (3, 0)))
    }
    let report = try relation.built(.walk, areas: .cross).report
    #expect(report.areasUsed == 1 && report.areasCrossed == 1 && report.areasTooComplex == 0)
    // A member that the file lacks: the others are walked, nothing is crossed.
    relation.ways.removeAll { $0.id == 4 }
    expect(
      try length(relation, from: 1, to: 6, .cross), meters((-1, 0), (0, 0), (1, 1), (2, 0), (3, 0)))
    let lacking = try relation.built(.walk, areas: .cross).report
    #expect(lacking.areasCrossed == 0 && lacking.areasOpen == 1 && lacking.missingMembers == 1)
  }

  @Test func outlinesThatDoNotCloseAreCounted() throws {
    var way = diamond()
    way.way(3, [2, 3, 4, 5], Self.square)
    var relation = diamond()
    relation.way(3, [2, 3, 4], [:])
    relation.way(4, [4, 5], [:])
    relation.multipolygon(9, outer: [3, 4], Self.square)
    for text in [way, relation] {
      let report = try text.built(.walk, areas: .cross).report
      #expect(report.areasOpen == 1 && report.areasCrossed == 0 && report.missingMembers == 0)
      #expect(try text.built(.walk, areas: .outline).report.areasOpen == 0)
    }
    #expect(try diamond().built(.walk, areas: .cross).report.areasOpen == 0)
  }

  @Test func anOutlineThatIsAWayOfItsOwnIsNotDoubled() throws {
    var text = diamond()
    text.way(3, [2, 3, 4, 5, 2], ["highway": "footway"])
    text.multipolygon(9, outer: [3], Self.square)
    let network = try text.built(.walk).network
    #expect(network.totalMeters < meters((-1, 0), (0, 0), (1, 1), (2, 0), (1, -1), (0, 0)) + 80)
    expect(try length(text, from: 1, to: 6, .cross), meters((-1, 0), (3, 0)))
    // An area by itself and by a relation with the same outline is one area.
    text.ways[2].tags = Self.square
    expect(try length(text, from: 1, to: 6, .cross), meters((-1, 0), (3, 0)))
  }

  /// The gates are in the middle of sides; a fountain lies between them.
  @Test(arguments: ["inner", "", "outer"])
  func holesAreWalkedAround(_ role: String) throws {
    var text = text([
      (-1, 0), (0, 0), (0, -1), (2, -1), (2, 0), (2, 1), (0, 1), (3, 0), (0.7, -0.4), (1.3, -0.4),
      (1.3, 0.3), (0.7, 0.3),
    ])
    text.way(1, [1, 2], Self.street)
    text.way(2, [5, 8], Self.street)
    text.way(3, [2, 3, 4], [:])
    text.way(4, [2, 7, 6, 5, 4], [:])
    text.way(5, [9, 10, 11, 12, 9], [:])
    text.multipolygon(9, outer: [3, 4], inner: [5], Self.square)
    text.relations[0].members[2].role = role
    expect(
      try length(text, from: 1, to: 8, .cross),
      meters((-1, 0), (0, 0), (0.7, 0.3), (1.3, 0.3), (2, 0), (3, 0)))
  }

  /// The outer angle of an L: the line of sight would leave the square.
  @Test func sightStaysInside() throws {
    var text = text([
      (-1, 0), (0, 0), (0, -0.5), (2, -0.5), (2, 2), (1.75, 2), (1.5, 2), (1.5, 0.2), (0, 0.2),
      (1.75, 3),
    ])
    text.way(1, [1, 2], Self.street)
    text.way(2, [6, 10], Self.street)
    text.way(3, [2, 3, 4, 5, 6, 7, 8, 9, 2], Self.square)
    expect(
      try length(text, from: 1, to: 10, .cross),
      meters((-1, 0), (0, 0), (1.5, 0.2), (1.75, 2), (1.75, 3)))
  }

  /// One walks over the side that two squares share.
  @Test func squaresSideBySideAreOne() throws {
    var text = text([
      (-1, 0), (0, 0), (0, -1), (1, -1), (1, 1), (0, 1), (2, -1), (2, 0.5), (2, 1), (3, 0.5),
    ])
    text.way(1, [1, 2], Self.street)
    text.way(2, [8, 10], Self.street)
    text.way(3, [2, 3, 4, 5, 6, 2], Self.square)
    text.way(4, [4, 7, 8, 9, 5, 4], Self.square)
    expect(
      try length(text, from: 1, to: 10, .cross), meters((-1, 0), (0, 0), (2, 0.5), (3, 0.5)))
  }

  /// Two outer rings that meet at a node, in one relation.
  @Test func outersOfOneRelationAreCrossedOneAfterTheOther() throws {
    var text = text([
      (-1, 0), (0, 0), (1, 1), (2, 0), (1, -1), (3, 1), (4, 0), (3, -1), (5, 0),
    ])
    text.way(1, [1, 2], Self.street)
    text.way(2, [7, 9], Self.street)
    text.way(3, [2, 3, 4, 5, 2], [:])
    text.way(4, [4, 6, 7, 8, 4], [:])
    text.multipolygon(9, outer: [3, 4], Self.square)
    expect(try length(text, from: 1, to: 9, .cross), meters((-1, 0), (5, 0)))
  }

  /// A gate that is closed is no entrance, and cars do not cross.
  @Test func onlyThoseCrossWhoMay() throws {
    var text = diamond()
    text.way(3, [2, 3, 4, 5, 2], Self.square)
    #expect(try text.built(.car, areas: .cross).report.areasCrossed == 0)
    text.tag(node: 4, ["barrier": "wall"])
    #expect(try text.built(.walk, areas: .cross).report.areasCrossed == 0)
  }

  /// Whatever the square, crossing is never longer than walking around, and a line never shorter than
  /// the straight one; the same bytes on any number of threads.
  @Test(arguments: 0..<40)
  func neverLongerThanTheOutline(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let corners = Int.random(in: 4...14, using: &random)
    var places = [(-4.0, 0.0)]
    for i in 0..<corners {
      // A star: concave, but simple.
      let angle = Double(i) / Double(corners) * 2
      let radius = Double.random(in: 0.5...2, using: &random)
      let (x, y) = Self.point(angle, radius)
      places.append(((x * 1e4).rounded() / 1e4, (y * 1e4).rounded() / 1e4))
    }
    places.append((4, 0))
    var text = text(places)
    let last = Int64(corners + 2)
    let gate = Int64.random(in: 3...(last - 1), using: &random)
    text.way(1, [1, 2], Self.street)
    text.way(2, [gate, last], Self.street)
    text.way(3, Array(2..<last) + [2], Self.square)
    let around = try length(text, from: 1, to: last, .outline)
    let across = try length(text, from: 1, to: last, .cross)
    #expect(across <= around + 0.005)
    let (a, b) = (places[1], places[Int(gate) - 1])
    #expect(
      across + 0.005 >= meters(places[0], a) + meters(a, b) + meters(b, places[Int(last) - 1]))
    #expect(
      try text.built(.walk, areas: .cross, threads: 1).network
        == text.built(.walk, areas: .cross, threads: 3).network)
  }

  private static func point(_ halfTurns: Double, _ radius: Double) -> (Double, Double) {
    // From -180 degrees on, so that the first corner is the western one.
    var (x, y) = (-1.0, 0.0)
    let steps = Int(halfTurns * 1000)
    for _ in 0..<steps { (x, y) = (x - y * 0.003_141_59, y + x * 0.003_141_59) }
    return (x * radius, y * radius)
  }
}
