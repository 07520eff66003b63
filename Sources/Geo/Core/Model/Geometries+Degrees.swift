extension Box {
  /// Whether all its numbers can be longitudes and latitudes.
  package var couldBeDegrees: Bool {
    isEmpty || (minY >= -90 && maxY <= 90 && minX >= -360 && maxX <= 360)
  }
}

extension Geometries {
  /// The first vertex whose numbers cannot be longitude and latitude; nil when all can.
  package var firstBeyondDegrees: (feature: Int, x: Double, y: Double)? {
    if box.couldBeDegrees { return nil }
    for feature in 0..<count {
      for vertex in vertices(ofFeature: feature) {
        let (x, y) = (x(vertex), y(vertex))
        if abs(y) > 90 || abs(x) > 360 { return (feature, x, y) }
      }
    }
    return nil
  }
}
