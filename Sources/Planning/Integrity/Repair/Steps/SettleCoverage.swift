import GeoAlgorithms
import GeoCore
import GeoProjection

/// Fills narrow gaps and settles narrow overlaps: see `TopologySettling`.
enum SettleCoverage: RepairStep {
  static let name = "settle"
  static let summary = "Fill gaps and settle overlaps up to a width."
  static let isRepeated = true

  static func isWanted(_ options: RepairOptions) -> Bool {
    options.maxGapMeters > 0 || options.maxOverlapMeters > 0
  }

  static func apply(to state: inout RepairState) throws {
    let options = state.options
    let column = options.preferredField.flatMap { state.layer.attributes[$0] }
    let settling = TopologySettling(
      maxGapWidth: options.maxGapMeters, maxOverlapWidth: options.maxOverlapMeters,
      preferences: column.map(ranks(of:)), grid: options.grid, scale: state.scale,
      measuring: SystemFrames(in: state.measuring), threads: options.threads)
    let openGaps = try openGaps(in: state.geometries, options: options)
    let outcome = settling.settled(state.geometries, openGaps: openGaps)
    if !outcome.isNoded { state.isStuck = true }
    try state.replace(
      self,
      outcome.shapes.map { feature, shape, gaps, overlaps in
        var counts = [
          (what: "gaps filled", count: gaps), (what: "overlaps settled", count: overlaps),
        ]
        if gaps + overlaps == 0 { counts = [("vertices matched", 1)] }
        return (feature, shape, counts)
      })
  }

  /// The open gaps that a check of the coverage finds, in the layer's own coordinates.
  private static func openGaps(
    in geometries: Geometries, options: RepairOptions
  ) throws -> Geometries? {
    guard options.maxGapMeters > 0 else { return nil }
    let frame = try TopologyFrame(geometries)
    var coverage = CoverageOptions()
    coverage.threads = options.threads
    coverage.maxGapWidth = options.maxGapMeters * frame.stretch
    let found = try TopologyFaults.openGaps(in: frame.framed(geometries), options: coverage)
    coverage.maxGapWidth = options.maxGapMeters
    let gaps = frame.measured(found, options: coverage)
    return gaps.faults.isEmpty
      ? nil : frame.restored(gaps.shapes, to: geometries, around: gaps.faults.flatMap(\.features))
  }

  /// The rank of each feature's value: the greater number wins, then the later text; any number
  /// wins against text, anything against nothing.
  static func ranks(of column: Column) -> [Int] {
    func precedes(_ i: Int, _ j: Int) -> Bool {
      if let x = column.double(i), let y = column.double(j) { return x < y }
      let (classI, classJ) = (rankClass(i, column), rankClass(j, column))
      if classI != classJ || classI == 0 { return classI < classJ }
      let (x, y) = (column.string(i) ?? "", column.string(j) ?? "")
      return x.utf8.lexicographicallyPrecedes(y.utf8)
    }
    let order = (0..<column.count).sorted { precedes($0, $1) || (!precedes($1, $0) && $0 < $1) }
    var ranks = Array(repeating: 0, count: column.count)
    var rank = 0
    for (place, feature) in order.enumerated() {
      if place > 0, precedes(order[place - 1], feature) { rank += 1 }
      ranks[feature] = rank
    }
    return ranks
  }

  private static func rankClass(_ i: Int, _ column: Column) -> Int {
    column.double(i) != nil ? 2 : column.isMissing(i) ? 0 : 1
  }
}
