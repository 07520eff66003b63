internal import GeoCore

/// Which places have a hub in their label, and at what cost.
struct HubBuckets: Sendable {
  private var starts: [Int]
  private var places: [Int32]
  private var costs: [TravelCost]

  /// Turns labels round: place i has the hubs `offsets[i] ..< offsets[i + 1]`.
  init(_ offsets: [Int], _ hubs: [Int32], _ labelCosts: [TravelCost], _ hubCount: Int) {
    var rows = CountedRows<Int>(count: hubCount) { add in for hub in hubs { add(Int(hub)) } }
    starts = rows.offsets
    places = Array(repeating: 0, count: hubs.count)
    costs = Array(repeating: .zero, count: hubs.count)
    for place in 0..<(offsets.count - 1) {
      for i in offsets[place]..<offsets[place + 1] {
        let slot = rows.place(inRow: Int(hubs[i]))
        places[slot] = Int32(place)
        costs[slot] = labelCosts[i]
      }
    }
  }

  @inline(__always)
  func visit(_ hub: Int, _ visit: (_ place: Int, _ cost: TravelCost) -> Void) {
    for i in starts[hub]..<starts[hub + 1] { visit(Int(places[i]), costs[i]) }
  }
}
