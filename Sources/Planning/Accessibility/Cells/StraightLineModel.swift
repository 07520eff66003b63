public import Geo

/// Straight lines: minutes are metres times a detour factor over a speed.
///
/// **Units:** metres in the distance system. **Boundary rule:** 0 on and inside a polygon.
public struct StraightLineModel: CellModel {
  public static let name = "straight_line"

  private let crs: CRS
  private let walking: TravelMode
  private let cycling: TravelMode

  /// - Parameter crs: a projected system in metres.
  public init(in crs: CRS, walking: TravelMode, cycling: TravelMode) {
    self.crs = crs
    self.walking = walking
    self.cycling = cycling
  }

  public var name: String { Self.name }
  public var facts: [(name: String, value: String)] { [] }
  public var cutoffsMinutes: [Double] { [] }

  public var provenance: [(name: String, value: JSONValue)] {
    [("walking", walking), ("cycling", cycling)].map { name, mode in
      let value = JSONValue.object([
        "speed_km_h": .number(mode.speedKilometersPerHour),
        "detour_factor": .number(mode.detourFactor),
      ])
      return (name, value)
    }
  }

  public func search(
    from cells: SampleCells, threads: Int, phases: Phases
  ) throws -> any CellSearch {
    Search(cells: cells, crs: crs, modes: [walking, cycling])
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
      let transformed = try phases.measure("project") {
        try destinations.layer.geometries.droppingElevations()
          .transformed(to: crs, threads: threads)
      }
      let meters = try phases.measure("nearest") {
        try distances(to: NearestIndex(transformed.geometries), threads: threads)
      }
      return CellCosts(
        meters: meters, times: .ofDistance(modes), pipeline: transformed.pipeline)
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
