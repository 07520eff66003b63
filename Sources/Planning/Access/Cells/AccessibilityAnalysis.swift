public import GeoCore
public import PlanningStudies

/// How far each zone lies from sets of destinations.
///
/// From every sample cell of a zone (see `SampleCells`) the way to the nearest destination, as a
/// `CellModel` finds it; over the cells of a zone, weighted by their area: mean, 10th, 50th and
/// 90th percentile, the share within each cutoff, and the share whose nearest destination may lie
/// outside all zones, since their border is nearer (`BoundaryBias`).
///
/// **Units:** metres, minutes, shares 0…1. **Boundary rule:** 0 on and inside a polygon; a cutoff
/// is met by what is exactly that far. **No way:** cells without one count in shares and
/// percentiles, not in means; what has no figure is null, with a reason.
/// **People:** where they are counted, the same is measured from where they live (`PeopleCells`), each
/// place with its people for weight.
/// **CRS:** cells in the equal-area system, straight lines in the metric one, streets on WGS 84.
/// **Shapes:** zones are valid polygons; destinations points, lines or polygons. **Complexity:**
/// O(log n) a cell and set for n vertices in straight lines; along streets one search a set.
///
/// ```swift
/// let loader = LayerLoader(catalogue: try Catalogue.embedded())
/// let zones = try ZoneSet(
///   try loader.load("communes", name: "communes"),
///   fields: ZoneEntry(source: "communes", id: "insee", name: "name"),
///   in: .laeaEurope, threads: 2)
/// var parameters = AccessibilityStudy(destinations: ["stations"])
/// parameters.cellSizeMeters = 500
/// let result = try AccessibilityAnalysis.run(
///   zones: zones, destinations: [try loader.load("stations", name: "stations")],
///   parameters: parameters,
///   systems: try MeasuringSystems(
///     for: try GeographicExtent(of: zones.layer.geometries, threads: 2)), threads: 2)
/// let within = result.totals[0].shareWithin  // the share of the ground within 300 m, 500 m …
/// ```
public enum AccessibilityAnalysis {
  /// The figures of zones, of all zones together and, if asked for, of cells.
  public struct Result: Sendable {
    /// One feature a zone.
    public var layer: Layer
    /// One feature a cell; nil unless it was asked for.
    public var cells: Layer?
    /// The figures of all zones together, one for each set of destinations, in their order.
    public var totals: [Total]
    /// How many cells were searched from, pieces cut by borders included.
    public var cellCount: Int
    /// The name of the model.
    public var model: String
    /// What results say of how they were made: the cells, the model and its parameters.
    public var provenance: [(name: String, value: JSONValue)]
    /// The PROJ pipelines used, each once.
    public var pipelines: [String]
    /// What a reader must know, a sentence each.
    public var notes: [String]
    /// Straight lines held against geodesics.
    public var lengthCheck = LengthCheck()
    /// The way of everybody to each set, for a comparison with another run; nil unless it was asked for.
    var ways: PeopleWays?
  }

  /// A destination set's figures over all zones together.
  public struct Total: Sendable {
    /// The set's name, as in the columns of the layer.
    public var destinations: String
    /// What people call the set.
    public var title: String
    /// The weakest status of what the set holds.
    public var status: SourceStatus
    /// How many destinations the set has.
    public var count: Int
    /// The figures over people; nil when nobody is counted.
    public var people: PeopleTotal?
    /// Of the ground that has a way; nil when there are no destinations, or none is reached.
    public var meanMeters: Double?
    /// Of all ground; nil where that has no way.
    public var medianMeters: Double?
    /// The share of all ground within each cutoff; nil without destinations.
    public var shareWithin: [(cutoffMeters: Double, share: Double?)]
    /// The least and the most that the share within each cutoff may be, given how coarse the cells
    /// are; empty over a network, nil where there is no figure.
    public var shareBounds: [(low: Double, high: Double)?]
    /// What only a network tells; nil in straight lines.
    public var travel: Travel?
    /// Why figures are nil: a value of the column `{set}_reason`; nil where nothing is unknown.
    public var reason: String?
  }

  /// A destination set's figures over the people of all zones.
  public struct PeopleTotal: Sendable {
    /// The people of all zones where they are known; nil where nobody's are.
    public var people: Double?
    /// Of the people who have a way, metres; nil when there are no destinations, or nobody has.
    public var meanMeters: Double?
    /// Of all people, metres; nil where that one has no way.
    public var medianMeters: Double?
    /// The people within each cutoff.
    public var within: [PeopleWithin]
    /// The figures of each group that the source counts.
    public var groups: [GroupTotal]
    /// What only a network tells; nil in straight lines.
    public var travel: Travel?
    /// How unequally distances are spread over people: `gini`, `theil`, `theil_between` and
    /// `theil_within` zones, `concentration` by income; none without destinations.
    public var inequality: [(name: String, value: Double?)]
    /// Why figures are nil: a value of the column `{set}_population_reason`.
    public var reason: String?
  }

