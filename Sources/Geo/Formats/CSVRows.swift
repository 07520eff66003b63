/// Reads a table of text row by row, as `CSVTable` reads it whole, for tables of many rows of which
/// only a few cells are looked at: no row makes a string.
///
/// **Complexity:** O(bytes).
///
/// **Source:** RFC 4180, section 2.
public struct CSVRows {
  private var parser: CSVParser
  private var cells = CSVCells(size: 0)
  public let header: [String]
  /// The file it came from, for messages.
  public let path: String
  /// The line, from 1, on which the row at hand starts.
  public private(set) var line: Int
  /// How many rows were read, the one at hand among them.
  public private(set) var rowCount = 0

  /// Reads the header of a file's table.
  /// - Throws: `FormatError` with the line.
  public init(path: String) throws(FormatError) {
    try self.init(InputFile.bytes(of: path), path: path)
  }

  /// Reads the header of a table; `path` is for messages.
  /// - Throws: `FormatError` with the line.
  public init(_ bytes: [UInt8], path: String) throws(FormatError) {
    parser = CSVParser(bytes, path: path)
    try parser.checkText()
    self.path = path
    guard let first = try parser.next(into: &cells) else {
      throw FormatError(
        path: path, line: 1, reason: "the table is empty", remedy: "it needs a header")
    }
    let cells = cells
    header = (0..<cells.count).map { String(decoding: cells[$0], as: UTF8.self) }
    line = first
    try CSVTable.requireNames(header, path: path, line: line)
  }

  /// Goes to the next row; false at the end.
  /// - Throws: `FormatError` with the line, and the row where it has more or fewer cells than the
  ///   header.
  public mutating func next() throws(FormatError) -> Bool {
    cells.removeAll()
    guard let start = try parser.next(into: &cells) else { return false }
    line = start
    rowCount += 1
    try CSVTable.requireWidth(
      cells.count, of: header, path: path, line: line, row: rowCount, delimiter: parser.delimiter)
    return true
  }

  /// The bytes of a cell of the row at hand.
  public func bytes(ofCell column: Int) -> ArraySlice<UInt8> { cells[column] }

  /// The text of a cell of the row at hand.
  public func text(ofCell column: Int) -> String {
    String(decoding: bytes(ofCell: column), as: UTF8.self)
  }

  /// An error about a cell of the row at hand.
  public func error(column: Int, reason: String, remedy: String? = nil) -> FormatError {
    FormatError(
      path: path, line: line, row: rowCount, reason: "column \(header[column]): \(reason)",
      remedy: remedy)
  }
}
