internal import GeoAlgorithms
internal import GeoCore
internal import PlanningStudies

/// Polygons of several layers as one ground.
///
/// **Units:** m². **CRS:** the equal-area one that all layers are in. **Shapes:** valid polygons; empty
/// features have no part. **Complexity:** that of GEOS's unions.
enum ConnectedGround {
  /// The layers together, features that share area merged, by the rule of `ArealLayer`.
  /// - Throws: `GEOSError` when features cannot be merged.
  static func withoutOverlaps(_ layers: [PolygonIndex], threads: Int) throws -> PolygonIndex {
    let all = together(layers)
    let index = PolygonIndex(all, threads: threads)
    guard
      var clusters = OverlapClusters.sets(
        of: index, minArea: ArealLayer.smallestOverlapSquareMeters,
        minShare: ArealLayer.smallestOverlapShare, threads: threads)
    else { return index }
    var merged = Geometries(crs: all.crs)
    for group in clusters.groups(of: Array(0..<all.count)) {
      if group.count == 1 {
        merged.append(feature: group[0], of: all)
      } else {
        try Overlay.appendUnion(of: group, in: all, to: &merged)
      }
    }
    return PolygonIndex(merged, threads: threads)
  }

  /// The features of each layer that are large enough, each with all that hangs together with it: features
  /// of any layer that it shares area or a border with, and the other parts of these. What is covered twice
  /// counts once.
  /// - Throws: `GEOSError` when features cannot be merged.
  static func features(
    of layers: [PolygonIndex], atLeast leastSquareMeters: Double, threads: Int
  ) throws -> [[Int]] {
    let all = together(layers)
    let index = PolygonIndex(all, threads: threads)
    var union = Geometries(crs: all.crs)
    try Overlay.appendUnion(
      of: (0..<all.count).filter { index.areas[$0] > 0 }, in: all, to: &union)
    var pieces = Geometries(crs: all.crs)
    pieces.appendEachPolygon(ofFeature: 0, of: union)
    let ground = PolygonIndex(pieces, threads: threads)
    var sets = DisjointSets(count: all.count + pieces.count)
    OverlapPairs.forEach(index, ground, threads: threads) { pairs in
      for pair in pairs where pair.area > Self.noise(index.areas[pair.a]) {
        sets.join(pair.a, all.count + pair.b)
      }
    }
    var areas: [Int: Double] = [:]
    for piece in 0..<pieces.count {
      areas[sets.root(of: all.count + piece), default: 0] += ground.areas[piece]
    }
    var first = 0
    return layers.map { layer in
      defer { first += layer.count }
      return (0..<layer.count).filter {
        areas[sets.root(of: first + $0), default: 0] >= leastSquareMeters
      }
    }
  }

  /// What a feature shares with a piece that it is no part of, by rounding.
  private static func noise(_ area: Double) -> Double {
    min(ArealLayer.smallestOverlapSquareMeters, 1e-6 * area)
  }

  private static func together(_ layers: [PolygonIndex]) -> Geometries {
    var all = Geometries(crs: layers[0].geometries.crs)
    for layer in layers { all.append(contentsOf: layer.geometries) }
    return all
  }
}
