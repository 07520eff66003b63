/// A straight piece of street with the ground on both sides of it that is reached in time: all
/// points p with |p − s| ≤ r(s) for some s on the piece, where the radius r goes evenly from one
/// end to the other. It is the convex hull of the discs at both ends, or the larger disc when that
/// holds the other.
///
/// The strip is seen as the field φ(p) = max over s of r(s) − |p − s|: 0 on its border, positive
/// inside, and nowhere steeper than 1. The field of several strips is the greatest of theirs, and
/// their union is where it is 0 or more.
///
/// **Units:** metres.
struct TaperedStrip {
  var x: Double
  var y: Double
  /// Towards the end with the smaller radius.
  var directionX: Double
  var directionY: Double
  var length: Double
  /// The radius at the start, and how much of it is lost with every metre.
  var radius: Double
  var taper: Double
  /// How far before the foot of a perpendicular the nearest radius starts, for each metre of it.
  private var lead: Double
  /// Which field it belongs to.
  var level: Int32

  init(
    from a: (x: Double, y: Double, radius: Double), to b: (x: Double, y: Double, radius: Double),
    level: Int
  ) {
    let (start, end) = a.radius >= b.radius ? (a, b) : (b, a)
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    length = (dx * dx + dy * dy).squareRoot()
    (x, y, radius) = (start.x, start.y, start.radius)
    directionX = length > 0 ? dx / length : 1
    directionY = length > 0 ? dy / length : 0
    taper = length > 0 ? (start.radius - end.radius) / length : 0
    lead = taper < 1 ? min(taper / (1 - taper * taper).squareRoot(), Self.steepest) : Self.steepest
    self.level = Int32(level)
  }

  /// From so much on the end with the larger radius always wins.
  private static let steepest = 1e9

  /// The field at a point: with k the taper, the greatest r − k s − √(h² + (s − a)²) is at
  /// s = a − h k / √(1 − k²), or at the end nearest to it.
  @inline(__always)
  func value(x px: Double, y py: Double) -> Double {
    let (rx, ry) = (px - x, py - y)
    let along = rx * directionX + ry * directionY
    let across = abs(rx * directionY - ry * directionX)
    let s = min(max(along - across * lead, 0), length)
    let rest = along - s
    return radius - taper * s - (across * across + rest * rest).squareRoot()
  }

  /// The box around the strip.
  var box: Box {
    var box = Box(minX: x, minY: y, maxX: x, maxY: y)
    box.extend(x: x + length * directionX, y: y + length * directionY)
    return box.expanded(by: radius)
  }
}
