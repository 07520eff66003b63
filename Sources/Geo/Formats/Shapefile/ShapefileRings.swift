internal import GeoAlgorithms
internal import GeoCore

/// Sorts the rings of one shape into polygons.
///
/// A ring that runs clockwise is a shell, any other a hole. A hole belongs to the smallest shell
/// that holds it. One that leaves its shell, by rounding mostly, belongs to the shell that has most
/// of it. A part that fills a hole of its own shape is no shell of that hole.
///
/// Rings that run counterclockwise outside every shell come from writers that turn rings the other
/// way. They, and all rings in them whichever way these turn, are read by containment: a ring is a
/// shell where an even number of them lies around it, else a hole.
///
/// **Boundary rule:** a hole may touch its shell, and be the same as it.
/// **Complexity:** O(vertices + rings log rings) where boxes tell which shell is meant; else a
/// hole costs the vertices of each shell whose box meets its own, and one that leaves its shell
/// the overlap of the two.
///
/// **Source:** Esri 1998, ESRI Shapefile Technical Description, white paper J-7855, page 8; and, for
/// what that leaves open, what GDAL's reader does.
struct ShapefileRings {
  private let rings: [Range<Int>]
  private let x: UnsafeBufferPointer<Double>
  private let y: UnsafeBufferPointer<Double>
  private var boxes: [Box] = []
  /// Twice the signed area, positive when counterclockwise.
  private var areas: [Double] = []

  /// What the rings of a shape make.
  struct Sorted: Equatable {
    /// The rings of each polygon, the shell first, shells in the order of the file.
    var polygons: [[Int]]
    /// Some ring runs counterclockwise and lies outside every shell.
    var hasTurnedRings = false
    /// Some hole reaches beyond its shell.
    var hasLooseHoles = false
  }

  /// Of a hole, the share of its area that must lie in a shell for the two to have to do with each
  /// other: what only touches, or overlaps by rounding, has not.
  private static let leastShare = 0.01

  static func polygons(
    of rings: [Range<Int>], x: UnsafeBufferPointer<Double>, y: UnsafeBufferPointer<Double>
  ) -> Sorted {
    if rings.count <= 1 {
      let isTurned = rings.first.map { area(of: $0, x, y) > 0 } ?? false
      return Sorted(polygons: rings.isEmpty ? [] : [[0]], hasTurnedRings: isTurned)
    }
    return ShapefileRings(rings, x, y).sorted()
  }

  private init(
    _ rings: [Range<Int>], _ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>
  ) {
    self.rings = rings
    self.x = x
    self.y = y
    for ring in rings {
      var box = Box.empty
      for vertex in ring { box.extend(x: x[vertex], y: y[vertex]) }
      boxes.append(box)
      areas.append(Self.area(of: ring, x, y))
    }
  }

  private func isHole(_ ring: Int) -> Bool { areas[ring] > 0 }

  private func sorted() -> Sorted {
    var result = Sorted(polygons: [])
    var shells = rings.indices.filter { !isHole($0) }
    var holes: [Int: [Int]] = [:]
    var outside: [Int] = []
    let around = candidates(among: shells)
    for ring in rings.indices where isHole(ring) {
      if let (shell, isLoose) = shell(of: ring, among: around(ring)) {
        holes[shell, default: []].append(ring)
        if isLoose { result.hasLooseHoles = true }
      } else {
        outside.append(ring)
      }
    }
    if !outside.isEmpty {
      result.hasTurnedRings = true
      readByContainment(outside, shells: &shells, holes: &holes)
    }
    result.polygons = shells.sorted().map { [$0] + (holes[$0] ?? []) }
    return result
  }

  /// The shell of a hole, and whether the hole reaches beyond it; nil when it lies outside all.
  ///
  /// - Parameter candidates: shells as large or larger, the smallest first.
  private func shell(of hole: Int, among candidates: [Int]) -> (shell: Int, isLoose: Bool)? {
    if let place = candidates.firstIndex(where: { mostlyHolds($0, hole) }) {
      let shell = unfilled(candidates[place...], hole)
      return (shell, isLoose(hole, in: shell))
    }
    let shares = candidates.map { share(of: hole, in: $0) }
    // The smallest of those that have the most.
    guard let most = shares.max(), most > Self.leastShare, let best = shares.firstIndex(of: most)
    else { return nil }
    return (candidates[best], true)
  }

  /// The first of the shells that hold a hole, but the next when the first is a part that fills the
  /// hole: as large, and in the next without a larger hole around it.
  private func unfilled(_ shells: ArraySlice<Int>, _ hole: Int) -> Int {
    let first = shells[shells.startIndex]
    guard abs(areas[first]) < Self.asLarge * areas[hole],
      let next = shells.dropFirst().first(where: { surelyHolds($0, hole) })
    else { return first }
    let isIsland = rings.indices.contains { other in
      isHole(other) && areas[other] > areas[hole] && areas[other] <= abs(areas[next])
        && Self.asLarge * areas[other] > abs(areas[first])
        // A part that is larger than the hole it fills, by rounding, has all its corners outside.
        && (mostlyHolds(other, first) || share(of: first, in: other) > 0.5)
    }
    return isIsland ? first : next
  }

  /// What fills a hole but for rounding is smaller than it by this factor at most, or larger.
  private static let asLarge = 1.01

