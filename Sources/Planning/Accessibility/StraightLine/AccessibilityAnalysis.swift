public import Geo

/// How far each zone lies from sets of destinations, in a straight line.
///
/// From every sample cell of a zone (see `SampleCells`) the distance to the nearest destination;
/// over the cells of a zone, weighted by their area: mean, 10th, 50th and 90th percentile, and the
/// share within each cutoff. Minutes are straight metres times a detour factor over a speed.
///
/// **Units:** metres in the distance system, minutes, shares 0…1. **Boundary rule:** 0 on and
/// inside a polygon; a cutoff is met by what is exactly that far. **Empty sets:** null, with the
/// reason `no_destinations`.
public enum AccessibilityAnalysis {
  /// The name of the model, written into every result so that another can stand in.
  public static let model = "straight_line"

  public struct Result: Sendable {
    /// One feature a zone.
    public var layer: Layer
    public var totals: [Total]
    public var cellCount: Int
    public var pipelines: [String]
    public var notes: [String]
  }

  /// A destination set's figures over all zones together.
  public struct Total: Sendable {
    public var destinations: String
    public var title: String
    public var status: SourceStatus
    public var count: Int
    /// nil when there are no destinations.
    public var meanMeters: Double?
    public var medianMeters: Double?
    public var shareWithin: [(cutoffMeters: Double, share: Double?)]
  }

  /// Cells a chunk of work.
  private static let chunk = 1024

  public static func run(
    zones: ZoneSet, destinations: [StudyLayer], parameters: Plan.Accessibility,
    systems: MeasuringSystems, threads: Int
  ) throws -> Result {
    let cells = try SampleCells(
      of: zones, sizeMeters: parameters.cellSizeMeters, in: systems.distance, threads: threads)
    var frame = zones.frame(named: "accessibility")
    frame.attributes.set(
      Column("accessibility_model", Array(repeating: model, count: zones.count)))
    frame.attributes.set(
      Column("sample_cells", (0..<zones.count).map { cells.cells(ofZone: $0).count }))
    var result = Result(
      layer: frame, totals: [], cellCount: cells.count, pipelines: [cells.pipeline], notes: [])
    for set in destinations {
      if let note = try LocationCheck.note(on: set, zones: zones.layer) {
        result.notes.append(note)
      }
      let transformed = try set.layer.geometries.droppingElevations()
        .transformed(to: systems.distance, threads: threads)
      result.pipelines.append(transformed.pipeline)
      let index = NearestIndex(transformed.geometries)
      let distances = index.isEmpty ? nil : try distances(from: cells, to: index, threads: threads)
      let byZone = (0..<zones.count).map { zone in
        distances.flatMap { distribution($0, cells, cells.cells(ofZone: zone)) }
      }
      append(set, byZone, parameters, isEmpty: index.isEmpty, to: &frame.attributes)
      if index.isEmpty {
        result.notes.append("destination set \"\(set.name)\" is empty: its figures are null")
      }
      let all = distances.flatMap { distribution($0, cells, 0..<cells.count) }
      result.totals.append(
        Total(
          destinations: set.name, title: set.credits.title, status: set.weakestStatus,
          count: set.layer.count, meanMeters: all.map { Rounding.meters($0.mean) },
          medianMeters: all.map { Rounding.meters($0.percentile(50)) },
          shareWithin: parameters.cutoffsMeters.map { cutoff in
            (cutoff, all.map { Rounding.share($0.share(within: cutoff)) })
          }))
    }
    result.layer = frame
    return result
  }

  /// The distance from every cell, metres.
  private static func distances(
    from cells: SampleCells, to index: NearestIndex, threads: Int
  ) throws -> [Double] {
    try Parallel.map(count: cells.count, chunk: chunk, threads: threads) { range in
      var found: [Double] = []
      found.reserveCapacity(range.count)
      var previous: (x: Double, y: Double, distance: Double)?
      for cell in range {
        let x = cells.coordinates[2 * cell]
        let y = cells.coordinates[2 * cell + 1]
        // No point is farther than its neighbour's distance and the way to the neighbour.
        var bound = Double.infinity
        if let previous {
          let dx = x - previous.x
          let dy = y - previous.y
          bound = (previous.distance + (dx * dx + dy * dy).squareRoot()) * (1 + 1e-9) + 1e-6
        }
        let distance =
          index.nearest(x: x, y: y, within: bound)?.distance
          ?? index.nearest(x: x, y: y)?.distance ?? .nan
        previous = (x, y, distance)
        found.append(distance)
      }
      return found
    }.flatMap { $0 }
  }

  private static func distribution(
    _ distances: [Double], _ cells: SampleCells, _ range: Range<Int>
  ) -> WeightedDistribution? {
    WeightedDistribution(range.map { (distances[$0], cells.weights[$0]) })
  }

  private static func append(
    _ set: StudyLayer, _ zones: [WeightedDistribution?], _ parameters: Plan.Accessibility,
    isEmpty: Bool, to table: inout Attributes
  ) {
    let name = set.name
    func column(_ suffix: String, _ value: (WeightedDistribution) -> Double) {
      table.set(Column("\(name)_\(suffix)", zones.map { $0.map(value) }))
    }
    column("distance_mean_m") { Rounding.meters($0.mean) }
    for percent in [10, 50, 90] {
      column("distance_p\(percent)_m") { Rounding.meters($0.percentile(Double(percent))) }
    }
    for cutoff in parameters.cutoffsMeters {
      column("within_\(JSONText.number(cutoff))m_share") {
        Rounding.share($0.share(within: cutoff))
      }
    }
    for mode in [parameters.walking, parameters.cycling] {
      column("\(mode.name)_mean_min") { Rounding.minutes(mode.minutes(meters: $0.mean)) }
      for percent in [10, 50, 90] {
        column("\(mode.name)_p\(percent)_min") {
          Rounding.minutes(mode.minutes(meters: $0.percentile(Double(percent))))
        }
      }
    }
    let status = set.weakestStatus.rawValue
    table.set(Column("\(name)_status", Array(repeating: status, count: zones.count)))
    if isEmpty {
      table.set(Column("\(name)_reason", Array(repeating: "no_destinations", count: zones.count)))
    }
  }
}
