public import GeoCore

extension Geometries {
  /// The same shapes with vertices added along edges that are longer than a limit, evenly, so that
  /// they keep their course in another system.
  ///
  /// **Units, CRS:** those of the layer. **Shapes:** all but collections; elevations are dropped.
  /// **Complexity:** O(vertices, old and new).
  public func densified(longest: Double) -> Geometries {
    precondition(longest > 0, "edges must have a length")
    var dense = Geometries(crs: crs)
    for feature in 0..<count {
      dense.beginFeature(kinds[feature])
      for part in parts(ofFeature: feature) {
        dense.beginPart()
        for ring in rings(ofPart: part) {
          dense.beginRing()
          for vertex in vertices(ofRing: ring) {
            if vertex > vertices(ofRing: ring).lowerBound {
              dense.appendBetween(vertex, of: self, longest)
            }
            dense.appendVertex(x: x(vertex), y: y(vertex))
          }
        }
      }
    }
    return dense
  }

  /// Pieces of one edge that are enough for any system.
  private static let mostPieces = 1000.0

  /// Appends what lies between a vertex and the one before it.
  private mutating func appendBetween(_ vertex: Int, of other: Geometries, _ longest: Double) {
    let (x, y) = (other.x(vertex - 1), other.y(vertex - 1))
    let (dx, dy) = (other.x(vertex) - x, other.y(vertex) - y)
    let pieces = ((dx * dx + dy * dy).squareRoot() / longest).rounded(.up)
    guard pieces > 1 else { return }
    let count = min(pieces, Self.mostPieces)
    for piece in 1..<Int(count) {
      let share = Double(piece) / count
      appendVertex(x: x + share * dx, y: y + share * dy)
    }
  }
}
