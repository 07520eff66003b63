public import GeoCore

extension Geometries {
  /// A layer of stars scattered over a square of 10 km, about a third of them with a hole and
  /// about a third in two parts. Valid, far from the origin.
  public static func stars(
    count: Int, radius: Double, vertices: Int, extent: Double = 10_000, seed: UInt64
  ) -> Geometries {
    var generator = SeededGenerator(seed: seed)
    var layer = Geometries(crs: .laeaEurope)
    for k in 0..<count {
      let x = 3_900_000 + Double.random(in: 0...extent, using: &generator)
      let y = 2_300_000 + Double.random(in: 0...extent, using: &generator)
      var parts = [
        [
          RandomPolygons.star(
            centerX: x, centerY: y, radius: radius, vertices: vertices, using: &generator)
        ]
      ]
      if k % 3 == 1 {
        // Stars have edges no nearer to their centre than 0.1 radii when vertices are many.
        parts[0].append(
          RandomPolygons.star(
            centerX: x, centerY: y, radius: radius * 0.1, vertices: 5, using: &generator))
      }
      if k % 3 == 2 {
        parts.append([
          RandomPolygons.star(
            centerX: x + 2 * radius, centerY: y, radius: radius * 0.9, vertices: vertices,
            using: &generator)
        ])
      }
      layer.appendMultiPolygon(parts, kind: parts.count > 1 ? .multiPolygon : .polygon)
    }
    return layer
  }

  /// The same features with every vertex passed through `change`.
  public func mapVertices(_ change: (Double, Double) -> (Double, Double)) -> Geometries {
    rebuilt { ring in ring.map { change($0.0, $0.1) } }
  }

  /// The same features with every ring, closed, passed through `change`.
  public func rebuilt(_ change: ([(Double, Double)]) -> [(Double, Double)]) -> Geometries {
    var result = Geometries(crs: crs)
    for i in 0..<count {
      result.appendMultiPolygon(
        parts(ofFeature: i).map { part in
          rings(ofPart: part).map { ring in change(vertices(ofRing: ring).map { (x($0), y($0)) }) }
        }, kind: kinds[i])
    }
    return result
  }
}
