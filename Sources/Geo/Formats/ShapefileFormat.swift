/// Esri Shapefile, and dBASE tables alone; for reading.
///
/// **Files:** shapes from `.shp` by the index in `.shx`, attributes from `.dbf`, the coordinate
/// reference system from `.prj`, the encoding of text from `.cpg`. The first three are needed;
/// without `.prj` the CRS is `options.crs`. A path that ends in `.dbf` is read as a table: a
/// layer of null geometries.
///
/// **Shapes:** points, multipoints, lines, polygons; a line or polygon of several parts is a
/// multi geometry. Rings that run clockwise are shells, the others holes of the smallest shell
/// around them; those without vertices are left out and counted. Z is kept, M dropped with a notice; multipatches are refused.
/// **Deleted records** of the table are left out with a notice, their shapes too.
/// **Ids:** as CSV has them, a field `id` in which no value is missing and none occurs twice.
///
/// **Source:** Esri 1998, ESRI Shapefile Technical Description, white paper J-7855.
public struct ShapefileFormat: LayerFormat {
  public init() {}

  public var name: String { "shp" }
  public var summary: String { "Esri Shapefile, dBASE table (reading only)" }
  public var extensions: [String] { ["shp", "dbf"] }
  public var isStreamable: Bool { false }
  public var isWritable: Bool { false }

  /// - Throws: `FormatError` naming the file of the set, the record, reason and remedy.
  public func read(_ source: LayerSource, options: ReadOptions) throws -> Layer {
    let files = try ShapefileParts(path: source.path)
    let table = try DBFTable(path: files.table, encodingPath: files.encoding)
    guard let index = files.index else { return layer(of: table, source) }

    let shapes = try ShapefileShapes(path: source.path, indexPath: index)
    guard shapes.count == table.recordCount else {
      throw FormatError(
        path: source.path,
        reason:
          "it has \(shapes.count) shapes, and \(files.table) has \(table.recordCount) records",
        remedy: "the files do not belong together, or one is cut off: export them again")
    }
    var geometries = ShapefileGeometries(
      type: shapes.type, crs: try crs(files, options), path: source.path)
    for record in 0..<shapes.count where !table.isDeleted(record) {
      try shapes.withShape(record) { shape, emptyRings throws(FormatError) in
        try geometries.append(shape, row: record + 1, emptyRings: emptyRings)
      }
    }
    var layer = layer(of: table, source)
    layer.emptyRings = geometries.emptyRings
    let built = geometries.finish()
    layer.geometries = built.geometries
    layer.notices = built.notices + layer.notices
    guard let box = options.box else { return layer }
    return layer.selecting(
      (0..<layer.count).filter { layer.geometries.box(ofFeature: $0).meets(box) })
  }

  /// - Throws: `FormatError` of kind `usage`, always.
  public func write(_ layers: [Layer], to output: OutputFile, options: WriteOptions) throws {
    let names = LayerFormats.writable.map(\.name).joined(separator: ", ")
    throw FormatError(
      path: output.destination, reason: "Shapefiles can be read, not written",
      remedy: "write one of \(names)", kind: .usage)
  }

  /// A layer of the table's rows, without geometries.
  private func layer(of table: DBFTable, _ source: LayerSource) -> Layer {
    var layer = Layer(
      name: source.stem, geometries: .null(count: table.attributes.rowCount),
      attributes: table.attributes, ids: table.attributes.uniqueIDs, path: source.path)
    layer.notices = table.notices
    return layer
  }

  private func crs(_ files: ShapefileParts, _ options: ReadOptions) throws(FormatError) -> CRS {
    guard let path = files.projection else {
      if let crs = options.crs { return crs }
      throw FormatError(
        path: files.path,
        reason: "there is no .prj file beside it: its coordinate reference system is unknown",
        remedy: "say it with --crs")
    }
    let text = String(decoding: try InputFile.bytes(of: path), as: UTF8.self).trimmingSpaces()
    do throws(PROJError) {
      return try CRS.identified(by: text)
    } catch {
      throw FormatError(
        path: path, reason: "PROJ cannot read this coordinate reference system",
        remedy: "mend the file; or take it away and say the system with --crs")
    }
  }
}
