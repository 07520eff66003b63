internal import GeoCore

/// The costs of all pairs of two sides, by the hubs that both ends reach in a hierarchy.
///
/// **Source:** Knopp, Sanders, Schultes, Schulz & Wagner 2007, Computing many-to-many shortest
/// paths using highway hierarchies, doi:10.1137/1.9781611972870.4.
struct HubMatrix: Sendable {
  private let hierarchy: ContractionHierarchy
  private let network: StreetNetwork
  private let origins: NetworkPlaces
  private let destinationCount: Int
  private let doors: DoorsByEdge
  private let buckets: HubBuckets

  private static let chunk = 64

  init(
    _ hierarchy: ContractionHierarchy, from origins: NetworkPlaces,
    to destinations: NetworkPlaces, in network: StreetNetwork, threads: Int
  ) throws {
    self.hierarchy = hierarchy
    self.network = network
    self.origins = origins
    destinationCount = destinations.count
    doors = DoorsByEdge(destinations)
    let arriving = try HubLabels(
      of: destinations, 0..<destinations.count, .arriving, hierarchy, network, threads: threads)
    buckets = arriving.buckets(hubCount: hierarchy.ranks.count)
  }

  /// A row for each of some origins.
  func costs(ofOrigins block: Range<Int>, threads: Int) throws -> TravelCosts {
    let departing = try HubLabels(
      of: origins, block, .departing, hierarchy, network, threads: threads)
    let chunks = try Parallel.map(count: block.count, chunk: Self.chunk, threads: threads) {
      range in
      var row = Row(destinationCount)
      var result = TravelCosts()
      for place in range {
        for door in origins.doors(ofPlace: block.lowerBound + place) {
          doors.visit(edge: door.edge) { place, other in
            if let cost = door.costAlongEdge(to: other, in: network) {
              row.meet(Int32(place), cost)
            }
          }
        }
        departing.visit(place) { hub, cost in
          buckets.visit(hub) { place, rest in row.meet(Int32(place), cost + rest) }
        }
        row.flush(into: &result)
      }
      return result
    }
    return TravelCosts(joining: chunks)
  }
}
