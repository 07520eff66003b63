import Foundation
import GeoCore

/// Shapes for tests, made from a seed.
public enum RandomPolygons {
  /// A star-shaped simple polygon around a centre: valid, without holes, closed.
  public static func star(
    centerX: Double, centerY: Double, radius: Double, vertices: Int,
    using generator: inout SeededGenerator
  ) -> [(Double, Double)] {
    var ring: [(Double, Double)] = []
    for k in 0..<vertices {
      let angle = 2 * Double.pi * Double(k) / Double(vertices)
      let r = radius * Double.random(in: 0.3...1, using: &generator)
      ring.append((centerX + r * cos(angle), centerY + r * sin(angle)))
    }
    ring.append(ring[0])
    return ring
  }
}
