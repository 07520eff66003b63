import GeoAlgorithms

/// What matching has left undone, for the report.
enum UnmatchedBorders {
  static func left(
    in state: RepairState, _ ending: RepairRounds.Ending
  ) throws -> [RepairReport.LeftApart] {
    guard state.options.matchesBorders else { return [] }
    let moved = ending.leftApart.sorted { $0.key < $1.key }.map { feature, count in
      RepairReport.LeftApart(
        features: [state.labels[feature]],
        what: "vertices that could meet others only beyond the tolerance: \(count)")
    }
    return try moved + edges(in: state)
  }

  /// The lines that a check of the coverage finds with vertices that are not common.
  private static func edges(in state: RepairState) throws -> [RepairReport.LeftApart] {
    let geometries = state.geometries
    let frame = try TopologyFrame(geometries)
    // Along a gap there is no common line.
    let width = max(state.options.maxGapMeters, CoverageOptions().maxGapWidth)
    let faults = try TopologyFaults.find(
      in: frame.framed(geometries),
      options: TopologyCheck.options(maxGap: width * frame.stretch, state.options.threads))
    return faults.faults.filter { $0.kind == .unmatchedEdge }.map { fault in
      RepairReport.LeftApart(
        features: fault.features.map { state.labels[$0] },
        what: "a common line without all vertices in common")
    }
  }
}
