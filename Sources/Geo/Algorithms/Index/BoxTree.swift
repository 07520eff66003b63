public import GeoCore

/// A static index of boxes: a packed R-tree in flat arrays.
///
/// Boxes are put in Hilbert order of their centres and grouped by 16, level by level; nothing is
/// ever inserted or removed. Empty boxes are never found. The same boxes give the same tree, and a
/// query visits in the same order every time.
///
/// **Units, CRS:** those of the boxes. **Boundary rule:** boxes are closed; touching is meeting.
/// **Source:** Kamel & Faloutsos 1993, On packing R-trees, doi:10.1145/170088.170403.
public struct BoxTree: Sendable {
  /// How many children a node has.
  static let nodeSize = 16

  /// Level 0 holds the boxes given, in Hilbert order; the levels above follow, up to the root.
  let boxes: [Box]
  /// The index that each box of level 0 was given with.
  let items: [Int32]
  /// Where each level starts in `boxes`; the last entry is the end.
  let levels: [Int]

  /// **Complexity:** O(n log n).
  public init(_ given: [Box]) { self.init(count: given.count) { given[$0] } }

  /// A tree of so many boxes, each of which is asked for several times and not held.
  @inline(__always)
  package init(count: Int, box: (Int) -> Box) {
    let order = HilbertOrder.sorted(count: count, box)
    var boxes: [Box] = []
    boxes.reserveCapacity(Self.nodeCount(over: order.count))
    for index in order { boxes.append(box(Int(index))) }
    var levels = [0]
    var start = 0
    while boxes.count - start > 1 {
      let end = boxes.count
      levels.append(end)
      for group in stride(from: start, to: end, by: Self.nodeSize) {
        var union = Box.empty
        for child in group..<min(group + Self.nodeSize, end) { union = union.union(boxes[child]) }
        boxes.append(union)
      }
      start = end
    }
    levels.append(boxes.count)
    self.boxes = boxes
    items = order
    self.levels = levels
  }

  /// The boxes of all levels over so many.
  private static func nodeCount(over count: Int) -> Int {
    var (total, level) = (count, count)
    while level > 1 {
      level = (level + nodeSize - 1) / nodeSize
      total += level
    }
    return total
  }

  /// How many boxes can be found: those that are not empty.
  public var count: Int { items.count }

  /// The box around all.
  public var box: Box { boxes.last ?? .empty }

  /// Calls `visit` with the index of every box that meets this one, in the order of the tree.
  ///
  /// **Complexity:** O(log n + found) for boxes of a usual layer; nothing is allocated.
  public func query(_ box: Box, _ visit: (Int) -> Void) {
    guard let root = boxes.last, root.meets(box) else { return }
    boxes.withUnsafeBufferPointer { boxes in
      items.withUnsafeBufferPointer { items in
        levels.withUnsafeBufferPointer { levels in
          let top = levels.count - 2
          if top == 0 { return visit(Int(items[0])) }
          Self.descend(level: top, place: 0, box, boxes, items, levels, visit)
        }
      }
    }
  }

  private static func descend(
    level: Int, place: Int, _ box: Box, _ boxes: UnsafeBufferPointer<Box>,
    _ items: UnsafeBufferPointer<Int32>, _ levels: UnsafeBufferPointer<Int>,
    _ visit: (Int) -> Void
  ) {
    let start = levels[level - 1]
    let first = place * nodeSize
    let end = min(first + nodeSize, levels[level] - start)
    for child in first..<end where boxes[start + child].meets(box) {
      if level == 1 {
        visit(Int(items[child]))
      } else {
        descend(level: level - 1, place: child, box, boxes, items, levels, visit)
      }
    }
  }
}

/// The order of boxes along a Hilbert curve through their centres.
///
/// **Source:** Hilbert 1891, Über die stetige Abbildung einer Linie auf ein Flächenstück,
/// doi:10.1007/BF01199431.
package enum HilbertOrder {
  /// The indices of all boxes that are not empty; equal places keep the order of indices.
  package static func sorted(_ boxes: [Box]) -> [Int32] { sorted(count: boxes.count) { boxes[$0] } }

  /// The indices of all that are not empty among so many boxes.
  @inline(__always)
  static func sorted(count: Int, _ box: (Int) -> Box) -> [Int32] {
    var frame = Box.empty
    for index in 0..<count {
      let box = box(index)
      if !box.isEmpty { frame.extend(x: box.centerX, y: box.centerY) }
    }
    let scaleX = scale(frame.width)
    let scaleY = scale(frame.height)
    var keys: [UInt64] = []
    keys.reserveCapacity(count)
    for index in 0..<count {
      let box = box(index)
      if box.isEmpty { continue }
      let column = cell((box.centerX - frame.minX) * scaleX)
      let row = cell((box.centerY - frame.minY) * scaleY)
      keys.append(UInt64(distance(column, row)) << 32 | UInt64(index))
    }
    keys.sort()
    return keys.map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
  }

  private static func scale(_ extent: Double) -> Double {
    let scale = 65535 / extent
    return scale.isFinite ? scale : 0
  }

  private static func cell(_ position: Double) -> UInt32 {
    position >= 0 && position <= 65535 ? UInt32(position) : 0
  }

  /// How far along the curve of order 16 a cell lies.
  static func distance(_ column: UInt32, _ row: UInt32) -> UInt32 {
    var x = column
    var y = row
    var distance: UInt32 = 0
    var side: UInt32 = 1 << 15
    while side > 0 {
      let right: UInt32 = x & side != 0 ? 1 : 0
      let upper: UInt32 = y & side != 0 ? 1 : 0
      distance = distance << 2 | ((3 * right) ^ upper)
      if upper == 0 {
        if right == 1 {
          x = ~x
          y = ~y
        }
        swap(&x, &y)
      }
      side >>= 1
    }
    return distance
  }
}
