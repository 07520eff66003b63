package import GRDB
import GRDBSQLite
internal import GeoCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Opening a GeoPackage, and what SQLite's failures mean to the user.
package enum GeoPackageFile {
  /// Opens a file for reading, for as long as `body` runs. Nothing is written beside it; when a log
  /// with changes lies beside it, a copy of both is read.
  /// - Parameter asInput: whether the command must not write over the file, or what belongs to it.
  /// - Throws: `FormatError`.
  package static func reading<Result>(
    _ path: String, asInput: Bool = true, _ body: (Database) throws -> Result
  ) throws -> Result {
    // SQLite takes a file of a few bytes for an empty database.
    let head = try InputFile.head(
      of: path, count: SQLiteHeader.magic.count, asInput: asInput)
    if asInput {
      try FileUse.reserve(["-wal", "-shm", "-journal"].map { path + $0 }, of: path)
    }
    guard head.bytes == SQLiteHeader.magic else {
      throw FormatError(
        path: path, reason: "this is not a GeoPackage: it is no SQLite database",
        remedy: "export it again, or give it the ending of its format")
    }
    let place = try StreamedInput.location(of: path)
    let header = SQLiteHeader(of: place)
    if let missing = header?.missingBytes, missing > 0 {
      throw FormatError(
        path: path, reason: "the file is damaged: \(missing) bytes are missing at its end",
        remedy: "export it again")
    }
    if hasPendingLog(header) {
      let copy = try GeoPackageLogCopy(of: path)
      return try withExtendedLifetime(copy) {
        try reading(copy.path, named: path, isCopy: true, body)
      }
    }
    return try reading(location(of: place, header), named: path, isCopy: false, body)
  }

  /// Whether changes of the database stand in a write-ahead log beside it, and are read with it.
  static func hasPendingLog(_ path: String) -> Bool {
    hasPendingLog(SQLiteHeader(of: path))
  }

  private static func hasPendingLog(_ header: SQLiteHeader?) -> Bool {
    guard let header else { return false }
    return header.isInWALMode && header.hasPending("-wal")
  }

  private static func reading<Result>(
    _ location: String, named path: String, isCopy: Bool, _ body: (Database) throws -> Result
  ) throws -> Result {
    let bounds = GeoPackageBounds(of: path)
    let watch = bounds.watch()
    defer { withExtendedLifetime(watch) {} }
    return try translatingErrors(path: path, bounds) {
      let queue = try DatabaseQueue(
        path: location, configuration: configuration(isReadonly: !isCopy, watch))
      let result = try queue.read(body)
      try queue.close()
      return result
    }
  }

  /// How files are opened: they come from anywhere, and their views may not call what they like, nor
  /// run for ever.
  static func configuration(
    isReadonly: Bool, _ watch: GeoPackageBounds.Watch
  ) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = isReadonly
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(2)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
      GeoPackageBounds.attach(watch, to: database)
    }
    return configuration
  }

  /// Says of SQLite's failures what they mean to the user.
  /// - Throws: `FormatError`, and what else `body` throws.
  static func translatingErrors<Result>(
    path: String, _ bounds: GeoPackageBounds, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
      throw bounds.exhausted
    } catch let error as DatabaseError where error.resultCode == .SQLITE_TOOBIG {
      throw bounds.tooLong
    } catch let error as DatabaseError {
      throw inputError(error, path: path)
    }
  }

  /// Opens an empty file that has a temporary name until it is whole, in one transaction: it needs
  /// neither a journal nor locks.
  /// - Throws: `OutputError`, what `body` throws.
  package static func writing(_ output: OutputFile, _ body: (Database) throws -> Void) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
          PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;
          """)
    }
    do {
      let queue = try DatabaseQueue(path: output.path, configuration: configuration)
      try queue.write(body)
      try queue.close()
    } catch let error as DatabaseError {
      throw outputError(error, path: output.destination)
    }
  }

  /// The name to open a file by.
  ///
  /// SQLite makes two files beside a database in WAL mode even to read it, and leaves them. When no
  /// change is pending there the file is opened as one that does not change, which needs none.
  static func location(of path: String, _ header: SQLiteHeader?) -> String {
    guard sqlite3_compileoption_used("USE_URI") == 1, let header, header.isInWALMode,
      !header.hasPending("-wal")
    else { return path }
    return "file:" + PercentEncoding.path(path) + "?mode=ro&immutable=1"
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
        remedy: "open and close it once in the program that wrote it, then try again",
        kind: .inputOutput)
    case .SQLITE_NOMEM, .SQLITE_IOERR:
      return FormatError(path: path, reason: "reading failed: \(message)", kind: .inputOutput)
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
