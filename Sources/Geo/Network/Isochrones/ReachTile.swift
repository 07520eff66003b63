/// The fields of all limits at the nodes of one tile of the grid: 0 or more where the ground is
/// reached.
///
/// A node's values depend on nothing but the strips near it, so that tiles agree on the nodes they
/// share; and they never fall from a limit to the next.
struct ReachTile {
  /// Cells on a side.
  static let size = 64
  /// Nodes on a side.
  static let nodes = size + 1
  /// The value of nodes that nothing is near.
  private static let nowhere = -Float.greatestFiniteMagnitude

  let levels: Int
  /// The node at the lower left corner, counted from the origin of the grid.
  let firstColumn: Int
  let firstRow: Int
  let cellMeters: Double
  /// Level by level, row by row.
  private(set) var values: [Float]

  init(_ tile: ReachGrid.Tile, levels: Int, cellMeters: Double) {
    self.levels = levels
    self.cellMeters = cellMeters
    firstColumn = Int(tile.column) * Self.size
    firstRow = Int(tile.row) * Self.size
    values = Array(repeating: Self.nowhere, count: levels * Self.nodes * Self.nodes)
  }

  /// The nodes of one direction between two coordinates, counted from the tile's first.
  @inline(__always)
  private static func nodes(
    from low: Double, to high: Double, _ cellMeters: Double, first: Int
  ) -> Range<Int> {
    let start = max(0, Int((low / cellMeters).rounded(.up)) - first)
    let end = min(nodes, Int((high / cellMeters).rounded(.down)) - first + 1)
    return start..<max(start, end)
  }

  /// Raises the field of a strip's level to that of the strip.
  mutating func raise(_ strip: TaperedStrip) {
    let cell = cellMeters
    let (firstColumn, firstRow) = (firstColumn, firstRow)
    let margin = ReachGrid.margin(ofCell: cell)
    let box = strip.box.expanded(by: margin)
    let width = strip.radius + margin
    let start = Int(strip.level) * Self.nodes * Self.nodes
    let rows = Self.nodes(from: box.minY, to: box.maxY, cell, first: firstRow)
    let isSteep = abs(strip.directionY) > 1e-6
    values.withUnsafeMutableBufferPointer { values in
      for row in rows {
        let y = Double(firstRow + row) * cell
        var (low, high) = (box.minX, box.maxX)
        if isSteep {
          // Where the row passes the strip's line, and how wide the strip is there.
          let middle = strip.x + (y - strip.y) * strip.directionX / strip.directionY
          let half = width / abs(strip.directionY)
          low = max(low, middle - half)
          high = min(high, middle + half)
        }
        guard low <= high else { continue }
        for column in Self.nodes(from: low, to: high, cell, first: firstColumn) {
          let x = Double(firstColumn + column) * cell
          let value = Float(strip.value(x: x, y: y))
          let place = start + row * Self.nodes + column
          if value > values[place] { values[place] = value }
        }
      }
    }
  }

  /// Raises the first field to the ground of a feature: the distance to its border inside, less
  /// than 0 outside.
  mutating func raise(groundOf feature: Int, in geometries: Geometries) {
    let ground = FacilityGround(feature, of: geometries, near: self)
    for place in ground.values.indices where ground.values[place] > values[place] {
      values[place] = ground.values[place]
    }
  }

  /// Carries what is reached within a limit over to all later ones.
  mutating func accumulate() {
    let count = Self.nodes * Self.nodes
    for place in count..<max(count, values.count) {
      let earlier = values[place - count]
      if earlier > values[place] { values[place] = earlier }
    }
  }
}
