internal import GeoAlgorithms
internal import GeoCore

/// Where people at a point live, whatever way the zones and layers around them are cut.
///
/// A region is a set of polygons that may touch along borders. A border is a millimetre wide on either
/// side, since coordinates are rounded and borders are digitised twice. So a point is strictly inside
/// when the ground around it is covered on all sides, outside when none is within that, and on the
/// border else. That is looked at in squares of 0.1 m, 0.01 m and 0.001 m half-width, of which less than
/// 1 % may be left out, so that a gap of less than a millimetre between two parts of a region is no
/// border.
enum PointPlaces {
  /// What lies as far apart as that, in metres, meets.
  static let hairlineMeters = 0.001
  private static let widerHalfWidths = [0.01, 0.1]
  private static let leftOut = 0.01

  /// A zone that a point belongs to.
  struct Zone {
    var feature: Int
    var place: PointPlace
    /// The part of the point's people that the zone counts.
    var part: Double
  }

  /// The zones that have the point inside or on their border: all of it counts in each zone around it,
  /// else in equal parts in those on whose border it lies.
  static func zones(aroundX x: Double, y: Double, in zones: PolygonIndex) -> [Zone] {
    var found: [(feature: Int, place: PointPlace)] = []
    zones.tree.query(square(x, y, hairlineMeters)) { feature in
      let place = place(x: x, y: y, in: zones, feature)
      if place != .outside { found.append((feature, place)) }
    }
    found.sort { $0.feature < $1.feature }
    let isInAny = found.contains { $0.place == .inside }
    let onBorder = isInAny ? 0 : 1 / Double(found.count)
    return found.map { feature, place in
      Zone(feature: feature, place: place, part: place == .inside ? 1 : onBorder)
    }
  }

  /// Where the point lies in relation to a feature as a whole.
  static func place(
    x: Double, y: Double, in index: PolygonIndex, _ feature: Int
  ) -> PointPlace {
    let near = square(x, y, hairlineMeters)
    guard near.meets(index.boxes[feature]) else { return .outside }
    let covered = OverlapArea.inside(near, index, feature)
    if covered <= 0 { return .outside }
    let isSurrounded =
      isAll(covered, of: near)
      || widerHalfWidths.contains {
        let square = square(x, y, $0)
        return isAll(OverlapArea.inside(square, index, feature), of: square)
      }
    return isSurrounded ? .inside : .boundary
  }

  /// Whether a feature covers a square, but for hairlines.
  private static func isAll(_ covered: Double, of square: Box) -> Bool {
    covered >= (1 - leftOut) * square.width * square.height
  }

  private static func square(_ x: Double, _ y: Double, _ halfWidth: Double) -> Box {
    Box(minX: x - halfWidth, minY: y - halfWidth, maxX: x + halfWidth, maxY: y + halfWidth)
  }
}
