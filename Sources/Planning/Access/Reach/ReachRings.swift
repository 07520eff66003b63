internal import GeoAlgorithms
internal import GeoCore
internal import GeoProjection
internal import PlanningStudies

/// The ground within distances of a layer, one feature a distance.
///
/// In straight lines: every feature grown by the distance in true metres, wherever on Earth it lies
/// (`LocalBuffer`), and all of them merged. Round corners are drawn with 128 edges a circle, so that
/// the ground falls short of the distance by no more than 0.03 % of it there; the circle around a point
/// has its own area.
///
/// **Units:** metres on the ground. **CRS:** the equal-area system of the study.
/// **Boundary rule:** what is exactly that far is within. **Shapes:** points, lines, valid polygons.
/// **Complexity:** that of GEOS's buffers and unions.
struct ReachRings: Sendable {
  /// Everything within each distance, in their order.
  private(set) var nested: Geometries

  private static let quadrantSegments: Int32 = 32
  private static let chunk = 16

  init(nested: Geometries) { self.nested = nested }

  /// - Parameter ground: the layer in the equal-area system.
  /// - Throws: `InputError` for a distance of 0 from what has no ground; `GEOSError` or `PROJError`
  ///   when the ground cannot be drawn.
  init(
    around ground: Geometries, withinMeters: [Double], path: String, threads: Int
  ) throws {
    let features = (0..<ground.count).filter { !ground.isEmpty(feature: $0) }
    nested = Geometries(crs: ground.crs)
    for distance in withinMeters {
      if distance == 0 {
        guard features.contains(where: { ground.partKinds(ofFeature: $0).contains(.polygon) })
        else {
          throw InputError(
            path: path, reason: "points and lines have no ground within 0 m",
            remedy: "leave the distance of 0 out")
        }
      }
      let chunks = try Parallel.map(
        count: features.count, chunk: Self.chunk, threads: threads
      ) { range in
        var grown = Geometries(crs: ground.crs)
        for feature in features[range] {
          if distance == 0 {
            grown.append(feature: feature, of: ground)
          } else {
            try LocalBuffer.append(
              feature, of: ground, by: distance, quadrantSegments: Self.quadrantSegments,
              to: &grown)
          }
        }
        var merged = Geometries(crs: ground.crs)
        try Overlay.appendUnion(of: Array(0..<grown.count), in: grown, to: &merged)
        return merged
      }
      var parts = Geometries(crs: ground.crs)
      for chunk in chunks { parts.append(contentsOf: chunk) }
      try Overlay.appendUnion(of: Array(0..<parts.count), in: parts, to: &nested)
    }
  }

  /// One feature a ring, as the question shares the ground.
  /// - Throws: `GEOSError` when a ring cannot be cut out of the next.
  func rings(_ rings: ReachQuestion.Rings) throws -> Geometries {
    guard rings == .disjoint else { return nested }
    var result = Geometries(crs: nested.crs)
    for ring in 0..<nested.count {
      if ring == 0 {
        result.append(feature: 0, of: nested)
      } else {
        try Overlay.appendDifference(nested, ring, minus: [ring - 1], of: nested, to: &result)
      }
    }
    return result
  }
}
