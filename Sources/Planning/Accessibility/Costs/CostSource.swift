public import Geo

/// Where costs come from: a file, a network, straight lines.
public protocol CostSource: Sendable {
  /// The name of the model, written into every result: `cost_table`.
  var model: String { get }

  /// The costs from every origin to every destination that can be reached.
  func costs(from origins: Places, to destinations: Places, threads: Int) throws -> Costs
}

/// Costs, and what is to be said of them.
public struct Costs: Sendable {
  public var table: CostTable
  public var notes: [String]
  /// What the results' provenance says of the source.
  public var provenance: [(name: String, value: JSONValue)]

  public init(
    table: CostTable, notes: [String] = [], provenance: [(name: String, value: JSONValue)] = []
  ) {
    self.table = table
    self.notes = notes
    self.provenance = provenance
  }
}
