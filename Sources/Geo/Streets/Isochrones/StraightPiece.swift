internal import GeoCore

/// A straight piece of street, in metres.
struct StraightPiece {
  var x0: Double
  var y0: Double
  var x1: Double
  var y1: Double

  var length: Double { ((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)).squareRoot() }

  var box: Box {
    var box = Box(minX: x0, minY: y0, maxX: x0, maxY: y0)
    box.extend(x: x1, y: y1)
    return box
  }

  /// The place at a share of the way.
  func point(_ share: Double) -> (x: Double, y: Double) {
    (x0 + share * (x1 - x0), y0 + share * (y1 - y0))
  }

  /// The part between two shares of the way.
  func part(_ shares: ClosedRange<Double>) -> StraightPiece {
    let (a, b) = (point(shares.lowerBound), point(shares.upperBound))
    return StraightPiece(x0: a.x, y0: a.y, x1: b.x, y1: b.y)
  }

  /// How far a point is from the part between two shares of the way. Where its nearest place is
  /// inside two parts, it is as far from one as from the other, to the last bit.
  @inline(__always)
  func distance(toX x: Double, y: Double, _ shares: ClosedRange<Double>) -> Double {
    let (dx, dy) = (x1 - x0, y1 - y0)
    let (ax, ay) = (x - x0, y - y0)
    let squared = dx * dx + dy * dy
    let foot = squared > 0 ? (ax * dx + ay * dy) / squared : 0
    let share = min(shares.upperBound, max(shares.lowerBound, foot))
    let (nearX, nearY) = (ax - share * dx, ay - share * dy)
    return (nearX * nearX + nearY * nearY).squareRoot()
  }
}
