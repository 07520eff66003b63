internal import GeoAlgorithms
internal import GeoCore
internal import GeoProjection

/// The least and the most that a layer, or the zones, may cover, given how exact their borders are.
///
/// The most of a layer: every feature grown by its accuracy. The least: features of one accuracy
/// merged, so that borders between them do not count, and shrunk by it. Zones are grown and shrunk
/// one by one. The overlap of the least with the least, and of the most with the most, bounds the
/// overlap of any shapes whose borders lie within those distances.
///
/// Gaps narrower than a hundredth of the accuracy, or a millimetre, are no borders either: features
/// that meet in T-junctions come apart by micrometres when they are rounded, others are digitised
/// twice.
/// They are closed before shrinking (see `Hairlines`), so that the bounds do not depend on how an
/// area is cut into features.
///
/// **Units:** metres in the equal-area system where its lengths are off by no more than 1 %, else
/// metres on the ground (`LocalBuffer`).
/// Buffers are polygons of 8 segments a quarter circle: the grown shape falls short by up to 0.5 %
/// of the distance.
struct ErrorBand: Sendable {
  let least: PolygonIndex
  let most: PolygonIndex

  private static let quadrantSegments: Int32 = 8

  /// The band of zones that are all as exact; nil distance or 0 leaves them as they are.
  /// - Throws: `GEOSError` or `PROJError` when a zone cannot be grown or shrunk.
  init(of zones: PolygonIndex, accuracyMeters: Double?, threads: Int) throws {
    guard let distance = accuracyMeters, distance > 0 else {
      least = zones
      most = zones
      return
    }
    let isLocal = LocalBuffer.isNeeded(for: zones.geometries)
    func moved(by distance: Double) throws -> PolygonIndex {
      let parts = try Parallel.map(count: zones.count, chunk: 4, threads: threads) { range in
        var part = Geometries(crs: zones.geometries.crs)
        for zone in range {
          // The parts of a zone may touch, when they are those of a layer in it.
          var whole = Geometries(crs: zones.geometries.crs)
          if zones.geometries.parts(ofFeature: zone).count > 1 {
            try Overlay.appendUnion(of: [zone], in: zones.geometries, to: &whole)
          } else {
            whole.append(feature: zone, of: zones.geometries)
          }
          try Self.append(0, of: whole, by: distance, locally: isLocal, to: &part)
        }
        return part
      }
      return PolygonIndex(Self.joined(parts, zones.geometries.crs), threads: threads)
    }
    least = try moved(by: -distance)
    most = try moved(by: distance)
  }

  /// Returns nil when the accuracy of a feature is not stated, or nothing is known of any.
  ///
  /// - Parameter place: where the band is wanted; a layer that reaches beyond what its system has
  ///   true
  ///   lengths for is cut down to the neighbourhood of that first.
  /// - Throws: `GEOSError` or `PROJError` when a feature cannot be grown or shrunk.
  init?(of layer: ArealLayer, near place: Box, threads: Int) throws {
    let accuracies = layer.study.accuraciesMeters
    let features = (0..<layer.geometries.count).filter {
      !layer.geometries.isEmpty(feature: $0)
    }
    guard !layer.hasNoPositions, features.allSatisfy({ accuracies[$0] != nil }) else { return nil }
    let widest = features.reduce(0) { max($0, accuracies[$1] ?? 0) }
    let geometries = try Self.cutDown(layer.geometries, to: place, marginMeters: widest)
    let byDistance = Dictionary(grouping: features) { accuracies[$0] ?? 0 }
      .sorted { $0.key < $1.key }
    let isLocal = LocalBuffer.isNeeded(for: geometries)
    let grown = try Parallel.map(count: features.count, chunk: 8, threads: threads) { range in
      var part = Geometries(crs: geometries.crs)
      for feature in features[range] {
        try Self.append(
          feature, of: geometries, by: accuracies[feature] ?? 0, locally: isLocal, to: &part)
      }
      return part
    }
    most = PolygonIndex(try Self.merged(grown, geometries.crs), threads: threads)
    let shrunk = try Parallel.map(count: byDistance.count, chunk: 1, threads: threads) { range in
      var shrunk = Geometries(crs: geometries.crs)
      for (distance, members) in byDistance[range] {
        var union = Geometries(crs: geometries.crs)
        try Overlay.appendUnion(of: members, in: geometries, to: &union)
        try Self.append(
          0, of: union, by: -distance, isUnion: true, locally: isLocal,
          to: &shrunk)
      }
      return shrunk
    }
    least = PolygonIndex(try Self.merged(shrunk, geometries.crs), threads: threads)
  }

