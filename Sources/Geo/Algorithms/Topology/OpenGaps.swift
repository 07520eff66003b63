internal import GeoCore

/// The narrow strips of a void that lie open to the rest of it: slits that reach the outer border of
/// a coverage, and corridors between neighbours that are open at both ends.
///
/// A strip lies between walls of different features that face each other (`FacingWalls`), no wider
/// than the limit. Its mouths, where it is open, must be narrow:
///
/// 1. The strip is at least five times as long as its widest mouth: what two neighbours leave where
///    they part at an angle of more than eleven degrees is a notch of the outer border, no gap.
/// 2. At a mouth the walls end, or turn away. Where they part so slowly that the strip reaches the
///    limit before that, the mouth could be anywhere: such a strip counts only if it is twenty times
///    as long as its mouth and three quarters of it are evenly narrow, which a wedge never is.
///
/// **Complexity:** that of `FacingWalls`, and O(walls).
struct OpenGaps {
  /// A strip, as a polygon.
  struct Gap {
    /// The outline first, then what lies within; not closed.
    var rings: [[SIMD2<Double>]]
    var area: Double
    /// The length along the walls, half of both sides.
    var length: Double
    /// The features whose walls they are, in ascending order.
    var features: [Int]
    /// The nodes along the walls, with the feature whose wall it is.
    var ends: [(node: Int32, feature: Int)]
  }

  private static let leastElongation = 5.0
  private static let leastElongationOfWedges = 20.0
  /// How many times as wide as the strip a bridge or a mouth may be.
  private static let reach = 1.5

  let faces: TopologyFaces
  let limit: Double
  private(set) var gaps: [Gap] = []

  private var facing: FacingWalls
  /// The half-edge of each wall; the walls of a border follow each other.
  private var halves: [Int32] = []
  /// Border k has the walls `starts[k] ..< starts[k + 1]`.
  private var starts: [Int] = [0]
  private var runs: [WallRun] = []

  /// - Parameters:
  ///   - borders: the borders of the void.
  ///   - feature: the feature on the far side of a half-edge.
  init(
    _ faces: TopologyFaces, borders: [Int], limit: Double, threads: Int,
    feature: (Int32) -> Int32
  ) {
    self.faces = faces
    self.limit = limit
    var walls = FacingWalls.Walls(between: faces.nodes, count: faces.following.count)
    halves.reserveCapacity(faces.following.count)
    for border in borders {
      for half in faces.halves(ofBorder: border) {
        halves.append(half)
        walls.append(
          from: faces.origin(ofHalf: half), to: faces.origin(ofHalf: half ^ 1),
          feature: feature(half))
      }
      starts.append(walls.count)
    }
    facing = FacingWalls(walls, limit: limit, threads: threads)
    for border in borders.indices { findRuns(border) }
    findGaps()
  }

  // MARK: Runs

  private func stretch(_ place: (wall: Int, number: Int)) -> FacingWalls.Stretch {
    facing.stretches[place.wall][place.number]
  }

  private mutating func findRuns(_ border: Int) {
    let range = starts[border]..<starts[border + 1]
    var passed = 0.0
    var found: [(run: WallRun, start: Double, end: Double)] = []
    for wall in range {
      for (number, stretch) in facing.stretches[wall].enumerated() {
        let start = passed + stretch.from
        if let last = found.last, isBridged(last.run, stretch, start - last.end) {
          found[found.count - 1].run.append(stretch, wall, number)
          found[found.count - 1].end = passed + stretch.to
        } else {
          found.append((WallRun(border, stretch, wall, number), start, passed + stretch.to))
        }
      }
      passed += facing.walls[wall].length
    }
    if let last = found.last {
      let first = found[0]
      let firstStretch = stretch(first.run.stretches[0])
      if isBridged(last.run, firstStretch, first.start + passed - last.end) {
        if found.count == 1 {
          found[0].run.isClosed = true
        } else {
          found[found.count - 1].run.append(first.run)
          found.removeFirst()
        }
      }
    }
    runs += found.map(\.run)
  }

