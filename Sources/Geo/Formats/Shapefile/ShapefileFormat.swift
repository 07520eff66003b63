public import GeoCore

/// Esri Shapefile, and dBASE tables alone; for reading.
///
/// **Files:** shapes from `.shp` by the index in `.shx`, attributes from `.dbf`, the coordinate
/// reference system from `.prj`, the encoding of text from `.cpg`. The first three are needed;
/// without `.prj`, or with one that PROJ cannot use, the CRS is `options.crs`. A path that ends in
/// `.dbf` is read as a table: a layer of null geometries. An archive (`.zip`, `.shz`) holds one
/// Shapefile, or several that are named as the layers of a GeoPackage are: `zones.zip:communes`.
///
/// **Shapes:** points, multipoints, lines, polygons; a line or polygon of several parts is a
/// multi geometry. Rings that run clockwise are shells, the others holes of the smallest shell
/// around them; see `ShapefileRings`. Those without vertices are left out and counted. Z is kept, M
/// dropped with a notice; multipatches are refused.
/// **Deleted records** of the table are left out with a notice, their shapes too.
/// **Ids:** as CSV has them, a field `id` in which no value is missing and none occurs twice.
///
/// **Source:** Esri 1998, ESRI Shapefile Technical Description, white paper J-7855.
public struct ShapefileFormat: LayerFormat {
  /// The format; it has no settings of its own.
  public init() {}

  /// `shp`.
  public var name: String { "shp" }
  /// What `--help` says of it.
  public var summary: String { "Esri Shapefile, zipped or not; dBASE table (reading only)" }
  /// `.shp`, `.dbf`, and archives of a Shapefile: `.zip`, `.shz`.
  public var extensions: [String] { ["shp", "dbf", "zip", "shz"] }
  /// Never: it is several files.
  public var isStreamable: Bool { false }
  /// Never: it is read, not written.
  public var isWritable: Bool { false }

  /// Reads the one layer of a Shapefile, or of an archive with one.
  ///
  /// - Throws: `FormatError` naming the file of the set, the record, reason and remedy.
  public func read(_ source: LayerSource, options: ReadOptions) throws -> Layer {
    guard ZippedShapefiles.isArchive(source.path) else {
      let files = try ShapefileParts(path: source.path).all
      return try ChecksummedReading.layer(ofFiles: files, options: options) {
        try readFiles(source, options: options)
      }
    }
    return try ChecksummedReading.layer(ofFiles: [source.path], options: options) {
      try ZippedShapefiles(path: source.path).reading(source.layerName) { path, name in
        var layer = try readFiles(LayerSource(path: path), options: options)
        layer.name = name
        layer.path = source.path
        return layer
      }
    }
  }

  /// The names of the Shapefiles in an archive; nil for a file that is none.
  /// - Throws: `FormatError` when it cannot be read, or is refused.
  public func layerNames(path: String) throws -> [String]? {
    guard ZippedShapefiles.isArchive(path) else { return nil }
    return try ZippedShapefiles(path: path).names
  }

  private func readFiles(_ source: LayerSource, options: ReadOptions) throws -> Layer {
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
    let projection = try projection(files, options)
    var geometries = ShapefileGeometries(
      type: shapes.type, crs: projection.crs, path: source.path, options: options)
    for record in 0..<shapes.count where !table.isDeleted(record) {
      try shapes.withShape(record) { shape, emptyRings throws(FormatError) in
        try geometries.append(shape, row: record + 1, emptyRings: emptyRings)
      }
    }
    var layer = layer(of: table, source)
    layer.emptyRings = geometries.emptyRings
    layer.closedRings = geometries.closedRings
    let built = geometries.finish()
    layer.geometries = built.geometries
    let fitting = try projection.stated?.fitting(built.geometries.box, options)
    if let fitting { layer.geometries.crs = fitting.crs }
    layer.notices = (fitting?.notices ?? []) + built.notices + layer.notices
    guard let box = options.box else { return layer }
    return layer.selecting(
      (0..<layer.count).filter { layer.geometries.box(ofFeature: $0).meets(box) })
  }

  /// Refuses: Shapefiles are read, not written.
  ///
  /// - Throws: `FormatError` of kind `usage`, always.
  public func write(_ layers: [Layer], to output: OutputFile, options: WriteOptions) throws {
    throw FormatError(
      path: output.destination, reason: "Shapefiles can be read, not written",
      remedy: "write a GeoPackage, or another of the formats that can be written", kind: .usage)
  }

  /// A layer of the table's rows, without geometries.
  private func layer(of table: DBFTable, _ source: LayerSource) -> Layer {
    var layer = Layer(
      name: source.stem, geometries: .null(count: table.attributes.rowCount),
      attributes: table.attributes, ids: table.attributes.uniqueIDs, path: source.path)
    layer.notices = table.notices
    return layer
  }

  private func projection(
    _ files: ShapefileParts, _ options: ReadOptions
  ) throws(FormatError) -> (crs: CRS, stated: ShapefileProjection?) {
    if let path = files.projection {
      let stated = try ShapefileProjection(path: path, options: options)
      return (stated.crs, stated)
    }
    if let crs = options.crs { return (crs, nil) }
    guard !options.requiresCRS else {
      throw FormatError(
        path: files.path,
        reason: "there is no .prj file beside it: its coordinate reference system is unknown",
        remedy: "say it with \(FileSetting.crs)")
    }
    return (.unknown, nil)
  }
}