  /// The layer without what lies far from a place, when lengths in its system are not true all over
  /// it.
  ///
  /// Cuts make borders of their own, which a margin of ten times the accuracy, and of a tenth of
  /// the place, keeps away from it.
  private static func cutDown(
    _ geometries: Geometries, to place: Box, marginMeters: Double
  ) throws -> Geometries {
    let margin = max(10 * marginMeters, max(place.width, place.height) / 10, 1000)
    let window = place.expanded(by: margin)
    guard !place.isEmpty, !window.contains(geometries.box), LocalBuffer.isNeeded(for: geometries)
    else { return geometries }
    var frame = Geometries(crs: geometries.crs)
    frame.appendPolygon([
      [
        (window.minX, window.minY), (window.maxX, window.minY), (window.maxX, window.maxY),
        (window.minX, window.maxY),
      ]
    ])
    var result = Geometries(crs: geometries.crs)
    for feature in 0..<geometries.count {
      let box = geometries.box(ofFeature: feature)
      if box.isEmpty || window.contains(box) {
        result.append(feature: feature, of: geometries)
      } else if window.meets(box) {
        try Overlay.appendIntersection(geometries, feature, frame, 0, to: &result)
      } else {
        result.beginFeature(.polygon)
      }
    }
    return result
  }

  fileprivate static func append(
    _ feature: Int, of geometries: Geometries, by distance: Double, isUnion: Bool = false,
    locally: Bool, to result: inout Geometries
  ) throws {
    if distance == 0 || geometries.isEmpty(feature: feature) {
      return result.append(feature: feature, of: geometries)
    }
    if locally {
      return try LocalBuffer.append(
        feature, of: geometries, by: distance, quadrantSegments: quadrantSegments, to: &result)
    }
    if distance < 0 {
      return try Hairlines.appendShrunk(
        feature, of: geometries, by: -distance, isUnion: isUnion,
        quadrantSegments: quadrantSegments, to: &result)
    }
    try Overlay.appendBuffer(
      of: feature, in: geometries, by: distance, quadrantSegments: quadrantSegments, to: &result)
  }

  fileprivate static func joined(_ layers: [Geometries], _ crs: CRS) -> Geometries {
    var all = Geometries(crs: crs)
    for layer in layers {
      for feature in 0..<layer.count { all.append(feature: feature, of: layer) }
    }
    return all
  }

  /// All features as one area, each of its polygons a feature.
  private static func merged(_ layers: [Geometries], _ crs: CRS) throws -> Geometries {
    let all = joined(layers, crs)
    var union = Geometries(crs: crs)
    try Overlay.appendUnion(of: Array(0..<all.count), in: all, to: &union)
    var polygons = Geometries(crs: crs)
    polygons.appendEachPolygon(ofFeature: 0, of: union)
    return polygons
  }
}

extension ErrorBand {
  /// Single features shrunk and grown by their own accuracy; those without one are left out.
  struct PerFeature: Sendable {
    let least: PolygonIndex
    let most: PolygonIndex
    /// Where each feature stands in the two.
    let places: [Int: Int]

    /// - Throws: `InputError` naming the feature that cannot be grown or shrunk.
    init(_ layer: ArealLayer, features: [Int], threads: Int) throws {
      let accuracies = layer.study.accuraciesMeters
      let known = features.filter { accuracies[$0] != nil }
      places = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, $0) })
      let isLocal = !known.isEmpty && LocalBuffer.isNeeded(for: layer.geometries)
      func moved(_ sign: Double) throws -> PolygonIndex {
        let parts = try Parallel.map(count: known.count, chunk: 8, threads: threads) { range in
          var part = Geometries(crs: layer.geometries.crs)
          for feature in known[range] {
            let distance = sign * (accuracies[feature] ?? 0)
            do {
              try ErrorBand.append(
                feature, of: layer.geometries, by: distance, locally: isLocal, to: &part)
            } catch {
              throw InputError(
                path: layer.study.layer.path,
                reason: "feature \(layer.study.layer.label(ofFeature: feature)) cannot be grown or"
                  + " shrunk by its accuracy of \(JSONText.number(abs(distance))) m: \(error)",
                remedy: "cut the layer to the region that you ask about, or state no accuracy")
            }
          }
          return part
        }
        return PolygonIndex(ErrorBand.joined(parts, layer.geometries.crs), threads: threads)
      }
      least = try moved(-1)
      most = try moved(1)
    }
  }
}
