internal import GeoAlgorithms
internal import GeoCore

/// The part of a cell, or of any polygon that counts people, that lies in a region.
///
/// What is left out of a cell that is otherwise inside, or lies inside of one that is otherwise outside,
/// counts for nothing where it is nowhere a millimetre wide: borders of cell and region that are meant
/// to be one, or of the region's own parts, drawn apart by projection or digitised twice. So `low` does
/// not lose the people of a cell to a hairline, nor does `high` gain them by one, and the people of all
/// regions together are those of the cells.
///
/// **Units:** metres and m² of the equal-area system.
struct CellShare {
  /// From 0 to 1.
  var value: Double
  /// Whether the cell lies wholly in the region.
  var isWhole: Bool

  /// Hairlines cover no more than that of a cell; what is more is ground.
  private static let mostOfACell = 1e-3

  /// - Parameter wholes: the areas of whole cells, m², of which `cells` may hold a part.
  /// - Throws: `GEOSError` when the two cannot be overlaid.
  init(
    of pair: OverlapPair, cells: PolygonIndex, wholes: [Double], regions: PolygonIndex
  ) throws {
    let whole = wholes[pair.a]
    isWhole = try Self.isWhole(
      pair.a, of: cells, whole, sharing: pair.area, with: [pair.b], of: regions)
    value = isWhole ? 1 : pair.area / whole
    if value <= PeopleCount.noShare {
      value = 0
    } else if Self.mayBeHairline(pair.area, of: cells, pair.a) {
      var shared = Geometries(crs: cells.geometries.crs)
      try Overlay.appendIntersection(
        cells.geometries, pair.a, regions.geometries, pair.b, to: &shared)
      if try Self.isHairline(shared) { value = 0 }
    }
  }

  /// Whether a cell lies wholly in regions that do not overlap.
  /// - Parameters:
  ///   - whole: the cell's area, m², of which `cells` may hold a part.
  ///   - shared: the area that they have in common with it.
  static func isWhole(
    _ cell: Int, of cells: PolygonIndex, _ whole: Double, sharing shared: Double,
    with members: [Int],
    of regions: PolygonIndex
  ) throws -> Bool {
    let missing = whole - shared
    if missing <= PeopleCount.noShare * whole { return true }
    guard mayBeHairline(missing, of: cells, cell) else { return false }
    var left = Geometries(crs: cells.geometries.crs)
    try Overlay.appendDifference(
      cells.geometries, cell, minus: members, of: regions.geometries, to: &left)
    return try isHairline(left)
  }

  /// Whether so little area could be a strip of less than a millimetre around or through the cell.
  private static func mayBeHairline(_ area: Double, of cells: PolygonIndex, _ cell: Int) -> Bool {
    let box = cells.boxes[cell]
    return area <= mostOfACell * cells.areas[cell]
      && area <= 4 * PointPlaces.hairlineMeters * (box.width + box.height)
  }

  private static func isHairline(_ shape: Geometries) throws -> Bool {
    var core = Geometries(crs: shape.crs)
    try Overlay.appendBuffer(of: 0, in: shape, by: -PointPlaces.hairlineMeters / 2, to: &core)
    return core.isEmpty(feature: 0)
  }
}
