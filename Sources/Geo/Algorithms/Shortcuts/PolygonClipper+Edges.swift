internal import GeoCore

/// Where two polygons can meet: the shared part of their boxes, with a margin.
struct ClipWindow {
  let minX: Double
  let minY: Double
  let maxX: Double
  let maxY: Double
  /// How far apart things must be not to be in doubt.
  let tolerance: Double
  /// What coordinates in the window may lose when they become floats, and the tolerance.
  let padding: Double

  init(_ shared: Box, tolerance: Double) {
    self.tolerance = tolerance
    minX = shared.minX - tolerance
    minY = shared.minY - tolerance
    maxX = shared.maxX + tolerance
    maxY = shared.maxY + tolerance
    padding = max(maxX - minX, maxY - minY) * 0x1p-22 + tolerance
  }

  func meets(_ box: Box) -> Bool {
    box.minX <= maxX && box.maxX >= minX && box.minY <= maxY && box.maxY >= minY
  }
}

/// The edges of a feature that reach into a window.
struct ClipEdges: ~Copyable {
  /// Per edge its least x and y, then its greatest, negated, as seen from the window's lower left
  /// corner and cut off at its sides; rounded outward.
  private(set) var boxes = ScratchArray<SIMD4<Float>>()
  /// Per edge the vertex it starts from; it ends at the next.
  private(set) var vertices = ScratchArray<Int32>()
  /// Per edge its ring.
  private(set) var rings = ScratchArray<Int32>()
  /// The rings whose first edge is here; a ring that lies in the window is one of them.
  private(set) var startingRings = ScratchArray<Int32>()
  /// Whether the edges belong to more than one ring.
  private(set) var isOfSeveralRings = false
  private var hits = ScratchArray<Int32>()

  var count: Int { vertices.count }

  /// Replaces the edges by those of feature `i` that reach into the window.
  mutating func gather(_ view: PolygonView, feature i: Int, in window: ClipWindow) {
    boxes.removeAll()
    vertices.removeAll()
    rings.removeAll()
    startingRings.removeAll()
    isOfSeveralRings = false
    let feature = view.features[i]
    if feature.root >= 0 {
      descend(Int(feature.root), view, window)
    } else {
      for ring in feature.firstRing..<feature.endRing {
        let run = view.rings[Int(ring)]
        scan(view, ring, Int(run.firstVertex), Int(run.lastVertex), window)
      }
    }
  }

  private mutating func descend(_ index: Int, _ view: PolygonView, _ window: ClipWindow) {
    let node = view.nodes + index
    guard window.meets(node.pointee.box) else { return }
    if node.pointee.childCount == 0 {
      let (first, last) = (Int(node.pointee.firstVertex), Int(node.pointee.lastVertex))
      scan(view, node.pointee.firstRing, first, last, window)
    } else {
      let first = Int(node.pointee.firstChild)
      for child in first..<(first + Int(node.pointee.childCount)) { descend(child, view, window) }
    }
  }

  /// Adds edges between consecutive vertices: first the numbers of those whose ends are not both
  /// beyond the same side of the window, then those edges, but for the ones without length.
  private mutating func scan(
    _ view: PolygonView, _ ring: Int32, _ first: Int, _ last: Int, _ window: ClipWindow
  ) {
    let xy = view.xy
    hits.removeAll()
    hits.reserve(last - first + 1)
    let numbers = hits.base
    let lower = SIMD2(window.minX, window.minY)
    let upper = SIMD2(window.maxX, window.maxY)
    var found = 0
    var point = SIMD2(xy, vertex: first)
    var (below, above) = ((point - lower).signBits, (upper - point).signBits)
    for vertex in first..<last {
      point = SIMD2(xy, vertex: vertex &+ 1)
      let nextBelow = (point - lower).signBits
      let nextAbove = (upper - point).signBits
      let misses = (below & nextBelow) | (above & nextAbove)
      numbers[found] = Int32(truncatingIfNeeded: vertex)
      found &+= 1 &- Int(truncatingIfNeeded: (misses[0] | misses[1]) >> 63)
      (below, above) = (nextBelow, nextAbove)
    }
    guard found > 0 else { return }
    if numbers[0] == view.rings[Int(ring)].firstVertex { startingRings.append(ring) }
    if rings.count > 0, rings[rings.count - 1] != ring { isOfSeveralRings = true }
    boxes.reserve(found)
    vertices.reserve(found)
    rings.reserve(found)
    let size = upper - lower
    for k in 0..<found {
      let vertex = Int(numbers[k])
      let start = SIMD2(xy, vertex: vertex) - lower
      let end = SIMD2(xy, vertex: vertex &+ 1) - lower
      if start == end { continue }
      let least = pointwiseMax(pointwiseMin(start, end), .zero) - window.padding
      let most = pointwiseMin(pointwiseMax(start, end), size) + window.padding
      boxes.append(
        SIMD4(Float(least.x), Float(least.y), -Float(most.x), -Float(most.y)))
      vertices.append(numbers[k])
      rings.append(ring)
    }
  }

