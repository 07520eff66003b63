import GeoAlgorithms
internal import GeoProjection

/// Drops vertices that repeat the one before, and the tips of spikes, those that `check` names; rings
/// of no area with them.
enum DropRepeatedPoints: RepairStep {
  static let name = "points"
  static let summary = "Drop repeated points, spikes, and rings that have no area."
  static let isRepeated = true

  static func isWanted(_ options: RepairOptions) -> Bool { true }

  static func apply(to state: inout RepairState) throws {
    let threads = state.options.threads
    let tips = try SpikeTips.find(
      in: state.geometries, degrees: NearSpikeRule.widestDegrees,
      width: NearSpikeRule.widestMeters, tolerance: state.options.toleranceMeters,
      measuredIn: .system(state.measuring), scale: state.scale, threads: threads)
    let outcomes = RingCleaning().outcomes(in: state.geometries, tips: tips, threads: threads)
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
