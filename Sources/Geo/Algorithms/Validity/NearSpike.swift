public import GeoCore
internal import Glibc

/// A vertex where a ring runs out and comes back nearly the same way.
///
/// With the vertex before and the one after, it makes an angle below `limit.degrees`, and the
/// nearer of the two stands less than `limit.width` off the other edge.
/// **Units:** those of the layer's CRS. **CRS:** a projected one in metres.
public struct NearSpike: Sendable, Equatable {
  /// The feature, counted from 0 in the layer.
  public var feature: Int
  /// The ring, as the layer numbers rings.
  public var ring: Int
  /// The tip, as the layer numbers vertices.
  public var vertex: Int
  /// The angle at the tip, in degrees: from 0 to the limit.
  public var degrees: Double
  /// How far the ways out and back are apart at the nearer end.
  public var width: Double
  /// How long the shorter of the two ways is.
  public var length: Double
}

extension Geometries {
  /// The near-spikes of all polygons, in order; what folds back exactly, an angle of 0, is left
  /// out: `ValidityFaults` names it.
  ///
  /// **Complexity:** O(vertices / threads).
  public func nearSpikes(
    degrees limit: Double, width widest: Double, threads: Int
  ) -> [NearSpike] {
    let steepest = tan(limit * Double.pi / 180)
    return Parallel.collect(count: count, chunk: 256, threads: threads) { range in
      coordinates.withUnsafeBufferPointer { xy in
        var found: [NearSpike] = []
        for feature in range {
          forEachPolygonPart(ofFeature: feature) { part in
            for ring in rings(ofPart: part) {
              Self.forEachSharpTurn(xy, vertices(ofRing: ring), steepest) {
                vertex, dot, cross, out, back in
                let shorter = min(out, back)
                let width = cross / max(out, back)
                guard width < widest else { return }
                found.append(
                  NearSpike(
                    feature: feature, ring: ring, vertex: vertex,
                    degrees: atan2(cross, dot) * 180 / Double.pi, width: width, length: shorter))
              }
            }
          }
        }
        return found
      }
    }.flatMap { $0 }
  }

  /// Whether a ring turns back on its own line at one of its vertices, repeated points passed over:
  /// decided exactly in the layer's coordinates.
  ///
  /// **Complexity:** O(points repeated there).
  public func foldsBack(atVertex tip: Int, ofRing ring: Int) -> Bool {
    let vertices = vertices(ofRing: ring)
    guard let before = neighbour(of: tip, in: vertices, step: -1),
      let after = neighbour(of: tip, in: vertices, step: 1)
    else { return false }
    guard
      UpwardRay.Orientation.sign(x(before), y(before), x(tip), y(tip), x(after), y(after)) == 0
    else { return false }
    return x(before) == x(tip)
      ? (y(before) < y(tip)) == (y(after) < y(tip)) : (x(before) < x(tip)) == (x(after) < x(tip))
  }

  /// Whether a leg of an angle is one of a spike that folds back exactly: the foot of a spike that runs
  /// out nearly along another edge is a sharp angle as well, and no fault of its own.
  ///
  /// **Complexity:** O(points repeated there).
  public func isFootOfFold(atVertex foot: Int, ofRing ring: Int) -> Bool {
    let vertices = vertices(ofRing: ring)
    return [-1, 1].contains { step in
      neighbour(of: foot, in: vertices, step: step).map { foldsBack(atVertex: $0, ofRing: ring) }
        ?? false
    }
  }

  /// The next vertex of a closed ring that stands elsewhere; nil when there is none.
  private func neighbour(of tip: Int, in vertices: Range<Int>, step: Int) -> Int? {
    let count = vertices.count - 1
    guard count > 0 else { return nil }
    var place = (tip - vertices.lowerBound) % count
    for _ in 0..<count {
      place = (place + step + count) % count
      let vertex = vertices.lowerBound + place
      if x(vertex) != x(tip) || y(vertex) != y(tip) { return vertex }
    }
    return nil
  }

  /// Calls `body` with each vertex of a ring whose angle has a tangent in 0 ..< `steepest`, both
  /// ways of it seen from the tip: their dot product, the size of their cross product, their
  /// lengths. Repeated points are passed over.
  private static func forEachSharpTurn(
    _ xy: UnsafeBufferPointer<Double>, _ vertices: Range<Int>, _ steepest: Double,
    _ body: (Int, Double, Double, Double, Double) -> Void
  ) {
    guard vertices.count >= 4 else { return }
    let last = vertices.upperBound - 1
    // The last vertex before the first that stands elsewhere.
    var from = last - 1
    while from > vertices.lowerBound, xy[2 * from] == xy[2 * last],
      xy[2 * from + 1] == xy[2 * last + 1]
    {
      from -= 1
    }
    var tip = vertices.lowerBound
    for to in vertices.dropFirst() {
      let vx = xy[2 * to] - xy[2 * tip]
      let vy = xy[2 * to + 1] - xy[2 * tip + 1]
      if vx == 0, vy == 0 { continue }
      let ux = xy[2 * from] - xy[2 * tip]
      let uy = xy[2 * from + 1] - xy[2 * tip + 1]
      let dot = ux * vx + uy * vy
      if dot > 0 {
        let cross = abs(ux * vy - uy * vx)
        if cross > 0, cross < steepest * dot {
          body(
            tip, dot, cross, (ux * ux + uy * uy).squareRoot(), (vx * vx + vy * vy).squareRoot())
        }
      }
      from = tip
      tip = to
    }
  }
}
