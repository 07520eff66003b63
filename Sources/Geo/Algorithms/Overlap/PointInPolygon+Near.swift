internal import GeoCore

extension PointInPolygon {
  /// The features that share area with the square of half-width `reach` around the point, in order:
  /// those that it is in, on, or nearer to than that.
  public static func features(
    nearX x: Double, y: Double, within reach: Double, in layer: PolygonIndex
  ) -> [Int] {
    let square = Box(minX: x - reach, minY: y - reach, maxX: x + reach, maxY: y + reach)
    var found: [Int] = []
    layer.tree.query(square) { i in
      if OverlapArea.inside(square, layer, i) > 0 { found.append(i) }
    }
    return found.sorted()
  }
}
