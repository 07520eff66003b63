/// Sums the overlap of two polygons window by window.
struct OverlapSum {
  /// Windows with at most so many pairs of pieces are summed outright; others are halved first,
  /// as long as that saves pairs.
  private static let fewPairs = 2048
  private static let deepest = 64

  private var total = CompensatedSum()
  /// The sum of shared widths times heights, a measure of what rounding can amount to.
  private var magnitude = 0.0

  /// The sum, or 0 when it is not above what rounding alone may leave.
  ///
  /// Each term is a width times two heights, each off by at most a few units in the last place of
  /// the window's height or of the edge's own rise; 2⁻⁴⁹ is eight such units.
  var value: Double {
    let sum = total.value
    return abs(sum) <= magnitude * 0x1p-49 ? 0 : sum
  }

  /// Adds the area that both polygons cover in a window of which `a` and `b` are their parts.
  mutating func add(
    _ a: EdgeWindow, _ b: EdgeWindow, depth: Int = 0, _ stack: inout EdgePieces
  ) {
    if a.pieces.isEmpty, a.cover == 0 { return }
    if b.pieces.isEmpty, b.cover == 0 { return }
    let pairs = a.pieces.count * b.pieces.count
    if pairs > Self.fewPairs, depth < Self.deepest {
      let tall = a.height > a.width
      if addHalves(a, b, tall: tall, pairs, depth, &stack)
        || addHalves(a, b, tall: !tall, pairs, depth, &stack)
      {
        return
      }
    }
    addPairs(a, b, stack)
    addCover(a, b, stack)
  }

  /// Adds the two halves of a window, cut at the mean place of its pieces, unless that leaves
  /// almost as many pairs as before.
  private mutating func addHalves(
    _ a: EdgeWindow, _ b: EdgeWindow, tall: Bool, _ pairs: Int, _ depth: Int,
    _ stack: inout EdgePieces
  ) -> Bool {
    let extent = tall ? a.height : a.width
    let cut = Self.coarse(Self.center(of: a, b, tall, stack))
    guard cut > 0, cut < extent else { return false }
    let mark = stack.count
    let lowerA = Self.half(a, tall, 0, cut, &stack)
    let lowerB = Self.half(b, tall, 0, cut, &stack)
    let upperMark = stack.count
    let upperA = Self.half(a, tall, cut, extent - cut, &stack)
    let upperB = Self.half(b, tall, cut, extent - cut, &stack)
    let lowerPairs = lowerA.pieces.count * lowerB.pieces.count
    let upperPairs = upperA.pieces.count * upperB.pieces.count
    let pays = lowerPairs + upperPairs < pairs - pairs / 8
    if pays {
      add(upperA, upperB, depth: depth + 1, &stack)
      stack.truncate(to: upperMark)
      add(lowerA, lowerB, depth: depth + 1, &stack)
    }
    stack.truncate(to: mark)
    return pays
  }

  /// The mean of the pieces' middles, in y for a tall window, else in x.
  private static func center(
    of a: EdgeWindow, _ b: EdgeWindow, _ tall: Bool, _ stack: borrowing EdgePieces
  ) -> Double {
    var sum = 0.0
    for pieces in [a.pieces, b.pieces] {
      for k in pieces {
        let width = stack.right[k] - stack.left[k]
        sum += tall ? stack.height[k] + width * stack.slope[k] / 2 : stack.left[k] + width / 2
      }
    }
    return sum / Double(a.pieces.count + b.pieces.count)
  }

  private static func half(
    _ window: EdgeWindow, _ tall: Bool, _ from: Double, _ extent: Double,
    _ stack: inout EdgePieces
  ) -> EdgeWindow {
    tall
      ? EdgeWindow(
        window, fromX: 0, fromY: from, width: window.width, height: extent, &stack)
      : EdgeWindow(
        window, fromX: from, fromY: 0, width: extent, height: window.height, &stack)
  }

  /// A number of few binary digits nearby: subtracting it from coordinates loses none of theirs.
  private static func coarse(_ number: Double) -> Double {
    Double(bitPattern: number.bitPattern & ~(1 << 40 - 1))
  }

  /// Σ over pairs of pieces of sₐ s_b ∫ min(yₐ, y_b) dx over their shared x.
  private mutating func addPairs(_ a: EdgeWindow, _ b: EdgeWindow, _ stack: borrowing EdgePieces) {
    let hits = stack.hits
    let (left, right) = (stack.left, stack.right)
    let (height, slope, sign) = (stack.height, stack.slope, stack.sign)
    let (leftB, rightB) = (left + b.pieces.lowerBound, right + b.pieces.lowerBound)
    let (heightB, slopeB) = (height + b.pieces.lowerBound, slope + b.pieces.lowerBound)
    let signB = sign + b.pieces.lowerBound
    let count = b.pieces.count
    var widths = 0.0
    for i in a.pieces {
      let (leftA, rightA) = (left[i], right[i])
      let (heightA, slopeA) = (height[i], slope[i])
      var found = 0
      for k in 0..<count {
        let begins = (leftB[k] - rightA).bitPattern
        let ends = (leftA - rightB[k]).bitPattern
        hits[found] = UInt32(truncatingIfNeeded: k)
        found &+= Int(truncatingIfNeeded: (begins & ends) >> 63)
      }
      var sum = 0.0
      for k in 0..<found {
        let j = Int(hits[k])
        let from = max(leftA, leftB[j])
        let width = min(rightA, rightB[j]) - from
        let startA = heightA + (from - leftA) * slopeA
        let startB = heightB[j] + (from - leftB[j]) * slopeB[j]
        let endA = startA + width * slopeA
        let endB = startB + width * slopeB[j]
        let gapStart = startA - startB
        let gapEnd = endA - endB
        var twice = min(startA, startB) + min(endA, endB)
        if gapStart * gapEnd < 0 {
          let part = gapStart / (gapStart - gapEnd)
          let meeting = startA + part * (endA - startA)
          twice = part * min(startA, startB) + (1 - part) * min(endA, endB) + meeting
        }
        sum += signB[j] * width * twice
        widths += width
      }
      total.add(sign[i] * sum / 2)
    }
    magnitude += widths * (a.height + a.rise + b.rise)
  }

  /// Adds what lies under each polygon's pieces where the other covers the window from above.
  private mutating func addCover(_ a: EdgeWindow, _ b: EdgeWindow, _ stack: borrowing EdgePieces) {
    if a.cover != 0, b.cover != 0 { total.add(a.cover * b.cover * a.width * a.height) }
    if a.cover != 0 { addUnder(b, times: a.cover, stack) }
    if b.cover != 0 { addUnder(a, times: b.cover, stack) }
  }

  /// Adds the area that a polygon covers in a window, less what its cover adds.
  mutating func addUnder(
    _ window: EdgeWindow, times factor: Double, _ stack: borrowing EdgePieces
  ) {
    var widths = 0.0
    for i in window.pieces {
      let width = stack.right[i] - stack.left[i]
      let middle = stack.height[i] + width * stack.slope[i] / 2
      total.add(factor * stack.sign[i] * width * middle)
      widths += width
    }
    magnitude += widths * (window.height + window.rise) * abs(factor)
  }

  /// Adds the area that a polygon covers in a window.
  mutating func add(_ window: EdgeWindow, _ stack: borrowing EdgePieces) {
    addUnder(window, times: 1, stack)
    total.add(window.cover * window.width * window.height)
  }
}
