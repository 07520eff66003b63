package import GRDB
import GRDBSQLite

/// One prepared statement, stepped row by row, its values read and bound in place.
///
/// GRDB's rows copy every value; a layer's geometries are the bulk of its file, so here they are
/// seen where SQLite keeps them. GRDB owns the statement.
package struct GeoPackageStatement {
  /// What SQLite stores in a cell.
  enum Storage {
    case null, integer, real, text, blob
  }

  private let statement: Statement
  private let database: Database
  private var handle: OpaquePointer { statement.sqliteStatement }

  package init(_ database: Database, _ sql: String) throws {
    self.database = database
    statement = try database.makeStatement(sql: sql)
  }

  /// Goes to the next row; false after the last.
  package func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure()
    }
  }

  /// Makes the statement ready to run again, with the values that are bound.
  func reset() { sqlite3_reset(handle) }

  /// Runs a statement that gives no rows, and makes it ready again.
  package func run() throws {
    _ = try step()
    reset()
  }

  private func failure() -> DatabaseError {
    DatabaseError(
      resultCode: database.lastErrorCode, message: database.lastErrorMessage, sql: statement.sql)
  }

  // MARK: Reading a cell, columns from 0

  func storage(_ column: Int) -> Storage {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  package func integer(_ column: Int) -> Int { Int(sqlite3_column_int64(handle, Int32(column))) }
  func double(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(column)) }

  /// The bytes of a BLOB; they stand until the next step.
  package func blob(_ column: Int) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(handle, Int32(column))
    let count = sqlite3_column_bytes(handle, Int32(column))
    return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(count))
  }

  /// The UTF-8 of a TEXT; it stands until the next step.
  func text(_ column: Int) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_text(handle, Int32(column))
    let count = sqlite3_column_bytes(handle, Int32(column))
    return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(count))
  }

  /// Any cell as a string, repaired where it is not UTF-8; nil when NULL.
  package func string(_ column: Int) -> String? {
    storage(column) == .null ? nil : String(decoding: text(column), as: UTF8.self)
  }

  // MARK: Binding, parameters from 1

  package func bindNull(_ parameter: Int) throws {
    try check(sqlite3_bind_null(handle, Int32(parameter)))
  }

  package func bind(_ value: Int, to parameter: Int) throws {
    try check(sqlite3_bind_int64(handle, Int32(parameter), Int64(value)))
  }

  package func bind(_ value: Double, to parameter: Int) throws {
    try check(sqlite3_bind_double(handle, Int32(parameter), value))
  }

  package func bind(_ value: String, to parameter: Int) throws {
    var copy = value
    let code = copy.withUTF8 { bindText(UnsafeRawBufferPointer($0), parameter) }
    try check(code)
  }

  /// Binds text, which SQLite copies.
  package func bind(utf8: UnsafeRawBufferPointer, to parameter: Int) throws {
    try check(bindText(utf8, parameter))
  }

  /// Binds a BLOB, which must stand until the statement has run.
  package func bind(blob: UnsafeRawBufferPointer, to parameter: Int) throws {
    try check(
      sqlite3_bind_blob64(
        handle, Int32(parameter), blob.baseAddress, UInt64(blob.count), nil))
  }

  private func bindText(_ utf8: UnsafeRawBufferPointer, _ parameter: Int) -> Int32 {
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    // A null pointer would bind NULL: empty text has an address of its own.
    guard let start = utf8.baseAddress, !utf8.isEmpty else {
      return sqlite3_bind_text(handle, Int32(parameter), "", 0, copied)
    }
    return sqlite3_bind_text64(
      handle, Int32(parameter), start.assumingMemoryBound(to: CChar.self), UInt64(utf8.count),
      copied, UInt8(SQLITE_UTF8))
  }

  private func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw failure() }
  }
}

/// A name as SQL takes it, whatever is in it.
func quotedSQLName(_ name: String) -> String {
  "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    + "\""
}
