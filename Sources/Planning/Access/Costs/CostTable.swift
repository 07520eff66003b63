internal import GeoCore

/// What it costs to get from origins to destinations, in compressed sparse rows: the pairs of an
/// origin stand together, in the order of the destinations.
///
/// A pair that is not there has no connection, or was not asked for.
///
/// **Units:** minutes (or whatever the file measures), metres.
public struct CostTable: Sendable, Equatable {
  /// The number of origins, those without a pair included.
  public let originCount: Int
  /// The number of destinations, those without a pair included.
  public let destinationCount: Int
  /// Pairs of origin i: `offsets[i] ..< offsets[i + 1]`.
  public let offsets: [Int]
  /// The destination of each pair, ascending within an origin.
  public let destinations: [Int32]
  /// The cost of each pair: finite, 0 or more.
  public let minutes: [Double]
  /// The length of each pair's way; nil when the source does not say.
  public let meters: [Double]?

  /// The number of pairs.
  public var pairCount: Int { destinations.count }

  /// The pairs of an origin, as indices of `destinations`, `minutes` and `meters`.
  public func pairs(ofOrigin origin: Int) -> Range<Int> { offsets[origin]..<offsets[origin + 1] }

  /// The origin that a pair leads from. **Complexity:** O(log origins).
  func origin(ofPair pair: Int) -> Int {
    (0..<originCount).firstPlace { offsets[$0 + 1] > pair }
  }

  /// A table from pairs in any order.
  ///
  /// **Complexity:** O(pairs) when the pairs of each origin ascend, O(pairs log pairs) else.
  /// - Throws: `RepeatedPair` when a pair is given twice.
  public init(
    originCount: Int, destinationCount: Int, origins: [Int32], destinations: [Int32],
    minutes: [Double], meters: [Double]? = nil
  ) throws(RepeatedPair) {
    precondition(origins.count == destinations.count && origins.count == minutes.count)
    precondition(meters == nil || meters?.count == minutes.count)
    self.originCount = originCount
    self.destinationCount = destinationCount
    let rows = CountedRows<Int>(count: originCount) { add in
      for origin in origins { add(Int(origin)) }
    }
    offsets = rows.offsets
    let order = try Self.order(origins, destinations, rows)
    if let order {
      self.destinations = order.map { destinations[Int($0)] }
      self.minutes = order.map { minutes[Int($0)] }
      self.meters = meters.map { meters in order.map { meters[Int($0)] } }
    } else {
      self.destinations = destinations
      self.minutes = minutes
      self.meters = meters
    }
  }

  /// A pair that was given twice, by the places of its rows in what was given.
  public struct RepeatedPair: Error, Equatable {
    /// Where the pair was given first, counted from 0.
    public var first: Int
    /// Where it was given again.
    public var second: Int
  }

  /// The given places of the pairs in order of origin and destination; nil when they are in order.
  private static func order(
    _ origins: [Int32], _ destinations: [Int32], _ rows: CountedRows<Int>
  ) throws(RepeatedPair) -> [Int32]? {
    let isSorted = origins.indices.dropFirst().allSatisfy { i in
      origins[i - 1] < origins[i]
        || origins[i - 1] == origins[i] && destinations[i - 1] < destinations[i]
    }
    if isSorted { return nil }
    var rows = rows
    let offsets = rows.offsets
    var order = Array(repeating: Int32(0), count: origins.count)
    for (given, origin) in origins.enumerated() {
      order[rows.place(inRow: Int(origin))] = Int32(given)
    }
    for origin in 0..<(offsets.count - 1) {
      let row = offsets[origin]..<offsets[origin + 1]
      let ascends = row.dropFirst().allSatisfy { at in
        destinations[Int(order[at - 1])] < destinations[Int(order[at])]
      }
      if ascends { continue }
      order[row].sort { a, b in
        let (x, y) = (destinations[Int(a)], destinations[Int(b)])
        return x < y || x == y && a < b
      }
      for at in row.dropFirst()
      where destinations[Int(order[at - 1])] == destinations[Int(order[at])] {
        throw RepeatedPair(first: Int(order[at - 1]), second: Int(order[at]))
      }
    }
    return order
  }

  private init(keeping isKept: [Bool], of table: CostTable) {
    originCount = table.originCount
    destinationCount = table.destinationCount
    var offsets = [0]
    var pairs: [Int] = []
    for origin in 0..<table.originCount {
      for pair in table.pairs(ofOrigin: origin) where isKept[Int(table.destinations[pair])] {
        pairs.append(pair)
      }
      offsets.append(pairs.count)
    }
    self.offsets = offsets
    destinations = pairs.map { table.destinations[$0] }
    minutes = pairs.map { table.minutes[$0] }
    meters = table.meters.map { meters in pairs.map { meters[$0] } }
  }

  /// The table without the pairs to some destinations, which keep their numbers.
  public func without(destinations closed: [Int]) -> CostTable {
    var isKept = Array(repeating: true, count: destinationCount)
    for destination in closed { isKept[destination] = false }
    return CostTable(keeping: isKept, of: self)
  }

  /// The table with one more destination, numbered last, and the pairs that lead to it.
  /// - Throws: `RepeatedPair` when an origin is given twice.
  public func adding(
    pairs: [(origin: Int, minutes: Double)]
  ) throws(RepeatedPair) -> CostTable {
    var origins: [Int32] = []
    origins.reserveCapacity(pairCount + pairs.count)
    for origin in 0..<originCount {
      for _ in self.pairs(ofOrigin: origin) { origins.append(Int32(origin)) }
    }
    return try CostTable(
      originCount: originCount, destinationCount: destinationCount + 1,
      origins: origins + pairs.map { Int32($0.origin) },
      destinations: destinations + pairs.map { _ in Int32(destinationCount) },
      minutes: minutes + pairs.map(\.minutes))
  }
}
