internal import GeoCore

extension ClipScratch {
  /// Walks the borders of what both polygons cover, from crossing to crossing: along A from where
  /// it enters B to where it leaves, then along B to where A enters. False when a walk does not
  /// come back to its start or bounds nothing.
  mutating func traceRings(_ a: PolygonView, _ b: PolygonView) -> Bool {
    for first in 0..<crossings.count where crossings[first].entersB && !crossings[first].isUsed {
      output.beginRing()
      var entry = first
      repeat {
        guard crossings[entry].entersB, !crossings[entry].isUsed else { return false }
        crossings[entry].isUsed = true
        output.append(crossings[entry].x, crossings[entry].y)
        let exit = output.walk(a, from: placesA[entry], in: placesA.base)
        guard !crossings[exit].entersB, !crossings[exit].isUsed else { return false }
        crossings[exit].isUsed = true
        output.append(crossings[exit].x, crossings[exit].y)
        entry = output.walk(b, from: placesB[exit], in: placesB.base)
      } while entry != first
      guard output.endRing() else { return false }
    }
    return true
  }

  /// Keeps the rings of either polygon that lie inside the other; false when one is on its border.
  ///
  /// A ring that lies inside lies in the window, and its first edge is among those gathered.
  mutating func keepRings(_ a: PolygonView, _ i: Int, _ b: PolygonView, _ j: Int) -> Bool {
    output.keep(edgesA.startingRings, but: cutRingsA, of: a, in: b, j)
      && output.keep(edgesB.startingRings, but: cutRingsB, of: b, in: a, i)
  }
}

/// The rings of a shape in the making.
struct ClipOutput: ~Copyable {
  private var coordinates = ScratchArray<Double>(capacity: 1024)
  private var rings = ScratchArray<Ring>(capacity: 16)

  struct Ring {
    var firstVertex: Int
    /// Its vertices, the closing one not counted.
    var count = 0
    /// The leftmost, then lowest, of them.
    var corner = 0
    var x = 0.0
    var y = 0.0
    var maxX = 0.0
    var minY = 0.0
    var maxY = 0.0
    /// Above 0 for a shell.
    var area = 0.0
    /// For a hole, its shell in the sorted list.
    var shell = -1
  }

  mutating func removeAll() {
    coordinates.removeAll()
    rings.removeAll()
  }
  // MARK: Filling

  mutating func beginRing() { rings.append(Ring(firstVertex: coordinates.count / 2)) }

  /// Appends a vertex unless it repeats the last.
  @inline(__always)
  mutating func append(_ x: Double, _ y: Double) {
    let end = coordinates.count
    if end > 2 * rings[rings.count - 1].firstVertex, coordinates[end - 2] == x,
      coordinates[end - 1] == y
    {
      return
    }
    coordinates.append(x)
    coordinates.append(y)
  }

  /// Appends the vertices between a crossing and the next on its ring, which it returns.
  mutating func walk(
    _ view: PolygonView, from start: ClipCrossing.Place,
    in places: UnsafePointer<ClipCrossing.Place>
  ) -> Int {
    let end = places[Int(start.next)]
    let ring = view.rings[Int(start.ring)]
    let (first, last) = (Int(ring.firstVertex), Int(ring.lastVertex))
    let (from, to) = (Int(start.edge), Int(end.edge))
    if ring.sign > 0 {
      if to > from || (to == from && end.part > start.part) {
        forward(view, from + 1, to)
      } else {
        forward(view, from + 1, last - 1)
        forward(view, first, to)
      }
    } else {
      if to < from || (to == from && end.part < start.part) {
        backward(view, from, to + 1)
      } else {
        backward(view, from, first)
        backward(view, last - 1, to + 1)
      }
    }
    return Int(start.next)
  }

  /// Appends a whole ring, its inside on the left.
  mutating func copy(_ view: PolygonView, _ ring: PolygonIndex.Ring) {
    let (first, last) = (Int(ring.firstVertex), Int(ring.lastVertex) - 1)
    if ring.sign > 0 { forward(view, first, last) } else { backward(view, last, first) }
  }

  @inline(__always)
  private mutating func forward(_ view: PolygonView, _ first: Int, _ last: Int) {
    var vertex = first
    while vertex <= last {
      append(view.xy[2 * vertex], view.xy[2 * vertex + 1])
      vertex += 1
    }
  }

  @inline(__always)
  private mutating func backward(_ view: PolygonView, _ last: Int, _ first: Int) {
    var vertex = last
    while vertex >= first {
      append(view.xy[2 * vertex], view.xy[2 * vertex + 1])
      vertex -= 1
    }
  }

  /// Closes and measures the open ring; false when fewer than three vertices are left of it.
  mutating func endRing() -> Bool {
    var ring = rings[rings.count - 1]
    let start = coordinates.base + 2 * ring.firstVertex
    ring.count = coordinates.count / 2 - ring.firstVertex
    while ring.count > 1, start[2 * ring.count - 2] == start[0],
      start[2 * ring.count - 1] == start[1]
    {
      ring.count -= 1
    }
    guard ring.count >= 3 else { return false }
    coordinates.truncate(to: 2 * (ring.firstVertex + ring.count))
    let (x, y) = (start[0], start[1])
    coordinates.append(x)
    coordinates.append(y)
    measure(&ring)
    rings[rings.count - 1] = ring
    return true
  }

