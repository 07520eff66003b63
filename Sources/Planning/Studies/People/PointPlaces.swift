internal import GeoAlgorithms
internal import GeoCore

/// Where people at a point live, whatever way the zones and layers around them are cut.
///
/// A region is a set of polygons that may touch along borders. A point on such a border is strictly
/// inside when the ground around it is covered on all sides: that is looked at in squares of 0.1 m,
/// 0.01 m and 0.001 m half-width, of which less than 1 % may be left out. So borders that do not meet
/// to the last bit, since projection bends what was straight or both were digitised, do not count for
/// borders of the region when they are less than a millimetre apart. Points in the interior of a
/// polygon, and points that are nowhere near one, are decided exactly.
enum PointPlaces {
  /// What lies as far apart as that, in metres, meets.
  static let hairlineMeters = 0.001
  private static let halfWidths = [0.1, 0.01, hairlineMeters]
  private static let leftOut = 0.01

  /// A zone that a point belongs to.
  struct Zone {
    var feature: Int
    var place: PointPlace
    /// The part of the point's people that the zone counts.
    var part: Double
  }

  /// The zones that have the point inside or on their border: all of it counts in each zone around it,
  /// else in equal parts in those on whose border it lies. Zones that it misses by less than a
  /// millimetre have it on their border when no zone has it at all.
  static func zones(aroundX x: Double, y: Double, in zones: PolygonIndex) -> [Zone] {
    var found = PointInPolygon.features(atX: x, y: y, in: zones)
    if found.isEmpty {
      found = PointInPolygon.features(nearX: x, y: y, within: hairlineMeters, in: zones).map {
        ($0, .boundary)
      }
    }
    if !found.contains(where: { $0.place == .inside }) {
      found = found.map { feature, _ in
        (feature, isSurrounded(x: x, y: y, by: zones, feature) ? .inside : .boundary)
      }
    }
    let isInAny = found.contains { $0.place == .inside }
    let onBorder = isInAny ? 0 : 1 / Double(found.count)
    return found.map { feature, place in
      Zone(feature: feature, place: place, part: place == .inside ? 1 : onBorder)
    }
  }

  /// Where the point lies in relation to a feature as a whole.
  /// - Parameter isNear: whether a feature that the point misses by less than a millimetre has it on
  ///   its border.
  static func place(
    x: Double, y: Double, in index: PolygonIndex, _ feature: Int, isNear: Bool
  ) -> PointPlace {
    let exact = PointInPolygon.place(x: x, y: y, in: index, feature)
    if exact == .inside { return .inside }
    let reach = square(x, y, hairlineMeters)
    guard reach.meets(index.boxes[feature]) else { return exact }
    if isSurrounded(x: x, y: y, by: index, feature) { return .inside }
    if exact == .boundary || !isNear { return exact }
    return OverlapArea.inside(reach, index, feature) > 0 ? .boundary : .outside
  }

  /// Whether the feature covers the ground around the point, but for hairlines.
  private static func isSurrounded(
    x: Double, y: Double, by index: PolygonIndex, _ feature: Int
  ) -> Bool {
    halfWidths.contains { halfWidth in
      let square = square(x, y, halfWidth)
      let covered = OverlapArea.inside(square, index, feature)
      return covered >= (1 - leftOut) * square.width * square.height
    }
  }

  private static func square(_ x: Double, _ y: Double, _ halfWidth: Double) -> Box {
    Box(minX: x - halfWidth, minY: y - halfWidth, maxX: x + halfWidth, maxY: y + halfWidth)
  }
}
