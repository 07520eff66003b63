package import GeoCore
package import GeoFormats
package import GeoStreets

/// Takes the rows of a table of costs as they are found.
package protocol CostRows {
  mutating func append(
    origin: Int, destination: Int, _ found: FoundCost
  ) throws(OutputError)

  /// Refuses to hold so many rows when they do not fit into memory; nothing for rows that are written
  /// as they come.
  /// - Throws: `MemoryShortage`.
  func requireRoom(forRows count: Int) throws(MemoryShortage)
}

extension CostRows {
  package func requireRoom(forRows count: Int) throws(MemoryShortage) {}

  /// - Parameter bytes: what a row takes.
  func requireRoom(forRows count: Int, ofBytes bytes: Int) throws(MemoryShortage) {
    let most = Int.max / 2
    let (product, overflows) = count.multipliedReportingOverflow(by: bytes)
    let used = overflows ? most : min(product, most)
    // Arrays grow by doubling: the old and the new one stand side by side.
    try MemoryBudget.require(
      reserved: used + used / 2, used: used,
      for: "a table of \(count) costs between places",
      remedy: .anyOf(
        "give a limit with \(StreetSetting.cutoff)", "take fewer places at a time"))
  }
}

/// What a search found out about a pair.
package enum FoundCost: Sendable, Equatable {
  case cost(TravelCost)
  /// Of the nearest: which it is, from 1.
  case ranked(TravelCost, Int)
  /// There is none, and why.
  case gap(PairGap)

  var cost: TravelCost? {
    switch self {
    case .cost(let cost), .ranked(let cost, _): cost
    case .gap: nil
    }
  }
}

extension CostRows {
  /// Appends the rows of a block of origins.
  /// - Parameter ranked: whether each row stands in order of cost and is to be numbered.
  package mutating func append(
    _ costs: TravelCosts, ofOrigins block: Range<Int>, ranked: Bool
  ) throws(OutputError) {
    for (row, origin) in block.enumerated() {
      let entries = costs.entries(ofOrigin: row)
      for entry in entries {
        let cost = costs.costs[entry]
        try append(
          origin: origin, destination: Int(costs.destinations[entry]),
          ranked ? .ranked(cost, entry - entries.lowerBound + 1) : .cost(cost))
      }
    }
  }
}

/// The columns of a table of costs, in their order.
package enum CostRowColumns {
  /// - Parameter question: nearest have a `rank`, chosen pairs the `reason` why one has no cost.
  package static func fields(for question: NetworkCosts.Question) -> [Field] {
    var fields = [StreetFields.from, StreetFields.to, StreetFields.time, StreetFields.distance]
    if question.isRanked { fields.append(StreetFields.rank) }
    if question.isOfPairs { fields.append(StreetFields.costReason) }
    return fields
  }

  static func names(for question: NetworkCosts.Question) -> [String] {
    fields(for: question).map(\.name)
  }
}

/// Rows as lines of CSV, written as they come: minutes in the shortest digits that read back the
/// same, metres with three decimals at most.
package struct CSVCostRows: CostRows {
  private let output: OutputFile
  private let origins: [[UInt8]]
  private let destinations: [[UInt8]]
  private let question: NetworkCosts.Question
  private var line: [UInt8] = []

  /// Writes the header.
  package init(
    to output: OutputFile, from origins: Places, to destinations: Places,
    _ question: NetworkCosts.Question
  ) throws(OutputError) {
    self.question = question
    self.output = output
    self.origins = origins.ids.map { Self.cell($0.text) }
    self.destinations = destinations.ids.map { Self.cell($0.text) }
    let names = CostRowColumns.names(for: question)
    try output.write(names.joined(separator: ",") + "\n")
  }

  private static func cell(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    CSVText.append(text, delimiter: UInt8(ascii: ","), to: &bytes)
    return bytes
  }

  package mutating func append(
    origin: Int, destination: Int, _ found: FoundCost
  ) throws(OutputError) {
    line.removeAll(keepingCapacity: true)
    line += origins[origin]
    line.append(UInt8(ascii: ","))
    line += destinations[destination]
    line.append(UInt8(ascii: ","))
    if let cost = found.cost { line += JSONText.number(cost.minutes).utf8 }
    line.append(UInt8(ascii: ","))
    if let cost = found.cost { line += JSONText.number(cost.meters).utf8 }
    if question.isRanked || question.isOfPairs { line.append(UInt8(ascii: ",")) }
    switch found {
    case .cost: break
    case .ranked(_, let rank): line += String(rank).utf8
    case .gap(let gap): line += gap.rawValue.utf8
    }
    line.append(UInt8(ascii: "\n"))
    try output.write(line)
  }
}

/// Rows as a layer without geometries, for formats that are written whole.
package struct LayerCostRows: CostRows {
  private let origins: Places
  private let destinations: Places
  private let isOfPairs: Bool
  private var columns: [Column]
  private var rowCount = 0

  package init(
    from origins: Places, to destinations: Places, _ question: NetworkCosts.Question
  ) {
    self.origins = origins
    self.destinations = destinations
    isOfPairs = question.isOfPairs
    columns = CostRowColumns.fields(for: question).map { Column($0) }
  }

  package mutating func append(
    origin: Int, destination: Int, _ found: FoundCost
  ) throws(OutputError) {
    columns[0].append(origins.ids[origin].text)
    columns[1].append(destinations.ids[destination].text)
    columns[2].append(found.cost?.minutes)
    columns[3].append(found.cost?.meters)
    switch found {
    case .cost: if isOfPairs { columns[4].appendNull() }
    case .ranked(_, let rank): columns[4].append(rank)
    case .gap(let gap): columns[4].append(gap.rawValue)
    }
    rowCount += 1
  }

  /// Two texts and up to four numbers.
  package func requireRoom(forRows count: Int) throws(MemoryShortage) {
    try requireRoom(forRows: count, ofBytes: 96)
  }

  package var layer: Layer {
    Layer(
      name: "costs", geometries: .null(count: rowCount), attributes: Attributes(columns: columns))
  }
}