  /// Reads rings that lie outside every shell, and all rings in them, by containment.
  private func readByContainment(
    _ outside: [Int], shells: inout [Int], holes: inout [Int: [Int]]
  ) {
    let roots = candidates(among: outside)
    let isOutside = Set(outside)
    let inside = rings.indices.filter { ring in
      !isOutside.contains(ring) && roots(ring).contains { mostlyHolds($0, ring) }
    }
    let members = outside + inside
    let isMember = Set(members)
    shells.removeAll(where: isMember.contains)
    for shell in members { holes[shell] = nil }
    for shell in shells { holes[shell]?.removeAll(where: isMember.contains) }
    let around = candidates(among: members)
    for ring in members.sorted() {
      // Of rings that are the same, the first of the file is around the others.
      let enclosing = around(ring).filter { other in
        (abs(areas[other]) > abs(areas[ring]) || other < ring) && mostlyHolds(other, ring)
      }
      if enclosing.count.isMultiple(of: 2) {
        shells.append(ring)
      } else {
        holes[enclosing[0], default: []].append(ring)
      }
    }
  }

  /// Finds, of the chosen rings, those as large as a given one or larger whose boxes meet its own,
  /// the smallest first.
  private func candidates(among chosen: [Int]) -> (Int) -> [Int] {
    let tree = BoxTree(chosen.map { boxes[$0] })
    return { ring in
      var found: [Int] = []
      tree.query(boxes[ring]) { place in
        let candidate = chosen[place]
        if candidate != ring, abs(areas[candidate]) >= abs(areas[ring]) { found.append(candidate) }
      }
      return found.sorted { (abs(areas[$0]), $0) < (abs(areas[$1]), $1) }
    }
  }
}

/// Where rings lie in relation to each other.
extension ShapefileRings {
  /// How many points of a ring must agree that it lies in another.
  private static let samples = 3
  /// How many are tried: those on the other's boundary say nothing.
  private static let tries = 64

  /// What some points of a ring, and its box, say of where it lies.
  private enum Glance {
    case inside
    case outside
    case unsure
  }

  private func glance(at ring: Int, from outer: Int) -> Glance {
    var inside = 0
    var outside = 0
    for (px, py) in probes(of: ring) {
      guard let isInside = isInside(px, py, of: rings[outer]) else { continue }
      if isInside { inside += 1 } else { outside += 1 }
      if inside > 0, outside > 0 { return .unsure }
      if outside == Self.samples { return .outside }
      if inside == Self.samples { return boxes[outer].contains(boxes[ring]) ? .inside : .unsure }
    }
    return .unsure
  }

  /// Whether a ring's box and points from all around it lie in another ring. False when that is
  /// not sure.
  private func surelyHolds(_ outer: Int, _ ring: Int) -> Bool {
    boxes[outer].contains(boxes[ring]) && glance(at: ring, from: outer) == .inside
  }

  /// Whether more than half of a ring's area lies in another; decided by a glance where that is
  /// sure.
  private func mostlyHolds(_ outer: Int, _ ring: Int) -> Bool {
    switch glance(at: ring, from: outer) {
    case .inside: true
    case .outside: false
    case .unsure: share(of: ring, in: outer) > 0.5
    }
  }

  /// Whether some vertex of a ring lies outside another that holds most of it; looked for where a
  /// glance does not put it inside.
  private func isLoose(_ ring: Int, in outer: Int) -> Bool {
    glance(at: ring, from: outer) != .inside
      && rings[ring].contains { isInside(x[$0], y[$0], of: rings[outer]) == false }
  }

  /// Vertices and middles of edges, spread over a ring.
  private func probes(of ring: Int) -> some Sequence<(Double, Double)> {
    let edges = rings[ring].count - 1
    let step = max(1, edges / Self.samples)
    let count = min(Self.tries, 2 * edges)
    return (0..<count).lazy.map { k in
      // The first round takes every third part of the ring, later ones start one edge on.
      let turn = k / Self.samples
      let edge = (k % Self.samples * step + turn / 2) % edges
      let a = rings[ring].lowerBound + edge
      if turn.isMultiple(of: 2) { return (x[a], y[a]) }
      return (x[a] / 2 + x[a + 1] / 2, y[a] / 2 + y[a + 1] / 2)
    }
  }

  /// How much of a ring's area lies in another; 0 when that cannot be told.
  private func share(of ring: Int, in outer: Int) -> Double {
    var pair = Geometries(crs: .unknown)
    for one in [ring, outer] {
      pair.beginFeature(.polygon)
      pair.beginPart()
      pair.beginRing()
      for vertex in rings[one] { pair.appendVertex(x: x[vertex], y: y[vertex]) }
    }
    let index = PolygonIndex(pair)
    let share = OverlapArea.between(index, 0, index, 1) / index.areas[0]
    return share.isFinite ? share : 0
  }

  /// Whether a point lies in a ring; nil on its boundary.
  private func isInside(_ px: Double, _ py: Double, of ring: Range<Int>) -> Bool? {
    var isInside = false
    for a in ring.dropLast() {
      let b = a + 1
      let (lower, upper) = y[a] <= y[b] ? (a, b) : (b, a)
      guard py >= y[lower], py <= y[upper] else { continue }
      let side = UpwardRay.Orientation.sign(x[lower], y[lower], x[upper], y[upper], px, py)
      if side == 0 {
        let isOnEdge = px >= min(x[a], x[b]) && px <= max(x[a], x[b])
        if isOnEdge { return nil }
      }
      // The lower end counts, the upper does not.
      if py < y[upper], side > 0 { isInside.toggle() }
    }
    return isInside
  }

  /// Twice the signed area, about the first vertex.
  private static func area(
    of ring: Range<Int>, _ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>
  ) -> Double {
    TurnOfRing.twice(ring) { (x[$0], y[$0]) }
  }
}
