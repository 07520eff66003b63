extension Geometries {
  /// The same features with all coordinates multiplied by constants: straight lines stay straight,
  /// equal coordinates stay equal.
  ///
  /// **Units, CRS:** the numbers are no longer those of `crs`, which is kept as a reminder of where
  /// they come from. **Complexity:** O(vertices).
  public func scaled(x: Double, y: Double) -> Geometries {
    if x == 1, y == 1 { return self }
    var scaled = self
    scaled.coordinates.withUnsafeMutableBufferPointer { xy in
      for vertex in 0..<(xy.count / 2) {
        xy[2 * vertex] *= x
        xy[2 * vertex + 1] *= y
      }
    }
    return scaled
  }
}
