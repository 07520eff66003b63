internal import GeoCore

/// Where the vertices of borders came from, so that all moves together stay within the tolerance.
///
/// Every vertex has its *homes*: where it, and the vertices that were brought to it, stood at first;
/// of a vertex that an edge was led through, the place of that edge that it was led away from. A
/// vertex may go where all its homes are within the tolerance of, and an edge may bend to a vertex
/// that is within the tolerance of the line between the homes of its ends. By induction every edge
/// then runs between two places that are each within the tolerance of the ends of a piece of the
/// border as it was; the distance to a segment is a convex function, so that no place of the edge is
/// further from that piece.
///
/// What the bound forbids is noted, with the earlier moves to blame: without them, another way may be
/// found that leaves nothing undone.
///
/// **Units:** tolerance in metres; places in the layer's system.
public struct BorderHistory: Sendable {
  struct Home: Sendable {
    var feature: Int32
    var place: EditableShape.Place
    /// Where the first move began that took it from there; nil when its edge was bent.
    var origin: EditableShape.Place?
  }

  /// The homes of vertices that are not where they were; of all others it is their place.
  private var homes: [EditableShape.Place: [Home]] = [:]
  /// The features with such vertices.
  private var movedFeatures: Set<Int32> = []
  /// Where vertices were moved to, and those that are not to be moved: they stay there.
  private(set) var settled: Set<EditableShape.Place> = []
  /// The places whose vertices are not to be moved.
  private let held: Set<EditableShape.Place>
  /// The origins of moves that were in the way of others since the round began.
  private var blamed: Set<EditableShape.Place> = []

  /// A history of borders that are still as they were.
  public init() { held = [] }

  private init(holding held: Set<EditableShape.Place>) {
    self.held = held
    settled = held
  }

  /// Whether nothing was moved or bent.
  public var isEmpty: Bool { homes.isEmpty && settled.isEmpty }

  /// Forgets what could not be done before.
  public mutating func beginRound() { blamed = [] }

  /// A history that begins anew and does without the moves that were to blame; nil when there are
  /// none but those it did without already.
  public var withoutBlamedMoves: BorderHistory? {
    blamed.isSubset(of: held) ? nil : BorderHistory(holding: held.union(blamed))
  }

  /// Blames the moves to the places where another history, which began later, found more to do.
  public mutating func blame(leaving later: BorderHistory) {
    for (place, list) in later.homes {
      for home in list {
        for end in [place, home.origin ?? place] {
          blamed.formUnion((homes[end] ?? []).compactMap(\.origin))
        }
      }
    }
  }

  /// Blames all moves of some features.
  public mutating func blame(features: Set<Int>) {
    for list in homes.values {
      for home in list where features.contains(Int(home.feature)) {
        if let origin = home.origin { blamed.insert(origin) }
      }
    }
  }

  // MARK: Moves

  /// Whether all vertices at a place may go to another one.
  func allowsMove(
    of place: EditableShape.Place, to target: EditableShape.Place, tolerance: Double,
    scale: GroundScale
  ) -> Bool {
    homes[place]?.allSatisfy {
      scale.distance($0.place.x, $0.place.y, target.x, target.y) <= tolerance
    } ?? true
  }

  /// Blames the moves that do not let the vertices at a place go to another.
  mutating func blame(
    _ place: EditableShape.Place, awayFrom target: EditableShape.Place, tolerance: Double,
    scale: GroundScale
  ) {
    for home in homes[place] ?? []
    where scale.distance(home.place.x, home.place.y, target.x, target.y) > tolerance {
      if let origin = home.origin { blamed.insert(origin) }
    }
  }

  /// Notes that the vertices of some features at places went to others, which stay.
  /// - Parameter features: those with a vertex at a place.
  mutating func move(
    _ moves: [(from: EditableShape.Place, to: EditableShape.Place)],
    features: (EditableShape.Place) -> [Int32]
  ) {
    for (from, to) in moves {
      let own = features(from)
      var moved = homes.removeValue(forKey: from) ?? []
      for feature in own where !moved.contains(where: { $0.feature == feature }) {
        moved.append(Home(feature: feature, place: from, origin: from))
      }
      // A feature that was there already has two homes now.
      for feature in features(to)
      where own.contains(feature) && homes[to]?.contains(where: { $0.feature == feature }) != true {
        moved.append(Home(feature: feature, place: to, origin: to))
      }
      homes[to, default: []] += moved
      movedFeatures.formUnion(own)
      settled.insert(to)
    }
  }