  /// Whether a run goes on with a stretch beyond a piece of border that faces nothing: the bottom of
  /// a slit, or a tooth of a wall.
  private func isBridged(_ run: WallRun, _ next: FacingWalls.Stretch, _ distance: Double) -> Bool {
    if run.isCutAtEnd || next.isCutAtStart { return distance <= 0 }
    return distance <= Self.reach * max(run.endWidth, next.startWidth) + limit * 1e-9
  }

  /// The points of a run, and the walls that it passes.
  private func path(_ run: WallRun) -> (points: [SIMD2<Double>], walls: [Int]) {
    let range = starts[run.border]..<starts[run.border + 1]
    if run.isClosed { return (range.map { facing.walls[$0].start }, Array(range)) }
    func point(_ wall: Int, _ place: Double) -> SIMD2<Double> {
      let wall = facing.walls[wall]
      return wall.start + (wall.end - wall.start) * min(place / wall.length, 1)
    }
    var steps = (run.lastWall - run.firstWall + range.count) % range.count
    if steps == 0, run.wraps { steps = range.count }
    var walls = [run.firstWall]
    var points = [point(run.firstWall, run.from)]
    var wall = run.firstWall
    for _ in 0..<steps {
      points.append(facing.walls[wall].end)
      wall = wall + 1 == range.upperBound ? range.lowerBound : wall + 1
      walls.append(wall)
    }
    points.append(point(run.lastWall, run.to))
    var distinct: [SIMD2<Double>] = []
    for point in points where point != distinct.last { distinct.append(point) }
    return (distinct, walls)
  }

  // MARK: Gaps

  private mutating func findGaps() {
    guard !runs.isEmpty else { return }
    let paths = runs.map { path($0) }
    var runsOfWall: [[Int32]] = Array(repeating: [], count: facing.walls.count)
    for (run, path) in paths.enumerated() {
      for wall in path.walls { runsOfWall[wall].append(Int32(run)) }
    }
    var sets = DisjointSets(count: runs.count)
    for (number, run) in runs.enumerated() {
      for place in run.stretches {
        let stretch = stretch(place)
        let wall = Int(stretch.facing)
        let other = runsOfWall[wall].first {
          runs[Int($0)].holds(wall, stretch.facingPlace, slack: limit)
        }
        if let other { sets.join(number, Int(other)) }
      }
    }
    let following = mouths(paths.map(\.points), &sets)
    for group in sets.groups(of: Array(runs.indices)) {
      if let gap = gap(group, paths, following) { gaps.append(gap) }
    }
  }

  /// For each run, the one of the same gap that starts across the mouth where it ends: the nearest
  /// start; nil when there is none.
  private func mouths(_ paths: [[SIMD2<Double>]], _ sets: inout DisjointSets) -> [Int?] {
    let boxes = paths.indices.map { run in
      let point = paths[run][0]
      return runs[run].isClosed
        ? Box.empty : Box(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y)
    }
    let tree = BoxTree(boxes)
    var pairs: [(distance: Double, end: Int, start: Int)] = []
    for run in paths.indices where !runs[run].isClosed {
      let end = paths[run][paths[run].count - 1]
      let box = Box(minX: end.x, minY: end.y, maxX: end.x, maxY: end.y)
      tree.query(box.expanded(by: Self.reach * limit)) { other in
        let apart = paths[other][0] - end
        pairs.append(((apart * apart).sum().squareRoot(), run, other))
      }
    }
    pairs.sort { ($0.distance, $0.end, $0.start) < ($1.distance, $1.end, $1.start) }
    var following: [Int?] = Array(repeating: nil, count: paths.count)
    var isTaken = [Bool](repeating: false, count: paths.count)
    for pair in pairs where following[pair.end] == nil && !isTaken[pair.start] {
      guard sets.root(of: pair.end) == sets.root(of: pair.start) else { continue }
      following[pair.end] = pair.start
      isTaken[pair.start] = true
    }
    return following
  }