  private func measure(_ ring: inout Ring) {
    let start = coordinates.base + 2 * ring.firstVertex
    (ring.x, ring.y) = (start[0], start[1])
    (ring.maxX, ring.minY, ring.maxY) = (start[0], start[1], start[1])
    for k in 0..<ring.count {
      let (x, y) = (start[2 * k], start[2 * k + 1])
      ring.maxX = max(ring.maxX, x)
      ring.minY = min(ring.minY, y)
      ring.maxY = max(ring.maxY, y)
      if x < ring.x || (x == ring.x && y < ring.y) {
        (ring.x, ring.y, ring.corner) = (x, y, k)
      }
    }
    let vertices = ring.firstVertex..<(ring.firstVertex + ring.count + 1)
    ring.area = RingArea.signed(
      UnsafeBufferPointer(start: coordinates.base, count: coordinates.count), vertices)
  }

  /// Copies those rings, less the cut ones, that lie inside a feature; both lists ascend.
  mutating func keep(
    _ rings: borrowing ScratchArray<Int32>, but cut: borrowing ScratchArray<Int32>,
    of view: PolygonView, in other: PolygonView, _ feature: Int
  ) -> Bool {
    var passed = 0
    for k in 0..<rings.count {
      while passed < cut.count, cut[passed] < rings[k] { passed += 1 }
      if passed < cut.count, cut[passed] == rings[k] { continue }
      let ring = view.rings[Int(rings[k])]
      let vertex = Int(ring.firstVertex)
      let (x, y) = (view.xy[2 * vertex], view.xy[2 * vertex + 1])
      guard other.boxes[feature].contains(x: x, y: y) else { continue }
      switch PointInPolygon.place(x, y, other, feature) {
      case .outside: continue
      case .boundary: return false
      case .inside: break
      }
      beginRing()
      copy(view, ring)
      guard endRing() else { return false }
    }
    return true
  }

  // MARK: Assembling

  /// Sorts the rings and finds the shell of each hole; false when there is none, or when a ring
  /// is too thin for its direction to be sure.
  mutating func assemble(tolerance: Double) -> Bool {
    for k in 0..<rings.count {
      let thin = tolerance * (rings[k].maxX - rings[k].x + rings[k].maxY - rings[k].minY)
      guard abs(rings[k].area) > thin else { return false }
    }
    guard rings.count > 1 else { return rings.count == 0 || rings[0].area > 0 }
    // Shells first.
    rings.sort { p, q in
      if (p.area > 0) != (q.area > 0) { return p.area > 0 }
      return p.x != q.x ? p.x < q.x : p.y < q.y
    }
    for hole in 0..<rings.count where rings[hole].area < 0 {
      guard let shell = shell(of: hole) else { return false }
      rings.base[hole].shell = shell
    }
    return true
  }

  /// The smallest of the shells around a hole; nil when there is none, or when the hole's corner
  /// is on a shell.
  private func shell(of hole: Int) -> Int? {
    let inner = rings[hole]
    var found: Int?
    var shell = 0
    while shell < rings.count, rings[shell].area > 0 {
      let outer = rings[shell]
      let isWithin =
        outer.x <= inner.x && inner.maxX <= outer.maxX && outer.minY <= inner.minY
        && inner.maxY <= outer.maxY
      if isWithin {
        var ray = UpwardRay(x: inner.x, y: inner.y)
        ray.scan(coordinates.base, outer.firstVertex, outer.firstVertex + outer.count, 1)
        if ray.isOnBoundary { return nil }
        if ray.winding != 0, outer.area < found.map({ rings[$0].area }) ?? .infinity {
          found = shell
        }
      }
      shell += 1
    }
    return found
  }

  /// Appends the rings as one feature.
  func append(to result: inout Geometries) {
    var shells = 0
    while shells < rings.count, rings[shells].area > 0 { shells += 1 }
    result.beginFeature(shells == 1 ? .polygon : .multiPolygon)
    for shell in 0..<shells {
      result.beginPart()
      append(rings[shell], to: &result)
      for hole in shells..<rings.count where rings[hole].shell == shell {
        append(rings[hole], to: &result)
      }
    }
  }

  /// Appends a ring from its corner on, and closes it there.
  private func append(_ ring: Ring, to result: inout Geometries) {
    let start = coordinates.base + 2 * ring.firstVertex
    result.beginRing()
    result.appendVertices(start + 2 * ring.corner, count: ring.count - ring.corner)
    result.appendVertices(start, count: ring.corner + 1)
  }
}

extension Geometries {
  /// Appends vertices to the open ring of a layer without elevations.
  fileprivate mutating func appendVertices(_ first: UnsafePointer<Double>, count: Int) {
    precondition(elevations == nil, "a layer with elevations wants one for every vertex")
    coordinates.append(contentsOf: UnsafeBufferPointer(start: first, count: 2 * count))
    vertexOffsets[vertexOffsets.count - 1] += Int32(count)
  }
}
