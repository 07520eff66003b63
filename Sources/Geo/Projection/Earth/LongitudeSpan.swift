/// An interval of longitudes on the circle: from `west` eastwards over `width` degrees.
///
/// 179° to −179° is a span of two degrees with its middle at 180°; its east is written 181°.
///
/// **Units:** degrees. **Boundary rule:** closed at both ends.
public struct LongitudeSpan: Sendable, Equatable {
  /// Where it begins; any turn of the circle.
  public let west: Double
  /// 0 to 360.
  public let width: Double

  /// A span from a meridian eastwards; its width is held within 0 and 360 degrees.
  public init(west: Double, width: Double) {
    self.west = west
    self.width = min(max(width, 0), 360)
  }

  /// West plus width: beyond 180 when the span crosses the antimeridian.
  public var east: Double { west + width }
  /// Half-way between west and east; beyond 180 where they are.
  public var middle: Double { west + width / 2 }
  /// Whether it goes all around the Earth.
  public var isWholeCircle: Bool { width >= 360 }

  /// The smallest span around intervals, each given from west to east: the largest gap between them
  /// is left out. Nil without any.
  ///
  /// **Complexity:** O(n log n).
  public static func around(_ intervals: [(west: Double, east: Double)]) -> LongitudeSpan? {
    guard !intervals.isEmpty else { return nil }
    if let whole = intervals.first(where: { $0.east - $0.west >= 360 }) {
      return LongitudeSpan(west: whole.west, width: 360)
    }
    let sorted = intervals.map { one -> (west: Double, east: Double) in
      let west = turned(one.west, from: -180)
      return (west, west + (one.east - one.west))
    }.sorted { ($0.west, $0.east) < ($1.west, $1.east) }
    // One walk around: where the next interval begins beyond all that came before, there is a gap.
    var reached = sorted[0].east
    var gap = (width: 0.0, end: sorted[0].west)
    for one in sorted.dropFirst() {
      if one.west - reached > gap.width { gap = (one.west - reached, one.west) }
      reached = max(reached, one.east)
    }
    let last = sorted[0].west + 360 - reached
    if last >= gap.width {
      return LongitudeSpan(west: sorted[0].west, width: last > 0 ? reached - sorted[0].west : 360)
    }
    return LongitudeSpan(west: gap.end, width: 360 - gap.width)
  }

  /// Whether two spans share a longitude, whatever turns of the circle they are written in.
  public func meets(_ other: LongitudeSpan) -> Bool {
    let ahead = Self.turned(other.west, from: west) - west
    return ahead <= width || ahead + other.width >= 360
  }

  /// A longitude in the turn of the circle that begins at `start`: `start ..< start + 360`. What
  /// lies there already is left as it is, bit by bit.
  public static func turned(_ longitude: Double, from start: Double) -> Double {
    if longitude >= start, longitude < start + 360 { return longitude }
    let turns = ((longitude - start) / 360).rounded(.down)
    let moved = longitude - 360 * turns
    return moved < start + 360 ? max(moved, start) : start
  }
}
