internal import GeoAlgorithms
internal import GeoCore

/// The long edges of a layer, each by the vertex at which it ends.
struct LongEdges {
  private let geometries: Geometries
  /// In ascending order.
  private(set) var ends: [Int32]

  private init(_ ends: [Int32], of geometries: Geometries) {
    self.geometries = geometries
    self.ends = ends
  }

  /// Those that are longer than a length in the units of the layer.
  init(of geometries: Geometries, longerThan length: Double) {
    var ends: [Int32] = []
    geometries.coordinates.withUnsafeBufferPointer { xy in
      for ring in 0..<geometries.ringCount {
        for end in geometries.vertices(ofRing: ring).dropFirst() {
          let (dx, dy) = (xy[2 * end] - xy[2 * end - 2], xy[2 * end + 1] - xy[2 * end - 1])
          let squared = dx * dx + dy * dy
          if squared > length * length, squared.isFinite {
            ends.append(Int32(truncatingIfNeeded: end))
          }
        }
      }
    }
    self.init(ends, of: geometries)
  }

  /// From the lower end to the upper, whichever way the edge runs, so that neighbours have the same.
  static func course(
    ofEdgeTo end: Int, in geometries: Geometries
  ) -> (start: SIMD2<Double>, way: SIMD2<Double>) {
    let a = SIMD2(geometries.x(end - 1), geometries.y(end - 1))
    let b = SIMD2(geometries.x(end), geometries.y(end))
    return (a.x, a.y) <= (b.x, b.y) ? (a, b - a) : (b, a - b)
  }

  /// Those that no other edge runs against, end for end to the last bit. What borders exactly has all of
  /// its edges in pairs, which bend alike.
  ///
  /// **Complexity:** O(edges).
  func withoutTwins() -> LongEdges {
    var size = 16
    while size < 2 * ends.count { size *= 2 }
    // The first edge of each course and direction, by its place; -1 where the slot is free.
    var slots = [Int32](repeating: -1, count: size)
    var firsts = Array(Int32(0)..<Int32(ends.count))
    var isPaired = [Bool](repeating: false, count: ends.count)
    let mask = UInt64(size - 1)
    geometries.coordinates.withUnsafeBufferPointer { xy in
      slots.withUnsafeMutableBufferPointer { slots in
        func isSame(_ a: Int, _ b: Int) -> Bool { xy[a] == xy[b] && xy[a + 1] == xy[b + 1] }
        for (place, end) in ends.enumerated() {
          let i = 2 * Int(end)
          let key = EdgeKey.ofEdge(
            EdgeKey.ofPoint(xy[i - 2], xy[i - 1]), EdgeKey.ofPoint(xy[i], xy[i + 1]))
          var slot = Int(truncatingIfNeeded: key & mask)
          while slots[slot] >= 0 {
            let other = Int(slots[slot])
            let j = 2 * Int(ends[other])
            if isSame(i, j), isSame(i - 2, j - 2) {
              firsts[place] = slots[slot]
              break
            }
            if isSame(i, j - 2), isSame(i - 2, j) {
              isPaired[other] = true
              isPaired[place] = true
            }
            slot = (slot &+ 1) & (size &- 1)
          }
          if slots[slot] < 0 { slots[slot] = Int32(truncatingIfNeeded: place) }
        }
      }
    }
    return LongEdges(
      ends.indices.filter { !isPaired[Int(firsts[$0])] }.map { ends[$0] }, of: geometries)
  }
}
