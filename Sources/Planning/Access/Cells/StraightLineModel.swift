internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection
internal import PlanningStudies

/// Straight lines: minutes are metres times a detour factor over a speed.
///
/// **Units:** metres in the distance system. **Boundary rule:** 0 on and inside a polygon.
public struct StraightLineModel: CellModel {
  /// The model's name in results.
  public static let name = "straight_line"

  private let crs: CRS
  private let walking: TravelMode
  private let cycling: TravelMode

  /// Straight lines in one metric system, or in a plane around each cell.
  ///
  /// - Parameter crs: a projected system in metres, or `CRS.localFrames`.
  public init(in crs: CRS, walking: TravelMode, cycling: TravelMode) {
    self.crs = crs
    self.walking = walking
    self.cycling = cycling
  }

  /// `straight_line`.
  public var name: String { Self.name }
  /// None: it has neither profile nor extract.
  public var facts: [(name: String, value: String)] { [] }
  /// None: minutes follow from metres.
  public var cutoffsMinutes: [Double] { [] }

  /// Speed and detour factor of walking and of cycling.
  public var provenance: [(name: String, value: JSONValue)] {
    [("walking", walking), ("cycling", cycling)].map { name, mode in
      let value = JSONValue.object([
        "speed_km_h": .number(mode.speedKilometersPerHour),
        "detour_factor": .number(mode.detourFactor),
      ])
      return (name, value)
    }
  }

  /// A search from these cells, in the system of the model.
  ///
  /// - Throws: `PROJError` when the cells cannot be brought into it.
  public func search(
    from cells: SampleCells, threads: Int, phases: Phases
  ) throws -> any CellSearch {
    crs == .localFrames
      ? GlobalSearch(cells: cells, modes: [walking, cycling])
      : Search(cells: cells, crs: crs, modes: [walking, cycling])
  }

  /// Where no one system serves: planes of their own for all neighbourhoods.
  private struct GlobalSearch: CellSearch {
    let cells: SampleCells
    let modes: [TravelMode]
    let notes: [String] = []

    func costs(
      to destinations: StudyLayer, threads: Int, phases: Phases
    ) throws -> CellCosts {
      let index = try phases.measure("project") {
        try GlobalNearest(destinations.layer.geometries, threads: threads)
      }
      let meters = try phases.measure("nearest") {
        try index.distances(from: cells.points, threads: threads)
      }
      return CellCosts(meters: meters, times: .ofDistance(modes), pipeline: "")
    }

    func borderCosts(of area: Layer, threads: Int) throws -> [Double] {
      try GlobalNearest(StudyOutline.outline(of: area), threads: threads)
        .distances(from: cells.points, threads: threads)
    }
  }

  private struct Search: CellSearch {
    let cells: SampleCells
    let crs: CRS
    let modes: [TravelMode]
    let notes: [String] = []

    /// Cells a chunk of work.
    private static let chunk = 1024

    func costs(
      to destinations: StudyLayer, threads: Int, phases: Phases
    ) throws -> CellCosts {
      let given = destinations.layer.geometries
      guard try given.isServed(by: crs, threads: threads) else {
        var costs = try GlobalSearch(cells: try cells.onTheGlobe(threads: threads), modes: modes)
          .costs(to: destinations, threads: threads, phases: phases)
        costs.notes.append(
          "destination set \"\(destinations.name)\" reaches beyond \(crs): its distances are"
            + " measured in \(CRS.localFrames)")
        return costs
      }
      let transformed = try phases.measure("project") {
        try given.droppingElevations().withLongEdgesDivided(threads: threads)
          .transformed(to: crs, threads: threads)
      }
      let index = NearestIndex(transformed.geometries)
      let meters = try phases.measure("nearest") { try distances(to: index, threads: threads) }
      var costs = CellCosts(
        meters: meters, times: .ofDistance(modes), pipeline: transformed.pipeline)
      costs.lengthCheck = try lengthCheck(of: index, named: destinations.name)
      return costs
    }

    /// The ways from some cells, spread over all zones, held against geodesics.
    private func lengthCheck(of index: NearestIndex, named name: String) throws -> LengthCheck {
      var check = LengthCheck()
      for cell in LengthCheck.sample(of: cells.count) {
        let own = (x: cells.points.x(cell), y: cells.points.y(cell))
        guard let place = index.nearestPlace(x: own.x, y: own.y) else { continue }
        try check.compare(from: own, to: place, in: crs, toward: "destination set \"\(name)\"")
      }
      return check
    }

    func borderCosts(of area: Layer, threads: Int) throws -> [Double] {
      // Cells lie inside, so that the outline is all there is to ask about.
      try distances(to: StudyOutline(area).lines, threads: threads)
    }

    /// The distance from every cell, metres.
    private func distances(to index: NearestIndex, threads: Int) throws -> [Double] {
      guard !index.isEmpty else { return Array(repeating: .infinity, count: cells.count) }
      return try Parallel.array(count: cells.count, chunk: Self.chunk, threads: threads) {
        range, found in
        var cursor = NearestIndex.Cursor(in: index)
        for (k, cell) in range.enumerated() {
          let x = cells.points.x(cell)
          let y = cells.points.y(cell)
          found[k] = cursor.nearest(x: x, y: y)?.distance ?? .infinity
        }
      }
    }
  }
}
