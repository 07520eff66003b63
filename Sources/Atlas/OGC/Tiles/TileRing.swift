/// Runs of positions in a tile: clipped to it with its buffer, and brought to its grid.
///
/// **Units:** those of the tile's grid, y down.
struct TileRing {
  typealias Position = SIMD2<Double>
  typealias GridPosition = SIMD2<Int32>

  private static let least = Double(-TileCoordinate.buffer)
  private static let most = Double(TileCoordinate.extent + TileCoordinate.buffer)

  static func contains(_ position: Position) -> Bool {
    (least...most).contains(position.x) && (least...most).contains(position.y)
  }

  /// A ring, which is not closed, within the tile: side by side, what lies beyond is cut away. Where a
  /// ring leaves and comes back it runs along the side, beyond what is shown.
  ///
  /// **Source:** Sutherland & Hodgman 1974, Reentrant polygon clipping, doi:10.1145/360767.360802.
  static func clipped(ring: [Position]) -> [Position] {
    guard let first = ring.first else { return [] }
    var (low, high) = (first, first)
    for position in ring {
      low = pointwiseMin(low, position)
      high = pointwiseMax(high, position)
    }
    if low.x > most || low.y > most || high.x < least || high.y < least { return [] }
    var result = ring
    if low.x < least { result = cut(result, 0, least, isLower: true) }
    if high.x > most { result = cut(result, 0, most, isLower: false) }
    if low.y < least { result = cut(result, 1, least, isLower: true) }
    if high.y > most { result = cut(result, 1, most, isLower: false) }
    return result
  }

  private static func cut(
    _ ring: [Position], _ axis: Int, _ side: Double, isLower: Bool
  ) -> [Position] {
    guard var previous = ring.last else { return [] }
    var result: [Position] = []
    result.reserveCapacity(ring.count + 4)
    func isInside(_ position: Position) -> Bool {
      isLower ? position[axis] >= side : position[axis] <= side
    }
    for position in ring {
      if isInside(position) != isInside(previous) {
        let share = (side - previous[axis]) / (position[axis] - previous[axis])
        var crossing = previous + share * (position - previous)
        crossing[axis] = side
        result.append(crossing)
      }
      if isInside(position) { result.append(position) }
      previous = position
    }
    return result
  }

  /// The runs of a line within the tile.
  ///
  /// **Source:** Liang & Barsky 1984, A new concept and method for line clipping,
  /// doi:10.1145/357332.357333.
  static func clipped(line: [Position]) -> [[Position]] {
    var runs: [[Position]] = []
    var run: [Position] = []
    for (from, to) in zip(line, line.dropFirst()) {
      guard let (start, end) = part(of: from, to) else { continue }
      let a = start == 0 ? from : from + start * (to - from)
      let b = end == 1 ? to : from + end * (to - from)
      if run.last != a {
        if run.count > 1 { runs.append(run) }
        run = [a]
      }
      run.append(b)
    }
    if run.count > 1 { runs.append(run) }
    return runs
  }

  /// The shares of an edge between which it lies in the tile; nil when it does not.
  private static func part(of from: Position, _ to: Position) -> (Double, Double)? {
    var (start, end) = (0.0, 1.0)
    for axis in 0..<2 {
      let run = to[axis] - from[axis]
      if run == 0 {
        guard (least...most).contains(from[axis]) else { return nil }
        continue
      }
      let (a, b) = ((least - from[axis]) / run, (most - from[axis]) / run)
      start = max(start, min(a, b))
      end = min(end, max(a, b))
      if start > end { return nil }
    }
    return (start, end)
  }

  /// Positions on the grid, each but once where several fall on one place.
  static func onGrid(_ positions: [Position]) -> [GridPosition] {
    var result: [GridPosition] = []
    result.reserveCapacity(positions.count)
    for position in positions {
      let rounded = position.rounded(.toNearestOrAwayFromZero)
      let place = GridPosition(Int32(rounded.x), Int32(rounded.y))
      if result.last != place { result.append(place) }
    }
    return result
  }

  /// A ring on the grid without what bounds nothing: positions on a straight edge, and spikes. Empty
  /// when nothing is left.
  static func cleaned(ring: [GridPosition]) -> [GridPosition] {
    var result: [GridPosition] = []
    for place in ring {
      result.append(place)
      while result.count > 2, turn(result[result.count - 3], result[result.count - 2], place) == 0 {
        result.remove(at: result.count - 2)
        if result[result.count - 2] == place { result.removeLast() }
      }
    }
    while result.count > 2 {
      let last = result.count - 1
      if result[0] == result[last] || turn(result[last - 1], result[last], result[0]) == 0 {
        result.removeLast()
      } else if turn(result[last], result[0], result[1]) == 0 {
        result.removeFirst()
      } else {
        break
      }
    }
    return result.count > 2 && doubleArea(of: result) != 0 ? result : []
  }

  /// Twice the area of the triangle of three places, with its sign.
  private static func turn(_ a: GridPosition, _ b: GridPosition, _ c: GridPosition) -> Int {
    let (ux, uy) = (Int(b.x) - Int(a.x), Int(b.y) - Int(a.y))
    let (vx, vy) = (Int(c.x) - Int(b.x), Int(c.y) - Int(b.y))
    return ux * vy - uy * vx
  }

  /// Twice the area by the surveyor's formula: positive where a ring runs clockwise as it is seen, y
  /// being down.
  static func doubleArea(of ring: [GridPosition]) -> Int {
    guard var previous = ring.last else { return 0 }
    var sum = 0
    for place in ring {
      sum += Int(previous.x) * Int(place.y) - Int(place.x) * Int(previous.y)
      previous = place
    }
    return sum
  }
}
