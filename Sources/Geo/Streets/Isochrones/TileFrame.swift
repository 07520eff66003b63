internal import GeoCore

/// Where the nodes of one tile of the grid lie.
struct TileFrame {
  /// Cells on a side.
  static let size = 64
  /// Nodes on a side: a tile has those at its end as well as those at its start.
  static let nodes = size + 1

  /// The node at the lower left corner, counted from the origin of the grid.
  let firstColumn: Int
  let firstRow: Int
  let cellMeters: Double

  @inline(__always)
  func x(_ column: Int) -> Double { Double(firstColumn + column) * cellMeters }
  @inline(__always)
  func y(_ row: Int) -> Double { Double(firstRow + row) * cellMeters }

  /// The box around all nodes.
  var box: Box {
    Box(minX: x(0), minY: y(0), maxX: x(Self.size), maxY: y(Self.size))
  }

  /// The nodes of one direction between two coordinates, counted from the tile's first.
  @inline(__always)
  private func nodes(from low: Double, to high: Double, first: Int) -> Range<Int> {
    let start = max(0, Int((low / cellMeters).rounded(.up)) - first)
    let end = min(Self.nodes, Int((high / cellMeters).rounded(.down)) - first + 1)
    return start..<max(start, end)
  }

  /// Calls `visit` for each row that has nodes near a piece, and in a window, with their columns.
  /// Some nodes are farther than asked for.
  @inline(__always)
  func visitRows(
    near piece: StraightPiece, within meters: Double, in window: Box,
    _ visit: (_ row: Int, _ columns: Range<Int>) -> Void
  ) {
    let box = piece.box.expanded(by: meters).intersection(window)
    guard !box.isEmpty else { return }
    let (dx, dy) = (piece.x1 - piece.x0, piece.y1 - piece.y0)
    let length = (dx * dx + dy * dy).squareRoot()
    // Where a row passes the piece's line, and how wide the strip is there.
    let isSteep = abs(dy) > 1e-6 * length
    let half = isSteep ? meters * length / abs(dy) : 0
    for row in nodes(from: box.minY, to: box.maxY, first: firstRow) {
      var (low, high) = (box.minX, box.maxX)
      if isSteep {
        let middle = piece.x0 + (y(row) - piece.y0) * dx / dy
        low = max(low, middle - half)
        high = min(high, middle + half)
      }
      guard low <= high else { continue }
      visit(row, nodes(from: low, to: high, first: firstColumn))
    }
  }
}
