internal import Foundation

/// Workbooks of Excel (Office Open XML): a sheet is a table with a header.
///
/// **Reading** goes through GDAL's `ogr2ogr`, which must be installed: a sheet by name or the only one,
/// the first row as header, types by cells, formulas by the values that were saved with them, dates as
/// ISO 8601 text. Points and ids are told by the names of columns, as CSV has them.
///
/// **Writing:** a sheet a layer. The ids come first as `id`, points as `lon` and `lat` or `x` and `y`,
/// as CSV has them; numbers, bools and text keep their types; a column of dates, or of dates and times
/// without an offset from UTC, becomes one of dates. The same layers give the same bytes.
///
/// **Source:** ECMA-376, *Office Open XML File Formats*, part 1, section 18.
public struct XLSXFormat: LayerFormat {
  public init() {}

  public var name: String { "xlsx" }
  public var summary: String { "Excel workbook, a sheet a table (reading needs ogr2ogr)" }
  public var extensions: [String] { ["xlsx"] }
  public var isStreamable: Bool { false }

  public func layerNames(path: String) throws -> [String]? {
    try XLSXConversion(of: path).named(path) { try GeoPackageFormat.layerNames(path: $0) }
  }

  /// - Throws: `FormatError`: of kind `internalFailure` when there is no `ogr2ogr`, `usage` when the
  ///   sheet's name is missing or unknown, `badData` when the file cannot be read.
  public func read(_ source: LayerSource, options: ReadOptions) throws -> Layer {
    let conversion = try XLSXConversion(of: source.path)
    return try conversion.named(source.path) { path in
      var layer = try GeoPackageFormat().read(
        LayerSource(path: path, layerName: source.layerName), options: ReadOptions())
      layer.path = source.path
      layer.title = nil
      layer.abstract = nil
      layer.ids = layer.attributes.uniqueIDs ?? FeatureIDs(count: layer.count)
      try TableCoordinates(layer, options: options).place(&layer)
      guard let box = options.box else { return layer }
      return layer.selecting(
        (0..<layer.count).filter { layer.geometries.box(ofFeature: $0).meets(box) })
    }
  }

  /// - Throws: `FormatError` for a stream and for what a sheet cannot hold; `OutputError`.
  public func write(_ layers: [Layer], to output: OutputFile, options: WriteOptions) throws {
    guard !output.isStream else {
      throw FormatError(
        path: output.destination, reason: "a workbook cannot be written to a stream",
        remedy: "name a file with -o, or choose --format csv", kind: .usage)
    }
    try XLSXWriter(options: options).write(layers, to: output)
  }
}

/// A workbook as a GeoPackage in a folder of its own, which goes with the object.
private final class XLSXConversion {
  private let folder: String
  private var path: String { folder + "/sheets.gpkg" }

  init(of source: String) throws {
    let head = try InputFile.head(of: source, count: 4).bytes
    guard head == [0x50, 0x4B, 3, 4] else {
      throw FormatError(
        path: source, reason: "this is no workbook of Excel: it is no ZIP archive",
        remedy: "save it as .xlsx, or give it the ending of its format")
    }
    folder = NSTemporaryDirectory() + "amp-geo-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try convert(source)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Does something with the GeoPackage; errors name the workbook.
  func named<Result>(_ source: String, _ body: (String) throws -> Result) throws -> Result {
    do {
      return try body(path)
    } catch let error as FormatError {
      var renamed = error
      renamed.path = source
      throw renamed
    }
  }

  /// What `ogr2ogr` may take: kibibytes of memory, blocks of 512 bytes of output, seconds of work.
  private static let limits = "ulimit -v 8388608; ulimit -f 8388608; ulimit -t 900"

  private func convert(_ source: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let located = source.hasPrefix("/") ? source : "./" + source
    process.arguments = [
      "-c", "\(Self.limits); exec ogr2ogr \"$@\"", "ogr2ogr", "-q", "-f", "GPKG",
      "-lco", "FID=ogr_fid", "-lco", "ASPATIAL_VARIANT=GPKG_ATTRIBUTES",
      "--config", "OGR_XLSX_HEADERS", "FORCE", "--config", "OGR_CURRENT_DATE",
      "1970-01-01T00:00:00.000Z", path, located,
    ]
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationStatus == 127 {
      throw FormatError(
        path: source, reason: "reading workbooks needs GDAL's ogr2ogr, which is not there",
        remedy: "install it (apt-get install gdal-bin), or save the sheet as CSV",
        kind: .internalFailure)
    }
    guard process.terminationStatus == 0, process.terminationReason == .exit,
      FileManager.default.fileExists(atPath: path)
    else {
      let text =
        String(decoding: said.prefix(400), as: UTF8.self)
        .split(separator: "\n").first.map(String.init) ?? "it stopped"
      throw FormatError(
        path: source, reason: "ogr2ogr cannot read the workbook: \(text)",
        remedy: "save it anew in the program that wrote it")
    }
  }
}
