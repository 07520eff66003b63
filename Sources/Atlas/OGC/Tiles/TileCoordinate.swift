internal import Foundation
internal import GeoCore

/// A tile of the tile matrix set WebMercatorQuad: level, column from the west, row from the north.
///
/// **Source:** OGC 17-083r4, Two Dimensional Tile Matrix Set, annex D.1.
struct TileCoordinate: Hashable {
  let level: Int
  let column: Int
  let row: Int

  /// The deepest level that is served: a unit of a tile's grid is a millimetre there.
  static let deepestLevel = 24
  /// The units of a tile's grid along a side.
  static let extent = 4096
  /// What a tile shows beyond its sides, in units of its grid, so that lines have no seams.
  static let buffer = 64
  /// The latitude of the upper side of the square that the world is drawn in.
  static let greatestLatitude = 85.0511287798066

  /// - Throws: `ServiceProblem` of 400 for what is no number, of 404 for what lies beyond the world.
  init(level: String, column: String, row: String) throws(ServiceProblem) {
    func number(_ text: String, _ name: String) throws(ServiceProblem) -> Int {
      guard text.utf8.count <= 10, !text.isEmpty,
        text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int(text)
      else { throw .bad(name, "\(name) is \"\(text)\", and must be a whole number of 0 or more") }
      return number
    }
    self.level = try number(level, "tileMatrix")
    self.column = try number(column, "tileCol")
    self.row = try number(row, "tileRow")
    guard self.level <= Self.deepestLevel else {
      throw .notFound("tile matrices are 0 to \(Self.deepestLevel), and \(level) was asked for")
    }
    let side = 1 << self.level
    guard self.column < side, self.row < side else {
      throw .notFound(
        "the tile \(level)/\(row)/\(column) lies beyond the world: rows and columns of matrix \(level)"
          + " are 0 to \(side - 1)")
    }
  }

  /// The units of the grid from the western, or northern, end of the world to the other.
  private var worldUnits: Double { Double(Self.extent) * Double(1 << level) }

  /// Where a place in degrees lies in the tile: units of the grid, from the upper left corner, y down.
  func position(longitude: Double, latitude: Double) -> (x: Double, y: Double) {
    let sine = min(max(sin(latitude * .pi / 180), -0.999_999_9), 0.999_999_9)
    let x = longitude / 360 + 0.5
    let y = 0.5 - atanh(sine) / (2 * .pi)
    return (
      x * worldUnits - Double(column * Self.extent), y * worldUnits - Double(row * Self.extent)
    )
  }

  /// The degrees that the tile and its buffer cover, within the world.
  var degrees: Box {
    let margin = Double(Self.buffer)
    func longitude(_ units: Double) -> Double {
      min(max((Double(column * Self.extent) + units) / worldUnits * 360 - 180, -180), 180)
    }
    func latitude(_ units: Double) -> Double {
      let y = (Double(row * Self.extent) + units) / worldUnits
      return min(max(asin(tanh((0.5 - y) * 2 * .pi)) * 180 / .pi, -90), 90)
    }
    let end = Double(Self.extent) + margin
    // The outermost tiles reach the poles, which the square of the world leaves out.
    let isTop = row == 0
    let isBottom = row == (1 << level) - 1
    return Box(
      minX: longitude(-margin), minY: isBottom ? -90 : latitude(end), maxX: longitude(end),
      maxY: isTop ? 90 : latitude(-margin))
  }
}
