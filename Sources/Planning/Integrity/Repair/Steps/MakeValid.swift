import GeoAlgorithms
import GeoCore
internal import PlanningStudies

/// Makes polygons valid, keeping their structure: see `ValidShape`; those of collections member by
/// member.
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
    let withMembers = geometries.kinds.indices.filter {
      geometries.kinds[$0] == .geometryCollection
    }
    let (allInvalid, scribbles) = try ValidityFaults.invalid(
      among: (areal + withMembers).sorted(), in: geometries, threads: threads)
    let collections = allInvalid.filter { geometries.kinds[$0] == .geometryCollection }
    let invalid = allInvalid.filter { geometries.kinds[$0].isAreal }
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
    try repairMembers(of: collections, in: &state)
  }

  /// Makes the invalid polygons and multipolygons of collections valid, each by itself: how the
  /// members lie to each other is no fault.
  private static func repairMembers(of collections: [Int], in state: inout RepairState) throws {
    let geometries = state.geometries
    let grid = state.options.grid
    let changes = try Parallel.map(
      count: collections.count, chunk: 4, threads: state.options.threads
    ) { range in
      try collections[range].map { feature in
        var shapes: [Int: EditableShape] = [:]
        for (place, shape) in geometries.polygonalMembers(ofFeature: feature) {
          var member = Geometries(crs: geometries.crs)
          member.append(shape)
          let isInvalid = try !ValidityFaults.invalid(among: [0], in: member, threads: 1)
            .features.isEmpty
          guard isInvalid else { continue }
          shapes[place] = try ValidShape.make(shape, grid: grid, crs: geometries.crs)
        }
        return (feature: feature, shapes: shapes)
      }
    }
    try state.replaceMembers(self, changes.flatMap { $0 }, what: "members made valid")
  }
}
