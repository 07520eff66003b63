import GeoAlgorithms

/// Brings vertices of different features within the tolerance to one place: see `VertexSnapping`.
enum SnapVertices: RepairStep {
  static let name = "snap"
  static let summary = "Bring vertices of different features within the tolerance together."
  static let isRepeated = true

  static func isWanted(_ options: RepairOptions) -> Bool { options.matchesBorders }

  static func apply(to state: inout RepairState) throws {
    let outcome = VertexSnapping.snapped(
      state.geometries, tolerance: state.options.toleranceMeters, history: &state.history,
      scale: state.scale, threads: state.options.threads)
    let cleaning = RingCleaning(dropsSpikes: false)
    try state.replace(
      self,
      outcome.shapes.map { feature, shape, moved in
        (feature, cleaning.cleaned(shape).shape, [(what: "vertices moved", count: moved)])
      })
  }
}
