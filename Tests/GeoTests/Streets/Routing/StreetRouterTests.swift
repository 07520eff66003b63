import GeoStreets
import TestSupport
import Testing

/// Every kind of search against relaxing all edges until nothing changes.
@Suite struct StreetRouterTests {
  private struct Case {
    var network: StreetNetwork
    var origins: NetworkPlaces
    var destinations: NetworkPlaces
    /// Time and length of every pair; nil where there is no way.
    var expected: [[(time: Int, length: Int)?]] = []

    init(seed: UInt64, origins: Int, destinations: Int, oneWay: Double = 0.3) throws {
      network = try GridNetwork.make(
        columns: 9, rows: 7, seed: seed, oneWay: oneWay, missing: 0.25)
      self.origins = GridNetwork.places(origins, in: network, seed: seed + 100)
      self.destinations = GridNetwork.places(destinations, in: network, seed: seed + 200)
      for i in 0..<origins {
        let start = self.origins.doors(ofPlace: i)
        let search = BellmanFord(network, from: start)
        expected.append(
          (0..<destinations).map {
            search.cost(from: start, to: self.destinations.doors(ofPlace: $0))
          })
      }
    }

    func agrees(_ costs: TravelCosts, within limit: TravelCost = .unreachable) -> Bool {
      guard costs.originCount == origins.count else { return false }
      for i in 0..<origins.count {
        let row = costs.entries(ofOrigin: i)
        let ascending = zip(row, row.dropFirst()).allSatisfy {
          costs.destinations[$0] < costs.destinations[$1]
        }
        guard ascending else { return false }
        for j in 0..<destinations.count {
          let cost = costs.cost(from: i, to: j)
          let wanted = expected[i][j].map {
            TravelCost(milliseconds: $0.time, millimeters: $0.length)
          }
          guard cost == wanted.flatMap({ $0 <= limit ? $0 : nil }) ?? .unreachable else {
            return false
          }
        }
      }
      return true
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func allPairs(seed: UInt64) throws {
    let small = try Case(seed: seed, origins: 20, destinations: 31)
    let router = StreetRouter(small.network)
    #expect(small.agrees(try router.costs(from: small.origins, to: small.destinations, threads: 2)))
    let limit = TravelCost.atMost(minutes: 4)
    #expect(
      small.agrees(
        try router.costs(from: small.origins, to: small.destinations, within: limit, threads: 1),
        within: limit))
  }

  @Test(arguments: [5, 6, 7] as [UInt64])
  func allPairsFromFewDestinations(seed: UInt64) throws {
    let small = try Case(seed: seed, origins: 33, destinations: 8)
    let router = StreetRouter(small.network)
    #expect(small.agrees(try router.costs(from: small.origins, to: small.destinations, threads: 2)))
  }

  @Test(arguments: [8, 9] as [UInt64])
  func manyToManyByHierarchy(seed: UInt64) throws {
    let large = try Case(seed: seed, origins: 520, destinations: 530)
    let router = StreetRouter(large.network)
    #expect(large.agrees(try router.costs(from: large.origins, to: large.destinations, threads: 2)))
  }

  @Test(arguments: [10, 11, 12] as [UInt64], [0, 0.3])
  func chosenPairs(seed: UInt64, oneWay: Double) throws {
    let small = try Case(seed: seed, origins: 40, destinations: 40, oneWay: oneWay)
    let router = StreetRouter(small.network)
    var random = SeededGenerator(seed: seed)
    let pairs = (0..<500).map { _ in
      NetworkPair(
        origin: Int.random(in: 0..<40, using: &random),
        destination: Int.random(in: 0..<40, using: &random))
    }
    let costs = try router.costs(
      ofPairs: pairs, from: small.origins, to: small.destinations, threads: 2)
    // Few pairs climb one by one, many meet at labels.
    let few = try router.costs(
      ofPairs: Array(pairs.prefix(12)), from: small.origins, to: small.destinations, threads: 2)
    #expect(few == Array(costs.prefix(12)))
    for (pair, cost) in zip(pairs, costs) {
      let wanted = small.expected[pair.origin][pair.destination]
      #expect(
        cost
          == wanted.map { TravelCost(milliseconds: $0.time, millimeters: $0.length) }
          ?? .unreachable)
    }
  }

  @Test(arguments: [13, 14, 15] as [UInt64], [1, 3, 100])
  func nearest(seed: UInt64, k: Int) throws {
    let small = try Case(seed: seed, origins: 30, destinations: 25)
    let router = StreetRouter(small.network)
    let nearest = NearestFacilities(k, of: small.destinations, in: router)
    let costs = try nearest.costs(from: small.origins, threads: 2)
    #expect(costs.originCount == 30)
    for i in 0..<30 {
      let ranked = small.expected[i].enumerated().compactMap { j, cost in
        cost.map { (time: $0.time, length: $0.length, facility: j) }
      }.sorted { ($0.time, $0.length, $0.facility) < ($1.time, $1.length, $1.facility) }.prefix(k)
      let row = costs.entries(ofOrigin: i)
      #expect(row.map { Int(costs.destinations[$0]) } == ranked.map(\.facility))
      #expect(row.map { costs.costs[$0].milliseconds } == ranked.map(\.time))
      #expect(row.map { costs.costs[$0].millimeters } == ranked.map(\.length))
    }
  }

  @Test func threadsDoNotMatter() throws {
    let network = try GridNetwork.make(columns: 30, rows: 30, seed: 20)
    let origins = GridNetwork.places(600, in: network, seed: 21)
    let destinations = GridNetwork.places(550, in: network, seed: 22)
    let router = StreetRouter(network)
    let one = try router.costs(from: origins, to: destinations, threads: 1)
    #expect(try router.costs(from: origins, to: destinations, threads: 4) == one)
    // What the hierarchy says is what plain searches say.
    let plain = try router.costs(
      from: origins, to: destinations, within: .atMost(minutes: 30_000), threads: 2)
    #expect(plain == one)
  }

  @Test func aCostKeepsTimeAndLength() {
    let cost =
      TravelCost(milliseconds: 90_000, millimeters: 123_456)
      + TravelCost(milliseconds: 1, millimeters: 2)
    #expect(cost.milliseconds == 90_001)
    #expect(cost.millimeters == 123_458)
    #expect(cost.minutes == 90_001.0 / 60_000)
    #expect(TravelCost(milliseconds: 60_000, millimeters: 8_000_000_000) <= .atMost(minutes: 1))
    #expect(TravelCost(milliseconds: 60_001, millimeters: 0) > .atMost(minutes: 1))
    #expect(TravelCost.atMost(minutes: 1e300).isReachable)
    #expect(!(TravelCost.unreachable + cost).isReachable)
  }
}
