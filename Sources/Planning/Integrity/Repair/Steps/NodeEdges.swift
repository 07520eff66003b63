import Geo

/// Gives edges the vertices of neighbours that lie on them: see `VertexInsertion`.
enum NodeEdges: RepairStep {
  static let name = "node"
  static let summary = "Give edges the vertices of neighbours that lie on them."
  static let isRepeated = true

  static func isWanted(_ options: RepairOptions) -> Bool { options.matchesBorders }

  static func apply(to state: inout RepairState) throws {
    let outcome = VertexInsertion.inserted(
      state.geometries, tolerance: state.options.toleranceMeters, scale: state.scale,
      threads: state.options.threads)
    try state.replace(
      self,
      outcome.map { feature, shape, inserted in
        (feature, shape, [(what: "vertices inserted", count: inserted)])
      })
  }
}
