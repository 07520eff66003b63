public import GeoCore

/// The cells of a regular grid that a feature's polygons cover, each with the part it covers.
///
/// The feature is halved at grid lines until one cell is left or a whole block is covered, so that
/// the cost follows the boundary, not the area.
///
/// **Units, CRS:** those of the layer. **Boundary rule:** cells that are only touched have no area
/// and are left out. **Shapes:** valid polygons with holes; the winding does not matter. Cells lie
/// on multiples of the size, counted from the origin of the CRS.
/// **Complexity:** O(v log c + cells) for v vertices and c cells across.
/// **Source:** halving by Sutherland & Hodgman 1974, Reentrant polygon clipping,
/// doi:10.1145/360767.360802; its degenerate edges along a cut enclose no area, and so change
/// neither area nor centroid.
public struct GridCells: Sendable {
  /// One cell's covered part.
  public struct Piece: Sendable, Equatable {
    /// The cell is `[column, column + 1] × [row, row + 1]` times the size.
    public var column: Int
    /// The row, counted northwards from the origin of the CRS; may be negative, as the column.
    public var row: Int
    /// The area covered, in squared units.
    public var area: Double
    /// The centroid of the part covered: the cell's centre when it is covered whole.
    public var x: Double
    /// The y of that centroid.
    public var y: Double
  }

  /// The side of a cell, in units of the CRS.
  public let size: Double
  /// The cells that have a part of the feature, each once: by row, then by column.
  public private(set) var pieces: [Piece] = []

  /// The pieces of one feature, by row and then by column.
  public init(covering feature: Int, of geometries: Geometries, size: Double) {
    precondition(size > 0, "cells have a size")
    self.size = size
    let box = geometries.box(ofFeature: feature)
    guard !box.isEmpty else { return }
    let columns = Self.span(box.minX, box.maxX, size)
    let rows = Self.span(box.minY, box.maxY, size)
    split(Self.rings(of: feature, in: geometries), columns, rows)
    pieces.sort { ($0.row, $0.column) < ($1.row, $1.column) }
  }

  /// All of a feature as one piece: its area and its centroid.
  ///
  /// **Complexity:** O(v). The piece is of column and row 0. Nil without an area.
  package static func whole(_ feature: Int, of geometries: Geometries) -> Piece? {
    let box = geometries.box(ofFeature: feature)
    guard !box.isEmpty else { return nil }
    var (area, momentX, momentY) = (0.0, 0.0, 0.0)
    for ring in rings(of: feature, in: geometries) {
      let own = moments(ring, aboutX: box.centerX, y: box.centerY)
      area += own.area
      momentX += own.x
      momentY += own.y
    }
    guard area > 0 else { return nil }
    return Piece(
      column: 0, row: 0, area: area, x: box.centerX + momentX / area,
      y: box.centerY + momentY / area)
  }

  private static func span(_ low: Double, _ high: Double, _ size: Double) -> Range<Int> {
    let first = Int((low / size).rounded(.down))
    return first..<max(first + 1, Int((high / size).rounded(.up)))
  }

  private typealias Ring = [(x: Double, y: Double)]

  /// Rings without the closing vertex, shells counterclockwise and holes clockwise.
  private static func rings(of feature: Int, in geometries: Geometries) -> [Ring] {
    var rings: [Ring] = []
    let kinds = geometries.partKinds(ofFeature: feature)
    for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) where kind == .polygon {
      for (position, ring) in geometries.rings(ofPart: part).enumerated() {
        var vertices = geometries.vertices(ofRing: ring).dropLast().map {
          (x: geometries.x($0), y: geometries.y($0))
        }
        // About a vertex of its own: far from the origin, rounding would hide a small ring's turn.
        let start = vertices.first ?? (x: 0, y: 0)
        let isCounterclockwise = moments(vertices, aboutX: start.x, y: start.y).area > 0
        if isCounterclockwise != (position == 0) { vertices.reverse() }
        rings.append(vertices)
      }
    }
    return rings
  }

  private mutating func split(_ rings: [Ring], _ columns: Range<Int>, _ rows: Range<Int>) {
    if rings.isEmpty { return }
    let centerX = Double(columns.lowerBound + columns.upperBound) / 2 * size
    let centerY = Double(rows.lowerBound + rows.upperBound) / 2 * size
    var area = 0.0
    var momentX = 0.0
    var momentY = 0.0
    for ring in rings {
      let own = Self.moments(ring, aboutX: centerX, y: centerY)
      area += own.area
      momentX += own.x
      momentY += own.y
    }
    let whole = Double(columns.count) * Double(rows.count) * size * size
    if area >= whole * (1 - 1e-12) { return fill(columns, rows) }
    if area <= whole * 1e-12 { return }
    if columns.count == 1, rows.count == 1 {
      pieces.append(
        Piece(
          column: columns.lowerBound, row: rows.lowerBound, area: area,
          x: centerX + momentX / area, y: centerY + momentY / area))
      return
    }
    if columns.count >= rows.count {
      let middle = (columns.lowerBound + columns.upperBound) / 2
      let line = Double(middle) * size
      split(Self.clip(rings) { $0.x - line }, middle..<columns.upperBound, rows)
      split(Self.clip(rings) { line - $0.x }, columns.lowerBound..<middle, rows)
    } else {
      let middle = (rows.lowerBound + rows.upperBound) / 2
      let line = Double(middle) * size
      split(Self.clip(rings) { $0.y - line }, columns, middle..<rows.upperBound)
      split(Self.clip(rings) { line - $0.y }, columns, rows.lowerBound..<middle)
    }
  }

  private mutating func fill(_ columns: Range<Int>, _ rows: Range<Int>) {
    for row in rows {
      for column in columns {
        pieces.append(
          Piece(
            column: column, row: row, area: size * size, x: (Double(column) + 0.5) * size,
            y: (Double(row) + 0.5) * size))
      }
    }
  }

  /// The part of each ring where `side` is not negative; `side` is linear.
  private static func clip(_ rings: [Ring], _ side: ((x: Double, y: Double)) -> Double) -> [Ring] {
    var kept: [Ring] = []
    for ring in rings {
      guard var previous = ring.last else { continue }
      var previousSide = side(previous)
      var result: Ring = []
      result.reserveCapacity(ring.count + 4)
      for vertex in ring {
        let here = side(vertex)
        if (here >= 0) != (previousSide >= 0) {
          let share = previousSide / (previousSide - here)
          result.append(
            (
              x: previous.x + share * (vertex.x - previous.x),
              y: previous.y + share * (vertex.y - previous.y)
            ))
        }
        if here >= 0 { result.append(vertex) }
        previous = vertex
        previousSide = here
      }
      if result.count >= 3 { kept.append(result) }
    }
    return kept
  }

  /// Signed area, and first moments about a point.
  private static func moments(
    _ ring: Ring, aboutX x0: Double, y y0: Double
  ) -> (area: Double, x: Double, y: Double) {
    guard let last = ring.last else { return (0, 0, 0) }
    var area = 0.0
    var momentX = 0.0
    var momentY = 0.0
    var ax = last.x - x0
    var ay = last.y - y0
    for vertex in ring {
      let bx = vertex.x - x0
      let by = vertex.y - y0
      let cross = ax * by - bx * ay
      area += cross
      momentX += cross * (ax + bx)
      momentY += cross * (ay + by)
      ax = bx
      ay = by
    }
    return (area / 2, momentX / 6, momentY / 6)
  }
}
