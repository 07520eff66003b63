public import GeoCore

/// Takes out vertices that say nothing: repeated ones, and the tips of spikes.
///
/// A *spike* is a vertex b of a ring … a, b, c … at which the border turns back on itself. Legs that
/// lie on each other exactly are one; b is dropped, and what then lies on each other in turn. So
/// are the tips of near-spikes, which `SpikeTips` finds. Both neighbours of a shared border have
/// the same three vertices, so that they lose the same one.
///
/// **CRS:** any; whether legs lie on each other is decided in the layer's own coordinates.
/// **Shapes:** rings lose repeated vertices and spikes, lines only repeated vertices; points are
/// left alone.
/// **Boundary rule:** a ring of fewer than three different places is dropped, a shell with its
/// holes; near-spikes leave a larger ring three places. A line keeps two vertices.
/// **Complexity:** O(vertices).
public struct RingCleaning: Sendable {
  /// Whether spikes and near-spikes go too; repeated vertices always do.
  public var dropsSpikes: Bool

  /// A cleaning of repeated vertices, and of spikes unless they are to stay.
  public init(dropsSpikes: Bool = true) { self.dropsSpikes = dropsSpikes }

  /// What was taken out of a feature.
  public struct Outcome: Sendable {
    /// The feature as it is now.
    public var shape: EditableShape
    /// How many vertices went because they repeated the one before.
    public var repeated = 0
    /// How many tips of spikes and near-spikes went.
    public var spikes = 0
    /// Rings of no area that are gone, holes of a shell that went included.
    public var rings = 0
  }

  /// The features that have something to take out, in order.
  /// - Parameter tips: by feature, the tips of near-spikes, as `SpikeTips` gives them.
  public func outcomes(
    in geometries: Geometries, tips: [Int: Set<Int>] = [:], threads: Int
  ) -> [(feature: Int, Outcome)] {
    Parallel.collect(count: geometries.count, chunk: 256, threads: threads) { range in
      range.compactMap { feature -> (feature: Int, Outcome)? in
        guard tips[feature] != nil || mayHaveAny(geometries, feature) else { return nil }
        let before = geometries.shape(ofFeature: feature)
        let after = cleaned(before, tips: tips[feature] ?? [])
        return after.shape == before ? nil : (feature, after)
      }
    }.flatMap { $0 }
  }

  /// A feature without them.
  /// - Parameter tips: the tips of near-spikes: numbers of vertices, counted through all rings.
  public func cleaned(_ shape: EditableShape, tips: Set<Int> = []) -> Outcome {
    var outcome = Outcome(shape: EditableShape(kind: shape.kind, parts: []))
    var first = 0
    for part in shape.parts {
      defer { first += part.lazy.map(\.count).reduce(0, +) }
      guard shape.kind.isAreal else {
        let line = part.map { Self.droppingRepeated($0, &outcome.repeated) }
        outcome.shape.parts.append(zip(part, line).map { $1.count < 2 ? $0 : $1 })
        continue
      }
      var rings: [[EditableShape.Vertex]] = []
      var number = first
      for (place, ring) in part.enumerated() {
        let clean = cleaned(ring: ring, from: number, tips, &outcome)
        number += ring.count
        if clean.isEmpty {
          outcome.rings += place == 0 ? part.count : 1
          if place == 0 { break }
        } else {
          rings.append(clean)
        }
      }
      if !rings.isEmpty { outcome.shape.parts.append(rings) }
    }
    return outcome
  }

  /// A feature without the rings that have fewer than three different places.
  public static func droppingShortRings(_ shape: EditableShape) -> EditableShape {
    var result = shape
    result.parts = shape.parts.compactMap { part in
      let rings = part.enumerated().filter { place, ring in
        place == 0 || Set(ring.map(\.place)).count >= 3
      }.map(\.element)
      return Set((rings.first ?? []).map(\.place)).count >= 3 ? rings : nil
    }
    return result
  }

  /// Whether anything in a feature looks like a repeated vertex or a spike.
  private func mayHaveAny(_ geometries: Geometries, _ feature: Int) -> Bool {
    let kind = geometries.kinds[feature].partKind
    guard kind == .polygon || kind == .lineString else { return false }
    for ring in geometries.rings(ofFeature: feature) {
      let vertices = geometries.vertices(ofRing: ring)
      if kind == .polygon, vertices.count < 4 { return true }
      for vertex in vertices.dropFirst() {
        let (x, y) = (geometries.x(vertex), geometries.y(vertex))
        let (px, py) = (geometries.x(vertex - 1), geometries.y(vertex - 1))
        if x == px && y == py { return true }
        guard dropsSpikes, kind == .polygon else { continue }
        let isLast = vertex == vertices.upperBound - 1
        let next = isLast ? vertices.lowerBound + 1 : vertex + 1
        if isSpike((px, py), (x, y), (geometries.x(next), geometries.y(next))) { return true }
      }
    }
    return false
  }

