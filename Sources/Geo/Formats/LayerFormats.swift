public import GeoCore

/// The one list of formats.
///
/// Commands find formats here by name and by ending; help and documents list them from here.
public enum LayerFormats {
  /// All formats, in the order in which help lists them.
  public static let all: [any LayerFormat] = [
    GeoJSONFormat(), GeoJSONSeqFormat(), GeoPackageFormat(), CSVFormat(), XLSXFormat(),
    ShapefileFormat(),
  ]

  /// The formats that can be written.
  public static var writable: [any LayerFormat] { all.filter(\.isWritable) }

  /// The format of that name (`--format`), or of that file name ending.
  public static func named(_ name: String) -> (any LayerFormat)? {
    let lower = name.lowercased()
    return all.first { $0.name == lower } ?? all.first { $0.extensions.contains(lower) }
  }

  /// The format that a path's ending tells; a leading part of it must not be a folder.
  public static func of(path: String) -> (any LayerFormat)? {
    guard let file = path.split(separator: "/").last, let dot = file.lastIndex(of: ".") else {
      return nil
    }
    return named(String(file[file.index(after: dot)...]))
  }

  /// The format of an input: that of its ending, of a stream without one that of what it holds.
  public static func ofInput(path: String) -> (any LayerFormat)? {
    of(path: path) ?? (try? StreamedInput.ending(of: path)).flatMap { $0 }.flatMap { named($0) }
  }

  /// Reads a layer from any file, choosing the format by the path's ending, unless the options name it.
  /// - Throws: `FormatError` for a file of no known format, and what the format throws.
  public static func read(_ source: LayerSource, options: ReadOptions = ReadOptions()) throws
    -> Layer
  {
    guard let format = options.format ?? ofInput(path: source.path) else {
      if StreamedInput.isNameless(source.path) {
        _ = try StreamedInput.ending(of: source.path)
        throw FormatError(
          path: source.path,
          reason: "what it holds is none of the formats that are told by their beginning",
          remedy:
            .anyOf(
              "GeoJSON, GeoPackages, workbooks, zipped Shapefiles and tables are; keep others in"
                + " files", "name the format: \(FileSetting.inputFormat)"))
      }
      let endings = all.flatMap(\.extensions).map { "." + $0 }.joined(separator: ", ")
      throw FormatError(
        path: source.path, reason: "the file's ending tells no known format",
        remedy: "use one of \(endings)", kind: .usage)
    }
    return try format.read(source, options: options)
  }
}
