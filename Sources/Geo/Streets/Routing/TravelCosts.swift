internal import GeoCore

/// Costs from origins to destinations, in compressed sparse rows: only pairs within reach.
public struct TravelCosts: Sendable, Equatable {
  /// Origin i has the entries `offsets[i] ..< offsets[i + 1]`.
  public private(set) var offsets: [Int] = [0]
  /// The destination of each entry; ascending for each origin, unless they are ranked by cost.
  public private(set) var destinations: [Int32] = []
  /// What each entry costs; as many as `destinations`.
  public private(set) var costs: [TravelCost] = []

  /// No origins yet.
  public init() {}

  /// The number of origins, those without an entry included.
  public var originCount: Int { offsets.count - 1 }
  /// The number of entries.
  public var count: Int { costs.count }

  /// The entries of an origin, as indices of `destinations` and `costs`.
  public func entries(ofOrigin i: Int) -> Range<Int> { offsets[i]..<offsets[i + 1] }

  /// The cost of a pair; unreachable when it is not among the entries. The entries of the origin
  /// are in the order of destinations.
  public func cost(from origin: Int, to destination: Int) -> TravelCost {
    let row = entries(ofOrigin: origin)
    let entry = row.firstPlace { Int(destinations[$0]) >= destination }
    guard entry < row.upperBound, Int(destinations[entry]) == destination else {
      return .unreachable
    }
    return costs[entry]
  }

  /// The rows of several tables, one below the other.
  init(joining tables: [TravelCosts]) {
    reserve(rows: tables.reduce(0) { $0 + $1.originCount }, tables.reduce(0) { $0 + $1.count })
    for table in tables { append(contentsOf: table) }
  }

  private mutating func reserve(rows: Int, _ entries: Int) {
    offsets.reserveCapacity(rows + 1)
    destinations.reserveCapacity(entries)
    costs.reserveCapacity(entries)
  }

  /// Adds an entry to the open row.
  mutating func append(_ destination: Int32, _ cost: TravelCost) {
    destinations.append(destination)
    costs.append(cost)
  }

  /// Closes the open row: the next entries belong to the next origin.
  mutating func endRow() { offsets.append(costs.count) }

  /// Puts the rows of another table below this one's.
  mutating func append(contentsOf other: TravelCosts) {
    let shift = costs.count
    offsets.append(contentsOf: other.offsets.dropFirst().map { $0 + shift })
    destinations += other.destinations
    costs += other.costs
  }

  /// The same pairs with origins and destinations exchanged.
  func transposed(destinationCount: Int) -> TravelCosts {
    var result = TravelCosts()
    var rows = CountedRows<Int>(count: destinationCount) { add in
      for destination in destinations { add(Int(destination)) }
    }
    result.offsets = rows.offsets
    result.destinations = Array(repeating: 0, count: count)
    result.costs = Array(repeating: .unreachable, count: count)
    for origin in 0..<originCount {
      for entry in entries(ofOrigin: origin) {
        let place = rows.place(inRow: Int(destinations[entry]))
        result.destinations[place] = Int32(origin)
        result.costs[place] = costs[entry]
      }
    }
    return result
  }
}