  /// Whether the border a, b, c folds back at b exactly.
  private func isSpike(
    _ a: (Double, Double), _ b: (Double, Double), _ c: (Double, Double)
  ) -> Bool {
    let (ux, uy) = (a.0 - b.0, a.1 - b.1)
    let (vx, vy) = (c.0 - b.0, c.1 - b.1)
    guard ux * vx + uy * vy > 0 else { return false }
    return UpwardRay.Orientation.sign(a.0, a.1, b.0, b.1, c.0, c.1) == 0
  }

  /// The closed ring without them; empty when it has no area left to bound.
  /// - Parameter first: the number of its first vertex in the feature.
  private func cleaned(
    ring: [EditableShape.Vertex], from first: Int, _ tips: Set<Int>, _ outcome: inout Outcome
  ) -> [EditableShape.Vertex] {
    var isTip: [Bool] = []
    var open: [EditableShape.Vertex] = []
    for (i, vertex) in ring.enumerated() {
      if open.last?.place == vertex.place {
        outcome.repeated += 1
        isTip[isTip.count - 1] = isTip[isTip.count - 1] || tips.contains(first + i)
      } else {
        open.append(vertex)
        isTip.append(tips.contains(first + i))
      }
    }
    if open.count > 1, open.first?.place == open.last?.place {
      open.removeLast()
      isTip[0] = isTip[isTip.count - 1] || isTip[0]
      isTip.removeLast()
    }
    // What folds back exactly goes first: its foot, with the way out and the next edge, can look like
    // the tip of a near-spike. What is one without it, the next look says.
    let folds = dropsSpikes ? dropExactSpikes(of: &open) : 0
    if folds == 0, isTip.contains(true) {
      dropTips(isTip, of: &open, &outcome)
      if dropsSpikes { outcome.spikes += dropExactSpikes(of: &open) }
    }
    outcome.spikes += folds
    guard Set(open.map(\.place)).count >= 3 else { return [] }
    return open + [open[0]]
  }

  /// Drops the tips of spikes whose legs lie on each other, and what then lies on each other in turn.
  ///
  /// The ring is a list whose links are led past what is gone, so that many spikes cost no more than
  /// they have vertices.
  /// - Returns: how many spikes those were.
  private func dropExactSpikes(of open: inout [EditableShape.Vertex]) -> Int {
    let given = open
    var left = given.count
    var spikes = 0
    guard left >= 3 else { return 0 }
    var before = given.indices.map { $0 == 0 ? left - 1 : $0 - 1 }
    var after = given.indices.map { $0 + 1 == left ? 0 : $0 + 1 }
    var isGone = [Bool](repeating: false, count: left)
    var here = 0
    var sinceChange = 0
    func remove(_ vertex: Int) {
      isGone[vertex] = true
      after[before[vertex]] = after[vertex]
      before[after[vertex]] = before[vertex]
      left -= 1
    }
    while left >= 3, sinceChange < left {
      let (from, to) = (before[here], after[here])
      let (a, b, c) = (given[from], given[here], given[to])
      let isThereAndBack = a.place == c.place
      guard isThereAndBack || isSpike((a.x, a.y), (b.x, b.y), (c.x, c.y)) else {
        here = to
        sinceChange += 1
        continue
      }
      // There and back: the tip goes, and one of the two feet.
      spikes += 1
      remove(here)
      if isThereAndBack { remove(to) }
      sinceChange = 0
      // Past the ring's start one goes on from there.
      here = isThereAndBack && to < here ? after[from] : from
    }
    open = given.indices.filter { !isGone[$0] }.map { given[$0] }
    return spikes
  }

  /// Drops the tips of near-spikes, of two that follow each other around the ring the first.
  private func dropTips(
    _ isTip: [Bool], of open: inout [EditableShape.Vertex], _ outcome: inout Outcome
  ) {
    var isDropped = [Bool](repeating: false, count: open.count)
    var left = open.count
    for i in open.indices where isTip[i] && (left > 3 || open.count == 3) {
      let (before, after) = (i == 0 ? open.count - 1 : i - 1, i + 1 == open.count ? 0 : i + 1)
      guard !isDropped[before], !isDropped[after] else { continue }
      isDropped[i] = true
      left -= 1
      outcome.spikes += 1
    }
    open = open.indices.filter { !isDropped[$0] }.map { open[$0] }
  }

  private static func droppingRepeated(
    _ run: [EditableShape.Vertex], _ count: inout Int
  ) -> [EditableShape.Vertex] {
    var kept: [EditableShape.Vertex] = []
    for vertex in run {
      if kept.last?.place == vertex.place { count += 1 } else { kept.append(vertex) }
    }
    return kept
  }
}
