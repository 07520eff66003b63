internal import GeoCore

/// A polygon's edges as seen in a rectangular window: the pieces inside it, and how often the
/// polygon covers it from above.
///
/// What lies left, right or below is dropped, since it does not change what is under an edge in the
/// window. What lies above becomes level pieces along the window's upper side; a chain of them
/// telescopes to one, and one from side to side is only counted.
struct EdgeWindow {
  let width: Double
  let height: Double
  /// Where its pieces begin and end in the stack.
  private(set) var pieces: Range<Int>
  /// How many level pieces, with their signs, span the window's upper side.
  private(set) var cover: Double
  /// The greatest rise of an edge that reaches out of the window: what its rounding is worth.
  private(set) var rise = 0.0
  private var runStart = 0.0
  private var runEnd = 0.0

  /// The part of a feature in a box, in coordinates from the box's lower left corner.
  init(
    _ view: PolygonView, feature i: Int, in box: Box, _ stack: inout EdgePieces
  ) {
    width = box.maxX - box.minX
    height = box.maxY - box.minY
    pieces = stack.count..<stack.count
    cover = 0
    let feature = view.features[i]
    if feature.root >= 0 {
      descend(Int(feature.root), view, box, &stack)
    } else {
      for ring in Int(feature.firstRing)..<Int(feature.endRing) {
        let ring = view.rings[ring]
        scan(view.xy, Int(ring.firstVertex), Int(ring.lastVertex), ring.sign, box, &stack)
      }
    }
    flushRun(&stack)
    pieces = pieces.lowerBound..<stack.count
  }

  /// The part of another window in one inside it.
  init(
    _ parent: EdgeWindow, fromX x: Double, fromY y: Double, width: Double, height: Double,
    _ stack: inout EdgePieces
  ) {
    self.width = width
    self.height = height
    pieces = stack.count..<stack.count
    cover = parent.cover
    rise = parent.rise
    stack.reserve(3 * parent.pieces.count + 1)
    for k in parent.pieces {
      let left = stack.left[k] - x
      let right = stack.right[k] - x
      guard left < width, right > 0 else { continue }
      let slope = stack.slope[k]
      let low = stack.height[k] - y
      add(left, right, low, low + (right - left) * slope, slope, stack.sign[k], &stack)
    }
    flushRun(&stack)
    pieces = pieces.lowerBound..<stack.count
  }

  // MARK: Gathering

  private mutating func descend(
    _ index: Int, _ view: PolygonView, _ box: Box, _ stack: inout EdgePieces
  ) {
    let node = view.nodes + index
    let bounds = node.pointee.box
    guard bounds.minX < box.maxX, bounds.maxX > box.minX, bounds.maxY > box.minY else { return }
    if bounds.minY >= box.maxY {
      stack.reserve(4)
      return addRun(node.pointee, view, box, &stack)
    }
    if node.pointee.childCount == 0 {
      scan(
        view.xy, Int(node.pointee.firstVertex), Int(node.pointee.lastVertex),
        view.rings[Int(node.pointee.firstRing)].sign, box, &stack)
    } else {
      let first = Int(node.pointee.firstChild)
      for child in first..<(first + Int(node.pointee.childCount)) {
        descend(child, view, box, &stack)
      }
    }
  }

  /// Adds a run of edges that lies above the window. Whole rings in it come back to where they
  /// began and add nothing; what is left is the rest of the first ring and the start of the last.
  private mutating func addRun(
    _ node: EdgeHierarchy.Node, _ view: PolygonView, _ box: Box, _ stack: inout EdgePieces
  ) {
    func x(_ vertex: Int32) -> Double { view.xy[2 * Int(vertex)] - box.minX }
    let first = view.rings[Int(node.firstRing)]
    let last = view.rings[Int(node.lastRing)]
    if node.firstRing == node.lastRing {
      addLevel(from: x(node.firstVertex), to: x(node.lastVertex), first.sign, &stack)
    } else {
      addLevel(from: x(node.firstVertex), to: x(first.lastVertex), first.sign, &stack)
      addLevel(from: x(last.firstVertex), to: x(node.lastVertex), last.sign, &stack)
    }
  }

