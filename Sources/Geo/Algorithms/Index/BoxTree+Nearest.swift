internal import GeoCore

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
    items.withUnsafeBufferPointer { items in
      visitNearestPlaces(x: x, y: y, bound: &bound) { place, bound in
        visit(Int(items[place]), &bound)
      }
    }
  }

  /// `visitNearest` with the place that a box has in the order of the tree: its index is
  /// `items[place]`. What is kept in that order is read from front to back.
  @inline(__always)
  func visitNearestPlaces(
    x: Double, y: Double, bound: inout Double, _ visit: (Int, inout Double) -> Void
  ) {
    guard !items.isEmpty else { return }
    let top = levels.count - 2
    boxes.withUnsafeBufferPointer { boxes in
      levels.withUnsafeBufferPointer { levels in
        if top == 0 {
          if Self.isWithin(boxes[0].squaredDistance(x: x, y: y), bound) { visit(0, &bound) }
        } else {
          Self.approach(level: top, node: 0, x, y, boxes, levels, &bound, visit)
        }
      }
    }
  }

  /// The distance to a box may be rounded up and that to the item in it down: a few units in the
  /// last place are let through.
  @inline(__always)
  private static func isWithin(_ distance: Double, _ bound: Double) -> Bool {
    distance <= bound + bound * 0x1p-50
  }

  private static func approach(
    level: Int, node: Int, _ x: Double, _ y: Double, _ boxes: UnsafeBufferPointer<Box>,
    _ levels: UnsafeBufferPointer<Int>, _ bound: inout Double,
    _ visit: (Int, inout Double) -> Void
  ) {
    let start = levels[level - 1]
    let first = node * nodeSize
    let end = min(first + nodeSize, levels[level] - start)
    if level == 1 {
      // Items are looked at as they stand: to sort them costs more than it saves.
      for place in first..<end
      where isWithin(boxes[place].squaredDistance(x: x, y: y), bound) { visit(place, &bound) }
      return
    }
    withUnsafeTemporaryAllocation(of: (distance: Double, node: Int).self, capacity: nodeSize) {
      near in
      var count = 0
      for child in first..<end {
        let distance = boxes[start + child].squaredDistance(x: x, y: y)
        guard isWithin(distance, bound) else { continue }
        var hole = count
        while hole > 0, near[hole - 1].distance > distance {
          near.initializeElement(at: hole, to: near[hole - 1])
          hole -= 1
        }
        near.initializeElement(at: hole, to: (distance, child))
        count += 1
      }
      for k in 0..<count {
        guard isWithin(near[k].distance, bound) else { return }
        approach(level: level - 1, node: near[k].node, x, y, boxes, levels, &bound, visit)
      }
    }
  }
}
