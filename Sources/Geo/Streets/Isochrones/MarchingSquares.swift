/// A straight piece of the border of reached ground across one cell, the ground on its left. Its
/// ends are `LatticePoint` keys on two sides of the cell.
struct BorderPiece: Comparable {
  var from: UInt64
  var to: UInt64

  static func < (a: BorderPiece, b: BorderPiece) -> Bool {
    (a.from, a.to) < (b.from, b.to)
  }
}

/// The border pieces of all levels in one tile.
struct TracedTile {
  /// Level by level.
  fileprivate(set) var pieces: [BorderPiece] = []
  /// Where each level ends.
  fileprivate(set) var ends: [Int] = []

  func pieces(ofLevel level: Int) -> ArraySlice<BorderPiece> {
    pieces[(level == 0 ? 0 : ends[level - 1])..<ends[level]]
  }
}

/// Traces where a field passes zero, cell by cell.
///
/// Between a node inside and one outside the border passes where the field, taken as linear,
/// is 0; there it is moved to the nearest of the steps between both, never to a node itself. In a
/// cell whose diagonal corners are inside, these hang together when the mean of all four is 0 or
/// more. Every border point thus lies on one side of two cells, and borders are closed rings that
/// never meet themselves. Greater fields give greater regions: each step is monotone, so that the
/// borders of later limits lie outside those of earlier ones or on them, and never cross.
///
/// **Boundary rule:** a node where the field is 0 is inside.
/// **Source:** Maple 2003, Geometric design and space planning using the marching squares and
/// marching cube algorithms, doi:10.1109/GMAG.2003.1219671.
enum MarchingSquares {
  static func borders(of tile: ReachTile) -> TracedTile {
    var traced = TracedTile()
    tile.values.withUnsafeBufferPointer { values in
      for level in 0..<tile.levels {
        for row in 0..<TileFrame.size {
          for column in 0..<TileFrame.size {
            append(tile, values, level, column, row, to: &traced.pieces)
          }
        }
        traced.ends.append(traced.pieces.count)
      }
    }
    return traced
  }

  /// The sides of a cell: the ends of border pieces lie on them.
  private enum Side {
    case south
    case east
    case north
    case west
  }

  /// The pieces of a cell by which corners are inside: 1 south-west, 2 south-east, 4 north-east,
  /// 8 north-west. The two cases with diagonal corners stand for corners that are apart.
  private static let table: [[(from: Side, to: Side)]] = [
    [], [(.south, .west)], [(.east, .south)], [(.east, .west)],
    [(.north, .east)], [(.south, .west), (.north, .east)], [(.north, .south)], [(.north, .west)],
    [(.west, .north)], [(.south, .north)], [(.east, .south), (.west, .north)], [(.east, .north)],
    [(.west, .east)], [(.south, .east)], [(.west, .south)], [],
  ]

  /// The diagonal cases with corners that hang together.
  private static let joined: [Int: [(from: Side, to: Side)]] = [
    5: [(.south, .east), (.north, .west)], 10: [(.west, .south), (.east, .north)],
  ]

  @inline(__always)
  private static func append(
    _ tile: ReachTile, _ values: UnsafeBufferPointer<Float>, _ level: Int, _ column: Int,
    _ row: Int, to pieces: inout [BorderPiece]
  ) {
    let place = (level * TileFrame.nodes + row) * TileFrame.nodes + column
    let corners = SIMD4(
      values[place], values[place + 1], values[place + TileFrame.nodes + 1],
      values[place + TileFrame.nodes])
    let inside = corners .>= 0
    guard inside != SIMDMask(repeating: inside[0]) else { return }
    var code = 0
    for corner in 0..<4 where inside[corner] { code |= 1 << corner }
    let isJoined =
      (code == 5 || code == 10) && (corners[0] + corners[2]) + (corners[1] + corners[3]) >= 0
    let cell = LatticePoint(
      x: Int32(tile.frame.firstColumn + column) * LatticePoint.perCell,
      y: Int32(tile.frame.firstRow + row) * LatticePoint.perCell)
    for (from, to) in (isJoined ? joined[code] : nil) ?? table[code] {
      pieces.append(
        BorderPiece(from: point(from, of: cell, corners), to: point(to, of: cell, corners)))
    }
  }

  /// Where the border passes a side of a cell.
  private static func point(
    _ side: Side, of cell: LatticePoint, _ corners: SIMD4<Float>
  ) -> UInt64 {
    let all = LatticePoint.perCell
    var point = cell
    switch side {
    case .south: point.x += steps(corners[0], corners[1])
    case .north:
      point.x += steps(corners[3], corners[2])
      point.y += all
    case .west: point.y += steps(corners[0], corners[3])
    case .east:
      point.x += all
      point.y += steps(corners[1], corners[2])
    }
    return point.key
  }

  /// The steps from the first of two nodes to the border between them, counted from the node that
  /// is inside. Each operation is monotone in both values, rounding included.
  private static func steps(_ first: Float, _ second: Float) -> Int32 {
    let all = LatticePoint.perCell
    let (inside, outside) = first >= 0 ? (first, second) : (second, first)
    let share = 1 / (1 + -outside / inside)
    let steps = min(max(Int32((share * Float(all)).rounded()), 1), all - 1)
    return first >= 0 ? steps : all - steps
  }
}
