public import GeoCore

/// Two features that share area.
public struct OverlapPair: Sendable, Hashable {
  /// The feature of the first layer.
  public var a: Int
  /// The feature of the second layer, or the later one of the same layer.
  public var b: Int
  /// The shared area, in the square of the CRS's unit.
  public var area: Double

  /// Two features and what they share.
  public init(a: Int, b: Int, area: Double) {
    self.a = a
    self.b = b
    self.area = area
  }
}

/// All pairs of features that share area, ordered by the first index, then the second.
///
/// Areas, shapes and boundary rule are those of `OverlapArea`. The result is the same to the last
/// bit on any number of threads.
///
/// **Complexity:** O(log n) for the candidates of a feature, whose boxes overlap its own, then
/// `OverlapArea` for each, shared out among the threads. Candidates are taken some million at a time
/// (see `PairStream`), so that only what is found takes memory, and with `forEach` not even that.
public enum OverlapPairs {
  /// The pairs between two layers of one CRS whose shared area is above `minArea`.
  public static func all(
    _ a: PolygonIndex, _ b: PolygonIndex, minArea: Double = 0, threads: Int = 1
  ) -> [OverlapPair] {
    var pairs: [OverlapPair] = []
    forEach(a, b, minArea: minArea, threads: threads) { pairs += $0 }
    return pairs
  }

  /// The pairs within one layer, the earlier feature first, whose shared area is above `minArea`.
  public static func within(
    _ layer: PolygonIndex, minArea: Double = 0, threads: Int = 1
  ) -> [OverlapPair] {
    var pairs: [OverlapPair] = []
    forEach(within: layer, minArea: minArea, threads: threads) { pairs += $0 }
    return pairs
  }

  /// Passes on the pairs of `all`, in their order, some at a time.
  /// - Throws: what `visit` throws, at once.
  public static func forEach(
    _ a: PolygonIndex, _ b: PolygonIndex, minArea: Double = 0, threads: Int = 1,
    _ visit: ([OverlapPair]) throws -> Void
  ) rethrows {
    var stream = PairStream(a, b, isWithin: false, threads: threads)
    while let candidates = stream.next() {
      for found in measured(candidates, of: stream, minArea) { try visit(found) }
    }
  }

  /// Passes on the pairs of `within`, in their order, some at a time.
  /// - Throws: what `visit` throws, at once.
  public static func forEach(
    within layer: PolygonIndex, minArea: Double = 0, threads: Int = 1,
    _ visit: ([OverlapPair]) throws -> Void
  ) rethrows {
    var stream = PairStream(layer, layer, isWithin: true, threads: threads)
    while let candidates = stream.next() {
      for found in measured(candidates, of: stream, minArea) { try visit(found) }
    }
  }

  private static func measured(
    _ candidates: [UInt64], of stream: PairStream, _ minArea: Double
  ) -> [[OverlapPair]] {
    let least = max(minArea, 0)
    return stream.measured(candidates) { $0.area > least }
  }
}

/// The sets of features that hang together by area that they share.
public enum OverlapClusters {
  /// Features that share more than `minArea`, or more than `minShare` of the smaller one's area, are
  /// in one set, and so is all that hangs together by such pairs.
  ///
  /// **Complexity:** as `OverlapPairs`, but pairs that are in one set already are not measured, so
  /// that many features on one place cost little, and no pair takes memory.
  /// - Returns: nil when no two features are in one set.
  public static func sets(
    of layer: PolygonIndex, minArea: Double, minShare: Double, threads: Int = 1
  ) -> DisjointSets? {
    var stream = PairStream(layer, layer, isWithin: true, threads: threads)
    stream.mostCandidates = firstWave
    var sets = DisjointSets(count: layer.count)
    var isAny = false
    while let candidates = stream.next() {
      let found = stream.measured(candidates) { pair in
        pair.area > min(minArea, minShare * min(layer.areas[pair.a], layer.areas[pair.b]))
      }
      var joins = false
      for pair in found.joined() {
        sets.join(pair.a, pair.b)
        joins = true
      }
      isAny = isAny || joins
      if joins { stream.leaders = (0..<layer.count).map { Int32(sets.root(of: $0)) } }
      stream.mostCandidates = min(4 * stream.mostCandidates, PairStream.usualCandidates)
    }
    return isAny ? sets : nil
  }

  /// Few at first: what they join need not be compared any more.
  private static let firstWave = 1 << 15
}
