internal import GeoCore

/// The nodes of an R-tree over boxes that are all known, packed full, as SQLite's R-tree module
/// stores them. Some ten times faster than inserting box by box, and tighter.
///
/// A node is a block of bytes, big-endian: its height (in the root alone, 2 bytes), its number of
/// cells (2), then the cells: the id of a row or a lower node (8) and least x, greatest x, least
/// y, greatest y (4 each), rounded outwards. The root is node 1.
/// **Complexity:** O(n log n).
///
/// **Source:** Leutenegger, Lopez & Edgington 1997, STR: a simple and efficient algorithm for
/// R-tree packing, doi:10.1109/ICDE.1997.582015; https://www.sqlite.org/rtree.html
struct GeoPackageIndexPages {
  /// One cell of a node.
  private struct Cell {
    var id: Int
    var minX: Float
    var maxX: Float
    var minY: Float
    var maxY: Float
  }

  /// The bytes of each node, the root's first, then node 2, 3 …
  private(set) var nodes: [[UInt8]] = []
  /// For the nodes 2, 3 … the node above.
  private(set) var parents: [Int] = []
  /// For each entry, in the order given, its node.
  private(set) var leaves: [Int]
  private let nodeSize: Int
  private static let cellSize = 24

  /// - Parameter nodeSize: the bytes of a node, at least 100.
  init(_ entries: [(id: Int, box: Box)], nodeSize: Int) {
    precondition(nodeSize >= 4 + 4 * Self.cellSize, "a node has room for cells")
    self.nodeSize = nodeSize
    leaves = Array(repeating: 1, count: entries.count)
    let capacity = (nodeSize - 4) / Self.cellSize
    // On the lowest level cells carry the place of their entry until they are written.
    var cells = entries.enumerated().map { i, entry in
      Cell(
        id: i, minX: Self.down(entry.box.minX), maxX: Self.up(entry.box.maxX),
        minY: Self.down(entry.box.minY), maxY: Self.up(entry.box.maxY))
    }
    var lower: [[UInt8]] = []
    var height = 0
    while cells.count > capacity {
      var above: [Cell] = []
      for group in Self.groups(cells, capacity) {
        let number = lower.count + 2
        lower.append(node(group, height: height, isRoot: false, entries))
        parents.append(1)
        assign(group, to: number, height: height)
        above.append(Self.cover(group, id: number))
      }
      cells = above
      height += 1
    }
    nodes = [node(cells, height: height, isRoot: true, entries)] + lower
  }

  /// Notes that the cells stand in a node.
  private mutating func assign(_ cells: [Cell], to number: Int, height: Int) {
    for cell in cells {
      if height == 0 { leaves[cell.id] = number } else { parents[cell.id - 2] = number }
    }
  }

  /// Slices by x, then runs by y, each filled to the brim; ties by id, so that the order is one.
  private static func groups(_ cells: [Cell], _ capacity: Int) -> [[Cell]] {
    let count = (cells.count + capacity - 1) / capacity
    let slices = Int(Double(count).squareRoot().rounded(.up))
    let sliceSize = (count + slices - 1) / slices * capacity
    let byX = cells.sorted { ($0.minX + $0.maxX, $0.id) < ($1.minX + $1.maxX, $1.id) }
    var groups: [[Cell]] = []
    for start in stride(from: 0, to: byX.count, by: sliceSize) {
      let slice = byX[start..<min(start + sliceSize, byX.count)].sorted {
        ($0.minY + $0.maxY, $0.id) < ($1.minY + $1.maxY, $1.id)
      }
      for first in stride(from: 0, to: slice.count, by: capacity) {
        groups.append(Array(slice[first..<min(first + capacity, slice.count)]))
      }
    }
    return groups
  }

  private static func cover(_ cells: [Cell], id: Int) -> Cell {
    var cover = cells[0]
    cover.id = id
    for cell in cells {
      cover.minX = min(cover.minX, cell.minX)
      cover.maxX = max(cover.maxX, cell.maxX)
      cover.minY = min(cover.minY, cell.minY)
      cover.maxY = max(cover.maxY, cell.maxY)
    }
    return cover
  }

  private func node(
    _ cells: [Cell], height: Int, isRoot: Bool, _ entries: [(id: Int, box: Box)]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(nodeSize)
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
    append(UInt16(isRoot ? height : 0))
    append(UInt16(cells.count))
    for cell in cells {
      append(Int64(height == 0 ? entries[cell.id].id : cell.id))
      for bound in [cell.minX, cell.maxX, cell.minY, cell.maxY] { append(bound.bitPattern) }
    }
    bytes.append(contentsOf: repeatElement(0, count: nodeSize - bytes.count))
    return bytes
  }

  /// The greatest single-precision number that is not above.
  private static func down(_ value: Double) -> Float {
    let near = Float(value)
    return Double(near) > value ? near.nextDown : near
  }

  /// The least single-precision number that is not below.
  private static func up(_ value: Double) -> Float {
    let near = Float(value)
    return Double(near) < value ? near.nextUp : near
  }
}
