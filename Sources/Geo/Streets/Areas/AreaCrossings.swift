internal import GeoCore

/// The lines by which people cross walkable areas: the shortest ways between the places where
/// streets meet them, over the ground alone.
///
/// A shortest way among obstacles is straight but at corners of these (Lozano-Pérez and Wesley), so
/// that lines of sight between entrances and bends hold all of them; what no shortest way uses is
/// left out. An entrance is a node of the outline that a street or another area has too.
/// **Bounds:** `mostNodes` entrances and bends, and `mostTests` comparisons of lines and walls, for
/// one group of areas; what has more is walked along its outline, and counted.
/// **Complexity:** O(k² w) for k entrances and bends and w walls.
/// **Source:** Lozano-Pérez and Wesley 1979, An algorithm for planning collision-free paths among
/// polyhedral obstacles, doi:10.1145/359156.359164; de Berg et al. 2008, Computational Geometry,
/// chapter 15.
struct AreaCrossings {
  struct Line {
    var from: Int32
    var to: Int32
    var way: Int32
    var use: WayRules.Use
  }

  /// Entrances and bends of one group.
  static let mostNodes = 400
  static let mostTests = 100_000_000
  /// 1e-7 degrees: what is larger is no square, and would not be exact.
  private static let mostExtent = 10_000_000

  private(set) var lines: [Line] = []
  private(set) var crossed = 0
  private(set) var tooComplex = 0

  /// - Parameters:
  ///   - isStreet: whether a street that is no outline of an area has a node.
  ///   - isClosed: whether a barrier stands at it.
  init(_ areas: [WalkableArea], isStreet: [Bool], isClosed: [Bool], _ extract: OSMExtract) {
    let groups = Self.groups(of: areas)
    var touching: [Int32: Int] = [:]
    for group in groups {
      for node in Set(group.flatMap { areas[$0].rings.flatMap { $0 } }) {
        touching[node, default: 0] += 1
      }
    }
    for members in groups {
      let group = SquareGroup(members.map { areas[$0] }, extract)
      let entrances = group.nodes.indices.filter { place in
        let node = group.nodes[place]
        return (isStreet[Int(node)] || touching[node, default: 0] > 1) && !isClosed[Int(node)]
      }
      guard entrances.count > 1 else { continue }
      let chosen = Set(entrances).union(group.bends).sorted()
      let tests = chosen.count * chosen.count / 2 * max(1, group.walls.count)
      let isLarge = group.points.contains { max(abs($0.x), abs($0.y)) > Self.mostExtent }
      guard chosen.count <= Self.mostNodes, tests <= Self.mostTests, !isLarge else {
        tooComplex += members.count
        continue
      }
      append(group, entrances, chosen)
      crossed += members.count
    }
  }

  /// Areas that share edges and may be passed alike, in the order of their first.
  private static func groups(of areas: [WalkableArea]) -> [[Int]] {
    struct Edge: Hashable {
      var low: Int32
      var high: Int32
    }
    var sets = DisjointSets(count: areas.count)
    var owners: [Edge: Int] = [:]
    for (i, area) in areas.enumerated() {
      for ring in area.rings {
        for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
          let edge = Edge(low: min(a, b), high: max(a, b))
          if let owner = owners[edge] {
            let (one, other) = (areas[owner].use, area.use)
            if one.forwardSpeed == other.forwardSpeed, one.backwardSpeed == other.backwardSpeed {
              sets.join(owner, i)
            }
          } else {
            owners[edge] = i
          }
        }
      }
    }
    var places: [Int: Int] = [:]
    var groups: [[Int]] = []
    for i in areas.indices {
      let root = sets.root(of: i)
      if let place = places[root] {
        groups[place].append(i)
      } else {
        places[root] = groups.count
        groups.append([i])
      }
    }
    return groups
  }

  private mutating func append(_ group: SquareGroup, _ entrances: [Int], _ chosen: [Int]) {
    let sights = Sights(group, chosen)
    var isUsed = Set<SquareGroup.Wall>()
    for start in entrances {
      sights.visitShortest(from: start, to: entrances) { isUsed.insert($0) }
    }
    let area = group.areas[0]
    for pair in isUsed.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      lines.append(
        Line(
          from: group.nodes[pair.from], to: group.nodes[pair.to], way: area.way, use: area.use))
    }
  }
}

/// Which of some nodes of a group see each other.
private struct Sights {
  private let chosen: [Int]
  /// Metres from each to each; infinite without sight.
  private var meters: [[Double]]
  /// Whether the outline leads the same way.
  private var isOutline: [[Bool]]

  init(_ group: SquareGroup, _ chosen: [Int]) {
    self.chosen = chosen
    let row = Array(repeating: Double.infinity, count: chosen.count)
    meters = Array(repeating: row, count: chosen.count)
    isOutline = Array(
      repeating: Array(repeating: false, count: chosen.count), count: chosen.count)
    for i in chosen.indices {
      for j in chosen.indices.dropFirst(i + 1) {
        let (a, b) = (chosen[i], chosen[j])
        let sight = group.sees(a, b)
        guard sight != .none, !group.isInterrupted(a, b, by: chosen) else { continue }
        let length = group.plane.meters(group.points[a], group.points[b])
        for (from, to) in [(i, j), (j, i)] {
          meters[from][to] = length
          isOutline[from][to] = sight == .alongWalls
        }
      }
    }
  }

  /// Calls `visit` with the lines across that the shortest ways to some nodes use, the smaller node
  /// first.
  func visitShortest(from start: Int, to ends: [Int], _ visit: (SquareGroup.Wall) -> Void) {
    guard let first = chosen.firstIndex(of: start) else { return }
    var cost = Array(repeating: Double.infinity, count: chosen.count)
    var parent = Array(repeating: -1, count: chosen.count)
    var isDone = Array(repeating: false, count: chosen.count)
    cost[first] = 0
    while true {
      var nearest = -1
      for i in chosen.indices where !isDone[i] && cost[i] < .infinity {
        if nearest < 0 || cost[i] < cost[nearest] { nearest = i }
      }
      guard nearest >= 0 else { break }
      isDone[nearest] = true
      for i in chosen.indices where cost[nearest] + meters[nearest][i] < cost[i] {
        cost[i] = cost[nearest] + meters[nearest][i]
        parent[i] = nearest
      }
    }
    for end in ends {
      guard var place = chosen.firstIndex(of: end) else { continue }
      while parent[place] >= 0 {
        let before = parent[place]
        if !isOutline[before][place] {
          let (a, b) = (chosen[before], chosen[place])
          visit(SquareGroup.Wall(from: min(a, b), to: max(a, b)))
        }
        place = before
      }
    }
  }
}
