internal import GeoCore

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

  /// What the borders of all tiles may take, bytes, at about so many a tile and limit.
  static let mostBytes = 4 << 30
  static let bytesPerTileAndLimit = 4096

  /// How far beyond a border nodes are looked at: those of a cell that a border passes.
  static func margin(ofCell meters: Double) -> Double { 1.001 * meters }

  /// - Parameters:
  ///   - streets: calls what it is given with every straight piece of street that is reached.
  ///   - grounds: the boxes of the facilities with an extent.
  ///   - limits: how many are drawn.
  /// - Throws: `NetworkError` when the tiles would take more memory than `mostBytes`, before they do.
  init(
    _ settings: IsochroneSettings, grounds: [Box], limits: Int,
    streets: (_ add: (StraightPiece) -> Void) -> Void
  ) throws(NetworkError) {
    let cell = settings.cellMeters
    let most = Self.mostBytes / (Self.bytesPerTileAndLimit * limits)
    var windows = TileWindows(tileMeters: Double(TileFrame.size) * cell, most: most)
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
    guard !windows.isFull else {
      let square = windows.tileMeters / 1000 * windows.tileMeters / 1000 * Double(most)
      throw NetworkError(
        reason:
          "isochrones of more than \(most) squares of \(JSONText.number(windows.tileMeters)) m"
          + " (\(Int(square)) km²) would take more than \(Self.mostBytes >> 30) GB of memory",
        remedy: .anyOf(
          "give larger cells with \(StreetSetting.isochroneCell)", "give shorter or fewer cutoffs"),
        kind: .usage)
    }
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
  private let most: Int
  /// Whether there would be more than allowed; what came after is left out.
  private(set) var isFull = false

  init(tileMeters: Double, most: Int) {
    self.tileMeters = tileMeters
    self.most = most
  }

  mutating func add(_ box: Box) {
    // Before any number is rounded to a whole one that is too small for it.
    let (columns, rows) = (box.width / tileMeters, box.height / tileMeters)
    if !(columns * rows + Double(windows.count) <= Double(2 * most)) { isFull = true }
    guard !isFull else { return }
    func tile(_ meters: Double) -> Int32 { Int32((meters / tileMeters).rounded(.down)) }
    // A little more, so that nodes between two tiles are in both.
    let near = box.expanded(by: 1e-6 * tileMeters)
    for row in tile(near.minY)...tile(near.maxY) {
      for column in tile(near.minX)...tile(near.maxX) {
        let key = LatticePoint(x: column, y: row).key
        if let place = places[key] {
          windows[place].box = windows[place].box.union(box)
        } else {
          guard windows.count < most else {
            isFull = true
            return
          }
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
