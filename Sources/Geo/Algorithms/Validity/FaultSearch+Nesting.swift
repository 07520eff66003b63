internal import GeoCore

extension FaultSearch {
  /// On which side of a ring another lies, and a point of it that shows it.
  private enum RingSide {
    case inside(Place)
    case outside(Place)
    /// The rings have the same points; or nothing can be told.
    case unknown
  }

  /// Pairs of rings in each other's boxes that are looked at.
  private static let mostComparedRings = 5_000_000

  /// Finds holes outside their shell or inside one another, and parts inside one another.
  mutating func findMisplacedRings() {
    guard rings.count > 1 else { return }
    let index = ringIndex()
    if isSurelyNested(index) {
      isProven = true
      return
    }
    let shells = shellsByPart()
    for hole in rings.indices where !isDone && !rings[hole].isShell && rings[hole].isUsable {
      guard let shell = shells[rings[hole].part], isSeparate(shell, hole) else { continue }
      if case .outside(let place) = side(of: shell, ring: hole, index) {
        add(
          .holeOutsideShell, at: place, rings: [hole, shell],
          "\(name(hole)), a hole, lies outside the shell")
      }
    }
    for inner in rings.indices where !isDone && rings[inner].isUsable {
      for outer in rings(around: inner, index) where !isDone && isSeparate(outer, inner) {
        judge(inner: inner, in: outer, index)
      }
    }
  }

  /// Finds whether a ring lies where it should not in another one, in whose box it is.
  private mutating func judge(inner: Int, in outer: Int, _ index: PolygonIndex) {
    if rings[inner].part == rings[outer].part {
      guard !rings[inner].isShell, !rings[outer].isShell else { return }
      if case .inside(let place) = side(of: outer, ring: inner, index) {
        add(
          .nestedHoles, at: place, rings: [inner, outer],
          "\(name(inner)), a hole, lies in \(name(outer)), another hole")
      }
    } else if rings[inner].isShell, rings[outer].isShell {
      if let place = placeInPart(of: outer, shell: inner, index) {
        add(
          .nestedShells, at: place, rings: [inner, outer],
          "part \(rings[inner].part + 1) lies in part \(rings[outer].part + 1)")
      }
    }
  }

  /// A place of a shell that lies in the part of another; nil when it lies outside or in a hole.
  private func placeInPart(of outer: Int, shell: Int, _ index: PolygonIndex) -> Place? {
    guard case .inside(let place) = side(of: outer, ring: shell, index) else { return nil }
    var hole = outer + 1
    while hole < rings.count, rings[hole].part == rings[outer].part {
      defer { hole += 1 }
      guard rings[hole].isUsable, rings[hole].box.contains(rings[shell].box) else { continue }
      // Where a hole and the shell cross, or are the same, that is the fault.
      if !isSeparate(hole, shell) { return nil }
      if case .inside = side(of: hole, ring: shell, index) { return nil }
    }
    return place
  }

  private func shellsByPart() -> [Int: Int] {
    var shells: [Int: Int] = [:]
    for ring in rings.indices where rings[ring].isShell && rings[ring].isUsable {
      shells[rings[ring].part] = ring
    }
    return shells
  }

  /// The rings in whose boxes another lies, in order; none, and a note, once they are too many.
  private mutating func rings(around inner: Int, _ index: PolygonIndex) -> [Int] {
    var around: [Int] = []
    index.tree.query(rings[inner].box) { outer in
      if outer != inner, rings[outer].box.contains(rings[inner].box) { around.append(outer) }
    }
    comparedRings += around.count
    guard comparedRings <= Self.mostComparedRings else {
      stopped = .manyRings
      return []
    }
    return around.sorted()
  }

  /// Whether neither crosses, overlaps nor repeats the other.
  private func isSeparate(_ a: Int, _ b: Int) -> Bool {
    let (a, b) = (rings[a].original, rings[b].original)
    return a != b && !entangled.contains(Pair(a, b))
  }

  /// Every ring as a polygon of its own, under its number; empty where it bounds nothing.
  private func ringIndex() -> PolygonIndex {
    var alone = Geometries(crs: geometries.crs)
    for ring in rings.indices {
      alone.beginFeature(.polygon)
      guard rings[ring].isUsable else { continue }
      alone.beginPart()
      alone.beginRing()
      for corner in 0...rings[ring].cornerCount {
        let place = place(ofVertex: vertex(ring, corner))
        alone.appendVertex(x: place.x, y: place.y)
      }
    }
    return PolygonIndex(alone)
  }

  /// On which side of one ring another lies that does not cross it: a corner off its line tells;
  /// where all are on it, the way from one of them does.
  private func side(of outer: Int, ring: Int, _ index: PolygonIndex) -> RingSide {
    for corner in 0..<rings[ring].cornerCount {
      let place = place(ofVertex: vertex(ring, corner))
      switch PointInPolygon.place(x: place.x, y: place.y, in: index, outer) {
      case .inside: return .inside(place)
      case .outside: return .outside(place)
      case .boundary: continue
      }
    }
    for corner in 0..<rings[ring].cornerCount {
      let place = place(ofVertex: vertex(ring, corner))
      let next = self.place(ofVertex: vertex(ring, corner + 1))
      guard let isInside = isInside(outer, goingFrom: place, to: next) else { continue }
      let x = place.x + (next.x - place.x) / 2
      let halfWay = Place(x: x, y: place.y + (next.y - place.y) / 2)
      return isInside ? .inside(halfWay) : .outside(halfWay)
    }
    return .unknown
  }

  /// Whether a way that leaves from a place on a ring goes inside; nil when it runs along the
  /// ring, or the ring passes there more than once.
  private func isInside(_ ring: Int, goingFrom place: Place, to next: Place) -> Bool? {
    var verdict: Bool?
    let turn = turn(of: ring)
    guard turn != 0 else { return nil }
    for corner in 0..<rings[ring].cornerCount {
      let a = self.place(ofVertex: vertex(ring, corner))
      let b = self.place(ofVertex: vertex(ring, corner + 1))
      guard b != place, side(a, b, place) == 0,
        min(a.x, b.x) <= place.x, place.x <= max(a.x, b.x),
        min(a.y, b.y) <= place.y, place.y <= max(a.y, b.y)
      else { continue }
      let from = a == place ? self.place(ofVertex: vertex(ring, corner - 1)) : a
      let answer =
        turn > 0
        ? isBetween(b, from, next, around: place) : isBetween(from, b, next, around: place)
      guard let answer, verdict == nil else { return nil }
      verdict = answer
    }
    return verdict
  }

  /// 1 when a ring turns counterclockwise, -1 when clockwise: the turn at its lowest corner, the
  /// leftmost of them.
  private func turn(of ring: Int) -> Int {
    let count = rings[ring].cornerCount
    func key(_ corner: Int) -> (Double, Double) {
      let place = place(ofVertex: vertex(ring, corner))
      return (place.y, place.x)
    }
    let lowest = (0..<count).min { key($0) < key($1) } ?? 0
    return side(
      place(ofVertex: vertex(ring, lowest - 1)), place(ofVertex: vertex(ring, lowest)),
      place(ofVertex: vertex(ring, lowest + 1)))
  }
}
