public import GeoCore

/// What a study has found.
public protocol StudyOutput: Sendable {
  /// The layers and tables to write, the main one first.
  var tables: [StudyTable] { get }
  /// What was chosen and what it rests on, beyond measuring systems and checks, for provenance.
  var parameters: [(name: String, value: JSONValue)] { get }
  /// PROJ pipelines beyond those of the layers that the context gave.
  var pipelines: [String] { get }
  /// What a reader must know.
  var notes: [String] { get }
  /// Where the area of each layer went.
  var ledger: [LedgerEntry] { get }
  /// Where people went.
  var people: PeopleLedger? { get }
  /// Totals, as `summary.json` tells them.
  var totals: [JSONValue.Member] { get }
  /// Totals, as the terminal shows them.
  var digest: [SummaryBlock] { get }
  /// What has become different for people since another run of the same study.
  func effects(since before: any StudyOutput) -> [ScenarioEffect]
}

extension StudyOutput {
  /// None.
  public var parameters: [(name: String, value: JSONValue)] { [] }
  /// None.
  public var pipelines: [String] { [] }
  /// None.
  public var notes: [String] { [] }
  /// None.
  public var ledger: [LedgerEntry] { [] }
  /// Nil: nobody was counted.
  public var people: PeopleLedger? { nil }
  /// None.
  public var totals: [JSONValue.Member] { [] }
  /// Nothing.
  public var digest: [SummaryBlock] { [] }
  /// None.
  public func effects(since before: any StudyOutput) -> [ScenarioEffect] { [] }
}

/// A layer or table of a study's results.
public struct StudyTable: Sendable {
  /// The file of a run that holds it.
  public var file: String
  /// The features, or the rows of a table without geometries.
  public var layer: Layer
  /// Whether the GeoPackage of a run holds it too.
  public var isInGeoPackage: Bool
  /// What columns are about that their names cannot say; empty for nothing.
  public var legend: [JSONValue]

  /// A layer or table under the name of its file.
  public init(
    _ file: String, _ layer: Layer, isInGeoPackage: Bool = true, legend: [JSONValue] = []
  ) {
    self.file = file
    self.layer = layer
    self.isInGeoPackage = isInGeoPackage
    self.legend = legend
  }
}

/// Text that the terminal shows of a result: a table, or a line.
public enum SummaryBlock: Sendable {
  /// Rows of cells, the first of them the headers; columns of numbers by their places; a line below.
  case table(rows: [[String]], rightAligned: Set<Int>, footnote: String?)
  /// A line of text.
  case line(String)
}
