import Geo

/// Makes polygons valid, keeping their structure: see `ValidShape`.
enum MakeValid: RepairStep {
  static let name = "valid"
  static let summary = "Make polygons valid in the sense of OGC, keeping their structure."
  static let isRepeated = true

  static func isWanted(_ options: RepairOptions) -> Bool { true }

  static func apply(to state: inout RepairState) throws {
    let geometries = state.geometries
    let grid = state.options.grid
    let areal = geometries.arealFeatures
    let threads = state.options.threads
    let (invalid, scribbles) = try ValidityFaults.invalid(
      among: areal, in: geometries, threads: threads)
    if let first = scribbles.first {
      throw InputError(
        path: state.layer.path,
        reason: "feature \(state.labels[first]): its edges meet in so many places, or lie side by "
          + "side in such numbers, that nobody can tell what it was",
        remedy: "draw it anew, or remove it")
    }
    let shapes = try Parallel.map(count: invalid.count, chunk: 4, threads: threads) {
      try $0.map {
        try ValidShape.make(
          geometries.shape(ofFeature: invalid[$0]), grid: grid, crs: geometries.crs)
      }
    }
    try state.replace(
      self,
      zip(invalid, shapes.joined()).map { feature, shape in
        (feature, shape, [(what: "made valid", count: 1)])
      })
  }
}
