internal import GeoAlgorithms
package import GeoCore

/// Where the people of a source live: its rows cut at the borders of zones, or its points.
///
/// People belong to the zone that has the ground, in proportion to area; where zones overlap, the first
/// in the order of ids has it. Points belong to the zone that they lie in, on a border in equal parts to
/// all around it. So everybody is in one zone, or in none. Rows without people have no part.
///
/// **Units:** m² of the equal-area system. **Complexity:** O(n log n) for n rows; rows that cross a border
/// cost an overlay each.
package struct PeopleGround: Sendable {
  /// A part of a row.
  package struct Part: Sendable {
    /// The zone; nil outside all.
    package var zone: Int?
    /// The cell whose people may be anywhere in it: the row, or the cell that rows are parts of.
    package var cell: Int
    /// The row of the source.
    package var row: Int
    /// The people who live there.
    package var people: Double
    /// Its area, m²; 0 for a point.
    package var areaSquareMeters: Double
  }

  /// By zone, those outside last; in a zone by cell.
  package let parts: [Part]
  /// One feature a part, polygons or points.
  package let geometries: Geometries
  /// Whether parts are points.
  package let isPoints: Bool
  /// Why the people of a zone are not known; nil where they are.
  package let unknown: [UnknownReason?]
  /// The source.
  package let source: PeopleSource

  /// - Throws: `GEOSError` when rows cannot be cut.
  package init(_ source: PeopleSource, zones: ZoneSet, threads: Int) throws {
    let found =
      try source.isPoints
      ? Self.points(of: source, zones) : Self.polygons(of: source, zones, threads: threads)
    let order = found.parts.indices.sorted { a, b in
      let (one, other) = (found.parts[a], found.parts[b])
      return (one.zone ?? zones.count, one.cell, a) < (other.zone ?? zones.count, other.cell, b)
    }
    parts = order.map { found.parts[$0] }
    geometries = found.geometries.selecting(order)
    isPoints = source.isPoints
    self.source = source
    var sums = Array(repeating: PeopleCount(), count: zones.count)
    for part in parts {
      if let zone = part.zone { sums[zone].high += part.people }
    }
    unknown = source.unknown(sums, in: zones.areal, threads: threads)
  }

  private static func counts(_ row: PeopleSource.Row) -> Bool {
    row.droppedReason == nil && row.people > 0
  }

  private static func points(
    of source: PeopleSource, _ zones: ZoneSet
  ) -> (parts: [Part], geometries: Geometries) {
    var parts: [Part] = []
    var geometries = Geometries(crs: source.geometries.crs)
    for (row, one) in source.rows.enumerated() where counts(one) {
      guard let (x, y) = source.place(ofRow: row) else { continue }
      let around = PointPlaces.zones(aroundX: x, y: y, in: zones.areal.index)
      // A point in several zones that overlap is in the first.
      let inside = around.first { $0.part == 1 }
      let shares =
        inside.map { [($0.feature as Int?, 1.0)] } ?? around.map { ($0.feature, $0.part) }
      for (zone, share) in shares.isEmpty ? [(nil, 1)] : shares {
        parts.append(
          Part(
            zone: zone, cell: row, row: row, people: one.people * share, areaSquareMeters: 0))
        geometries.appendPoint(x: x, y: y)
      }
    }
    return (parts, geometries)
  }

  private static func polygons(
    of source: PeopleSource, _ zones: ZoneSet, threads: Int
  ) throws -> (parts: [Part], geometries: Geometries) {
    var fragments = PeopleFragments(
      of: source,
      rows: source.rows.indices.filter {
        counts(source.rows[$0])
      })
    try fragments.cut(by: zones.areal, threads: threads)
    var found = Array(repeating: 0.0, count: source.rows.count)
    for (row, area) in zip(fragments.rows, fragments.areas) { found[row] += area }
    let parts = (0..<fragments.count).map { fragment in
      let row = fragments.rows[fragment]
      // Of a row that reaches beyond the neighbourhood of the system, the part in it.
      let near = source.index.areas[row] / source.wholeAreasSquareMeters[row]
      let share = fragments.areas[fragment] / found[row] * min(1, near)
      return Part(
        zone: fragments.zones[0][fragment], cell: source.cells?[row] ?? row, row: row,
        people: source.rows[row].people * share, areaSquareMeters: fragments.areas[fragment])
    }
    return (parts, fragments.geometries)
  }
}
