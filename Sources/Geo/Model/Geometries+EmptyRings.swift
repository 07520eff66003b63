extension Geometries {
  /// The layer without the rings of polygons that have no vertex, and how many of which features
  /// there were. A part without its shell goes with its holes.
  ///
  /// **Complexity:** O(rings), and O(vertices) when there are any.
  func withoutEmptyRings() -> (geometries: Geometries, dropped: [Int: Int]) {
    var gone: Set<Int> = []
    var dropped: [Int: Int] = [:]
    for feature in 0..<count {
      for ring in rings(ofFeature: feature) where vertices(ofRing: ring).isEmpty {
        gone.insert(ring)
        dropped[feature, default: 0] += 1
      }
    }
    return (gone.isEmpty ? self : removing(rings: gone), dropped)
  }
}
