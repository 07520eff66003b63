internal import GeoCore

/// How the outline of a feature, its shells without their holes, lies to another feature.
///
/// Decided exactly or not at all: where the borders touch otherwise than in whole edges and in vertices
/// of both, the two are in doubt.
///
/// **Boundary rule:** shared edges and vertices are no shared area; an outline may touch what is around
/// it from inside. **Complexity:** O(m log m + pairs of edges that share an x and a y), m their vertices.
struct OutlineContacts {
  struct Relation {
    /// Whether the outline shares no area with the feature: it lies in its holes, or beside it.
    var isApart = true
    /// Whether the outline lies in the largest shell of the feature.
    var isNested = true
  }

  /// A feature and what its rings are.
  struct Subject {
    let layer: PolygonIndex
    let feature: Int
    /// Whether each ring of the layer is a shell.
    let isShell: [Bool]
    /// The ring that is its largest shell.
    let mainRing: Int

    var box: Box { layer.boxes[feature] }
    var rings: Range<Int> {
      let feature = layer.features[feature]
      return Int(feature.firstRing)..<Int(feature.endRing)
    }
    var firstVertex: Int { rings.isEmpty ? 0 : Int(layer.rings[rings.lowerBound].firstVertex) }
    var vertexCount: Int {
      rings.isEmpty ? 0 : Int(layer.rings[rings.upperBound - 1].lastVertex) + 1 - firstVertex
    }
  }

  private struct Edge {
    var box: Box
    var vertex: Int
    var ring: Int
  }

  /// What is known of the edge that starts at a vertex, and of that vertex.
  private struct Mark {
    /// Whether the other's border runs through the vertex.
    var isMet = false
    /// Whether the edge is one of the other's as well.
    var isShared = false
    var isOnSameSide = false
    var otherRing = 0
  }

  private var edges: (outer: [Edge], inner: [Edge]) = ([], [])
  private var marks: (outer: [Mark], inner: [Mark]) = ([], [])
  /// Edges and vertices looked at since it was made.
  private(set) var steps = 0

  /// How the outline of `inner` lies to `outer`; nil when in doubt.
  mutating func relation(of inner: Subject, to outer: Subject) -> Relation? {
    let shared = inner.box.intersection(outer.box)
    steps += inner.vertexCount + outer.vertexCount
    Self.gather(&edges.outer, outer, meeting: shared) { _ in true }
    Self.gather(&edges.inner, inner, meeting: shared) { inner.isShell[$0] }
    Self.reset(&marks.outer, outer.vertexCount)
    Self.reset(&marks.inner, inner.vertexCount)
    guard findContacts(inner, outer) else { return nil }
    var relation = Relation()
    for ring in inner.rings where inner.isShell[ring] {
      guard judge(ring, of: inner, to: outer, &relation) else { return nil }
    }
    if relation.isApart { relation.isApart = isClear(of: outer, inner) }
    return relation
  }

  private static func reset(_ marks: inout [Mark], _ count: Int) {
    marks.removeAll(keepingCapacity: true)
    for _ in 0..<count { marks.append(Mark()) }
  }

  /// The edges that reach into a box, by their least x.
  private static func gather(
    _ edges: inout [Edge], _ subject: Subject, meeting box: Box, _ isWanted: (Int) -> Bool
  ) {
    edges.removeAll(keepingCapacity: true)
    let geometries = subject.layer.geometries
    for ring in subject.rings where isWanted(ring) {
      let run = subject.layer.rings[ring]
      for vertex in Int(run.firstVertex)..<Int(run.lastVertex) {
        var edge = Box.empty
        edge.extend(x: geometries.x(vertex), y: geometries.y(vertex))
        edge.extend(x: geometries.x(vertex + 1), y: geometries.y(vertex + 1))
        guard edge.meets(box) else { continue }
        edges.append(Edge(box: edge, vertex: vertex, ring: ring))
      }
    }
    edges.sort { ($0.box.minX, $0.vertex) < ($1.box.minX, $1.vertex) }
  }

  // MARK: Contacts

  /// Marks all contacts; false when one is in doubt.
  private mutating func findContacts(_ inner: Subject, _ outer: Subject) -> Bool {
    var start = 0
    for edge in edges.inner {
      // Edges of the outer one that end left of all that follow are passed for good only in a row.
      while start < edges.outer.count, edges.outer[start].box.maxX < edge.box.minX { start += 1 }
      var k = start
      while k < edges.outer.count, edges.outer[k].box.minX <= edge.box.maxX {
        steps += 1
        if edges.outer[k].box.meets(edge.box),
          !mark(edge, of: inner, edges.outer[k], of: outer)
        {
          return false
        }
        k += 1
      }
    }
    return true
  }

