/// The signed area of rings that do not lie in the flat arrays of `Geometries`.
package enum TurnOfRing {
  /// Twice the signed area of a ring, about its first vertex; positive when it runs counterclockwise.
  /// Good for the sense of a ring and for small shapes: areas of layers are summed by `RingArea`.
  ///
  /// - Parameters:
  ///   - vertices: those of a closed ring, the last the same as the first.
  ///   - place: where a vertex is.
  /// **Complexity:** O(n).
  @inlinable
  package static func twice(
    _ vertices: Range<Int>, _ place: (Int) -> (x: Double, y: Double)
  ) -> Double {
    guard let first = vertices.first else { return 0 }
    let origin = place(first)
    var sum = 0.0
    var (px, py) = (0.0, 0.0)
    for vertex in vertices.dropFirst() {
      let next = place(vertex)
      let (qx, qy) = (next.x - origin.x, next.y - origin.y)
      sum += px * qy - qx * py
      (px, py) = (qx, qy)
    }
    return sum
  }
}
