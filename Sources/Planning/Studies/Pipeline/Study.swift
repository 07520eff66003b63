public import GeoCore

/// One analysis, declared once: a plan and a command are two doors to it.
///
/// A study says what it makes of layers; it gets them from a `StudyContext`, which books each of them,
/// so that inputs, checksums, PROJ pipelines, checks of areas and features left out stand in the
/// results without being asked for.
public protocol Study: Sendable {
  /// What it finds.
  associatedtype Output: StudyOutput

  /// What provenance calls it: `coverage`.
  static var analysis: String { get }
  /// The analyses whose results it takes; these run before it.
  static var needs: [String] { get }
  /// Whether it measures distances, so that the system of distances is one of its parameters.
  static var measuresDistances: Bool { get }

  /// - Throws: what is wrong with the layers, as `InputError`, `FormatError` or `PROJError`.
  func run(in context: StudyContext) throws -> Output
}

extension Study {
  /// None.
  public static var needs: [String] { [] }
  /// False: areas alone.
  public static var measuresDistances: Bool { false }
}

/// A study that a plan can ask for.
package protocol PlannedStudy: Study {
  /// The keys of the plan that it reads.
  static var planKeys: [String] { get }
  /// The files that it can write in a run.
  static var files: [StudyFile] { get }

  /// What the plan asks for; nil when it does not ask for the study.
  /// - Throws: `InputError` with the line of what is wrong.
  static func read(_ plan: PlanSections) throws(InputError) -> Self?
}

/// A file that a study can write in a run.
public struct StudyFile: Sendable, Equatable {
  /// The file's name in the folder of a run.
  public var name: String
  /// Whether it is written only when the plan names it.
  public var isOnRequest: Bool

  /// A file that is written always, or only when it is named.
  public init(_ name: String, isOnRequest: Bool = false) {
    self.name = name
    self.isOnRequest = isOnRequest
  }
}

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
