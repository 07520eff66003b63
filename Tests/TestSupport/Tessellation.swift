public import GeoCore

/// Cells that fill a rectangle without gap or overlap and share their borders vertex by vertex.
public enum Tessellation {
  /// A grid of quadrilaterals whose inner corners are moved at random and whose sides are wiggled
  /// by vertices that both neighbours have, bit for bit.
  ///
  /// The outer frame stays straight. Cells are simple polygons.
  /// - Parameters:
  ///   - columns: how many cells from west to east; rows from south to north.
  ///   - size: the side of an unmoved cell.
  ///   - inserted: vertices put into each side.
  public static func jitteredGrid(
    columns: Int, rows: Int, size: Double, inserted: Int, originX: Double = 0,
    originY: Double = 0, crs: CRS = .laeaEurope, seed: UInt64
  ) -> Geometries {
    var generator = SeededGenerator(seed: seed)
    typealias Point = (Double, Double)

    var corners: [[Point]] = []
    for row in 0...rows {
      var line: [Point] = []
      for column in 0...columns {
        let freeX = column > 0 && column < columns
        let freeY = row > 0 && row < rows
        let moveX = Double.random(in: -0.2...0.2, using: &generator) * size
        let moveY = Double.random(in: -0.2...0.2, using: &generator) * size
        line.append(
          (
            originX + Double(column) * size + (freeX ? moveX : 0),
            originY + Double(row) * size + (freeY ? moveY : 0)
          ))
      }
      corners.append(line)
    }

    /// The vertices between two corners, moved sideways unless the side is on the frame.
    func side(_ a: Point, _ b: Point, isFrame: Bool) -> [Point] {
      (0..<inserted).map { k in
        let part = Double(k + 1) / Double(inserted + 1)
        // Less near the corners, so that the four sides there stay apart.
        let reach = min(0.04, 0.3 * min(part, 1 - part))
        let sway = Double.random(in: -reach...reach, using: &generator)
        let across = isFrame ? 0 : sway
        let (dx, dy) = (b.0 - a.0, b.1 - a.1)
        return (a.0 + part * dx - across * dy, a.1 + part * dy + across * dx)
      }
    }

    var level: [[[Point]]] = []
    for row in 0...rows {
      level.append(
        (0..<columns).map {
          side(corners[row][$0], corners[row][$0 + 1], isFrame: row == 0 || row == rows)
        })
    }
    var upright: [[[Point]]] = []
    for row in 0..<rows {
      upright.append(
        (0...columns).map {
          side(corners[row][$0], corners[row + 1][$0], isFrame: $0 == 0 || $0 == columns)
        })
    }

    var cells = Geometries(crs: crs)
    for row in 0..<rows {
      for column in 0..<columns {
        var ring: [Point] = [corners[row][column]]
        ring += level[row][column]
        ring.append(corners[row][column + 1])
        ring += upright[row][column + 1]
        ring.append(corners[row + 1][column + 1])
        ring += level[row + 1][column].reversed()
        ring.append(corners[row + 1][column])
        ring += upright[row][column].reversed()
        cells.appendPolygon([ring])
      }
    }
    return cells
  }
}
