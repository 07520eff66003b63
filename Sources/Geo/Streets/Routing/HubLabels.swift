internal import GeoCore

/// For each place the nodes that it reaches by climbing the hierarchy only, and at what cost: the
/// cheapest way between two places passes a hub of both.
///
/// **Source:** Abraham, Delling, Goldberg & Werneck 2011, A hub-based labeling algorithm for
/// shortest paths in road networks, doi:10.1007/978-3-642-20662-7_20.
struct HubLabels: Sendable {
  /// Place i has the entries `offsets[i] ..< offsets[i + 1]`, hubs ascending.
  private var offsets: [Int] = [0]
  private var hubs: [Int32] = []
  private var costs: [TravelCost] = []

  private static let chunk = 256

  private init() {}

  /// The labels of a block of places, numbered from its start.
  ///
  /// **Complexity:** some hundred nodes a place on street networks.
  init(
    of places: NetworkPlaces, _ block: Range<Int>, _ direction: PlaceTerminals.Direction,
    _ hierarchy: ContractionHierarchy, _ network: StreetNetwork, threads: Int
  ) throws {
    let ends = PlaceTerminals(places, direction, in: network)
    let isDeparting = direction == .departing
    let upwards = isDeparting ? hierarchy.up : hierarchy.down
    let downwards = isDeparting ? hierarchy.down : hierarchy.up
    let chunks = try Parallel.map(count: block.count, chunk: Self.chunk, threads: threads) {
      range in
      var climb = Climb(nodeCount: hierarchy.ranks.count)
      var labels = HubLabels()
      for place in range {
        climb.start(
          from: ends.terminals(ofPlace: block.lowerBound + place), ranks: hierarchy.ranks, upwards,
          downwards)
        climb.visitHubs(downwards) {
          labels.hubs.append($0)
          labels.costs.append($1)
        }
        labels.offsets.append(labels.hubs.count)
      }
      return labels
    }
    for chunk in chunks {
      let shift = hubs.count
      offsets.append(contentsOf: chunk.offsets.dropFirst().map { $0 + shift })
      hubs += chunk.hubs
      costs += chunk.costs
    }
  }

  func visit(_ place: Int, _ visit: (_ hub: Int, _ cost: TravelCost) -> Void) {
    for i in offsets[place]..<offsets[place + 1] { visit(Int(hubs[i]), costs[i]) }
  }

  /// The places by their hubs.
  func buckets(hubCount: Int) -> HubBuckets { HubBuckets(offsets, hubs, costs, hubCount) }
}