  /// The people within a distance.
  public struct PeopleWithin: Sendable {
    /// Metres; exactly so far is within.
    public var cutoffMeters: Double
    /// Their number; nil without destinations.
    public var people: Double?
    /// No fewer and no more, wherever in its cell a person lives; nil over a network.
    public var bounds: (low: Double, high: Double)?
    /// Of all people of the zones, 0…1; nil where nobody lives.
    public var share: Double?
  }

  /// Times over a network.
  public struct Travel: Sendable {
    /// The share of the ground, or of the people, that has a way at all.
    public var reachedShare: Double?
    /// Of those that have a way; nil when there are none.
    public var meanMinutes: Double?
    /// Of all; nil where that has no way.
    public var medianMinutes: Double?
    /// The share of all within each cutoff; nil without destinations.
    public var shareWithin: [(cutoffMinutes: Double, share: Double?)]
  }

  /// Measures how far zones lie from each set of destinations.
  ///
  /// - Parameters:
  ///   - chosen: nil for straight lines with the plan's modes.
  ///   - people: where people live; nil when nobody is counted.
  ///   - keepsWays: whether the result can be compared with that of another run, person by person.
  ///   - phases: books the time under `sample`, `boundary`, `project`, `nearest` and
  ///     `summarize`.
  /// - Throws: `InputError` for destinations of which none has coordinates, and what the model
  ///   throws.
  public static func run(
    zones: ZoneSet, destinations: [StudyLayer], parameters: AccessibilityStudy,
    model chosen: (any CellModel)? = nil, systems: MeasuringSystems, people: PeopleCells? = nil,
    listsCells: Bool = false, keepsWays: Bool = false, threads: Int, phases: Phases = Phases()
  ) throws -> Result {
    let model =
      chosen
      ?? StraightLineModel(
        in: systems.distance, walking: parameters.walking, cycling: parameters.cycling)
    let cells = try phases.measure("sample") {
      try SampleCells(
        of: zones, grid: SampleGrid(parameters, isStraight: model is StraightLineModel),
        in: systems.distance, threads: threads)
    }
    let origins = CellOrigins(model: model, zones: zones, systems: systems)
    let ground = try origins.start(from: cells, threads: threads, phases: phases)
    let inhabited = try people.map {
      (people: $0, start: try origins.start(from: $0.sample, threads: threads, phases: phases))
    }
    var frame = zones.frame(named: "accessibility")
    CellTables.appendModel(model, to: &frame.attributes)
    if let people { CellTables.append(people, to: &frame.attributes) }
    frame.attributes.set(
      Column(CellFields.cells, (0..<zones.count).map { cells.cells(ofZone: $0).count }))
    frame.attributes.set(Column(CellFields.cellSize, cells.sizesMeters))
    var cellLayer = listsCells ? CellTables.frame(cells, zones, model: model) : nil
    var result = Result(
      layer: frame, totals: [], cellCount: cells.count, model: model.name,
      provenance: model.provenance, pipelines: [cells.pipeline],
      notes: ground.search.notes + (people?.source.notesOnGroups ?? []))
    if keepsWays { result.ways = people.map { PeopleWays(of: $0) } }
    for set in destinations {
      if let note = try LocationCheck.note(on: set, zones: zones.layer) {
        result.notes.append(note)
      }
      if let note = try set.noteOnCoordinates() { result.notes.append(note) }
      let costs = try ground.search.costs(to: set, threads: threads, phases: phases)
      result.pipelines.append(costs.pipeline)
      result.notes += costs.notes
      result.lengthCheck = result.lengthCheck.joined(costs.lengthCheck)
      func columns(_ costs: CellCosts, _ start: CellOrigins.Start) -> CellColumns {
        CellColumns(
          destinations: set, costs: costs, borderCosts: start.borderCosts,
          cutoffsMeters: parameters.cutoffsMeters, cutoffsMinutes: model.cutoffsMinutes,
          cells: start.cells)
      }
      let ofGround = columns(costs, ground)
      let ofPeople = try inhabited.map { inhabited in
        let costs = try inhabited.start.search.costs(to: set, threads: threads, phases: phases)
        result.ways?.append(costs.primary)
        return (people: inhabited.people, columns: columns(costs, inhabited.start))
      }
      let (people, all) = try phases.measure("summarize") {
        try Parallel.both(
          threads: threads,
          { ofPeople.map { $0.columns.figures(of: $0.people, zones: zones) } },
          { ofGround.figures(zones: zones) })
      }
      for column in (people?.table.columns ?? []) + all.table.columns {
        frame.attributes.set(column)
      }
      var total = all.total
      total.people = people?.total
      result.totals.append(total)
      if var table = cellLayer?.attributes {
        CellTables.append(set, costs, to: &table)
        cellLayer?.attributes = table
      }
      if ofGround.isEmpty {
        result.notes.append("destination set \"\(set.name)\" is empty: its figures are null")
      }
    }
    result.layer = frame
    result.cells = cellLayer
    return result
  }
}