  /// Adds the edges between consecutive vertices of a ring: first the numbers of those that reach
  /// right of the window's left side, left of its right one and above its lower one, then those
  /// edges themselves.
  private mutating func scan(
    _ xy: UnsafePointer<Double>, _ first: Int, _ last: Int, _ sign: Double, _ box: Box,
    _ stack: inout EdgePieces
  ) {
    stack.reserve(3 * (last - first) + 4)
    let hits = stack.hits
    let lower = SIMD2(box.minX, box.minY)
    let upper = SIMD2(box.maxX, .infinity)
    var found = 0
    var point = SIMD2(xy, vertex: first)
    var (above, below) = ((lower - point).signBits, (point - upper).signBits)
    for vertex in first..<last {
      point = SIMD2(xy, vertex: vertex &+ 1)
      let nextAbove = (lower - point).signBits
      let nextBelow = (point - upper).signBits
      let reaches = (above | nextAbove) & (below | nextBelow)
      hits[found] = UInt32(truncatingIfNeeded: vertex)
      found &+= Int(truncatingIfNeeded: (reaches[0] & reaches[1]) >> 63)
      (above, below) = (nextAbove, nextBelow)
    }
    let origin = SIMD2(box.minX, box.minY)
    for k in 0..<found {
      let vertex = Int(hits[k])
      let start = SIMD2(xy, vertex: vertex) - origin
      let end = SIMD2(xy, vertex: vertex &+ 1) - origin
      addEdge(start.x, start.y, end.x, end.y, sign, &stack)
    }
  }

  // MARK: Clipping

  @inline(__always)
  private mutating func addEdge(
    _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ sign: Double,
    _ stack: inout EdgePieces
  ) {
    if y0 >= height, y1 >= height { return addLevel(from: x0, to: x1, sign, &stack) }
    if x0 < x1 {
      let slope = (y1 - y0) / (x1 - x0)
      add(x0, x1, y0, y1, slope, -sign, &stack)
    } else if x1 < x0 {
      let slope = (y0 - y1) / (x0 - x1)
      add(x1, x0, y1, y0, slope, sign, &stack)
    }
  }

  /// Adds the part of an edge inside the window. Heights come from the edge's own left end and
  /// slope, so that edges on top of each other stay so.
  @inline(__always)
  private mutating func add(
    _ left: Double, _ right: Double, _ low: Double, _ high: Double, _ slope: Double,
    _ sign: Double, _ stack: inout EdgePieces
  ) {
    let inside = left >= 0 && right <= width && min(low, high) >= 0 && max(low, high) <= height
    if inside {
      stack.append(left: left, right: right, height: low, slope: slope, sign: sign)
    } else if slope.isFinite {
      addClipped(left, right, low, high, slope, sign, &stack)
    }
  }

  private mutating func addClipped(
    _ left: Double, _ right: Double, _ leftHeight: Double, _ rightHeight: Double, _ slope: Double,
    _ sign: Double, _ stack: inout EdgePieces
  ) {
    rise = max(rise, abs(rightHeight - leftHeight))
    var (left, right, low, high) = (left, right, leftHeight, rightHeight)
    if left < 0 {
      low -= left * slope
      left = 0
    }
    if right > width {
      high = low + (width - left) * slope
      right = width
    }
    guard left < right, low > 0 || high > 0 else { return }
    if low >= height, high >= height {
      return addLevel(left, right, sign, &stack)
    }
    if low < high {
      if low < 0 {
        left = min(left - low / slope, right)
        low = 0
      }
      if high > height {
        let top = min(left + (height - low) / slope, right)
        addLevel(top, right, sign, &stack)
        right = top
      }
    } else if high < low {
      if low > height {
        let top = min(left + (height - low) / slope, right)
        addLevel(left, top, sign, &stack)
        left = top
        low = height
      }
      if high < 0 { right = min(left - low / slope, right) }
    }
    if left < right {
      stack.append(left: left, right: right, height: low, slope: slope, sign: sign)
    }
  }

  // MARK: Level runs

  private mutating func addLevel(
    _ left: Double, _ right: Double, _ sign: Double, _ stack: inout EdgePieces
  ) {
    if sign > 0 {
      extendRun(from: right, to: left, &stack)
    } else {
      extendRun(from: left, to: right, &stack)
    }
  }

  private mutating func addLevel(
    from start: Double, to end: Double, _ sign: Double, _ stack: inout EdgePieces
  ) {
    let from = min(max(start, 0), width)
    let to = min(max(end, 0), width)
    if sign > 0 {
      extendRun(from: from, to: to, &stack)
    } else {
      extendRun(from: to, to: from, &stack)
    }
  }

  /// Joins a directed level piece to the pending one where they meet end to end. Leftward is +1.
  private mutating func extendRun(from: Double, to: Double, _ stack: inout EdgePieces) {
    if from == runEnd {
      runEnd = to
    } else if to == runStart {
      runStart = from
    } else if from != to {
      flushRun(&stack)
      runStart = from
      runEnd = to
    }
  }

  private mutating func flushRun(_ stack: inout EdgePieces) {
    let left = min(runStart, runEnd)
    let right = max(runStart, runEnd)
    let sign = runStart > runEnd ? 1.0 : -1.0
    if left == 0, right == width {
      cover += sign
    } else if left < right {
      stack.reserve(1)
      stack.append(left: left, right: right, height: height, slope: 0, sign: sign)
    }
    runStart = 0
    runEnd = 0
  }
}
