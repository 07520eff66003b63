public import GeoCore

/// A polygon feature cut into tiles, each in a plane of its own.
public enum GlobalTiles {
  /// A part of a feature, small enough to be measured in one plane.
  public struct Tile: Sendable {
    /// The plane, centred on the tile.
    public let frame: LocalFrame
    /// One feature in the plane, metres.
    public let plane: Geometries
  }

  private static let side = 4.0

  /// The tiles of a feature, part by part, from south to north and west to east.
  ///
  /// **CRS:** longitude and latitude. **Shapes:** valid polygons.
  /// - Throws: `GEOSError` when a part cannot be cut.
  public static func tiles(ofFeature feature: Int, in degrees: Geometries) throws -> [Tile] {
    var tiles: [Tile] = []
    let kinds = degrees.partKinds(ofFeature: feature)
    for (part, kind) in zip(degrees.parts(ofFeature: feature), kinds) where kind == .polygon {
      let run = PartRun(part, of: degrees)
      let box = run.box
      if box.isEmpty { continue }
      if box.width <= side, box.height <= side {
        tiles.append(tile(run))
        continue
      }
      let columns = max(1, (box.width / side).rounded(.up))
      let rows = max(1, (box.height / side).rounded(.up))
      for row in 0..<Int(rows) {
        for column in 0..<Int(columns) {
          let window = Box(
            minX: box.minX + Double(column) * side, minY: box.minY + Double(row) * side,
            maxX: box.minX + Double(column + 1) * side, maxY: box.minY + Double(row + 1) * side)
          for piece in try run.clipped(to: window) where !piece.box.isEmpty {
            tiles.append(tile(piece))
          }
        }
      }
    }
    return tiles
  }

  private static func tile(_ run: PartRun) -> Tile {
    var one = Geometries(crs: .wgs84)
    one.beginFeature(.polygon)
    run.append(to: &one)
    let frame = LocalFrame(longitude: run.box.centerX, latitude: run.box.centerY)
    return Tile(frame: frame, plane: frame.projected(one))
  }
}
