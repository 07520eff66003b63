import GeoAlgorithms

/// Drops parts narrower than a width: see `Slivers`. A feature of which nothing is left goes.
enum DropSlivers: RepairStep {
  static let name = "slivers"
  static let summary = "Drop parts narrower than a width."
  static let isRepeated = true

  static func isWanted(_ options: RepairOptions) -> Bool { options.minWidthMeters > 0 }

  static func apply(to state: inout RepairState) throws {
    let found = Slivers.dropped(
      state.geometries, narrowerThan: state.options.minWidthMeters, scale: state.scale)
    try state.replace(
      self,
      found.map { feature, shape, parts in
        (feature, shape, [(what: "parts dropped", count: parts)])
      })
  }
}
