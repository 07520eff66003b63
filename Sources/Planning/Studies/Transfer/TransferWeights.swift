internal import GeoAlgorithms
internal import GeoCore

/// The area, weighted by a mask or not, that sources and targets share.
struct TransferWeights: Sendable {
  struct Piece: Sendable {
    var source: Int
    var target: Int
    /// m², times the mask's weight.
    var weight: Double
  }

  /// By source, then target.
  let pieces: [Piece]
  /// Each source's own, inside and outside the targets.
  let ofSources: [Double]
  let ofTargets: [Double]
  let hasMask: Bool

  /// What a source's pieces weigh together.
  let assigned: [Double]

  /// Rounding alone keeps a source from being whole when this share of it is.
  static let wholeSource = 1 - 1e-9

  /// What a source's count is divided by: its own weight, or that of its pieces when they make up
  /// all of it or, in targets that overlap, more.
  let divisors: [Double]
  /// What shares of a target are taken of: its own weight, or that of its pieces when sources
  /// that overlap make it more.
  let wholes: [Double]
  /// How many targets have more than 100 % under sources.
  var crowdedTargets: Int { zip(wholes, ofTargets).count { $0 > $1 * (1 + 1e-9) } }

  init(
    _ source: ArealLayer, _ targets: ZoneSet, mask: ArealInterpolation.Mask?, threads: Int
  ) throws {
    hasMask = mask != nil
    let pieces: [Piece]
    if let mask {
      try Self.requireWhole(source)
      try Self.requireWhole(mask.layer)
      // A mask without weights counts every place once; one with weights keeps its features apart.
      let cover = mask.weightField == nil ? mask.layer.dissolved : mask.layer.index
      let weights = try Self.weights(of: mask)
      pieces = try Self.pieces(source, targets, cover, weights, threads: threads)
      func weighed(_ index: PolygonIndex) -> [Double] {
        var sums = OrderFreeSums(count: index.count)
        for pair in OverlapPairs.all(index, cover, threads: threads) {
          sums.add(pair.area * weights[pair.b], to: pair.a)
        }
        return sums.totals
      }
      ofSources = weighed(source.index)
      ofTargets = weighed(targets.areal.index)
    } else {
      pieces = try PairBudget.transfer.pairs(source.index, targets.areal.index, threads: threads)
        .map { Piece(source: $0.a, target: $0.b, weight: $0.area) }
      ofSources = source.wholeAreasSquareMeters
      ofTargets = targets.areasSquareMeters
    }
    self.pieces = pieces
    var bySource = OrderFreeSums(count: ofSources.count)
    var byTarget = OrderFreeSums(count: ofTargets.count)
    for piece in pieces {
      bySource.add(piece.weight, to: piece.source)
      byTarget.add(piece.weight, to: piece.target)
    }
    assigned = bySource.totals
    divisors = zip(assigned, ofSources).map { $0 >= $1 * Self.wholeSource ? $0 : $1 }
    wholes = zip(byTarget.totals, ofTargets).map { max($0, $1) }
  }

  /// What a source weighs inside a mask cannot be told where one of the two goes far beyond the
  /// targets.
  /// - Throws: `InputError` naming the layer.
  private static func requireWhole(_ layer: ArealLayer) throws {
    guard layer.wholeAreasSquareMeters != layer.index.areas else { return }
    throw InputError(
      path: layer.study.layer.path,
      reason: "layer \"\(layer.study.name)\" reaches too far around the Earth to be weighed in a"
        + " mask",
      remedy: "cut it to the neighbourhood of the zones first")
  }

  /// The weights that sources and targets share inside a mask.
  private static func pieces(
    _ source: ArealLayer, _ targets: ZoneSet, _ cover: PolygonIndex, _ weights: [Double],
    threads: Int
  ) throws -> [Piece] {
    let clipped = try clipped(targets.areal.index, cover, threads: threads)
    var terms: [Int: [Int: [Double]]] = [:]
    for pair in OverlapPairs.all(source.index, clipped.index, threads: threads) {
      let origin = clipped.origins[pair.b]
      terms[pair.a, default: [:]][origin.target, default: []].append(
        pair.area * weights[origin.cover])
    }
    return terms.keys.sorted().flatMap { source in
      (terms[source] ?? [:]).sorted { $0.key < $1.key }.map {
        Piece(source: source, target: $0.key, weight: $0.value.orderFreeSum)
      }
    }
  }

  private static func weights(of mask: ArealInterpolation.Mask) throws -> [Double] {
    guard let field = mask.weightField else {
      return Array(repeating: 1, count: mask.layer.dissolved.count)
    }
    let layer = mask.layer.study.layer
    return try ArealInterpolation.numbers(field, of: mask.layer).enumerated().map { row, value in
      guard let value, value >= 0 else {
        throw FormatError(
          path: layer.path, feature: layer.label(ofFeature: row),
          reason: "the weight \"\(field)\" is missing or negative",
          remedy: "give every feature of the mask a weight of 0 or more")
      }
      return value
    }
  }

  /// The pieces of targets inside the features of the mask.
  private static func clipped(
    _ targets: PolygonIndex, _ cover: PolygonIndex, threads: Int
  ) throws -> (index: PolygonIndex, origins: [(target: Int, cover: Int)]) {
    let pairs = OverlapPairs.all(targets, cover, threads: threads)
    let shapes = try AuditedOverlay.shapes(of: pairs, targets, cover, threads: threads) { pair in
      "zone \(pair.a + 1) and feature \(pair.b + 1) of the mask"
    }.shapes
    return (PolygonIndex(shapes, threads: threads), pairs.map { ($0.a, $0.b) })
  }
}
