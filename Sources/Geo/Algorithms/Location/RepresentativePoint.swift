public import GeoCore

/// One point that stands for a shape: its centroid where that lies in the shape, else a point well
/// inside.
///
/// **Formula:** of polygons the mean of their area, holes left out; of lines the mean of their
/// length; of points their mean. Of a collection the members of the highest dimension count.
/// **Units, CRS:** those of the layer, which must be projected.
/// **Shapes:** any; polygons without area are taken as their boundary, lines without length as
/// their first vertex.
/// **Boundary rule:** a centroid on the boundary of a polygon stands for it. The centroid of lines
/// may lie beside them.
/// **Complexity:** O(vertices).
public enum RepresentativePoint {
  /// A point for each feature; a null geometry for a feature without vertices.
  public static func points(of geometries: Geometries) -> Geometries {
    var points = Geometries(crs: geometries.crs)
    let hasAreas = geometries.kinds.contains { $0.isAreal || $0 == .geometryCollection }
    let index = hasAreas ? PolygonIndex(geometries) : nil
    for feature in 0..<geometries.count {
      guard var place = centroid(of: geometries, feature) else {
        points.beginFeature(.null)
        continue
      }
      if let index, geometries.partKinds(ofFeature: feature).contains(.polygon),
        PointInPolygon.place(x: place.x, y: place.y, in: index, feature) == .outside
      {
        place = PointInside.of(geometries, feature: feature) ?? place
      }
      points.appendPoint(x: place.x, y: place.y)
    }
    return points
  }

  /// Sums of what is measured at places, around an origin near them.
  private struct Mean {
    var weight = 0.0
    var x = 0.0
    var y = 0.0

    mutating func add(_ weight: Double, x: Double, y: Double) {
      self.weight += weight
      self.x += weight * x
      self.y += weight * y
    }

    var place: (x: Double, y: Double)? {
      weight > 0 ? (x / weight, y / weight) : nil
    }
  }

  private static func centroid(
    of geometries: Geometries, _ feature: Int
  ) -> (x: Double, y: Double)? {
    guard let first = geometries.vertices(ofFeature: feature).first else { return nil }
    let origin = (x: geometries.x(first), y: geometries.y(first))
    var area = Mean()
    var length = Mean()
    var count = Mean()
    let kinds = geometries.partKinds(ofFeature: feature)
    for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) {
      for (ring, vertices) in geometries.rings(ofPart: part)
        .map({ geometries.vertices(ofRing: $0) }).enumerated()
      {
        if kind == .point {
          for v in vertices {
            count.add(1, x: geometries.x(v) - origin.x, y: geometries.y(v) - origin.y)
          }
          continue
        }
        var own = Mean()
        for v in vertices.dropLast() {
          let (ax, ay) = (geometries.x(v) - origin.x, geometries.y(v) - origin.y)
          let (bx, by) = (geometries.x(v + 1) - origin.x, geometries.y(v + 1) - origin.y)
          let (dx, dy) = (bx - ax, by - ay)
          length.add((dx * dx + dy * dy).squareRoot(), x: (ax + bx) / 2, y: (ay + by) / 2)
          own.add(ax * by - bx * ay, x: (ax + bx) / 3, y: (ay + by) / 3)
        }
        guard kind == .polygon else { continue }
        // The shell adds whichever way it turns; holes take away.
        let sign: Double = (own.weight < 0) == (ring == 0) ? -1 : 1
        area.weight += sign * own.weight
        area.x += sign * own.x
        area.y += sign * own.y
      }
    }
    let place = area.place ?? length.place ?? count.place ?? (0, 0)
    return (origin.x + place.x, origin.y + place.y)
  }
}