  /// The gap that some runs enclose together with its mouths; nil when it is none.
  private func gap(
    _ group: [Int], _ paths: [(points: [SIMD2<Double>], walls: [Int])], _ following: [Int?]
  ) -> Gap? {
    let walls = group.flatMap { paths[$0].walls }
    let features = Set(walls.map { Int(facing.walls[$0].feature) }).sorted()
    guard features.count > 1 else { return nil }
    var rings: [[SIMD2<Double>]] = []
    var isUsed: Set<Int> = []
    var perimeter = 0.0
    var mouths: [Double] = []
    for first in group where !isUsed.contains(first) {
      var ring: [SIMD2<Double>] = []
      var run = first
      repeat {
        isUsed.insert(run)
        ring += paths[run].points
        if runs[run].isClosed { break }
        guard let next = following[run] else { return nil }
        let apart = paths[next].points[0] - paths[run].points[paths[run].points.count - 1]
        mouths.append((apart * apart).sum().squareRoot())
        run = next
      } while run != first
      perimeter += Self.length(ring)
      rings.append(ring)
    }
    let areas = rings.map { Self.area($0) }
    // One outline, and it runs counterclockwise; the rest lies within.
    guard let widest = mouths.max(), areas.count(where: { $0 > 0 }) == 1 else { return nil }
    let area = areas.reduce(0, +)
    let length = (perimeter - mouths.reduce(0, +)) / 2
    guard area > 0, length >= Self.leastElongation * widest, area <= limit * length,
      hasNarrowMouths(group, length: length, widest: widest)
    else { return nil }
    let order = rings.indices.sorted { (areas[$0] < 0 ? 1 : 0, $0) < (areas[$1] < 0 ? 1 : 0, $1) }
    let ends = walls.flatMap { wall in
      let feature = Int(facing.walls[wall].feature)
      return [0, 1].map { (faces.origin(ofHalf: halves[wall] ^ $0), feature) }
    }
    return Gap(
      rings: order.map { rings[$0] }, area: area, length: length, features: features, ends: ends)
  }

  /// Whether the walls end at the mouths; or, where they part slowly, the strip is evenly narrow.
  private func hasNarrowMouths(_ group: [Int], length: Double, widest: Double) -> Bool {
    guard group.contains(where: { runs[$0].isCut }) else { return true }
    guard length >= Self.leastElongationOfWedges * widest else { return false }
    let stretches = group.flatMap { runs[$0].stretches.map { stretch($0) } }
      .sorted { ($0.middleWidth, $0.from) < ($1.middleWidth, $1.from) }
    let total = stretches.reduce(0) { $0 + $1.to - $1.from }
    func width(atShare share: Double) -> Double {
      var passed = 0.0
      for stretch in stretches {
        passed += stretch.to - stretch.from
        if passed >= share * total { return stretch.middleWidth }
      }
      return stretches.last?.middleWidth ?? 0
    }
    let (narrow, wide) = (width(atShare: 0.25), width(atShare: 0.75))
    return wide <= 0.6 * limit && wide - narrow <= 0.15 * limit
  }

  private static func length(_ ring: [SIMD2<Double>]) -> Double {
    var sum = 0.0
    for (k, point) in ring.enumerated() {
      let apart = ring[k + 1 == ring.count ? 0 : k + 1] - point
      sum += (apart * apart).sum().squareRoot()
    }
    return sum
  }

  private static func area(_ ring: [SIMD2<Double>]) -> Double {
    var sum = CompensatedSum()
    for k in ring.indices.dropFirst().dropLast() {
      sum.add(EdgeNoding.cross(ring[k] - ring[0], ring[k + 1] - ring[0]))
    }
    return sum.value / 2
  }
}
