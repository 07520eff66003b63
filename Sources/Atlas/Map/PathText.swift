/// The `d` of an SVG path on a grid of tenths of a pixel.
///
/// Coordinates are rounded to the grid once, then written as whole steps between grid points, so
/// that neighbours that share vertices share them in the picture too, and no rounding adds up.
/// Repeated points are dropped. A part too small for the grid becomes one cell of it when nothing
/// else of its feature is left.
struct PathText {
  struct Point: Hashable {
    /// Tenths of a pixel from the left and from the top.
    var x: Int
    var y: Int
  }

  private(set) var data = ""
  private var at = Point(x: 0, y: 0)

  var isEmpty: Bool { data.isEmpty }

  /// A closed ring, whose last vertex may repeat the first. Nothing when less than a triangle is
  /// left of it.
  mutating func ring(_ points: [Point]) {
    var kept = Self.droppingRepeats(points)
    if kept.count > 1, kept.first == kept.last { kept.removeLast() }
    guard Set(kept).count >= 3 else { return }
    move(to: kept[0])
    steps(kept)
    data += "z"
    at = kept[0]
  }

  mutating func line(_ points: [Point]) {
    let kept = Self.droppingRepeats(points)
    guard kept.count >= 2 else { return }
    move(to: kept[0])
    steps(kept)
  }

  /// A circle.
  /// - Parameter radius: in tenths of a pixel.
  mutating func circle(_ center: Point, radius: Int) {
    let r = Self.tenths(radius)
    let across = Self.tenths(2 * radius)
    move(to: Point(x: center.x - radius, y: center.y))
    data += "a\(r) \(r) 0 1 0 \(across) 0a\(r) \(r) 0 1 0-\(across) 0z"
  }

  /// One cell of the grid.
  mutating func speck(_ point: Point) {
    move(to: point)
    data += "h.1v.1h-.1z"
  }

  /// A line of one cell, for a line too short for the grid.
  mutating func dash(_ point: Point) {
    move(to: point)
    data += "h.1"
  }

  private mutating func move(to point: Point) {
    data += "M" + Self.pair(point.x, point.y)
    at = point
  }

  private mutating func steps(_ points: [Point]) {
    for (i, point) in points.dropFirst().enumerated() {
      let step = Self.pair(point.x - at.x, point.y - at.y)
      data += i == 0 ? "l" : step.hasPrefix("-") ? "" : " "
      data += step
      at = point
    }
  }

  private static func pair(_ x: Int, _ y: Int) -> String {
    tenths(x) + (y < 0 ? "" : " ") + tenths(y)
  }

  private static func tenths(_ value: Int) -> String {
    let size = value.magnitude
    let whole = size >= 10 || size == 0 ? String(size / 10) : ""
    let fraction = size % 10 == 0 ? "" : ".\(size % 10)"
    return (value < 0 ? "-" : "") + whole + fraction
  }

  private static func droppingRepeats(_ points: [Point]) -> [Point] {
    var kept: [Point] = []
    kept.reserveCapacity(points.count)
    for point in points where point != kept.last { kept.append(point) }
    return kept
  }
}