  /// False when two edges meet otherwise than as one edge, or in a vertex of both.
  private mutating func mark(
    _ edge: Edge, of inner: Subject, _ other: Edge, of outer: Subject
  ) -> Bool {
    func place(_ subject: Subject, _ vertex: Int) -> SIMD2<Double> {
      SIMD2(subject.layer.geometries.x(vertex), subject.layer.geometries.y(vertex))
    }
    func side(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ p: SIMD2<Double>) -> Int {
      UpwardRay.Orientation.sign(a.x, a.y, b.x, b.y, p.x, p.y)
    }
    let (p, q) = (place(inner, edge.vertex), place(inner, edge.vertex + 1))
    let (r, s) = (place(outer, other.vertex), place(outer, other.vertex + 1))
    // A vertex that is repeated leaves chains of edges unclear.
    if p == q || r == s { return false }
    let (isAlong, isBack) = (p == r && q == s, p == s && q == r)
    if isAlong || isBack {
      let sameSign = inner.layer.rings[edge.ring].sign == outer.layer.rings[other.ring].sign
      share(edge, of: inner, ring: other.ring, isOnSameSide: isAlong == sameSign, &marks.inner)
      share(other, of: outer, ring: edge.ring, isOnSameSide: isAlong == sameSign, &marks.outer)
    } else if p == r || p == s || q == r || q == s {
      let far = p == r || p == s ? q : p
      let end = p == r || q == r ? s : r
      let joint = p == r || p == s ? p : q
      if side(joint, far, end) == 0, ((far - joint) * (end - joint)).sum() > 0 { return false }
    } else {
      let (one, two) = (side(p, q, r), side(p, q, s))
      if one == two, one != 0 { return true }
      let (three, four) = (side(r, s, p), side(r, s, q))
      return three == four && three != 0
    }
    if p == r || p == s { meet(inner, edge.ring, edge.vertex, &marks.inner) }
    if q == r || q == s { meet(inner, edge.ring, edge.vertex + 1, &marks.inner) }
    if r == p || r == q { meet(outer, other.ring, other.vertex, &marks.outer) }
    if s == p || s == q { meet(outer, other.ring, other.vertex + 1, &marks.outer) }
    return true
  }

  private func share(
    _ edge: Edge, of subject: Subject, ring: Int, isOnSameSide: Bool, _ marks: inout [Mark]
  ) {
    let place = edge.vertex - subject.firstVertex
    marks[place].isShared = true
    marks[place].isOnSameSide = isOnSameSide
    marks[place].otherRing = ring
  }

  private func meet(_ subject: Subject, _ ring: Int, _ vertex: Int, _ marks: inout [Mark]) {
    let run = subject.layer.rings[ring]
    let open = vertex == Int(run.lastVertex) ? Int(run.firstVertex) : vertex
    marks[open - subject.firstVertex].isMet = true
  }

  // MARK: Judging

  /// Holds what is known of a shell against the feature; false when a chord of it is in doubt.
  private mutating func judge(
    _ ring: Int, of inner: Subject, to outer: Subject, _ relation: inout Relation
  ) -> Bool {
    let run = inner.layer.rings[ring]
    let (first, last) = (Int(run.firstVertex), Int(run.lastVertex))
    var isFree = true
    for vertex in first..<last where marks.inner[vertex - inner.firstVertex].isMet {
      isFree = false
    }
    for vertex in first..<last {
      let mark = marks.inner[vertex - inner.firstVertex]
      let next = vertex + 1 == last ? first : vertex + 1
      let before = vertex == first ? last - 1 : vertex - 1
      if mark.isShared {
        if mark.isOnSameSide { relation.isApart = false }
        if mark.otherRing == outer.mainRing, !mark.isOnSameSide { relation.isNested = false }
        if outer.isShell[mark.otherRing], mark.otherRing != outer.mainRing {
          relation.isNested = false
        }
      } else if mark.isMet, marks.inner[next - inner.firstVertex].isMet {
        return false
      }
      let startsChain = !mark.isMet && marks.inner[before - inner.firstVertex].isMet
      guard startsChain || (isFree && vertex == first) else { continue }
      let (x, y) = (inner.layer.geometries.x(vertex), inner.layer.geometries.y(vertex))
      guard let isInside = isInside(x, y, outer, { _ in true }),
        let isEnclosed = isInside && !outer.hasSeveralShells
          ? true : self.isInside(x, y, outer, { $0 == outer.mainRing })
      else { return false }
      if isInside { relation.isApart = false }
      if !isEnclosed { relation.isNested = false }
      if !relation.isApart, !relation.isNested { return true }
    }
    return true
  }

  /// Whether no border of the feature runs inside the outline, as far as contacts tell.
  private mutating func isClear(of outer: Subject, _ inner: Subject) -> Bool {
    for ring in outer.rings {
      let run = outer.layer.rings[ring]
      let (first, last) = (Int(run.firstVertex), Int(run.lastVertex))
      var isFree = true
      for vertex in first..<last where marks.outer[vertex - outer.firstVertex].isMet {
        isFree = false
      }
      for vertex in first..<last {
        let mark = marks.outer[vertex - outer.firstVertex]
        let next = vertex + 1 == last ? first : vertex + 1
        let before = vertex == first ? last - 1 : vertex - 1
        if !mark.isShared, mark.isMet, marks.outer[next - outer.firstVertex].isMet { return false }
        let startsChain = !mark.isMet && marks.outer[before - outer.firstVertex].isMet
        guard startsChain || (isFree && vertex == first) else { continue }
        let (x, y) = (outer.layer.geometries.x(vertex), outer.layer.geometries.y(vertex))
        guard inner.box.contains(x: x, y: y) else { continue }
        guard isInside(x, y, inner, { inner.isShell[$0] }) == false else { return false }
      }
      // Of a ring that is all shared, the shared edges have been judged.
    }
    return true
  }

  /// Whether a point is inside those rings; nil on their border.
  private mutating func isInside(
    _ x: Double, _ y: Double, _ subject: Subject, _ isWanted: (Int) -> Bool
  ) -> Bool? {
    var ray = UpwardRay(x: x, y: y)
    subject.layer.geometries.coordinates.withUnsafeBufferPointer { xy in
      guard let base = xy.baseAddress else { return }
      for ring in subject.rings where isWanted(ring) {
        let run = subject.layer.rings[ring]
        ray.scan(base, Int(run.firstVertex), Int(run.lastVertex), run.sign)
        steps += Int(run.lastVertex - run.firstVertex)
      }
    }
    return ray.isOnBoundary ? nil : ray.winding != 0
  }
}

extension OutlineContacts.Subject {
  fileprivate var hasSeveralShells: Bool { rings.count { isShell[$0] } > 1 }
}
