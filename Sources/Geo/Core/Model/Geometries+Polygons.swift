extension Geometries {
  /// Calls `body` with the parts of a feature that are polygons.
  @inlinable
  package func forEachPolygonPart(ofFeature i: Int, _ body: (Int) -> Void) {
    let parts = parts(ofFeature: i)
    switch kinds[i] {
    case .polygon, .multiPolygon:
      for part in parts { body(part) }
    case .geometryCollection:
      for (part, kind) in zip(parts, partKinds(ofFeature: i)) where kind == .polygon {
        body(part)
      }
    case .null, .point, .lineString, .multiPoint, .multiLineString:
      break
    }
  }
}
