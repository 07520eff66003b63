internal import GeoCore

/// Which features of a layer have x and y exchanged, as the others show.
///
/// The features that are nearer to the layer's middle as written than the other way round span a
/// box, and are the more. Any other is suspected when it lies farther from that box than the box is
/// long from corner to corner, and inside it with x and y exchanged. The middle is the median of x
/// and of y. Layers along the diagonal where x and y are equal show nothing.
///
/// **Complexity:** O(features log features).
enum ExchangedFeatures {
  static func suspects(in geometries: Geometries) -> [Int] {
    let boxes = geometries.boxes()
    let placed = boxes.indices.filter { !boxes[$0].isEmpty }
    guard placed.count > 2 else { return [] }
    let middle = (
      x: median(placed.map { boxes[$0].centerX }), y: median(placed.map { boxes[$0].centerY })
    )
    func distance(_ box: Box) -> Double {
      length(box.centerX - middle.x, box.centerY - middle.y)
    }
    let odd = placed.filter { distance(boxes[$0].swapped) < distance(boxes[$0]) }
    guard !odd.isEmpty, 2 * odd.count < placed.count else { return [] }
    let isOdd = Set(odd)
    let home = placed.reduce(Box.empty) { isOdd.contains($1) ? $0 : $0.union(boxes[$1]) }
    let span = length(home.width, home.height)
    return odd.filter { feature in
      home.contains(boxes[feature].swapped) && gap(home, boxes[feature]) > span
    }
  }

  private static func median(_ values: [Double]) -> Double {
    values.sorted()[values.count / 2]
  }

  /// How far two boxes are apart.
  private static func gap(_ a: Box, _ b: Box) -> Double {
    length(max(a.minX - b.maxX, b.minX - a.maxX, 0), max(a.minY - b.maxY, b.minY - a.maxY, 0))
  }

  private static func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
}
