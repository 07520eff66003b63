internal import Geo

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

  init(
    _ source: ArealLayer, _ targets: ZoneSet, mask: ArealInterpolation.Mask?, threads: Int
  ) throws {
    hasMask = mask != nil
    guard let mask else {
      pieces = OverlapPairs.all(source.index, targets.areal.index, threads: threads).map {
        Piece(source: $0.a, target: $0.b, weight: $0.area)
      }
      ofSources = source.index.areas
      ofTargets = targets.areasSquareMeters
      return
    }
    // A mask without weights counts every place once; one with weights keeps its features apart.
    let cover = mask.weightField == nil ? mask.layer.dissolved : mask.layer.index
    let weights = try Self.weights(of: mask)
    let clipped = try Self.clipped(targets.areal.index, cover, threads: threads)
    var sums: [Int: [Int: Double]] = [:]
    for pair in OverlapPairs.all(source.index, clipped.index, threads: threads) {
      let origin = clipped.origins[pair.b]
      sums[pair.a, default: [:]][origin.target, default: 0] += pair.area * weights[origin.cover]
    }
    pieces = sums.keys.sorted().flatMap { source in
      (sums[source] ?? [:]).sorted { $0.key < $1.key }.map {
        Piece(source: source, target: $0.key, weight: $0.value)
      }
    }
    var ofSources = Array(repeating: 0.0, count: source.index.count)
    for pair in OverlapPairs.all(source.index, cover, threads: threads) {
      ofSources[pair.a] += pair.area * weights[pair.b]
    }
    var ofTargets = Array(repeating: 0.0, count: targets.count)
    for pair in OverlapPairs.all(targets.areal.index, cover, threads: threads) {
      ofTargets[pair.a] += pair.area * weights[pair.b]
    }
    self.ofSources = ofSources
    self.ofTargets = ofTargets
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
    let shapes = try Parallel.map(count: pairs.count, chunk: 32, threads: threads) { range in
      try pairs[range].map { pair in
        try AuditedOverlay(
          targets.geometries, pair.a, cover.geometries, pair.b, area: pair.area,
          areas: (targets.areas[pair.a], cover.areas[pair.b])
        ).shape
      }
    }.flatMap { $0 }
    var all = Geometries(crs: targets.geometries.crs)
    for shape in shapes { all.append(feature: 0, of: shape) }
    return (PolygonIndex(all, threads: threads), pairs.map { ($0.a, $0.b) })
  }
}