  /// Whether no two rings of the feature touch each other in the window.
  ///
  /// Where they do, cut rings could meet themselves; valid shapes have no such rings.
  borrowing func ringsAreApart(
    _ view: PolygonView, _ window: ClipWindow, _ meetings: inout ClipMeetings
  ) -> Bool {
    guard isOfSeveralRings else { return true }
    guard meetings.find(self, self, window) else { return false }
    for k in 0..<meetings.count {
      let (p, q) = meetings[k]
      guard p < q, rings[p] != rings[q] else { continue }
      let first = ClipSegment(view.xy, vertices[p])
      let second = ClipSegment(view.xy, vertices[q])
      if first.meeting(with: second, tolerance: window.tolerance) != .apart { return false }
    }
    return true
  }
}

/// The pairs of edges whose boxes meet in a window.
struct ClipMeetings: ~Copyable {
  /// So many pairs of boxes are compared outright; with more, the boxes are sorted first.
  private static let fewPairs = 1 << 16
  /// More pairs than these, 128 MB, are not kept.
  private static let mostPairs = 1 << 24

  private var pairs = ScratchArray<UInt64>(capacity: 1024)
  private var orderA = ScratchArray<Int32>()
  private var orderB = ScratchArray<Int32>()

  var count: Int { pairs.count }

  /// The numbers of the two edges of pair `k`.
  @inline(__always)
  subscript(k: Int) -> (Int, Int) {
    (Int(truncatingIfNeeded: pairs[k] >> 32), Int(truncatingIfNeeded: pairs[k] & 0xFFFF_FFFF))
  }

  /// Replaces the pairs by those of the edges of `a` with those of `b`; false when they are too
  /// many.
  mutating func find(
    _ a: borrowing ClipEdges, _ b: borrowing ClipEdges, _ window: ClipWindow
  ) -> Bool {
    pairs.removeAll()
    if a.count * b.count > Self.fewPairs {
      let isWide = window.maxX - window.minX >= window.maxY - window.minY
      return sweep(a, b, along: isWide ? 0 : 1)
    }
    compare(a, b)
    return true
  }

  private mutating func compare(_ a: borrowing ClipEdges, _ b: borrowing ClipEdges) {
    let (boxesA, boxesB) = (a.boxes.base, b.boxes.base)
    let count = b.count
    for i in 0..<a.count {
      // Boxes meet when no least coordinate of one exceeds the greatest of the other.
      let box = boxesA[i]
      let limits = SIMD4(-box.z, -box.w, -box.x, -box.y)
      pairs.reserve(count + 1)
      let end = pairs.base + pairs.count
      let first = UInt64(truncatingIfNeeded: i) << 32
      var found = 0
      for j in 0..<count {
        let room = unsafeBitCast(limits - boxesB[j], to: SIMD2<UInt64>.self)
        end[found] = first | UInt64(truncatingIfNeeded: j)
        found &+= (room[0] | room[1]) & 0x8000_0000_8000_0000 == 0 ? 1 : 0
      }
      pairs.extend(by: found)
    }
  }

  /// Goes through both in the order in which their boxes begin; each box is compared with those of
  /// the other that begin before it ends.
  private mutating func sweep(
    _ a: borrowing ClipEdges, _ b: borrowing ClipEdges, along axis: Int
  ) -> Bool {
    Self.sort(&orderA, a, along: axis)
    Self.sort(&orderB, b, along: axis)
    let (boxesA, boxesB) = (a.boxes.base, b.boxes.base)
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      guard pairs.count <= Self.mostPairs else { return false }
      let (p, q) = (Int(orderA[i]), Int(orderB[j]))
      if boxesA[p][axis] <= boxesB[q][axis] {
        let end = -boxesA[p][axis + 2]
        var k = j
        while k < b.count, boxesB[Int(orderB[k])][axis] <= end {
          add(p, Int(orderB[k]), boxesA, boxesB)
          k += 1
        }
        i += 1
      } else {
        let end = -boxesB[q][axis + 2]
        var k = i
        while k < a.count, boxesA[Int(orderA[k])][axis] <= end {
          add(Int(orderA[k]), q, boxesA, boxesB)
          k += 1
        }
        j += 1
      }
    }
    return true
  }

  private mutating func add(
    _ p: Int, _ q: Int, _ boxesA: UnsafePointer<SIMD4<Float>>, _ boxesB: UnsafePointer<SIMD4<Float>>
  ) {
    let (a, b) = (boxesA[p], boxesB[q])
    if a.x <= -b.z, a.y <= -b.w, b.x <= -a.z, b.y <= -a.w {
      pairs.append(UInt64(truncatingIfNeeded: p) << 32 | UInt64(truncatingIfNeeded: q))
    }
  }

  private static func sort(
    _ order: inout ScratchArray<Int32>, _ edges: borrowing ClipEdges, along axis: Int
  ) {
    order.removeAll()
    for k in 0..<edges.count { order.append(Int32(k)) }
    let boxes = edges.boxes.base
    order.sort { boxes[Int($0)][axis] < boxes[Int($1)][axis] }
  }
}
