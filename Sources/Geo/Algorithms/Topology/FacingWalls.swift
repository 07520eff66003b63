internal import GeoCore

/// Where the walls of a void face walls of other features across a short distance.
///
/// From every point of a wall one looks straight into the void. What is seen first, if it is near
/// enough and of another feature, is the facing wall; walls that diverge by more than one in two are
/// the flanks of a notch and do not face each other.
///
/// **Complexity:** O(n log n + pairs of walls nearer than the limit), shared out among the threads.
struct FacingWalls: Sendable {
  /// An edge with the void on its left.
  struct Wall: Sendable {
    var start: SIMD2<Double>
    var end: SIMD2<Double>
    var feature: Int32

    var length: Double { ((end - start) * (end - start)).sum().squareRoot() }

    var box: Box {
      Box(
        minX: min(start.x, end.x), minY: min(start.y, end.y), maxX: max(start.x, end.x),
        maxY: max(start.y, end.y))
    }
  }

  /// Walls between nodes.
  struct Walls: Sendable {
    private let nodes: [SIMD2<Double>]
    /// From node, to node, and the feature.
    private var entries: [(from: Int32, to: Int32, feature: Int32)] = []

    /// - Parameter count: how many walls there will be at most.
    init(between nodes: [SIMD2<Double>], count: Int) {
      self.nodes = nodes
      entries.reserveCapacity(count)
    }

    var count: Int { entries.count }

    mutating func append(from: Int32, to: Int32, feature: Int32) {
      entries.append((from, to, feature))
    }

    subscript(wall: Int) -> Wall {
      let entry = entries[wall]
      return Wall(
        start: nodes[Int(entry.from)], end: nodes[Int(entry.to)], feature: entry.feature)
    }
  }

  /// A stretch of a wall that faces one other wall.
  struct Stretch: Sendable {
    /// Where it starts and ends, from the start of its wall.
    var from: Double
    var to: Double
    /// How far the other wall is there.
    var startWidth: Double
    var endWidth: Double
    /// Whether the other wall goes on, but further away than the limit.
    var isCutAtStart: Bool
    var isCutAtEnd: Bool
    /// The other wall, and the place on it that faces the middle, from its start.
    var facing: Int32
    var facingPlace: Double

    var middleWidth: Double { (startWidth + endWidth) / 2 }
  }

  private static let chunk = 2048

  let walls: Walls
  /// The widest distance across.
  let limit: Double
  /// For each wall, where it faces others, from its start on.
  private(set) var stretches: [[Stretch]] = []

  init(_ walls: Walls, limit: Double, threads: Int) {
    self.walls = walls
    self.limit = limit
    let tree = BoxTree(count: walls.count) { walls[$0].box }
    let sight = Sight(walls: walls, limit: limit)
    stretches = Parallel.collect(count: walls.count, chunk: Self.chunk, threads: threads) {
      range in
      var near: [Int] = []
      return range.map { wall in
        near.removeAll(keepingCapacity: true)
        var meetsAnother = false
        let feature = walls[wall].feature
        tree.query(walls[wall].box.expanded(by: limit)) { other in
          near.append(other)
          if walls[other].feature != feature { meetsAnother = true }
        }
        return meetsAnother ? sight.stretches(of: wall, among: near.sorted()) : []
      }
    }.flatMap { $0 }
  }
}

/// What is seen from walls.
private struct Sight: Sendable {
  /// Walls that diverge faster than this face each other nowhere.
  private static let steepest = 0.5

  let walls: FacingWalls.Walls
  let limit: Double

  /// A wall as another one sees it: along that one, and how far to its left.
  private struct View {
    var wall: Int
    var from: Double
    var to: Double
    var startWidth: Double
    var slope: Double
    var isCutAtStart: Bool
    var isCutAtEnd: Bool

    func width(at place: Double) -> Double { startWidth + slope * (place - from) }
  }

  /// What of a wall lies straight in front of another one and near enough; nil for nothing.
  private func view(of other: Int, from wall: FacingWalls.Wall, _ length: Double) -> View? {
    let along = (wall.end - wall.start) / length
    func seen(_ point: SIMD2<Double>) -> (place: Double, width: Double) {
      let offset = point - wall.start
      return ((offset * along).sum(), EdgeNoding.cross(along, offset))
    }
    // Its void is on its left too, so that it runs the other way.
    let (first, last) = (seen(walls[other].end), seen(walls[other].start))
    guard first.place < last.place else { return nil }
    let slope = (last.width - first.width) / (last.place - first.place)
    var (from, to) = (max(first.place, 0), min(last.place, length))
    func width(_ place: Double) -> Double { first.width + slope * (place - first.place) }
    guard from < to, min(width(from), width(to)) <= limit, max(width(from), width(to)) > 0 else {
      return nil
    }
    let isCutAtStart = width(from) > limit
    let isCutAtEnd = width(to) > limit
    if isCutAtStart { from = first.place + (limit - first.width) / slope }
    if isCutAtEnd { to = first.place + (limit - first.width) / slope }
    guard from < to else { return nil }
    return View(
      wall: other, from: from, to: to, startWidth: max(width(from), 0), slope: slope,
      isCutAtStart: isCutAtStart, isCutAtEnd: isCutAtEnd)
  }

  /// Where a wall sees one of another feature first.
  func stretches(of number: Int, among near: [Int]) -> [FacingWalls.Stretch] {
    let wall = walls[number]
    let length = wall.length
    guard length > 0 else { return [] }
    let views = near.compactMap { $0 == number ? nil : view(of: $0, from: wall, length) }
      .sorted { ($0.from, $0.wall) < ($1.from, $1.wall) }
    guard views.contains(where: { walls[$0.wall].feature != wall.feature }) else { return [] }
    let places = Set(views.flatMap { [$0.from, $0.to] }).sorted()
    var found: [FacingWalls.Stretch] = []
    var open: [View] = []
    var next = 0
    for (from, to) in zip(places, places.dropFirst()) {
      while next < views.count, views[next].from <= from {
        open.append(views[next])
        next += 1
      }
      open.removeAll { $0.to <= from }
      let middle = from + (to - from) / 2
      let nearest = open.min {
        ($0.width(at: middle), $0.wall) < ($1.width(at: middle), $1.wall)
      }
      guard let first = nearest,
        walls[first.wall].feature != wall.feature, abs(first.slope) <= Self.steepest
      else { continue }
      found.append(stretch(of: first, from, to, wall, length))
    }
    return found
  }

  private func stretch(
    of view: View, _ from: Double, _ to: Double, _ wall: FacingWalls.Wall, _ length: Double
  ) -> FacingWalls.Stretch {
    let middle = from + (to - from) / 2
    let along = (wall.end - wall.start) / length
    let left = SIMD2(-along.y, along.x)
    let seen = wall.start + along * middle + left * view.width(at: middle)
    let offset = seen - walls[view.wall].start
    return FacingWalls.Stretch(
      from: from, to: to, startWidth: view.width(at: from), endWidth: view.width(at: to),
      isCutAtStart: view.isCutAtStart && from == view.from,
      isCutAtEnd: view.isCutAtEnd && to == view.to, facing: Int32(view.wall),
      facingPlace: (offset * offset).sum().squareRoot())
  }
}
