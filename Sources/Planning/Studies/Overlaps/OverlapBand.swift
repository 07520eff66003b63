internal import GeoAlgorithms

/// How much area two features share at least and at most, each moved by its own accuracy.
///
/// **Units:** m², metres. Where an accuracy is not stated there is no band.
struct OverlapBand: Sendable {
  private let a: ErrorBand.PerFeature
  private let b: ErrorBand.PerFeature

  /// - Throws: `GEOSError` when a feature cannot be grown or shrunk.
  init(_ entry: OverlapAnalysis.Entry, pairs: [OverlapPair], threads: Int) throws {
    let usedA = Set(pairs.map(\.a)).union(entry.isWithin ? pairs.map(\.b) : [])
    a = try ErrorBand.PerFeature(entry.a, features: usedA.sorted(), threads: threads)
    b =
      entry.isWithin
      ? a
      : try ErrorBand.PerFeature(
        entry.b, features: Set(pairs.map(\.b)).sorted(), threads: threads)
  }

  func bounds(of pair: OverlapPair) -> (low: Double, high: Double)? {
    guard let i = a.places[pair.a], let j = b.places[pair.b] else { return nil }
    let low = OverlapArea.between(a.least, i, b.least, j)
    let high = OverlapArea.between(a.most, i, b.most, j)
    return (min(low, pair.area), max(high, pair.area))
  }
}
