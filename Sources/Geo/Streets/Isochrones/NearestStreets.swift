internal import GeoAlgorithms
internal import GeoCore

/// The nearest street of every node of a tile, as `EdgeSnapper` finds it: of all streets that are
/// open in some direction, the first of those equally near.
///
/// **Complexity:** O(streets near the tile × nodes within reach of each).
struct NearestStreets {
  /// The segments near the tile, in the order of the network.
  let streets: [StreetSegment]
  /// Row by row: the place in `streets` of the nearest, -1 beyond the reach, and the square of how
  /// far it is. Four columns are looked at together, so that rows end with spare ones.
  private var nearest: [Int32]
  private var squared: [Double]

  private static let together = 4
  private static let stride = (TileFrame.nodes / together + 2) * together

  /// - Parameters:
  ///   - window: only nodes in it matter.
  ///   - meters: streets farther from a node do not count.
  init(of tile: TileFrame, in window: Box, within meters: Double, _ snapper: EdgeSnapper) {
    let count = TileFrame.nodes * Self.stride
    nearest = Array(repeating: -1, count: count)
    squared = Array(repeating: meters * meters, count: count)
    var found: [Int] = []
    snapper.tree.query(window.expanded(by: meters)) { found.append($0) }
    found.sort()
    streets = found.map {
      let segment = snapper.segments[$0]
      return snapper.street(ofEdge: segment.edge, vertex: Int(segment.vertex))
    }
    for (place, street) in streets.enumerated() {
      approach(street.piece, Int32(place), tile, window, meters)
    }
  }

  /// The place in `streets` of the nearest to a node; nil when none is within reach.
  func place(_ row: Int, _ column: Int) -> Int? {
    let place = nearest[row * Self.stride + column]
    return place < 0 ? nil : Int(place)
  }

  private mutating func approach(
    _ piece: StraightPiece, _ place: Int32, _ tile: TileFrame, _ window: Box, _ meters: Double
  ) {
    let (dx, dy) = (piece.x1 - piece.x0, piece.y1 - piece.y0)
    let length = dx * dx + dy * dy
    let inverse = length > 0 ? 1 / length : 0
    nearest.withUnsafeMutableBufferPointer { nearest in
      squared.withUnsafeMutableBytes { squared in
        tile.visitRows(near: piece, within: meters, in: window) { row, columns in
          let ay = tile.y(row) - piece.y0
          for column in Swift.stride(
            from: columns.lowerBound, to: columns.upperBound, by: Self.together)
          {
            let x = SIMD4(0, 1, 2, 3) + Double(tile.firstColumn + column)
            let ax = x * tile.cellMeters - piece.x0
            let foot = (ax * dx + ay * dy) * inverse
            let share = foot.replacing(with: 0, where: foot .< 0)
              .replacing(with: 1, where: foot .> 1)
            let nearX = ax - share * dx
            let nearY = ay - share * dy
            let distance = nearX * nearX + nearY * nearY
            let first = row * Self.stride + column
            let offset = first * MemoryLayout<Double>.stride
            let before = squared.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
            let isNearer = distance .< before
            guard any(isNearer) else { continue }
            squared.storeBytes(
              of: before.replacing(with: distance, where: isNearer), toByteOffset: offset,
              as: SIMD4<Double>.self)
            for lane in 0..<Self.together where isNearer[lane] { nearest[first + lane] = place }
          }
        }
      }
    }
  }
}
