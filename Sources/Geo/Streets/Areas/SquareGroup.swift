/// Areas side by side that are walked as one: squares that share edges and speeds.
///
/// Edges that two of them share in opposite directions are no walls: people walk over them.
struct SquareGroup {
  let areas: [WalkableArea]
  /// All nodes of the rings, ascending, and where they lie.
  let nodes: [Int32]
  let points: [SquarePlane.Point]
  let plane: SquarePlane
  /// Edges of the rings by places in `nodes`, the ground on their left.
  let walls: [Wall]
  /// The edges of each area, shared ones too.
  private let edgesOfAreas: [[Wall]]

  struct Wall: Hashable {
    var from: Int
    var to: Int
  }

  init(_ areas: [WalkableArea], _ extract: OSMExtract) {
    self.areas = areas
    nodes = Set(areas.flatMap { $0.rings.flatMap { $0 } }).sorted()
    plane = SquarePlane(at: Int(nodes[0]), of: extract)
    points = nodes.map { [plane] in plane.point(of: Int($0)) }
    var places: [Int32: Int] = [:]
    for (place, node) in nodes.enumerated() { places[node] = place }
    edgesOfAreas = areas.map { area in
      area.rings.flatMap { ring in
        ring.indices.compactMap { i -> Wall? in
          let next = ring[(i + 1) % ring.count]
          guard let from = places[ring[i]], let to = places[next] else { return nil }
          return Wall(from: from, to: to)
        }
      }
    }
    let all = Set(edgesOfAreas.joined())
    walls = all.filter { !all.contains(Wall(from: $0.to, to: $0.from)) }
      .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  /// The corners that a shortest way may bend at: where the ground takes more than half a turn, and
  /// where walls touch.
  var bends: [Int] {
    var next: [Int: [Int]] = [:]
    var before: [Int: [Int]] = [:]
    for wall in walls {
      next[wall.from, default: []].append(wall.to)
      before[wall.to, default: []].append(wall.from)
    }
    return nodes.indices.filter { node in
      guard let ahead = next[node], let behind = before[node] else { return false }
      guard ahead.count == 1, behind.count == 1 else { return true }
      return Self.turn(points[behind[0]], points[node], points[ahead[0]]) < 0
    }
  }

  /// How the line from a over b to c turns: above 0 to the left, below 0 to the right. Exact for
  /// areas of up to ten degrees.
  static func turn(_ a: SquarePlane.Point, _ b: SquarePlane.Point, _ c: SquarePlane.Point) -> Int {
    (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
  }

  /// Whether one sees from a node to another over the ground alone, its walls included; nil when a
  /// wall leads all the way.
  ///
  /// **Complexity:** O(edges). Exact.
  func sees(_ a: Int, _ b: Int) -> Sight {
    let (p, q) = (points[a], points[b])
    var stops = [p, q]
    for wall in walls {
      let (from, to) = (points[wall.from], points[wall.to])
      let (s, t) = (Self.side(p, q, from), Self.side(p, q, to))
      if s == 0, Self.isBetween(from, p, q) { stops.append(from) }
      guard s * t < 0 else { continue }
      if Self.side(from, to, p) * Self.side(from, to, q) < 0 { return .none }
    }
    stops.sort { Self.order($0, $1, from: p, to: q) }
    var isAlongWalls = true
    for (from, to) in zip(stops, stops.dropFirst()) where from != to {
      // Twice the coordinates, so that the middle is whole.
      let middle = SquarePlane.Point(x: from.x + to.x, y: from.y + to.y)
      if walls.contains(where: { isOn($0, middle) }) { continue }
      isAlongWalls = false
      guard contains(middle) else { return .none }
    }
    return isAlongWalls ? .alongWalls : .across
  }

  enum Sight {
    case none
    case across
    case alongWalls
  }

  private static func side(
    _ a: SquarePlane.Point, _ b: SquarePlane.Point, _ c: SquarePlane.Point
  ) -> Int {
    ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).signum()
  }

  /// Whether a point of the line through p and q lies between both, these excluded.
  static func isBetween(
    _ c: SquarePlane.Point, _ p: SquarePlane.Point, _ q: SquarePlane.Point
  ) -> Bool {
    let along = (c.x - p.x) * (q.x - p.x) + (c.y - p.y) * (q.y - p.y)
    let whole = (q.x - p.x) * (q.x - p.x) + (q.y - p.y) * (q.y - p.y)
    return along > 0 && along < whole
  }

  /// Whether another node of a list lies on the way between two.
  func isInterrupted(_ a: Int, _ b: Int, by list: [Int]) -> Bool {
    list.contains { c in
      c != a && c != b && Self.side(points[a], points[b], points[c]) == 0
        && Self.isBetween(points[c], points[a], points[b])
    }
  }

  private static func order(
    _ a: SquarePlane.Point, _ b: SquarePlane.Point, from p: SquarePlane.Point,
    to q: SquarePlane.Point
  ) -> Bool {
    let (dx, dy) = (q.x - p.x, q.y - p.y)
    return (a.x - b.x) * dx + (a.y - b.y) * dy < 0
  }

  /// Whether a point, in doubled coordinates, lies on an edge.
  private func isOn(_ wall: Wall, _ point: SquarePlane.Point) -> Bool {
    let (a, b) = (doubled(wall.from), doubled(wall.to))
    return Self.side(a, b, point) == 0
      && point.x >= min(a.x, b.x) && point.x <= max(a.x, b.x)
      && point.y >= min(a.y, b.y) && point.y <= max(a.y, b.y)
  }

  private func doubled(_ node: Int) -> SquarePlane.Point {
    SquarePlane.Point(x: 2 * points[node].x, y: 2 * points[node].y)
  }

  /// Whether a point, in doubled coordinates, lies in one of the areas or on its border.
  private func contains(_ point: SquarePlane.Point) -> Bool {
    edgesOfAreas.contains { edges in
      var isInside = false
      for edge in edges {
        if isOn(edge, point) { return true }
        let (a, b) = (doubled(edge.from), doubled(edge.to))
        guard (a.y > point.y) != (b.y > point.y) else { continue }
        let (low, high) = a.y < b.y ? (a, b) : (b, a)
        if Self.side(low, high, point) > 0 { isInside.toggle() }
      }
      return isInside
    }
  }
}
