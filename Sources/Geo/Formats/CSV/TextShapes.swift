internal import GeoAlgorithms
internal import GeoCore

/// A column of a table whose cells are well-known text: the shapes of its rows.
///
/// It is a column of text named `wkt`, `geom`, `geometry`, `the_geom`, `shape` or `wkt_geom`, whatever the
/// case, else the first whose first value is a shape. An empty cell is a null geometry. The column is no
/// attribute any more: what it says is in the geometries.
///
/// **CRS:** that of `SRID=2154;` before the text, the same in all rows; else the one given; else WGS 84 where
/// all coordinates are within 180 and 90, with a notice.
struct TextShapes {
  private static let names = ["wkt", "geom", "geometry", "the_geom", "shape", "wkt_geom"]

  private let column: Column

  /// nil when no column holds such text.
  init?(_ table: Layer) {
    let found = table.attributes.columns.filter { column in
      guard let row = column.kinds.indices.first(where: { !column.isMissing($0) }) else {
        return false
      }
      return column.string(row).map(ShapeTexts.isWellKnownText) ?? false
    }
    let named = found.first { Self.names.contains($0.name.lowercased()) }
    guard let column = named ?? found.first else { return nil }
    self.column = column
  }

  /// Gives each row its shape.
  /// - Throws: `FormatError` for a cell that is no shape, for two systems in one column, and for a
  ///   system that is not known.
  func place(_ layer: inout Layer, options: ReadOptions) throws {
    var reader = WKBReader(crs: .unknown)
    let text = try WellKnownText()
    var written: (crs: CRS, row: Int)?
    for row in 0..<layer.count {
      guard let cell = column.string(row), cell.contains(where: { !$0.isWhitespace }) else {
        reader.appendNull()
        continue
      }
      let (srid, shape) = Self.divided(cell)
      if let srid {
        let crs = CRS("EPSG:\(srid)")
        if let written, written.crs != crs {
          throw fault(
            layer, row, "is in \(crs), that of row \(written.row + 1) in \(written.crs)",
            remedy: "bring all rows into one system")
        }
        written = written ?? (crs, row)
      }
      do {
        try reader.append(try text.binary(shape))
      } catch let error as GEOSError {
        throw fault(
          layer, row, "is no shape: \(error.reason)",
          remedy: "correct the text; curves can be brought into another format with ogr2ogr or QGIS"
        )
      } catch let error as WKBError {
        throw fault(layer, row, "is no shape: \(error.reason)", remedy: error.remedy)
      }
    }
    let (geometries, notices) = reader.finish()
    layer.notices += notices
    layer.geometries = geometries
    layer.geometries.crs = try crs(written?.crs, around: geometries.box, &layer, options)
    layer.isPlainTable = false
    layer.attributes.columns.removeAll { $0.name == column.name }
  }

  private func crs(
    _ written: CRS?, around box: Box, _ layer: inout Layer, _ options: ReadOptions
  ) throws(FormatError) -> CRS {
    if let crs = written ?? options.crs { return crs }
    let isInDegrees =
      box.isEmpty
      || box.minX >= -180 && box.maxX <= 180 && box.minY >= -90 && box.maxY <= 90
    if isInDegrees {
      layer.notices.append("\(column.name) names no system: it is read as WGS 84 degrees")
      return .wgs84
    }
    guard !options.requiresCRS else {
      throw FormatError(
        path: layer.path, line: 1,
        reason: "the coordinate reference system of the column \(column.name) is unknown",
        remedy: "say it with \(FileSetting.crs)")
    }
    return .unknown
  }

  /// A text without the system before it, and the number of that.
  private static func divided(_ cell: String) -> (srid: Int?, shape: String) {
    let text = cell.drop { $0.isWhitespace }
    guard text.prefix(5).uppercased() == "SRID=", let end = text.firstIndex(of: ";"),
      let srid = Int(text[..<end].dropFirst(5))
    else { return (nil, String(text)) }
    return (srid == 0 ? nil : srid, String(text[end...].dropFirst()))
  }

  private func fault(
    _ layer: Layer, _ row: Int, _ reason: String, remedy: Remedy?
  ) -> FormatError {
    FormatError(
      path: layer.path, row: row + 1, reason: "column \(column.name): the cell \(reason)",
      remedy: remedy)
  }
}
