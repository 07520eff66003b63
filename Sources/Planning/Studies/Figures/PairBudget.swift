internal import GeoAlgorithms
internal import GeoCore

/// How many pairs of features a result may hold.
///
/// Pairs grow with the square of what lies on one place: 8,000 equal polygons are 32 million pairs.
/// What only sums streams them; what lists them stops at a number, before memory is gone.
struct PairBudget {
  /// The most pairs.
  let most: Int
  /// What is made of them.
  let purpose: String
  let remedy: Remedy

  /// A table of ids, areas and shares: about 150 bytes a pair.
  static let table = PairBudget(
    most: 10_000_000, purpose: "a table of pairs", remedy: reduce)
  /// Shapes with their table: about 1 kB a pair.
  static let shapes = PairBudget(
    most: 2_000_000, purpose: "a layer of shared shapes",
    remedy: .anyOf(reduce, "ask for \(StudySetting.areasOnly)"))
  /// The pieces of sources in targets: 24 bytes each, held several times.
  static let transfer = PairBudget(
    most: 20_000_000, purpose: "a transfer",
    remedy: "merge sources or zones that lie on one place")
  /// The parts of a layer in zones that people are counted in.
  static let regions = PairBudget(
    most: 5_000_000, purpose: "counting people",
    remedy: "merge zones or features that lie on one place")

  private static let reduce: Remedy = .anyOf(
    "leave small ones out with \(StudySetting.minArea)",
    "merge features that lie on one place")

  /// The pairs of two layers.
  /// - Throws: `InputError` when there are more than fit.
  func pairs(
    _ a: PolygonIndex, _ b: PolygonIndex, minArea: Double = 0, threads: Int
  ) throws -> [OverlapPair] {
    var pairs: [OverlapPair] = []
    try OverlapPairs.forEach(a, b, minArea: minArea, threads: threads) { try take($0, &pairs) }
    return pairs
  }

  /// The pairs within a layer.
  /// - Throws: `InputError` when there are more than fit.
  func pairs(within layer: PolygonIndex, minArea: Double, threads: Int) throws -> [OverlapPair] {
    var pairs: [OverlapPair] = []
    try OverlapPairs.forEach(within: layer, minArea: minArea, threads: threads) {
      try take($0, &pairs)
    }
    return pairs
  }

  private func take(_ found: [OverlapPair], _ pairs: inout [OverlapPair]) throws(InputError) {
    pairs += found
    guard pairs.count <= most else {
      throw InputError(
        reason: "more than \(most) pairs of features share area, too many for \(purpose)",
        remedy: remedy)
    }
  }
}
