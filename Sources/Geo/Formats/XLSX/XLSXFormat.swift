internal import Foundation
public import GeoCore

/// Workbooks of Excel (Office Open XML): a sheet is a table with a header.
///
/// **Reading:** a sheet by name, or the only one that holds anything; the first row that does is its
/// header. Cells have types (`XLSXTable`); dates are told by the formats of their cells and become
/// ISO 8601 text, by the count of days of the workbook (`XLSXDates`); formulas stand for the values
/// that were saved with them. Points and ids are told by the names of columns, as CSV has them.
///
/// **Writing:** a sheet a layer. The ids come first as `id`, points as `lon` and `lat` or `x` and `y`,
/// as CSV has them; numbers, bools and text keep their types; a column of dates, or of dates and times
/// without an offset from UTC, becomes one of dates. The same layers give the same bytes.
///
/// **Source:** ECMA-376, *Office Open XML File Formats*, part 1, section 18.
public struct XLSXFormat: LayerFormat {
  /// The format; it has no settings of its own.
  public init() {}

  /// `xlsx`.
  public var name: String { "xlsx" }
  /// What `--help` says of it.
  public var summary: String { "Excel workbook, a sheet a table" }
  /// `.xlsx`.
  public var extensions: [String] { ["xlsx"] }
  /// Never: an archive is written from its end.
  public var isStreamable: Bool { false }

  /// The names of the sheets, in the workbook's order.
  ///
  /// - Throws: `FormatError` when the file is no workbook.
  public func layerNames(path: String) throws -> [String]? {
    try XLSXWorkbook(path: path).sheets.map(\.name)
  }

  /// Reads one sheet as a layer.
  ///
  /// - Throws: `FormatError`: of kind `usage` when the sheet's name is missing or unknown, `badData` when
  ///   the file cannot be read.
  public func read(_ source: LayerSource, options: ReadOptions) throws -> Layer {
    try ChecksummedReading.layer(ofFiles: [source.path], options: options) {
      try layer(source, options)
    }
  }

  private func layer(_ source: LayerSource, _ options: ReadOptions) throws -> Layer {
    let workbook = try XLSXWorkbook(path: source.path)
    let texts = try workbook.sharedTexts()
    let chosen = try Self.sheet(named: source.layerName, of: workbook, texts)
    let table = try XLSXTable(
      XLSXSheet(chosen, of: workbook, texts: texts), meanings: workbook.meanings(),
      dates: workbook.dates, path: source.path)
    var layer = Layer(
      name: chosen.name, geometries: .null(count: table.attributes.rowCount),
      attributes: table.attributes, ids: table.attributes.uniqueIDs, path: source.path)
    layer.isPlainTable = true
    layer.notices = table.notices
    try TableCoordinates(layer, options: options).place(&layer)
    if layer.isPlainTable { try TextShapes(layer)?.place(&layer, options: options) }
    if layer.isPlainTable { layer.notices += ShapeTexts.notices(on: layer) }
    guard let box = options.box else { return layer }
    return layer.selecting(
      (0..<layer.count).filter { layer.geometries.box(ofFeature: $0).meets(box) })
  }

  /// The sheet of that name; without one the only sheet that holds anything, or the first of none.
  private static func sheet(
    named name: String?, of workbook: XLSXWorkbook, _ texts: [String]
  ) throws(FormatError) -> XLSXWorkbook.Sheet {
    let sheets = workbook.sheets
    let list = sheets.map(\.name).joined(separator: ", ")
    if let name {
      let found =
        sheets.first { $0.name == name }
        ?? sheets.first { $0.name.lowercased() == name.lowercased() }
      if let found { return found }
      throw FormatError(
        path: workbook.path, reason: "there is no sheet \(name)",
        remedy: sheets.isEmpty ? "the workbook holds no tables" : "it holds \(list)", kind: .usage)
    }
    guard let first = sheets.first else {
      throw FormatError(path: workbook.path, reason: "the workbook holds no sheets of cells")
    }
    if sheets.count == 1 { return first }
    var filled: [XLSXWorkbook.Sheet] = []
    for sheet in sheets {
      let probe = try XLSXSheet(sheet, of: workbook, texts: texts, isProbe: true)
      if !probe.rows.isEmpty { filled.append(sheet) }
    }
    guard filled.count > 1 else { return filled.first ?? first }
    throw FormatError(
      path: workbook.path, reason: "the workbook holds \(sheets.count) sheets",
      remedy: "name one of them: \(list)", kind: .usage)
  }

  /// Writes each layer as a sheet.
  ///
  /// - Throws: `FormatError` for a stream and for what a sheet cannot hold; `OutputError`.
  public func write(_ layers: [Layer], to output: OutputFile, options: WriteOptions) throws {
    guard !output.isStream else {
      throw FormatError(
        path: output.destination, reason: "a workbook cannot be written to a stream",
        remedy: .anyOf(
          "name a file with \(FileSetting.output)", "choose \(FileSetting.outputFormat, "csv")"),
        kind: .usage)
    }
    try XLSXWriter(options: options).write(layers, to: output)
  }
}
