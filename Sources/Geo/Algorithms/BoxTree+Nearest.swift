extension BoxTree {
  /// Visits boxes roughly from near to far, as long as they lie within a bound that the visitor
  /// may lower as it finds things: branch and bound.
  ///
  /// - Parameters:
  ///   - bound: the squared distance beyond which boxes do not matter. A box at exactly the bound
  ///     is still visited, so that ties can be settled.
  ///   - visit: takes the index of a box and the bound.
  ///
  /// **Units:** squared units of the boxes. **Boundary rule:** a point inside a box is at distance 0.
  /// **Complexity:** O(log n) when the bound falls soon, O(n) at worst.
  /// **Source:** Roussopoulos, Kelley & Vincent 1995, Nearest neighbor queries,
  /// doi:10.1145/223784.223794.
  public func visitNearest(
    x: Double, y: Double, bound: inout Double, _ visit: (Int, inout Double) -> Void
  ) {
    guard !items.isEmpty else { return }
    let top = levels.count - 2
    if top == 0 {
      if isWithin(boxes[0].squaredDistance(x: x, y: y), bound) { visit(Int(items[0]), &bound) }
    } else {
      approach(level: top, place: 0, x, y, &bound, visit)
    }
  }

  /// The nearest item, and its squared distance; nil when none lies within the bound.
  ///
  /// - Parameters:
  ///   - bound: only items at most this far, squared, count.
  ///   - exactSquaredDistance: the squared distance to the item of that index, which its box only
  ///     bounds from below.
  ///
  /// Of several at the same distance the lowest index is returned.
  public func nearest(
    x: Double, y: Double, bound: Double = .infinity, exactSquaredDistance: (Int) -> Double
  ) -> (index: Int, squaredDistance: Double)? {
    var best: (index: Int, squaredDistance: Double)?
    var limit = bound
    visitNearest(x: x, y: y, bound: &limit) { index, limit in
      let distance = exactSquaredDistance(index)
      guard distance <= limit else { return }
      if let found = best, found.squaredDistance == distance, found.index < index { return }
      best = (index, distance)
      limit = distance
    }
    return best
  }

  /// The distance to a box may be rounded up and that to the item in it down: a few units in the
  /// last place are let through.
  private func isWithin(_ distance: Double, _ bound: Double) -> Bool {
    distance <= bound + bound * 0x1p-50
  }

  private func approach(
    level: Int, place: Int, _ x: Double, _ y: Double, _ bound: inout Double,
    _ visit: (Int, inout Double) -> Void
  ) {
    let start = levels[level - 1]
    let first = place * Self.nodeSize
    let count = min(first + Self.nodeSize, levels[level] - start) - first
    if level == 1 {
      // Items are looked at as they stand: to sort them costs more than it saves.
      for child in first..<(first + count)
      where isWithin(boxes[start + child].squaredDistance(x: x, y: y), bound) {
        visit(Int(items[child]), &bound)
      }
      return
    }
    withUnsafeTemporaryAllocation(of: (distance: Double, child: Int).self, capacity: count) {
      near in
      for k in 0..<count {
        let entry = (boxes[start + first + k].squaredDistance(x: x, y: y), first + k)
        var hole = k
        while hole > 0, near[hole - 1].distance > entry.0 {
          near.initializeElement(at: hole, to: near[hole - 1])
          hole -= 1
        }
        near.initializeElement(at: hole, to: entry)
      }
      for k in 0..<count {
        guard isWithin(near[k].distance, bound) else { return }
        approach(level: level - 1, place: near[k].child, x, y, &bound, visit)
      }
    }
  }
}
