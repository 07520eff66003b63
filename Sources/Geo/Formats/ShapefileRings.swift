/// Sorts the rings of one shape into polygons.
///
/// A ring that runs clockwise is a shell, any other a hole. A hole belongs to the shell around
/// it, of several to the smallest. Rings that run counterclockwise outside every shell come from
/// writers that turn rings the other way: among themselves they are shells where an even number of
/// them lies around, else holes.
///
/// **Boundary rule:** a hole may touch its shell.
/// **Complexity:** O(vertices + rings log rings) where boxes tell which shell is meant; else a
/// hole costs the vertices of each shell whose box is around its own.
///
/// **Source:** Esri 1998, ESRI Shapefile Technical Description, white paper J-7855, page 8.
struct ShapefileRings {
  private let rings: [Range<Int>]
  private let x: UnsafeBufferPointer<Double>
  private let y: UnsafeBufferPointer<Double>
  private var boxes: [Box] = []
  /// Twice the signed area, positive when counterclockwise.
  private var areas: [Double] = []

  /// The rings of each polygon, the shell first, shells in the order of the file; and whether some
  /// run the wrong way.
  static func polygons(
    of rings: [Range<Int>], x: UnsafeBufferPointer<Double>, y: UnsafeBufferPointer<Double>
  ) -> (polygons: [[Int]], hasTurnedRings: Bool) {
    if rings.count <= 1 {
      let isTurned = rings.first.map { area(of: $0, x, y) > 0 } ?? false
      return (rings.isEmpty ? [] : [[0]], isTurned)
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

  private func sorted() -> (polygons: [[Int]], hasTurnedRings: Bool) {
    var holes: [Int: [Int]] = [:]
    var shells = rings.indices.filter { !(areas[$0] > 0) }
    var outside: [Int] = []
    let around = containers(among: shells)
    for ring in rings.indices where areas[ring] > 0 {
      if let shell = smallest(around(ring)) {
        holes[shell, default: []].append(ring)
      } else {
        outside.append(ring)
      }
    }
    let others = containers(among: outside)
    for ring in outside {
      let enclosing = others(ring)
      if enclosing.count.isMultiple(of: 2) {
        shells.append(ring)
      } else if let shell = smallest(enclosing) {
        holes[shell, default: []].append(ring)
      }
    }
    return (shells.sorted().map { [$0] + (holes[$0] ?? []) }, !outside.isEmpty)
  }

  private func smallest(_ candidates: [Int]) -> Int? {
    candidates.min { (abs(areas[$0]), $0) < (abs(areas[$1]), $1) }
  }

  /// Finds, of the chosen rings, those around a given one.
  private func containers(among chosen: [Int]) -> (Int) -> [Int] {
    let tree = BoxTree(chosen.map { boxes[$0] })
    return { ring in
      var found: [Int] = []
      tree.query(boxes[ring]) { place in
        let candidate = chosen[place]
        let isLarger = abs(areas[candidate]) > abs(areas[ring])
        if candidate != ring, isLarger, boxes[candidate].contains(boxes[ring]) {
          found.append(candidate)
        }
      }
      return found.count == 1 && areas[found[0]] < 0
        ? found : found.filter { isInside(ring, of: $0) }
    }
  }

  /// Whether a ring lies in another: its first vertex that is not on the other's boundary tells,
  /// or the middle of such an edge.
  private func isInside(_ ring: Int, of outer: Int) -> Bool {
    let inner = rings[ring]
    for vertex in inner.dropLast() {
      if let isInside = isInside(x[vertex], y[vertex], of: rings[outer]) { return isInside }
    }
    for vertex in inner.dropLast() {
      let middleX = x[vertex] / 2 + x[vertex + 1] / 2
      let middleY = y[vertex] / 2 + y[vertex + 1] / 2
      if let isInside = isInside(middleX, middleY, of: rings[outer]) { return isInside }
    }
    return true
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
    let originX = x[ring.lowerBound]
    let originY = y[ring.lowerBound]
    var sum = 0.0
    for a in ring.dropLast() {
      sum += (x[a] - originX) * (y[a + 1] - originY) - (x[a + 1] - originX) * (y[a] - originY)
    }
    return sum
  }
}
