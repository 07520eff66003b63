/// The border of the ground between two limits, as rings of lattice points that are simple, the
/// ground on their left.
///
/// It is the border of the later limit, and that of the earlier one turned round, without what
/// both share. Where they touch, the walk changes from one to the other, so that it keeps to one
/// piece of ground; a point that a walk passes twice parts it into two rings.
struct BandRings {
  /// Ring i has the points `offsets[i] ..< offsets[i + 1]`; its first is not repeated.
  private(set) var offsets: [Int] = [0]
  private(set) var points: [UInt64] = []

  var count: Int { offsets.count - 1 }

  func range(_ ring: Int) -> Range<Int> { offsets[ring]..<offsets[ring + 1] }

  /// - Parameter inner: the border of the earlier limit; nil for the first band.
  init(outer: BorderRings, inner: BorderRings?) {
    guard let inner else {
      offsets = (0...outer.count).map { $0 < outer.count ? outer.offsets[$0] : outer.points.count }
      points = outer.points
      return
    }
    let out = Cycle(outer)
    let back = Cycle(inner)
    let (toInner, toOuter) = Self.matches(outer.points, inner.points)
    // Whether both borders run on together from a point of each.
    func isShared(outer p: Int) -> Bool {
      let q = toInner[p]
      return q >= 0 && toInner[out.next[p]] == Int32(back.next[Int(q)])
    }
    func isShared(inner q: Int) -> Bool {
      toOuter[q] >= 0 && isShared(outer: Int(toOuter[q]))
    }
    var isOuterUsed = outer.points.indices.map { isShared(outer: $0) }
    // The piece that ends at a point, when it is walked backwards from there.
    var isInnerUsed = inner.points.indices.map { isShared(inner: back.previous[$0]) }
    var walk = Walk(sharedCount: outer.points.count)

    func follow(fromOuter start: Int) {
      var p = start
      var isOnOuter = true
      while isOnOuter ? !isOuterUsed[p] : !isInnerUsed[p] {
        if isOnOuter {
          isOuterUsed[p] = true
          walk.append(outer.points[p], shared: toInner[p] >= 0 ? p : -1)
          p = out.next[p]
          if toInner[p] >= 0 { (p, isOnOuter) = (Int(toInner[p]), false) }
        } else {
          isInnerUsed[p] = true
          walk.append(inner.points[p], shared: Int(toOuter[p]))
          p = back.previous[p]
          if toOuter[p] >= 0 { (p, isOnOuter) = (Int(toOuter[p]), true) }
        }
      }
      walk.close(into: &self)
    }
    for p in outer.points.indices where !isOuterUsed[p] { follow(fromOuter: p) }
    // What is left are rings that touch no other border: whole holes.
    for ring in 0..<inner.count {
      let range = inner.range(ring)
      guard !isInnerUsed[range.lowerBound], !range.contains(where: { toOuter[$0] >= 0 }) else {
        continue
      }
      appendRing(inner.points[range].reversed())
    }
  }

  fileprivate mutating func appendRing(_ ring: some Sequence<UInt64>) {
    points += ring
    offsets.append(points.count)
  }

  /// For each point of either border its place in the other; -1 where it has none.
  private static func matches(
    _ outer: [UInt64], _ inner: [UInt64]
  ) -> (toInner: [Int32], toOuter: [Int32]) {
    let a = outer.indices.sorted { outer[$0] < outer[$1] }
    let b = inner.indices.sorted { inner[$0] < inner[$1] }
    var toInner = Array(repeating: Int32(-1), count: outer.count)
    var toOuter = Array(repeating: Int32(-1), count: inner.count)
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      let (x, y) = (outer[a[i]], inner[b[j]])
      if x == y {
        toInner[a[i]] = Int32(b[j])
        toOuter[b[j]] = Int32(a[i])
      }
      if x <= y { i += 1 }
      if y <= x { j += 1 }
    }
    return (toInner, toOuter)
  }
}

/// The successor and predecessor of every point of some rings.
private struct Cycle {
  var next: [Int]
  var previous: [Int]

  init(_ rings: BorderRings) {
    next = Array(repeating: 0, count: rings.points.count)
    previous = next
    for ring in 0..<rings.count {
      var before = rings.range(ring).upperBound - 1
      for point in rings.range(ring) {
        next[before] = point
        previous[point] = before
        before = point
      }
    }
  }
}

/// A closed walk along borders, parted wherever it comes to a point a second time.
private struct Walk {
  private var stack: [UInt64] = []
  /// For each point of the walk that borders share its number, else -1.
  private var shared: [Int] = []
  /// Where on the stack a shared point stands; -1 when it does not.
  private var places: [Int]
  private var rings: [[UInt64]] = []

  init(sharedCount: Int) { places = Array(repeating: -1, count: sharedCount) }

  mutating func append(_ point: UInt64, shared number: Int) {
    if number >= 0 {
      if places[number] >= 0 { cut(from: places[number]) }
      places[number] = stack.count
    }
    stack.append(point)
    shared.append(number)
  }

  /// Takes the end of the stack away as a ring.
  private mutating func cut(from place: Int) {
    for number in shared[place...] where number >= 0 { places[number] = -1 }
    rings.append(Array(stack[place...]))
    stack.removeSubrange(place...)
    shared.removeSubrange(place...)
  }

  mutating func close(into result: inout BandRings) {
    if !stack.isEmpty { cut(from: 0) }
    for ring in rings { result.appendRing(ring) }
    rings.removeAll(keepingCapacity: true)
  }
}
