public import Geo

/// Takes the rows of a table of costs as they are found.
public protocol CostRows {
  /// - Parameters:
  ///   - cost: `.unreachable` leaves the cost empty.
  ///   - rank: which nearest it is, from 1; nil when nearest were not asked for.
  mutating func append(
    origin: Int, destination: Int, _ cost: TravelCost, rank: Int?
  ) throws(OutputError)
}

extension CostRows {
  /// Appends the rows of a block of origins.
  /// - Parameter ranked: whether each row stands in order of cost and is to be numbered.
  public mutating func append(
    _ costs: TravelCosts, ofOrigins block: Range<Int>, ranked: Bool
  ) throws(OutputError) {
    for (row, origin) in block.enumerated() {
      let entries = costs.entries(ofOrigin: row)
      for entry in entries {
        try append(
          origin: origin, destination: Int(costs.destinations[entry]), costs.costs[entry],
          rank: ranked ? entry - entries.lowerBound + 1 : nil)
      }
    }
  }
}

/// Names of the columns of a table of costs, in their order.
public enum CostRowColumns {
  public static let names = ["from_id", "to_id", "travel_time", "distance_m"]
  public static let rank = "rank"
}

/// Rows as lines of CSV, written as they come: minutes in the shortest digits that read back the
/// same, metres with three decimals at most.
public struct CSVCostRows: CostRows {
  private let output: OutputFile
  private let origins: [[UInt8]]
  private let destinations: [[UInt8]]
  private var line: [UInt8] = []

  /// Writes the header.
  public init(
    to output: OutputFile, from origins: Places, to destinations: Places, ranked: Bool
  ) throws(OutputError) {
    self.output = output
    self.origins = origins.ids.map { Self.cell($0.text) }
    self.destinations = destinations.ids.map { Self.cell($0.text) }
    let names = CostRowColumns.names + (ranked ? [CostRowColumns.rank] : [])
    try output.write(names.joined(separator: ",") + "\n")
  }

  private static func cell(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    CSVText.append(text, delimiter: UInt8(ascii: ","), to: &bytes)
    return bytes
  }

  public mutating func append(
    origin: Int, destination: Int, _ cost: TravelCost, rank: Int?
  ) throws(OutputError) {
    line.removeAll(keepingCapacity: true)
    line += origins[origin]
    line.append(UInt8(ascii: ","))
    line += destinations[destination]
    line.append(UInt8(ascii: ","))
    if cost.isReachable { line += JSONText.number(cost.minutes).utf8 }
    line.append(UInt8(ascii: ","))
    if cost.isReachable { line += JSONText.number(cost.meters).utf8 }
    if let rank {
      line.append(UInt8(ascii: ","))
      line += String(rank).utf8
    }
    line.append(UInt8(ascii: "\n"))
    try output.write(line)
  }
}

/// Rows as a layer without geometries, for formats that are written whole.
public struct LayerCostRows: CostRows {
  private let origins: Places
  private let destinations: Places
  private var columns: [Column]
  private var rowCount = 0

  public init(from origins: Places, to destinations: Places, ranked: Bool) {
    self.origins = origins
    self.destinations = destinations
    let names = CostRowColumns.names + (ranked ? [CostRowColumns.rank] : [])
    columns = names.map { Column($0) }
  }

  public mutating func append(
    origin: Int, destination: Int, _ cost: TravelCost, rank: Int?
  ) throws(OutputError) {
    columns[0].append(origins.ids[origin].text)
    columns[1].append(destinations.ids[destination].text)
    columns[2].append(cost.isReachable ? cost.minutes : nil)
    columns[3].append(cost.isReachable ? cost.meters : nil)
    if let rank { columns[4].append(rank) }
    rowCount += 1
  }

  public var layer: Layer {
    Layer(
      name: "costs", geometries: .null(count: rowCount), attributes: Attributes(columns: columns))
  }
}
