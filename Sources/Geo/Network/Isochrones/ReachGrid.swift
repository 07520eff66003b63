/// The square grid that fields are sampled on, and which strips and grounds are near which of its
/// tiles.
///
/// Nodes lie at whole multiples of the cell's side, so that neighbouring studies share them. Tiles
/// that nothing is near do not exist.
struct ReachGrid {
  let cellMeters: Double
  /// By row, then by column.
  private(set) var tiles: [Tile] = []
  /// Numbers of strips, then those of grounds counted on from the number of strips.
  private var items: [Int32] = []

  struct Tile {
    var column: Int32
    var row: Int32
    fileprivate var items: Range<Int>
  }

  private struct Entry {
    var tile: UInt64
    var item: Int32
  }

  /// How far beyond a border nodes are looked at: those of a cell that a border passes.
  static func margin(ofCell meters: Double) -> Double { 1.001 * meters }

  init(cellMeters: Double, strips: [TaperedStrip], grounds: [Box]) {
    self.cellMeters = cellMeters
    var entries: [Entry] = []
    entries.reserveCapacity(2 * strips.count)
    for (i, strip) in strips.enumerated() { append(strip.box, Int32(i), to: &entries) }
    for (i, box) in grounds.enumerated() {
      append(box, Int32(strips.count + i), to: &entries)
    }
    entries.sort { ($0.tile, $0.item) < ($1.tile, $1.item) }
    items = entries.map(\.item)
    var start = 0
    while start < entries.count {
      var end = start
      while end < entries.count, entries[end].tile == entries[start].tile { end += 1 }
      let key = entries[start].tile
      tiles.append(
        Tile(
          column: LatticePoint.whole(UInt32(truncatingIfNeeded: key)),
          row: LatticePoint.whole(UInt32(key >> 32)), items: start..<end))
      start = end
    }
  }

  private func append(_ box: Box, _ item: Int32, to entries: inout [Entry]) {
    let near = box.expanded(by: Self.margin(ofCell: cellMeters))
    // A tile has the nodes at its end as well as those at its start.
    func tile(_ node: Double) -> Int32 {
      Int32((node / Double(ReachTile.size)).rounded(.down))
    }
    let columns =
      tile(
        (near.minX / cellMeters).rounded(.up) - 1)...tile((near.maxX / cellMeters).rounded(.down))
    let rows =
      tile(
        (near.minY / cellMeters).rounded(.up) - 1)...tile((near.maxY / cellMeters).rounded(.down))
    for row in rows {
      for column in columns {
        entries.append(Entry(tile: LatticePoint(x: column, y: row).key, item: item))
      }
    }
  }

  func items(of tile: Tile) -> ArraySlice<Int32> { items[tile.items] }
}

/// A point of the lattice that borders lie on: `perCell` steps a cell. Keys order points by y,
/// then by x.
struct LatticePoint: Equatable {
  /// Steps between two nodes. Points of different borders in one cell are then at least
  /// 1 / 362 of a cell apart, and a point from a border that it is not on: more than two roundings
  /// to 7 decimals of a degree from `IsochroneSettings.leastCellMeters` on.
  static let perCell: Int32 = 16

  var x: Int32
  var y: Int32

  init(x: Int32, y: Int32) {
    self.x = x
    self.y = y
  }

  init(key: UInt64) {
    x = Self.whole(UInt32(truncatingIfNeeded: key))
    y = Self.whole(UInt32(key >> 32))
  }

  var key: UInt64 { UInt64(Self.ordered(y)) << 32 | UInt64(Self.ordered(x)) }

  private static func ordered(_ value: Int32) -> UInt32 {
    UInt32(bitPattern: value) ^ 0x8000_0000
  }

  static func whole(_ ordered: UInt32) -> Int32 { Int32(bitPattern: ordered ^ 0x8000_0000) }
}
