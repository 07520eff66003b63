public import GeoCore

extension Geometries {
  /// The length of all rings of a feature's polygons, holes included.
  ///
  /// **Units:** those of the CRS, which must be projected. **Complexity:** O(vertices).
  public func perimeter(ofFeature feature: Int) -> Double {
    var sum = 0.0
    let kinds = partKinds(ofFeature: feature)
    for (part, kind) in zip(parts(ofFeature: feature), kinds) where kind == .polygon {
      for ring in rings(ofPart: part) { sum += length(ofVertices: vertices(ofRing: ring)) }
    }
    return sum
  }

  /// The length of all lines of a feature.
  ///
  /// **Units:** those of the CRS, which must be projected. **Complexity:** O(vertices).
  public func lineLength(ofFeature feature: Int) -> Double {
    var sum = 0.0
    let kinds = partKinds(ofFeature: feature)
    for (part, kind) in zip(parts(ofFeature: feature), kinds) where kind == .lineString {
      for ring in rings(ofPart: part) { sum += length(ofVertices: vertices(ofRing: ring)) }
    }
    return sum
  }

  private func length(ofVertices vertices: Range<Int>) -> Double {
    var sum = 0.0
    for vertex in vertices.dropLast() {
      let dx = x(vertex + 1) - x(vertex)
      let dy = y(vertex + 1) - y(vertex)
      sum += (dx * dx + dy * dy).squareRoot()
    }
    return sum
  }
}
