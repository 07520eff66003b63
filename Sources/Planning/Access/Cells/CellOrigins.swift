internal import GeoCore
internal import GeoProjection
internal import PlanningStudies

/// Searches from cells, and what it costs to leave all zones from each of them.
struct CellOrigins {
  let model: any CellModel
  let zones: ZoneSet
  let systems: MeasuringSystems

  /// Cells that are searched from.
  struct Start {
    var cells: SampleCells
    var search: any CellSearch
    var borderCosts: [Double]
  }

  /// - Throws: what the model throws.
  func start(from cells: SampleCells, threads: Int, phases: Phases) throws -> Start {
    let search = try model.search(from: cells, threads: threads, phases: phases)
    let border = try phases.measure("boundary") {
      // Over the globe the outline is drawn in the plane that areas are measured in.
      let isGlobal = model is StraightLineModel && systems.distance == .localFrames
      let geometries =
        isGlobal
        ? zones.areal.geometries
        : try zones.areal.geometries.transformed(to: cells.points.crs, threads: threads).geometries
      let area = Layer(name: "zones", geometries: geometries, path: zones.layer.path)
      return try search.borderCosts(of: area, threads: threads)
    }
    return Start(cells: cells, search: search, borderCosts: border)
  }
}
