package import GeoCore
package import GeoFormats
package import GeoStreets

/// Pairs of origin and destination and their costs, as a search finds them.
package struct CostPairs: CostRows {
  private(set) var origins: [Int32] = []
  private(set) var destinations: [Int32] = []
  private(set) var minutes: [Double] = []
  /// What costs no more than that is not taken; nil takes all.
  private let beyond: TravelCost?

  package init(beyond: TravelCost? = nil) { self.beyond = beyond }

  var count: Int { origins.count }

  package mutating func append(
    origin: Int, destination: Int, _ found: FoundCost
  ) throws(OutputError) {
    guard let cost = found.cost else { return }
    if let beyond, cost <= beyond { return }
    append(Int32(origin), Int32(destination), cost.minutes)
  }

  /// Sixteen bytes, and as much again for the table and for what measures make of each pair.
  package func requireRoom(forRows count: Int) throws(MemoryShortage) {
    try requireRoom(forRows: count, ofBytes: 40)
  }

  private mutating func append(_ origin: Int32, _ destination: Int32, _ cost: Double) {
    origins.append(origin)
    destinations.append(destination)
    minutes.append(cost)
  }

  /// Marks the origins that have a pair with one of some destinations.
  func mark(_ isReached: inout [Bool], reaching isWanted: [Bool]) {
    for (origin, destination) in zip(origins, destinations) where isWanted[Int(destination)] {
      isReached[Int(origin)] = true
    }
  }

  /// The pairs in the order of origins and destinations, each once.
  func distinct() -> CostPairs {
    let order = origins.indices.sorted { a, b in
      (origins[a], destinations[a]) < (origins[b], destinations[b])
    }
    var result = CostPairs()
    for i in order {
      if result.origins.last == origins[i], result.destinations.last == destinations[i] { continue }
      result.append(origins[i], destinations[i], minutes[i])
    }
    return result
  }

  /// Both lists as one; each is in order and has no pair of the other.
  func merged(with other: CostPairs) -> CostPairs {
    if other.count == 0 { return self }
    var result = CostPairs()
    var next = 0
    for i in origins.indices {
      while next < other.count,
        (other.origins[next], other.destinations[next]) < (origins[i], destinations[i])
      {
        result.append(other.origins[next], other.destinations[next], other.minutes[next])
        next += 1
      }
      result.append(origins[i], destinations[i], minutes[i])
    }
    for i in next..<other.count {
      result.append(other.origins[i], other.destinations[i], other.minutes[i])
    }
    return result
  }

  /// - Throws: `CostTable.RepeatedPair` never for distinct pairs.
  func table(originCount: Int, destinationCount: Int) throws(CostTable.RepeatedPair) -> CostTable {
    try CostTable(
      originCount: originCount, destinationCount: destinationCount, origins: origins,
      destinations: destinations, minutes: minutes)
  }
}
