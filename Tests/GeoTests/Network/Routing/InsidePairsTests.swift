import Geo
import Testing

/// Who is inside, or at the very place, has arrived.
@Suite struct InsidePairsTests {
  private static func square(_ x: Double, _ side: Double) -> [(Double, Double)] {
    [(x, 0), (x + side, 0), (x + side, side), (x, side), (x, 0)]
  }

  private let inside: InsidePairs
  private let places: (origins: Geometries, destinations: Geometries)

  init() {
    var origins = Geometries(crs: .lambert93)
    for x in [5.0, 10, 25, 40] { origins.appendPoint(x: x, y: 5) }
    var destinations = Geometries(crs: .lambert93)
    destinations.appendPolygon([Self.square(0, 10)])
    destinations.appendPoint(x: 5, y: 5)
    destinations.appendPolygon([Self.square(4, 30)])
    places = (origins, destinations)
    inside = InsidePairs(origins, destinations)
  }

  @Test func insideAndOnTheBoundary() {
    let found = (0..<4).map { origin in
      (0..<3).filter { inside.contains(NetworkPair(origin: origin, destination: $0)) }
    }
    #expect(found == [[0, 1, 2], [0, 2], [2], []])
    let turned = InsidePairs(places.destinations, places.origins)
    #expect(turned.contains(NetworkPair(origin: 2, destination: 2)))
    #expect(turned.contains(NetworkPair(origin: 1, destination: 0)))
    #expect(!turned.contains(NetworkPair(origin: 1, destination: 1)))
    let own = InsidePairs(places.origins, places.origins)
    #expect(own.contains(NetworkPair(origin: 3, destination: 3)))
    #expect(!own.contains(NetworkPair(origin: 3, destination: 2)))
  }

  @Test func costsAreLowered() throws {
    // Every place at one end of a street of 1 s and 1 m.
    let network = try StreetNetwork(
      mode: .walk, nodeCoordinates: [5, 43, 5.001, 43], edgeFrom: [0], edgeTo: [1],
      lengthsMillimeters: [1000], forwardMilliseconds: [1000], backwardMilliseconds: [1000])
    var starts = NetworkPlaces()
    var ends = NetworkPlaces()
    for _ in 0..<4 { starts.append([NetworkDoor(edge: 0, alongMillimeters: 0)]) }
    for _ in 0..<3 { ends.append([NetworkDoor(edge: 0, alongMillimeters: 1000)]) }
    let router = StreetRouter(network)
    let all = inside.lowering(
      try router.costs(from: starts, to: ends, threads: 1), ofOrigins: 0..<4)
    let second = TravelCost(milliseconds: 1000, millimeters: 1000)
    #expect(all.destinations == [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2])
    #expect(all.costs[0..<6] == [.zero, .zero, .zero, .zero, second, .zero])
    #expect(all.costs[6..<12] == [second, second, .zero, second, second, second])
    let nearest = NearestFacilities(2, of: ends, in: router)
    let ranked = inside.lowering(
      try nearest.costs(from: starts, threads: 1), ofOrigins: 0..<4, nearest: 2)
    #expect(ranked.destinations == [0, 1, 0, 2, 2, 0, 0, 1])
    #expect(ranked.costs[4..<6] == [.zero, second])
  }
}
