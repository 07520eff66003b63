import Geo

/// Drops vertices that repeat the one before, and the tips of spikes; rings of no area with them.
enum DropRepeatedPoints: RepairStep {
  static let name = "points"
  static let summary = "Drop repeated points, spikes, and rings that have no area."
  static let isRepeated = true

  static func isWanted(_ options: RepairOptions) -> Bool { true }

  static func apply(to state: inout RepairState) throws {
    let cleaning = RingCleaning(tolerance: state.options.toleranceMeters, scale: state.scale)
    let outcomes = cleaning.outcomes(in: state.geometries, threads: state.options.threads)
    try state.replace(
      self,
      outcomes.map { feature, outcome in
        let counts = [
          (what: "repeated points dropped", count: outcome.repeated),
          (what: "spikes dropped", count: outcome.spikes),
          (what: "rings without area dropped", count: outcome.rings),
        ]
        return (feature, outcome.shape, counts)
      })
  }
}
