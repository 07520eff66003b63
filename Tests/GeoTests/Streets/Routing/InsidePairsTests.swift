import GeoCore
import GeoStreets
import TestSupport
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
    inside = Self.pairs(origins, destinations)
  }

  /// Of places that are connected, but for some.
  private static func doors(_ places: Geometries, without missing: Set<Int> = []) -> NetworkPlaces {
    var doors = NetworkPlaces()
    for place in 0..<places.count {
      doors.append(missing.contains(place) ? [] : [NetworkDoor(edge: 0, alongMillimeters: 0)])
    }
    return doors
  }

  private static func pairs(
    _ origins: Geometries, _ destinations: Geometries, unconnected: Set<Int> = []
  ) -> InsidePairs {
    InsidePairs(
      from: origins, through: doors(origins, without: unconnected), to: destinations,
      through: doors(destinations))
  }

  private static func points(_ places: [(Double, Double)]) -> Geometries {
    var points = Geometries(crs: .lambert93)
    for (x, y) in places { points.appendPoint(x: x, y: y) }
    return points
  }

  /// As GeoPackages have them that a GIS wrote; of two points neither is the place.
  @Test func aMultiPointOfOneIsAPoint() {
    var origins = Geometries(crs: .lambert93)
    for points in [[(5.0, 5.0)], [(5, 5), (9, 9)]] {
      origins.beginFeature(.multiPoint)
      for (x, y) in points {
        origins.beginPart()
        origins.beginRing()
        origins.appendVertex(x: x, y: y)
      }
    }
    let found = Self.pairs(origins, Self.points([(5, 5), (9, 9)]))
    #expect(found.contains(NetworkPair(origin: 0, destination: 0)))
    #expect(!found.contains(NetworkPair(origin: 1, destination: 0)))
    #expect(Self.pairs(origins, origins).contains(NetworkPair(origin: 0, destination: 0)))
  }

  /// Up to a millimetre is the same place, also where coordinates are rounded to other digits.
  @Test func placesWithinAMillimetreAreOne() {
    let origins = Self.points([(900_000.001, 6_250_000), (5, 5)])
    let near = Self.points([
      (900_000.0006, 6_250_000.0004), (900_000.0019, 6_249_999.9997), (900_000.0021, 6_250_000),
      (900_000.001, 6_250_000.0011), (900_000.0017, 6_250_000.0008), (5, 5),
    ])
    let found = Self.pairs(origins, near)
    #expect(
      (0..<6).map { found.contains(NetworkPair(origin: 0, destination: $0)) }
        == [true, true, false, false, false, false])
    #expect(found.contains(NetworkPair(origin: 1, destination: 5)))
  }

  /// The same pairs as by comparing all, of points in steps about as large as the limit.
  @Test(arguments: 0..<5)
  func samePlacesAreThoseOfAllPairs(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func cloud(_ count: Int) -> [(Double, Double)] {
      (0..<count).map { _ in
        (
          Double(Int.random(in: 0..<40, using: &random)) * 0.0003,
          Double(Int.random(in: 0..<40, using: &random)) * 0.0003
        )
      }
    }
    let (a, b) = (cloud(60), cloud(80))
    let found = Self.pairs(Self.points(a), Self.points(b))
    for (i, p) in a.enumerated() {
      for (j, q) in b.enumerated() {
        let (dx, dy) = (p.0 - q.0, p.1 - q.1)
        #expect(
          found.contains(NetworkPair(origin: i, destination: j))
            == (dx * dx + dy * dy <= 0.001 * 0.001))
      }
    }
  }

  /// Who is not connected comes nowhere, unless inside a polygon.
  @Test func unconnectedPointsHaveNoPairs() {
    let points = places.origins
    let own = Self.pairs(points, points, unconnected: [0])
    #expect(!own.contains(NetworkPair(origin: 0, destination: 0)))
    #expect(own.contains(NetworkPair(origin: 1, destination: 1)))
    let turned = InsidePairs(
      from: points, through: Self.doors(points), to: points,
      through: Self.doors(points, without: [0]))
    #expect(!turned.contains(NetworkPair(origin: 0, destination: 0)))
    let parks = Self.pairs(points, places.destinations, unconnected: [0])
    #expect(parks.contains(NetworkPair(origin: 0, destination: 0)))
    #expect(!parks.contains(NetworkPair(origin: 0, destination: 1)))
  }

  @Test func insideAndOnTheBoundary() {
    let found = (0..<4).map { origin in
      (0..<3).filter { inside.contains(NetworkPair(origin: origin, destination: $0)) }
    }
    #expect(found == [[0, 1, 2], [0, 2], [2], []])
    let turned = Self.pairs(places.destinations, places.origins)
    #expect(turned.contains(NetworkPair(origin: 2, destination: 2)))
    #expect(turned.contains(NetworkPair(origin: 1, destination: 0)))
    #expect(!turned.contains(NetworkPair(origin: 1, destination: 1)))
    let own = Self.pairs(places.origins, places.origins)
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
