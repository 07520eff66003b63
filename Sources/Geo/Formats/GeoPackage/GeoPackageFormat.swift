public import GeoCore

/// OGC GeoPackage: layers in one SQLite database.
///
/// **Reading:** one layer, by name or the only one; its CRS is the file's, or `options.crs` where
/// the file leaves it undefined. A box is looked up in the R-tree when the layer has one. A TEXT
/// column named `id` that is unique and never NULL gives the feature ids and stays an attribute,
/// else the integer primary key gives them. A table of attributes is a layer of null geometries.
/// What a write-ahead log beside the file holds is read with it. Views are read within
/// `GeoPackageBounds`.
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
/// **Source:** OGC 12-128r18, GeoPackage Encoding Standard 1.3.1,
/// https://www.geopackage.org/spec131/
public struct GeoPackageFormat: LayerFormat {
  /// The columns that a table may have beside key and geometry: SQLite's usual limit is 2,000.
  package static let mostColumns = 1990

  /// The format; it has no settings of its own.
  public init() {}

  /// `gpkg`.
  public var name: String { "gpkg" }
  /// What `--help` says of it.
  public var summary: String { "OGC GeoPackage 1.3, several layers in one file" }
  /// `.gpkg`.
  public var extensions: [String] { ["gpkg"] }
  /// Never: SQLite must be able to go back in its file.
  public var isStreamable: Bool { false }

  /// Reads one layer.
  /// - Throws: `FormatError`: kind `usage` when the layer's name is missing or unknown,
  ///   `missingInput` when the file is, `badData` with row and feature when it is damaged.
  public func read(_ source: LayerSource, options: ReadOptions) throws -> Layer {
    let files = options.takesChecksum ? Self.files(of: source.path) : []
    return try ChecksummedReading.layer(ofFiles: files, options: options) {
      try GeoPackageFile.reading(source.path) { database in
        try GeoPackageReader(database, source: source, options: options).read()
      }
    }
  }

  /// The names of the layers in a file, in its order: those of features and those of attributes.
  ///
  /// - Throws: `FormatError` when the file is no GeoPackage.
  public func layerNames(path: String) throws -> [String]? {
    let names: [String] = try Self.layerNames(path: path)
    return names
  }

  /// The names of the layers in a file, in its order: those of features and those of attributes.
  /// - Throws: `FormatError`.
  public static func layerNames(path: String) throws -> [String] {
    try GeoPackageFile.reading(path) { database in
      try GeoPackageCatalog(database, path: path).tables.map(\.name)
    }
  }

  /// The files that hold what is read of a GeoPackage: the database, and the write-ahead log beside
  /// it when that has changes which are not in it yet.
  static func files(of path: String) -> [String] {
    GeoPackageFile.hasPendingLog(path) ? [path, path + "-wal"] : [path]
  }

  /// The tables and views of a file, but for those of the standard, of SQLite, and the indexes of
  /// layers: the layers, and what somebody has put beside them. The file is looked at, and may be
  /// written over.
  /// - Throws: `FormatError`.
  public static func tableNames(path: String) throws -> [String] {
    try GeoPackageFile.reading(path, asInput: false) { database in
      try GeoPackageCatalog(database, path: path).ownTables(in: database)
    }
  }

  /// What a file says of the reference system of a layer; nil when that layer has no geometries.
  /// - Throws: `FormatError`.
  public static func spatialReference(of source: LayerSource) throws -> GeoPackageSpatialReference?
  {
    try GeoPackageFile.reading(source.path) { database in
      try GeoPackageSpatialReference(database, source: source)
    }
  }

  /// The start of a layer's name that the standard, its index or SQLite keeps for itself; nil when a
  /// layer may have the name.
  public static func reservedStart(ofName name: String) -> String? {
    GeoPackageTablePlan.reservedStart(of: name)
  }

  /// Writes all layers in one transaction.
  /// - Throws: `FormatError` of kind `usage` for a stream, `OutputError` when writing fails, what
  ///   `CRSDescription` throws for a system that PROJ does not know.
  public func write(_ layers: [Layer], to output: OutputFile, options: WriteOptions) throws {
    guard !output.isStream else {
      throw FormatError(
        path: output.destination, reason: "a GeoPackage cannot be written to a stream",
        remedy: .anyOf(
          "name a file with \(FileSetting.output)", "choose \(FileSetting.outputFormat, "geojson")"),
        kind: .usage)
    }
    try GeoPackageFile.writing(output) { database in
      try GeoPackageWriter(database, options: options, note: output.note).write(layers)
    }
  }
}
