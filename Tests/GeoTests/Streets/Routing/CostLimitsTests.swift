import GeoCore
import GeoStreets
import TestSupport
import Testing

/// Ways that are longer, or take longer, than a cost holds: an error, and never a figure.
@Suite struct CostLimitsTests {
  /// A chain of streets, each as long and slow as said, with a place at each node.
  private func chain(
    _ count: Int, meters: Double, kilometersPerHour speed: Double, oneWay: Bool = false
  ) throws -> (network: StreetNetwork, places: NetworkPlaces) {
    let length = Int32(meters * 1000)
    let time = Int32((meters * 3600 / speed).rounded())
    let network = try StreetNetwork(
      mode: .car, nodeCoordinates: (0...count).flatMap { [Double($0), 45] },
      edgeFrom: (0..<Int32(count)).map { $0 }, edgeTo: (1...Int32(count)).map { $0 },
      lengthsMillimeters: Array(repeating: length, count: count),
      forwardMilliseconds: Array(repeating: time, count: count),
      backwardMilliseconds: Array(
        repeating: oneWay ? StreetNetwork.impassable : time, count: count))
    var places = NetworkPlaces()
    for node in 0...count {
      let edge = Int32(min(node, count - 1))
      places.append([
        NetworkDoor(
          edge: edge, alongMillimeters: node < count ? 0 : length, connector: .zero)
      ])
    }
    return (network, places)
  }

  private func only(_ place: Int, of places: NetworkPlaces) -> NetworkPlaces {
    var one = NetworkPlaces()
    one.append(Array(places.doors(ofPlace: place)))
    return one
  }

  /// Asks for the way from the first place to another one, in every way there is.
  private func found(
    to last: Int, _ case: (network: StreetNetwork, places: NetworkPlaces)
  ) -> [Result<TravelCost, any Error>] {
    let router = StreetRouter(`case`.network)
    let (start, end) = (only(0, of: `case`.places), only(last, of: `case`.places))
    var starts = start
    starts.append(Array(start.doors(ofPlace: 0)))
    let pair = [NetworkPair(origin: 0, destination: 0)]
    return [
      Result { try router.costs(from: start, to: end, threads: 1).cost(from: 0, to: 0) },
      // Against the arcs, from the smaller side.
      Result { try router.costs(from: starts, to: end, threads: 1).cost(from: 1, to: 0) },
      Result { try router.costs(ofPairs: pair, from: start, to: end, threads: 1)[0] },
      Result {
        let nearest = NearestFacilities(1, of: end, in: router)
        let costs = try nearest.costs(from: start, threads: 1)
        return costs.count == 0 ? .unreachable : costs.costs[0]
      },
      Result {
        // Enough on both sides for a hierarchy.
        var many = NetworkPlaces()
        for _ in 0..<600 { many.append(Array(start.doors(ofPlace: 0))) }
        var ends = NetworkPlaces()
        for _ in 0..<600 { ends.append(Array(end.doors(ofPlace: 0))) }
        return try router.costs(from: many, to: ends, threads: 2).cost(from: 599, to: 599)
      },
    ]
  }

  private func expectRefused(_ results: [Result<TravelCost, any Error>], _ words: String) {
    for (i, result) in results.enumerated() {
      switch result {
      case .success(let cost): Issue.record("search \(i) gave \(cost)")
      case .failure(let error as NetworkError):
        #expect(error.reason.contains(words), "search \(i)")
        #expect(error.kind == .badData && error.remedy?.text.isEmpty == false)
      case .failure(let error): Issue.record("search \(i): \(error)")
      }
    }
  }

  @Test(arguments: [false, true]) func lengthsThatDoNotFit(_ oneWay: Bool) throws {
    let long = try chain(5, meters: 2_000_000, kilometersPerHour: 130, oneWay: oneWay)
    for result in found(to: 4, long) {
      let cost = try result.get()
      #expect(cost.millimeters == 8_000_000_000)
      #expect(cost.milliseconds == 4 * 55_384_615)
    }
    expectRefused(found(to: 5, long), "longer than 8,589 km")
    // Within a limit the far places are out of reach.
    let near = try StreetRouter(long.network).costs(
      from: only(0, of: long.places), to: long.places, within: .atMost(minutes: 3700), threads: 1)
    #expect(near.count == 5)
  }

  @Test(arguments: [false, true]) func timesThatDoNotFit(_ oneWay: Bool) throws {
    // 18.6 days each.
    let slow = try chain(3, meters: 2_147_000, kilometersPerHour: 4.8, oneWay: oneWay)
    for result in found(to: 1, slow) { #expect(try result.get().milliseconds == 1_610_250_000) }
    expectRefused(found(to: 2, slow), "longer than 24 days")
    expectRefused(found(to: 3, slow), "longer than 24 days")
    let near = try StreetRouter(slow.network).costs(
      from: only(0, of: slow.places), to: slow.places, within: .atMost(minutes: 30_000), threads: 1)
    #expect(near.count == 2)
  }

  /// What no street leads to is not reached, however long the streets are.
  @Test func whatIsNotConnectedIsNoError() throws {
    let long = try chain(2, meters: 1_000_000, kilometersPerHour: 130, oneWay: true)
    let router = StreetRouter(long.network)
    let back = try router.costs(
      from: only(2, of: long.places), to: only(0, of: long.places), threads: 1)
    #expect(back.count == 0)
  }
}
