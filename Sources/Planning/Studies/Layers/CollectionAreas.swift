internal import GeoAlgorithms
package import GeoCore

/// Collections whose polygons touch along lines or overlap, made one area each.
///
/// Every polygon of a collection stands for itself, so that a collection of valid ones is valid
/// however they lie to each other (OGC 06-103r4, 6.1.3); what it covers is their union. In a
/// multipolygon the same is a fault, and stays one.
package enum CollectionAreas {
  /// The layer with such collections replaced by the union of their polygons, and which they are;
  /// nil when there is none. Collections with an invalid polygon are left as they are.
  /// - Throws: `GEOSError` when a ring cannot be built.
  package static func merged(
    _ geometries: Geometries, threads: Int
  ) throws -> (geometries: Geometries, features: Set<Int>)? {
    let collections = (0..<geometries.count).filter { feature in
      geometries.kinds[feature] == .geometryCollection
        && geometries.partKinds(ofFeature: feature).count { $0 == .polygon } > 1
    }
    let unions = try Parallel.map(count: collections.count, chunk: 16, threads: threads) {
      range -> [(feature: Int, shape: Geometries)] in
      try collections[range].compactMap { feature in
        try union(of: feature, in: geometries).map { (feature, $0) }
      }
    }.flatMap { $0 }
    guard !unions.isEmpty else { return nil }
    var result = Geometries(crs: geometries.crs)
    var next = 0
    for feature in 0..<geometries.count {
      if next < unions.count, unions[next].feature == feature {
        result.append(feature: 0, of: unions[next].shape)
        next += 1
      } else {
        result.append(feature: feature, of: geometries)
      }
    }
    return (result, Set(unions.map(\.feature)))
  }

  /// The union of a collection's polygons; nil when they are no fault as a multipolygon, or one of
  /// them is invalid by itself.
  private static func union(of feature: Int, in geometries: Geometries) throws -> Geometries? {
    guard try Overlay.invalidity(of: feature, in: geometries) != nil else { return nil }
    // Each polygon and multipolygon among the members by itself, as check judges them.
    guard try ValidityFaults.invalid(among: [feature], in: geometries, threads: 1).features.isEmpty
    else { return nil }
    var polygons = Geometries(crs: geometries.crs)
    polygons.appendEachPolygon(ofFeature: feature, of: geometries)
    let members = Array(0..<polygons.count)
    var shape = Geometries(crs: geometries.crs)
    try Overlay.appendUnion(of: members, in: polygons, to: &shape)
    return shape
  }
}
