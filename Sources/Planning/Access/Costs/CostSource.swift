public import GeoCore

/// Where costs come from: a file, a network, straight lines.
public protocol CostSource: Sendable {
  /// The name of the model, written into every result: `cost_table`.
  var model: String { get }

  /// The costs that are asked for. A source may give more.
  /// - Throws: `InputError` of kind `usage` for what the source cannot know.
  func costs(_ request: CostRequest, threads: Int) throws -> Costs
}

/// What measures ask of a source of costs.
public struct CostRequest: Sendable {
  /// Where ways begin.
  public var origins: Places
  /// Where they lead.
  public var destinations: Places
  /// What each destination offers; 1 each when nothing was counted.
  public var supply: [Double]?
  /// Which pairs are wanted at least; all, unless told otherwise.
  public var reach = CostReach.everything
  /// Destinations that the scenario closes, and such as are there in it only.
  public var closed: [Int] = []
  /// Destinations that are there in the scenario only, by their numbers.
  public var opened: [Int] = []
  /// Destinations that the scenario adds to those of the layer.
  public var added: [NewDestination] = []
  /// The polygons of the study area, when it is asked what lies near its border.
  public var studyArea: Layer?

  /// All pairs of two sets of places.
  public init(from origins: Places, to destinations: Places) {
    self.origins = origins
    self.destinations = destinations
  }

  /// Which destinations are there as things are and, when it differs, in the scenario.
  var states: [[Bool]] {
    func without(_ missing: [Int]) -> [Bool] {
      var isThere = Array(repeating: true, count: destinations.count)
      for destination in missing { isThere[destination] = false }
      return isThere
    }
    return closed == opened ? [without(opened)] : [without(opened), without(closed)]
  }
}

/// Costs, and what is to be said of them.
public struct Costs: Sendable {
  /// The costs of pairs; those of destinations that open or close are among them.
  public var table: CostTable
  /// From each origin to each added destination; nil where it cannot be reached.
  public var added: [[Double?]]
  /// Whether origins are too near the border of the study area; nil when it was not asked.
  public var boundaryBias: BoundaryBias?
  /// What a reader must know, a sentence each.
  public var notes: [String]
  /// What the results' provenance says of the source.
  public var provenance: [(name: String, value: JSONValue)]
  /// The PROJ pipelines of all that was projected.
  public var pipelines: [String]

  /// Costs, and as much of the rest as there is.
  public init(
    table: CostTable, added: [[Double?]] = [], boundaryBias: BoundaryBias? = nil,
    notes: [String] = [], provenance: [(name: String, value: JSONValue)] = [],
    pipelines: [String] = []
  ) {
    self.table = table
    self.added = added
    self.boundaryBias = boundaryBias
    self.notes = notes
    self.provenance = provenance
    self.pipelines = pipelines
  }
}
