public import GeoCore
public import PlanningStudies

/// How ways from sample cells to destinations are found: in a straight line, along streets.
///
/// To add one: write a type that conforms; `AccessibilityAnalysis` takes any.
public protocol CellModel: Sendable {
  /// The name written into every result: `straight_line`.
  var name: String { get }
  /// What every row of the results says of the model: its profile, its extract.
  var facts: [(name: String, value: String)] { get }
  /// What results say of the model.
  var provenance: [(name: String, value: JSONValue)] { get }
  /// Limits of time that shares are given for, minutes; none when time follows from distance.
  var cutoffsMinutes: [Double] { get }

  /// A search from these cells, to be asked for each set of destinations.
  /// - Throws: `InputError` when no cell can be searched from.
  func search(
    from cells: SampleCells, threads: Int, phases: Phases
  ) throws -> any CellSearch
}

/// A search from cells that are known.
public protocol CellSearch: Sendable {
  /// What a reader must know of the cells.
  var notes: [String] { get }

  /// The way from each cell to the nearest of the destinations.
  /// - Throws: `PROJError` when they cannot be transformed.
  func costs(
    to destinations: StudyLayer, threads: Int, phases: Phases
  ) throws -> CellCosts

  /// What it costs to leave the area of study from each cell, in the unit of `CellCosts.primary`;
  /// infinite where it cannot be left.
  /// - Parameter area: its polygons, in the system of the cells.
  /// - Throws: `PROJError` when the area cannot be transformed.
  func borderCosts(of area: Layer, threads: Int) throws -> [Double]
}

/// The way from each cell to the nearest destination of a set.
public struct CellCosts: Sendable {
  /// Metres; infinite where there is no way.
  var meters: [Double]
  var times: Times
  /// The steps between coordinate systems.
  var pipeline: String
  /// What a reader must know of the destinations.
  var notes: [String] = []
  /// Straight lines held against geodesics.
  var lengthCheck = LengthCheck()

  /// What decides which destination is nearest: minutes where they are measured, else metres.
  var primary: [Double] {
    if case .measured(_, let minutes) = times { return minutes }
    return meters
  }

  enum Times: Sendable {
    /// Minutes follow from metres.
    case ofDistance([TravelMode])
    /// Minutes of one way of travelling, by its name; infinite where there is no way.
    case measured(String, [Double])
  }
}

/// Why there is no figure for a zone or a cell.
enum CellReason: String {
  /// The set is empty.
  case noDestinations = "no_destinations"
  /// No way leads to a destination.
  case notConnected = "not_connected"
  /// Nobody lives in the zone.
  case noPeople = "no_people"
}
