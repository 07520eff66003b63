public import GeoCore

/// Parts of features that are too narrow to mean anything.
///
/// *Width* is that of `EquivalentRectangle`, holes included; for a strip it is the mean width.
///
/// **Units:** metres. **Shapes:** polygons and multipolygons.
/// **Complexity:** O(vertices).
public enum Slivers {
  /// The features with parts narrower than a width, without these parts.
  public static func dropped(
    _ geometries: Geometries, narrowerThan width: Double, scale: GroundScale
  ) -> [(feature: Int, shape: EditableShape, parts: Int)] {
    geometries.arealFeatures.compactMap { feature in
      var shape = geometries.shape(ofFeature: feature)
      let before = shape.parts.count
      shape.parts.removeAll { Self.width(of: $0, scale: scale) < width }
      guard shape.parts.count < before else { return nil }
      return (feature, shape, before - shape.parts.count)
    }
  }

  /// The width of a polygon, in metres.
  static func width(of rings: [[EditableShape.Vertex]], scale: GroundScale) -> Double {
    var area = 0.0
    var perimeter = 0.0
    for (place, ring) in rings.enumerated() {
      guard let first = ring.first else { continue }
      let factors = scale.metersPerUnit(atY: first.y)
      let size = abs(EditableShape.turn(of: ring)) / 2 * factors.x * factors.y
      area += place == 0 ? size : -size
      for i in ring.indices.dropFirst() {
        perimeter += scale.distance(ring[i - 1].x, ring[i - 1].y, ring[i].x, ring[i].y)
      }
    }
    return EquivalentRectangle(area: max(area, 0), perimeter: perimeter).width
  }
}
