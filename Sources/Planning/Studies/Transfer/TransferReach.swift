internal import GeoAlgorithms

/// Which targets the sources of a transfer reach, with or without a mask: what tells a count of 0 from
/// one that nobody knows.
struct TransferReach {
  private let weights: TransferWeights
  private let targets: ZoneSet
  /// Sources that share area with a target, whatever the mask, for targets without a piece.
  private var touching: [Int: [Int]] = [:]

  init(_ source: ArealLayer, _ targets: ZoneSet, _ weights: TransferWeights, threads: Int) {
    self.weights = weights
    self.targets = targets
    guard weights.hasMask else { return }
    var isReached = Array(repeating: false, count: targets.count)
    for piece in weights.pieces { isReached[piece.target] = true }
    guard isReached.contains(false) else { return }
    var touching: [Int: [Int]] = [:]
    OverlapPairs.forEach(source.index, targets.areal.index, threads: threads) { pairs in
      for pair in pairs where !isReached[pair.b] { touching[pair.b, default: []].append(pair.a) }
    }
    self.touching = touching
  }

  /// Why the count of each target is not known; nil where it is.
  /// - Parameter values: those of the sources, nil where they have none.
  func reasons(_ values: [Double?]) -> [UnknownReason?] {
    var reasons: [UnknownReason?] = (0..<targets.count).map {
      targets.areal.reasons[$0] ?? .noSource
    }
    for piece in weights.pieces where reasons[piece.target] == .noSource {
      if values[piece.source] != nil, weights.ofSources[piece.source] > 0 {
        reasons[piece.target] = nil
      }
    }
    for (target, sources) in touching where reasons[target] == .noSource {
      let known = sources.filter { values[$0] != nil }
      guard !known.isEmpty else { continue }
      // A source with a place in the mask gives nothing to where the mask is not.
      reasons[target] = known.contains { weights.ofSources[$0] > 0 } ? nil : .noMaskArea
    }
    return reasons
  }

  /// Why the mean of each target is not known where no source gives one.
  /// - Parameter values: those of the sources, nil where they have none.
  func reasonsOfMeans(_ values: [Double?]) -> [UnknownReason] {
    (0..<targets.count).map { target in
      if let reason = targets.areal.reasons[target] { return reason }
      let isKept = touching[target]?.contains { values[$0] != nil } ?? false
      return isKept ? .noMaskArea : .noSource
    }
  }

  /// Why the shares of each target are not known; nil where they are.
  var reasonsOfShares: [UnknownReason?] {
    (0..<targets.count).map { target in
      weights.wholes[target] > 0 ? nil : targets.areal.reasons[target] ?? .noMaskArea
    }
  }
}
