/// The tiles of the square grid that fields are sampled on.
///
/// Nodes lie at whole multiples of the cell's side, so that neighbouring studies share them. Tiles
/// that nothing reached is near do not exist.
struct ReachGrid {
  /// By row, then by column.
  private(set) var tiles: [Tile] = []

  struct Tile {
    var frame: TileFrame
    /// Holds the nodes that may be reached, and those next to them.
    var window: Box
  }

  /// How far beyond a border nodes are looked at: those of a cell that a border passes.
  static func margin(ofCell meters: Double) -> Double { 1.001 * meters }

  /// - Parameters:
  ///   - streets: calls what it is given with every straight piece of street that is reached.
  ///   - grounds: the boxes of the facilities with an extent.
  init(
    _ settings: IsochroneSettings, grounds: [Box],
    streets: (_ add: (StraightPiece) -> Void) -> Void
  ) {
    let cell = settings.cellMeters
    var windows = TileWindows(tileMeters: Double(TileFrame.size) * cell)
    let margin = Self.margin(ofCell: cell)
    let reach = settings.reachMeters + margin
    streets { piece in
      // Long pieces are cut, so that tiles are only where they pass.
      let cuts = max(1, (piece.length / windows.tileMeters).rounded(.up))
      for cut in 0..<Int(cuts) {
        let part = piece.part(Double(cut) / cuts...Double(cut + 1) / cuts)
        windows.add(part.box.expanded(by: reach))
      }
    }
    for box in grounds where !box.isEmpty { windows.add(box.expanded(by: margin)) }
    tiles = windows.sorted().map { tile, window in
      let frame = TileFrame(
        firstColumn: Int(tile.x) * TileFrame.size, firstRow: Int(tile.y) * TileFrame.size,
        cellMeters: cell)
      return Tile(frame: frame, window: window.intersection(frame.box.expanded(by: margin)))
    }
  }
}

/// For every tile that boxes meet the box around them.
private struct TileWindows {
  let tileMeters: Double
  private var places: [UInt64: Int] = [:]
  private var windows: [(key: UInt64, box: Box)] = []

  init(tileMeters: Double) { self.tileMeters = tileMeters }

  mutating func add(_ box: Box) {
    func tile(_ meters: Double) -> Int32 { Int32((meters / tileMeters).rounded(.down)) }
    // A little more, so that nodes between two tiles are in both.
    let near = box.expanded(by: 1e-6 * tileMeters)
    for row in tile(near.minY)...tile(near.maxY) {
      for column in tile(near.minX)...tile(near.maxX) {
        let key = LatticePoint(x: column, y: row).key
        if let place = places[key] {
          windows[place].box = windows[place].box.union(box)
        } else {
          places[key] = windows.count
          windows.append((key, box))
        }
      }
    }
  }

  /// By row, then by column.
  func sorted() -> [(tile: LatticePoint, window: Box)] {
    windows.sorted { $0.key < $1.key }.map { (LatticePoint(key: $0.key), $0.box) }
  }
}
