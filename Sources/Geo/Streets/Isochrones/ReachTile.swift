internal import GeoCore

/// The fields of all limits at the nodes of one tile of the grid: 0 or more where the ground is
/// reached.
///
/// A node's values depend on nothing but what is near it, so that tiles agree on the nodes they
/// share; and they never fall from a limit to the next.
struct ReachTile {
  private static let count = TileFrame.nodes * TileFrame.nodes
  /// Fields are cut off at so many cells above and below 0. Between nodes on either side of a
  /// border they then differ as distances do, or the border lies about the middle: where the
  /// nearest street changes from one that is reached to one that is not.
  private static let depthCells = 2.0

  let levels: Int
  let frame: TileFrame
  /// What is beyond has the lowest value.
  let window: Box
  /// Level by level, row by row.
  private(set) var values: [Float]

  init(_ tile: ReachGrid.Tile, levels: Int) {
    self.levels = levels
    (frame, window) = (tile.frame, tile.window)
    values = Array(
      repeating: Float(-Self.depthCells * frame.cellMeters), count: levels * Self.count)
  }

  /// Raises the field of a level at a node.
  @inline(__always)
  mutating func raise(_ node: Int, _ level: Int, to meters: Double) {
    let value = Float(min(meters, Self.depthCells * frame.cellMeters))
    let place = level * Self.count + node
    if value > values[place] { values[place] = value }
  }

  /// Raises the field of a level to that of a street with the ground up to a distance.
  /// - Parameter part: the part of the piece that counts, as shares of its way.
  mutating func cover(
    _ part: ClosedRange<Double>, of piece: StraightPiece, _ level: Int, halfWidth: Double
  ) {
    let (frame, first) = (frame, level * Self.count)
    let within = halfWidth + ReachGrid.margin(ofCell: frame.cellMeters)
    values.withUnsafeMutableBufferPointer { values in
      frame.visitRows(near: piece.part(part), within: within, in: window) { row, columns in
        let (y, start) = (frame.y(row), first + row * TileFrame.nodes)
        for column in columns {
          let distance = piece.distance(toX: frame.x(column), y: y, part)
          let value = Float(halfWidth - distance)
          let place = start + column
          if value > values[place] { values[place] = value }
        }
      }
    }
  }

  /// Raises the first field to the ground of a feature: the distance to its border inside, less
  /// than 0 outside.
  mutating func raise(groundOf feature: Int, in geometries: Geometries) {
    let ground = FacilityGround(feature, of: geometries, near: frame)
    for place in ground.values.indices where ground.values[place] > values[place] {
      values[place] = ground.values[place]
    }
  }

  /// Carries what is reached within a limit over to all later ones.
  mutating func accumulate() {
    for place in Self.count..<max(Self.count, values.count) {
      let earlier = values[place - Self.count]
      if earlier > values[place] { values[place] = earlier }
    }
  }
}
