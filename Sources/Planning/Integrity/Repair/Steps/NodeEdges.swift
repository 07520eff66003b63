import GeoAlgorithms

/// Gives edges the vertices of neighbours that lie on them: see `VertexInsertion`.
enum NodeEdges: RepairStep {
  static let name = "node"
  static let summary = "Give edges the vertices of neighbours that lie on them."
  static let isRepeated = true

  static func isWanted(_ options: RepairOptions) -> Bool { options.matchesBorders }

  static func apply(to state: inout RepairState) throws {
    // What touches an edge comes first: it must not be led elsewhere by what is only near.
    let tolerance = state.options.toleranceMeters
    for reach in [min(VertexInsertion.touching, tolerance), tolerance] {
      let outcome = VertexInsertion.inserted(
        state.geometries, tolerance: reach, history: &state.history, scale: state.scale,
        threads: state.options.threads)
      try state.replace(
        self,
        outcome.map { feature, shape, inserted in
          (feature, shape, [(what: "vertices inserted", count: inserted)])
        })
    }
  }
}
