internal import Geo

/// The least and the most that a layer may cover, given how exact its borders and the zones' are.
///
/// The most: every feature grown by its accuracy and the zones' together. The least: features of
/// one accuracy merged, so that borders between them do not count, and shrunk by as much.
/// Overlaps with both bound the overlap with any layer whose borders lie within those distances.
///
/// **Units:** metres in the equal-area system, whose lengths are off by a few per mille at most.
/// Buffers are polygons of 8 segments a quarter circle: the grown layer falls short by up to 0.5 %
/// of the distance.
struct ErrorBand: Sendable {
  let least: PolygonIndex
  let most: PolygonIndex

  private static let quadrantSegments: Int32 = 8

  /// Returns nil when the accuracy of a feature or of the zones is not stated.
  /// - Throws: `InputError` when a feature cannot be grown or shrunk.
  init?(of layer: ArealLayer, zonesAccuracyMeters: Double?, threads: Int) throws {
    let geometries = layer.geometries
    let features = (0..<geometries.count).filter { !geometries.isEmpty(feature: $0) }
    let accuracies = layer.study.accuraciesMeters
    guard let zones = zonesAccuracyMeters, features.allSatisfy({ accuracies[$0] != nil }) else {
      return nil
    }
    func distance(_ feature: Int) -> Double { (accuracies[feature] ?? 0) + zones }
    let byDistance = Dictionary(grouping: features, by: distance).sorted { $0.key < $1.key }
    do {
      let grown = try Parallel.map(count: features.count, chunk: 8, threads: threads) { range in
        var part = Geometries(crs: geometries.crs)
        for feature in features[range] {
          let reach = (accuracies[feature] ?? 0) + zones
          try Self.append(feature, of: geometries, by: reach, to: &part)
        }
        return part
      }
      most = PolygonIndex(try Self.merged(grown, geometries.crs), threads: threads)
      var shrunk = Geometries(crs: geometries.crs)
      for (reach, members) in byDistance {
        var union = Geometries(crs: geometries.crs)
        try Overlay.appendUnion(of: members, in: geometries, to: &union)
        var inner = Geometries(crs: geometries.crs)
        try Self.append(0, of: union, by: -reach, to: &inner)
        shrunk.append(feature: 0, of: inner)
      }
      least = PolygonIndex(try Self.merged([shrunk], geometries.crs), threads: threads)
    } catch let error as GEOSError {
      throw InputError(
        path: layer.study.layer.path,
        reason: "the error band of layer \"\(layer.study.name)\" cannot be made: \(error)")
    }
  }

  private static func append(
    _ feature: Int, of geometries: Geometries, by distance: Double, to result: inout Geometries
  ) throws {
    if distance == 0 { return result.append(feature: feature, of: geometries) }
    try Overlay.appendBuffer(
      of: feature, in: geometries, by: distance, quadrantSegments: quadrantSegments, to: &result)
  }

  /// All features as one area, each of its polygons a feature.
  private static func merged(_ layers: [Geometries], _ crs: CRS) throws -> Geometries {
    var all = Geometries(crs: crs)
    for layer in layers {
      for feature in 0..<layer.count { all.append(feature: feature, of: layer) }
    }
    var union = Geometries(crs: crs)
    try Overlay.appendUnion(of: Array(0..<all.count), in: all, to: &union)
    var polygons = Geometries(crs: crs)
    polygons.appendEachPolygon(ofFeature: 0, of: union)
    return polygons
  }
}
