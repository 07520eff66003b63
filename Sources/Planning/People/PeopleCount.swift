internal import Geo

/// People in regions, from polygons with even density or from points, with bounds.
///
/// From polygons: `expected` = Σ people × area(cell ∩ region) / area(cell); `low` counts only
/// cells that lie wholly in the region, `high` every cell that shares area with it. From points:
/// `expected` and `high` count what is inside or on the border, `low` what is strictly inside;
/// a point on the border of several zones is expected in equal parts in each, so that nobody
/// counts twice.
public struct PeopleCount: Sendable, Equatable {
  public var expected = 0.0
  public var low = 0.0
  public var high = 0.0

  /// A cell is wholly in a region when all but the rest of this share of it is.
  static let wholeCell = 1 - noShare
  /// A share of a cell that is no more than rounding along its border.
  static let noShare = 1e-9

  /// The people in each zone's region, one count a zone.
  /// - Parameter regions: the part of each zone that is asked for, or the zones themselves.
  static func counts(
    of source: PeopleSource, in regions: PolygonIndex, zones: PolygonIndex, threads: Int
  ) -> [PeopleCount] {
    var expected = OrderFreeSums(count: regions.count)
    var low = OrderFreeSums(count: regions.count)
    var high = OrderFreeSums(count: regions.count)
    if source.isPoints {
      for row in source.rows.indices where source.rows[row].droppedReason == nil {
        guard let vertex = source.geometries.vertices(ofFeature: row).first else { continue }
        let (x, y) = (source.geometries.x(vertex), source.geometries.y(vertex))
        let people = source.rows[row].people
        for (zone, part) in parts(atX: x, y: y, in: zones) {
          let place = PointInPolygon.place(x: x, y: y, in: regions, zone)
          guard place != .outside else { continue }
          expected.add(people * part, to: zone)
          high.add(people, to: zone)
          if place == .inside { low.add(people, to: zone) }
        }
      }
    } else {
      for pair in OverlapPairs.all(source.index, regions, threads: threads) {
        guard source.rows[pair.a].droppedReason == nil else { continue }
        let people = source.rows[pair.a].people
        let share = min(1, pair.area / source.index.areas[pair.a])
        guard share > noShare else { continue }
        expected.add(people * share, to: pair.b)
        high.add(people, to: pair.b)
        if share >= wholeCell { low.add(people, to: pair.b) }
      }
    }
    return zip(expected.totals, zip(low.totals, high.totals)).map {
      PeopleCount(expected: $0, low: $1.0, high: $1.1)
    }
  }

  /// The zones that have a point inside or on their border, and the part of it that each counts:
  /// all in zones around it, else equal parts in those on whose border it lies.
  private static func parts(
    atX x: Double, y: Double, in zones: PolygonIndex
  ) -> [(zone: Int, part: Double)] {
    let places = PointInPolygon.features(atX: x, y: y, in: zones)
    let isInAny = places.contains { $0.place == .inside }
    let onBorder = isInAny ? 0 : 1 / Double(places.count)
    return places.map { ($0.feature, $0.place == .inside ? 1 : onBorder) }
  }

  /// The regions that a row's points are in; a row of several points is where its first one is.
  private static func places(
    of row: Int, of source: PeopleSource, in regions: PolygonIndex
  ) -> [(feature: Int, place: PointPlace)] {
    guard let vertex = source.geometries.vertices(ofFeature: row).first else { return [] }
    return PointInPolygon.features(
      atX: source.geometries.x(vertex), y: source.geometries.y(vertex), in: regions)
  }

  /// The people of each row that live in any zone, counted once.
  static func assigned(
    of source: PeopleSource, to zones: ArealLayer, threads: Int
  ) -> [Double] {
    var assigned = Array(repeating: 0.0, count: source.rows.count)
    if source.isPoints {
      for row in source.rows.indices
      where !places(of: row, of: source, in: zones.dissolved).isEmpty {
        assigned[row] = source.rows[row].people
      }
      return assigned
    }
    for pair in OverlapPairs.all(source.index, zones.dissolved, threads: threads) {
      let share = min(1, pair.area / source.index.areas[pair.a])
      assigned[pair.a] += source.rows[pair.a].people * share
    }
    return zip(source.rows, assigned).map { row, sum in
      // What rounding alone keeps from being whole is whole.
      sum >= row.people * wholeCell ? row.people : sum
    }
  }
}
