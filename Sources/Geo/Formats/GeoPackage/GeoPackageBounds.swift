import GRDB
import GRDBSQLite
internal import GeoCore

/// How much a GeoPackage may give: a layer may be a view, and a view may have no end.
///
/// What tables hold stands in the file. A layer may give a row for each byte of it, a million at
/// least, and values of sixteen times its size, 256 MiB at least; what its queries do in between is
/// bounded by the steps of SQLite's machine. Views that join tables stay within that; one that counts
/// without end does not.
struct GeoPackageBounds {
  private let path: String
  private let size: Int
  private let rows: Int
  private let bytes: Int
  /// Instructions of SQLite's machine for all queries on a connection together.
  private let steps: Int

  private static let leastRows = 1_000_000
  private static let leastBytes = 256 << 20
  private static let leastSteps = 500_000_000
  /// How much may be read before the bounds are looked at again.
  static let bytesBetweenChecks = 64 << 20
  private static let stepsAtOnce: Int32 = 1_000_000

  init(of path: String) {
    self.path = path
    size = InputFile.size(of: path) + InputFile.size(of: path + "-wal")
    rows = max(Self.leastRows, size)
    bytes = max(Self.leastBytes, 16 * size)
    steps = max(Self.leastSteps, 100 * size)
  }

  /// - Throws: `FormatError` when a layer gives more than its file can hold.
  func require(rows: Int, bytes: Int, of layer: String) throws(FormatError) {
    // Arrays grow by doubling: the old and the new one stand side by side.
    if rows & 0xFFFF == 0 || bytes > Self.bytesBetweenChecks {
      try MemoryBudget.require(reserved: 3 * bytes, used: 2 * bytes, toRead: path)
    }
    guard rows > self.rows || bytes > self.bytes else { return }
    throw FormatError(
      path: path,
      reason: "the layer \(layer) gives more than the file can hold (\(rows) rows so far): it is a"
        + " view without end, or joins rows many times over",
      remedy: "export the layer as a table")
  }

  /// What is said when the steps are used up.
  var exhausted: FormatError {
    FormatError(
      path: path,
      reason: "a query of the file does not come to an end: one of its views may be"
        + " without end", remedy: "export the layer as a table")
  }

  /// How many times a watch may be called before it stops the connection.
  final class Watch: @unchecked Sendable {
    // SQLite calls from the one thread that uses the connection.
    fileprivate var left: Int

    fileprivate let fileSize: Int
    private let calls: Int

    fileprivate init(calls: Int, fileSize: Int) {
      left = calls
      self.calls = calls
      self.fileSize = fileSize
    }

    /// Allows as many steps again, for the next query of a connection that stays open.
    func renew() { left = calls }
  }

  func watch() -> Watch { Watch(calls: steps / Int(Self.stepsAtOnce), fileSize: size) }

  /// A value of a view may not be longer than that, in bytes.
  private static let longestValue = 1 << 24

  private static func longest(inFileOf size: Int) -> Int {
    max(longestValue, min(size, Int(Int32.max) / 2))
  }

  /// What is said of a value that is longer.
  var tooLong: FormatError {
    let most = Self.longest(inFileOf: size)
    return FormatError(
      path: path,
      reason:
        "a view of it gives a value of more than \(most) bytes, and the file itself has \(size)",
      remedy: "export the layer as a table, or leave the column out of the view")
  }

  /// Has SQLite interrupt the connection once the steps are used up. The watch must outlive it.
  static func attach(_ watch: Watch, to database: Database) {
    // Values of a table stand in the file; those of a view may be made of nothing.
    sqlite3_limit(
      database.sqliteConnection, SQLITE_LIMIT_LENGTH, Int32(longest(inFileOf: watch.fileSize)))
    let context = Unmanaged.passUnretained(watch).toOpaque()
    sqlite3_progress_handler(
      database.sqliteConnection, stepsAtOnce,
      { context in
        guard let context else { return 0 }
        let watch = Unmanaged<Watch>.fromOpaque(context).takeUnretainedValue()
        watch.left -= 1
        return watch.left < 0 ? 1 : 0
      }, context)
  }
}