  // MARK: Insertions

  /// The lines between the homes of the ends of a feature's edge.
  func homeLines(
    ofEdge a: EditableShape.Place, _ b: EditableShape.Place, of feature: Int32
  ) -> [(EditableShape.Place, EditableShape.Place)] {
    guard movedFeatures.contains(feature) else { return [(a, b)] }
    let (starts, ends) = (homePlaces(of: feature, at: a), homePlaces(of: feature, at: b))
    return starts.flatMap { start in ends.map { (start, $0) } }
  }

  private func homePlaces(
    of feature: Int32, at place: EditableShape.Place
  ) -> [EditableShape.Place] {
    let own = (homes[place] ?? []).filter { $0.feature == feature }
    return own.isEmpty ? [place] : own.map(\.place)
  }

  /// Blames the moves that brought the ends of a feature's edge where they are.
  mutating func blame(
    edge a: EditableShape.Place, _ b: EditableShape.Place, of feature: Int32
  ) {
    for home in (homes[a] ?? []) + (homes[b] ?? []) where home.feature == feature {
      if let origin = home.origin { blamed.insert(origin) }
    }
  }

  /// Notes that a feature's edge was led through a place.
  mutating func insert(
    _ place: EditableShape.Place, in feature: Int32,
    between lines: [(EditableShape.Place, EditableShape.Place)], scale: GroundScale
  ) {
    for line in lines {
      let home = Self.foot(of: place, on: line, scale)
      homes[place, default: []].append(Home(feature: feature, place: home, origin: nil))
    }
    movedFeatures.insert(feature)
  }

  /// Gives the new vertices of a feature that was put together anew the homes that follow from
  /// those of the edges they lie on.
  ///
  /// **Complexity:** O(n log n) for a feature with moved vertices; nothing for others.
  public mutating func follow(
    _ feature: Int, from before: EditableShape, to after: EditableShape, scale: GroundScale
  ) {
    let number = Int32(feature)
    guard movedFeatures.contains(number) else { return }
    var known: Set<EditableShape.Place> = []
    var edges: [(a: EditableShape.Place, b: EditableShape.Place)] = []
    for ring in before.parts.joined() {
      for (i, vertex) in ring.enumerated() {
        known.insert(vertex.place)
        guard i > 0 else { continue }
        let edge = (a: ring[i - 1].place, b: vertex.place)
        if isAway(edge.a, number) || isAway(edge.b, number) { edges.append(edge) }
      }
    }
    guard !edges.isEmpty else { return }
    let tree = BoxTree(
      edges.map { a, b in
        Box(minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
      })
    let (dx, dy) = (Self.reach / scale.smallest.x, Self.reach / scale.smallest.y)
    for vertex in after.parts.joined().joined() where known.insert(vertex.place).inserted {
      let place = vertex.place
      var best: (distance: Double, edge: Int)?
      tree.query(
        Box(minX: place.x - dx, minY: place.y - dy, maxX: place.x + dx, maxY: place.y + dy)
      ) { edge in
        let distance = scale.nearest(onSegment: edges[edge].a, edges[edge].b, to: place).distance
        if distance <= Self.reach, (distance, edge) < best ?? (.infinity, 0) {
          best = (distance, edge)
        }
      }
      guard let best else { continue }
      let (a, b) = edges[best.edge]
      let lines = homeLines(ofEdge: a, b, of: number)
      guard let line = lines.first else { continue }
      let own = ((homes[a] ?? []) + (homes[b] ?? [])).filter { $0.feature == number }
      homes[place, default: []].append(
        Home(
          feature: number, place: Self.foot(of: place, on: line, scale),
          origin: own.lazy.compactMap(\.origin).first))
    }
  }

  /// A new vertex this near to an edge lies on it: the digits of a file round it so far. Metres.
  private static let reach = 0.01

  private func isAway(_ place: EditableShape.Place, _ feature: Int32) -> Bool {
    homes[place]?.contains { $0.feature == feature } == true
  }

  /// The place of a line that is nearest to another.
  private static func foot(
    of place: EditableShape.Place, on line: (EditableShape.Place, EditableShape.Place),
    _ scale: GroundScale
  ) -> EditableShape.Place {
    let t = scale.nearest(onSegment: line.0, line.1, to: place).t
    return EditableShape.Place(
      x: line.0.x + t * (line.1.x - line.0.x), y: line.0.y + t * (line.1.y - line.0.y))
  }
}
