public import GeoCore

/// Tables of text with a header: points when two columns hold coordinates, shapes when one holds well-known
/// text (`TextShapes`), else null geometries.
///
/// **Coordinates:** the columns of `options.xColumn` and `yColumn`; else, or with a notice when the
/// table has neither of these, whatever their case, `lon`/`lat`, `longitude`/`latitude` or
/// `lng`/`lat` (WGS 84 degrees), or `x`/`y`, which want `options.crs`. The columns stay attributes.
///
/// **Types:** a column is of numbers when every cell that is not empty is a number as JSON writes
/// it, and of bools when each is `true` or `false`; any other is text. So `01234` and `2A004` stay
/// text, and with them their whole column. Whole numbers beyond 64 bits make a column text.
/// An empty cell is null. Numbers keep their digits. In a table with semicolons a column may also be
/// of numbers with decimal commas, of dates, or of `VRAI` and `FAUX`: `CSVFrench`, with a notice.
///
/// **Ids:** a column `id` in which no cell is empty and none occurs twice; it stays an attribute.
///
/// **Writing:** one layer; the ids first as `id`, unless there is such an attribute; of the
/// geometries points alone, as `lon` and `lat`, in other systems than WGS 84 as `x` and `y`, at
/// `options.decimals`. Columns of these names that differ are overwritten from the geometries.
/// Null is an empty cell, an array or object its JSON text. A path that ends in `.tsv` gets tabs.
/// `options.csv` chooses the dialect. Text with NUL is refused: no program reads it back.
///
/// **Memory:** the file, and the layer as large as it comes to be: a first pass finds the types and
/// the room, a second fills it.
///
/// **Source:** RFC 4180.
public struct CSVFormat: LayerFormat {
  /// The format; it has no settings of its own.
  public init() {}

  /// `csv`.
  public var name: String { "csv" }
  /// What `--help` says of it.
  public var summary: String {
    "CSV table, points from columns lon/lat or x/y, shapes from well-known text"
  }
  /// `.csv`, and `.tsv`, which is written with tabs.
  public var extensions: [String] { ["csv", "tsv"] }
  /// Always: rows follow each other as they are made.
  public var isStreamable: Bool { true }

  /// Whether a column of that name is one of coordinates, when none is chosen.
  public static func namesCoordinates(_ name: String) -> Bool {
    let pairs = CSVCoordinates.degreeNames + [CSVCoordinates.planeNames]
    return pairs.contains { [$0.0, $0.1].contains(name.lowercased()) }
  }

  /// Reads a table as a layer.
  ///
  /// - Throws: `FormatError` with line, row, the column's name and what to do.
  public func read(_ source: LayerSource, options: ReadOptions) throws -> Layer {
    // The text, its checked copy of cells, columns and points.
    let size = InputFile.size(of: source.path)
    try MemoryBudget.require(reserved: 4 * size, used: 3 * size, toRead: source.path)
    return try ChecksummedReading.layer(of: source.path, options: options) { bytes in
      try Self.layer(CSVRows(bytes, path: source.path), source, options)
    }
  }

  private static func layer(
    _ table: CSVRows, _ source: LayerSource, _ options: ReadOptions
  ) throws -> Layer {
    var rows = table
    let place = try CSVCoordinates(rows, options: options)
    var survey = rows
    var types = Array(
      repeating: CSVColumn(readsFrench: rows.mayBeFrench), count: rows.header.count)
    while try survey.next() {
      for i in types.indices { types[i].survey(survey.bytes(ofCell: i)) }
    }
    var columns = types.indices.map { types[$0].column(named: rows.header[$0]) }
    var geometries = place.geometries(rowCount: survey.rowCount)
    while try rows.next() {
      for i in types.indices { types[i].append(rows.bytes(ofCell: i), to: &columns[i]) }
      try place.append(rows, to: &geometries)
    }
    let attributes = Attributes(columns: columns)
    var layer = Layer(
      name: source.stem, geometries: geometries, attributes: attributes,
      ids: attributes.uniqueIDs, path: source.path)
    layer.coordinateColumns = place.names
    layer.isPlainTable = place.names.isEmpty
    layer.notices += [rows.notice, place.notice].compactMap { $0 }
    layer.notices += Self.frenchNotices(types, rows.header)
    if layer.isPlainTable { try TextShapes(layer)?.place(&layer, options: options) }
    if layer.isPlainTable { layer.notices += ShapeTexts.notices(on: layer) }
    guard let box = options.box else { return layer }
    return layer.selecting(
      (0..<layer.count).filter { layer.geometries.box(ofFeature: $0).meets(box) })
  }

  /// What is said of columns that are read as `CSVFrench` has them.
  private static func frenchNotices(_ types: [CSVColumn], _ names: [String]) -> [String] {
    let kinds: [(CSVColumn.French, String)] = [
      (.number, "decimal commas and spaces between thousands are read as numbers"),
      (.date, "dates are read as day/month/year"),
      (.bool, "VRAI and FAUX are read as true and false"),
    ]
    var notices = kinds.compactMap { kind, text in
      let columns = zip(types, names).filter { $0.0.french == kind }.map(\.1)
      return columns.isEmpty ? nil : "\(text): \(columns.joined(separator: ", "))"
    }
    let pointed = zip(types, names).filter { $0.0.mayHaveThousands }.map(\.1)
    let hasCommas = types.contains { $0.french == .number && $0.hasComma }
    if !pointed.isEmpty, hasCommas || !types.contains(where: \.hasDecimals) {
      notices.append(
        "points are read as decimal points; where they set thousands apart, take them out: "
          + pointed.joined(separator: ", "))
    }
    return notices
  }

  /// Writes the attributes of one layer, and its points as two columns.
  ///
  /// - Throws: `FormatError` of kind `usage` for more than one layer, `OutputError`, what
  ///   `CRSDescription` throws for a system that PROJ does not know.
  public func write(_ layers: [Layer], to output: OutputFile, options: WriteOptions) throws {
    guard layers.count == 1, let layer = layers.first else {
      throw FormatError(
        path: output.destination, reason: "a CSV file holds one layer, not \(layers.count)",
        remedy: "write each to a file of its own, or all to a .gpkg", kind: .usage)
    }
    let isTabbed = output.destination.lowercased().hasSuffix(".tsv")
    let delimiter: Unicode.Scalar = isTabbed ? "\t" : options.csv == .excelFR ? ";" : ","
    try CSVWriter(layer, options: options, delimiter: delimiter).write(to: output)
  }
}

extension CSVFormat {
  /// Whether a table of features with such geometries has columns of coordinates: of points alone.
  package static func writesPlaces(of geometries: Geometries) -> Bool {
    geometries.kinds.contains(.point)
      && geometries.kinds.allSatisfy { $0 == .point || $0 == .null }
  }
}
