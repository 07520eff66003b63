internal import GeoCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files that make up one Shapefile, or a dBASE table alone.
struct ShapefileParts {
  /// The file that was named.
  let path: String
  /// `.shx`; nil for a table alone.
  let index: String?
  /// `.dbf`
  let table: String
  /// `.prj`
  let projection: String?
  /// `.cpg`
  let encoding: String?

  /// All of them, in the order in which a checksum takes them.
  var all: [String] {
    [path == table ? nil : path, index, table, projection, encoding].compactMap { $0 }
  }

  /// Finds the files beside the one named; their endings may be in lower or upper case.
  /// - Throws: `FormatError` of kind `missingInput` when one that is needed is not there.
  init(path: String) throws(FormatError) {
    try InputFile.requireReadable(path)
    self.path = path
    let stem = String(path.dropLast(4))
    let ending = path.suffix(3)
    let isTable = ending.lowercased() == "dbf"
    // libshp looks for these two spellings alone.
    guard isTable || ending == "shp" || ending == "SHP" else {
      throw FormatError(
        path: path, reason: "the ending is neither .shp nor .SHP", remedy: "rename the files",
        kind: .usage)
    }
    func beside(_ ending: String) -> String? {
      [ending, ending.uppercased()].map { "\(stem).\($0)" }.first { access($0, F_OK) == 0 }
    }
    func needed(_ ending: String, _ holds: String, _ remedy: Remedy) throws(FormatError) -> String {
      guard let found = beside(ending) else {
        throw FormatError(
          path: path, reason: "there is no .\(ending) file beside it, which holds \(holds)",
          remedy: remedy, kind: .missingInput)
      }
      try InputFile.requireReadable(found)
      return found
    }
    if isTable {
      index = nil
      table = path
    } else {
      index = try needed(
        "shx", "the index of the shapes",
        "copy it too, or restore it: ogrinfo --config SHAPE_RESTORE_SHX YES \(path)")
      table = try needed("dbf", "the attributes", "a Shapefile is a set of files: copy all of them")
    }
    projection = beside("prj")
    encoding = beside("cpg")
  }
}
