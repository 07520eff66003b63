public import GeoCore

/// How large and how narrow a part of a polygon is, or a hole in it.
///
/// **Units:** those of the layer's CRS. **CRS:** an equal-area one in metres.
/// **Shapes:** parts and holes of polygons; a part is measured without its holes' area and with
/// their borders.
public struct RingShape: Sendable, Equatable {
  /// The feature, counted from 0 in the layer.
  public var feature: Int
  /// The part, counted from 0 in the feature.
  public var part: Int
  /// The hole, counted from 1 as in the part; nil for the part itself.
  public var hole: Int?
  /// The vertex that the ring starts with, as the layer numbers them.
  public var firstVertex: Int
  /// The area that the ring encloses, of a part without its holes; in squared units.
  public var area: Double
  /// The length of the ring, of a part with those of its holes.
  public var perimeter: Double

  /// The mean width: 2 A / P, which is what a long strip of one width has.
  public var meanWidth: Double { perimeter > 0 ? 2 * area / perimeter : 0 }

  /// How compact the shape is: 4 π A / P², 1 for a circle, 0.785 for a square, near 0 for a strip.
  ///
  /// **Source:** Polsby & Popper 1991, The third criterion: compactness as a procedural safeguard
  /// against partisan gerrymandering, Yale Law & Policy Review 9(2), 301-353.
  public var compactness: Double {
    perimeter > 0 ? 4 * Double.pi * area / (perimeter * perimeter) : 0
  }
}

extension Geometries {
  /// The parts and holes of all polygons whose shape is wanted, in order.
  ///
  /// **Complexity:** O(vertices / threads).
  public func ringShapes(
    threads: Int, where isWanted: @Sendable (RingShape) -> Bool
  ) -> [RingShape] {
    Parallel.collect(count: count, chunk: 256, threads: threads) { range in
      coordinates.withUnsafeBufferPointer { xy in
        var found: [RingShape] = []
        for feature in range { appendShapes(of: feature, xy, isWanted, to: &found) }
        return found
      }
    }.flatMap { $0 }
  }

  private func appendShapes(
    of feature: Int, _ xy: UnsafeBufferPointer<Double>, _ isWanted: (RingShape) -> Bool,
    to found: inout [RingShape]
  ) {
    let first = parts(ofFeature: feature).lowerBound
    forEachPolygonPart(ofFeature: feature) { part in
      let rings = rings(ofPart: part)
      guard !rings.isEmpty else { return }
      var whole = RingShape(
        feature: feature, part: part - first, hole: nil,
        firstVertex: vertices(ofRing: rings.lowerBound).lowerBound, area: 0, perimeter: 0)
      var holes: [RingShape] = []
      for (number, ring) in rings.enumerated() {
        let vertices = vertices(ofRing: ring)
        let area = abs(RingArea.signed(xy, vertices))
        let perimeter = Self.length(xy, vertices)
        whole.area += number == 0 ? area : -area
        whole.perimeter += perimeter
        guard number > 0 else { continue }
        let hole = RingShape(
          feature: feature, part: part - first, hole: number,
          firstVertex: vertices.lowerBound, area: area, perimeter: perimeter)
        if isWanted(hole) { holes.append(hole) }
      }
      whole.area = max(whole.area, 0)
      if isWanted(whole) { found.append(whole) }
      found += holes
    }
  }

  private static func length(_ xy: UnsafeBufferPointer<Double>, _ vertices: Range<Int>) -> Double {
    var sum = 0.0
    for vertex in vertices.dropLast() {
      let dx = xy[2 * vertex + 2] - xy[2 * vertex]
      let dy = xy[2 * vertex + 3] - xy[2 * vertex + 1]
      sum += (dx * dx + dy * dy).squareRoot()
    }
    return sum
  }
}
