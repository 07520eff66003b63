/// Consecutive stretches of a border that face other features.
struct WallRun {
  var border: Int
  /// The walls where it starts and ends, and where on them.
  var firstWall: Int
  var from: Double
  var lastWall: Int
  var to: Double
  var startWidth: Double
  var endWidth: Double
  /// Whether, at one of its ends, the walls go on but further apart than the limit.
  var isCut: Bool
  var isCutAtEnd: Bool
  /// Its stretches: the wall, and the number on that wall.
  var stretches: [(wall: Int, number: Int)]
  /// Whether it runs all around, without a start.
  var isClosed = false

  init(_ border: Int, _ stretch: FacingWalls.Stretch, _ wall: Int, _ number: Int) {
    self.border = border
    (firstWall, from, lastWall, to) = (wall, stretch.from, wall, stretch.to)
    (startWidth, endWidth) = (stretch.startWidth, stretch.endWidth)
    isCut = stretch.isCutAtStart || stretch.isCutAtEnd
    isCutAtEnd = stretch.isCutAtEnd
    stretches = [(wall, number)]
  }

  mutating func append(_ stretch: FacingWalls.Stretch, _ wall: Int, _ number: Int) {
    append(WallRun(border, stretch, wall, number))
  }

  /// Goes on with the run after this one.
  mutating func append(_ next: WallRun) {
    (lastWall, to, endWidth) = (next.lastWall, next.to, next.endWidth)
    isCut = isCut || next.isCut
    isCutAtEnd = next.isCutAtEnd
    stretches += next.stretches
  }

  /// Whether it passes the first wall of its border after the last.
  var wraps: Bool { lastWall < firstWall || (lastWall == firstWall && to < from) }

  /// Whether it holds a place of a wall that it passes, give or take.
  func holds(_ wall: Int, _ place: Double, slack: Double) -> Bool {
    if isClosed { return true }
    let isAfterStart = wall > firstWall || (wall == firstWall && place >= from - slack)
    let isBeforeEnd = wall < lastWall || (wall == lastWall && place <= to + slack)
    return wraps ? isAfterStart || isBeforeEnd : isAfterStart && isBeforeEnd
  }
}
