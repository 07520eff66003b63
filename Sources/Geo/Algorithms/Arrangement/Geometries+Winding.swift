public import GeoCore

extension Geometries {
  /// The layer with shells counterclockwise and holes clockwise, and how many rings of which
  /// features had to be turned. First vertices stay first; a ring of which it cannot be told stays
  /// as it is (`turn(ofRing:)`).
  ///
  /// **Complexity:** O(vertices).
  public func wound() -> (geometries: Geometries, turned: [(feature: Int, rings: Int)]) {
    var result = self
    var turned: [(feature: Int, rings: Int)] = []
    for feature in arealFeatures {
      var count = 0
      BorderTable.forEachRing(of: feature, in: self) { ring, isReversed in
        guard isReversed, turn(ofRing: ring) != 0 else { return }
        count += 1
        result.reverse(vertices(ofRing: ring))
      }
      if count > 0 { turned.append((feature, count)) }
    }
    return (result, turned)
  }

  private mutating func reverse(_ vertices: Range<Int>) {
    var (low, high) = (vertices.lowerBound, vertices.upperBound - 1)
    while low < high {
      coordinates.swapAt(2 * low, 2 * high)
      coordinates.swapAt(2 * low + 1, 2 * high + 1)
      elevations?.swapAt(low, high)
      low += 1
      high -= 1
    }
  }
}
