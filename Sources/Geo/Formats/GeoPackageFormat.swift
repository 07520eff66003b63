import GRDB

/// OGC GeoPackage: layers in one SQLite database.
///
/// **Reading:** one layer, by name or the only one; its CRS is the file's, or `options.crs` where
/// the file leaves it undefined. A box is looked up in the R-tree when the layer has one. A TEXT
/// column named `id` that is unique and never NULL gives the feature ids and stays an attribute,
/// else the integer primary key gives them. A table of attributes is a layer of null geometries.
///
/// **Writing:** GeoPackage 1.3, layers in the order given, an R-tree for each, the provenance as
/// metadata. The same layers give the same bytes: no clock is read. Coordinates are kept in full;
/// `options.decimals` has no say.
///
/// **Names in files that are written:** the key is `fid`, the geometry `geom`. Ids that are whole
/// numbers of 0 or more, all different, are the keys; other ids stand in a TEXT column `id`,
/// unless an attribute `id` holds the same texts. A name that is taken, whatever its case, gets
/// the suffix `_2`, `_3` …; an empty one is `column` or `layer`; a layer whose name starts with
/// `gpkg_`, `rtree_` or `sqlite_` is prefixed with `layer_`.
///
/// **Source:** OGC 12-128r18, GeoPackage Encoding Standard 1.3.1, https://www.geopackage.org/spec131/
public struct GeoPackageFormat: LayerFormat {
  public init() {}

  public var name: String { "gpkg" }
  public var summary: String { "OGC GeoPackage 1.3, several layers in one file" }
  public var extensions: [String] { ["gpkg"] }
  public var isStreamable: Bool { false }

  /// Reads one layer.
  /// - Throws: `FormatError`: kind `usage` when the layer's name is missing or unknown,
  ///   `missingInput` when the file is, `badData` with row and feature when it is damaged.
  public func read(_ source: LayerSource, options: ReadOptions) throws -> Layer {
    try Self.withDatabase(source.path) { database in
      try GeoPackageReader(database, source: source, options: options).read()
    }
  }

  /// The names of the layers in a file, in its order: those of features and those of attributes.
  /// - Throws: `FormatError`.
  public static func layerNames(path: String) throws -> [String] {
    try withDatabase(path) { database in
      try GeoPackageCatalog(database, path: path).tables.map(\.name)
    }
  }

  /// Writes all layers in one transaction.
  /// - Throws: `FormatError` of kind `usage` for a stream, `OutputError` when writing fails, what
  ///   `CRSDescription` throws for a system that PROJ does not know.
  public func write(_ layers: [Layer], to output: OutputFile, options: WriteOptions) throws {
    guard !output.isStream else {
      throw FormatError(
        path: output.destination, reason: "a GeoPackage cannot be written to a stream",
        remedy: "name a file with -o, or choose --format geojson", kind: .usage)
    }
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    // The file has a temporary name until it is whole: it needs neither a journal nor locks.
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
          PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16384;
          """)
    }
    do {
      let queue = try DatabaseQueue(path: output.path, configuration: configuration)
      try queue.write { database in
        try GeoPackageWriter(database, options: options).write(layers)
      }
      try queue.close()
    } catch let error as DatabaseError {
      throw Self.outputError(error, path: output.destination)
    }
  }

  // MARK: SQLite

  /// Opens a file for reading, for as long as `body` runs.
  private static func withDatabase<Result>(
    _ path: String, _ body: (Database) throws -> Result
  ) throws -> Result {
    try InputFile.requireReadable(path)
    var configuration = Configuration()
    configuration.readonly = true
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(2)
    // Files come from anywhere: their views may not call what they like.
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
    }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let result = try queue.read(body)
      try queue.close()
      return result
    } catch let error as DatabaseError {
      throw inputError(error, path: path)
    }
  }

  private static func inputError(_ error: DatabaseError, path: String) -> FormatError {
    let message = error.message ?? "error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_NOTADB:
      return FormatError(
        path: path, reason: "this is not a GeoPackage: it is no SQLite database",
        remedy: "check the file, or give it the ending of its format")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return FormatError(
        path: path, reason: "another program is writing to it", remedy: "close it there first",
        kind: .inputOutput)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY:
      return FormatError(
        path: path, reason: "SQLite cannot open it: \(message)",
        remedy: "copy it to a folder that may be written to", kind: .inputOutput)
    case .SQLITE_NOMEM:
      return FormatError(path: path, reason: "SQLite: \(message)", kind: .inputOutput)
    default:
      return FormatError(
        path: path, reason: "the file is damaged: \(message)", remedy: "export it again")
    }
  }

  private static func outputError(_ error: DatabaseError, path: String) -> OutputError {
    let message = error.message ?? "error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL:
      return OutputError(
        path: path, reason: "writing failed: \(message)",
        remedy: "free some space, or choose another place with -o", kind: .inputOutput)
    case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_BUSY,
      .SQLITE_NOMEM, .SQLITE_TOOBIG:
      return OutputError(path: path, reason: "writing failed: \(message)", kind: .inputOutput)
    default:
      return OutputError(path: path, reason: "SQLite: \(message)", kind: .internalFailure)
    }
  }
}
