/// A table of text: a header and rows of as many cells.
///
/// **Reading:** RFC 4180 with these liberties: lines end with LF, CRLF or CR; a byte order mark is
/// skipped; lines without a character are skipped; the delimiter is the one of `,`, `;` and tab
/// that occurs most often in the header outside quotes, the comma on a tie. Spaces belong to the
/// cells. The text is UTF-8.
/// **Complexity:** O(bytes); the cells stand in one buffer.
///
/// **Source:** RFC 4180, section 2.
public struct CSVTable: Sendable, Equatable {
  public private(set) var header: [String]
  public var rowCount: Int { lines.count }
  /// The line, from 1, on which each row starts.
  public private(set) var lines: [Int]
  public private(set) var delimiter: Character
  /// The file it came from, for messages.
  public private(set) var path: String
  /// The header's cells, then those of the rows.
  private var cells: CSVCells

  /// More columns than this are no table.
  static let columnLimit = 65_536

  /// Reads a file.
  /// - Throws: `FormatError` with the line, and row and column where it is about a cell.
  public init(path: String) throws(FormatError) {
    try self.init(InputFile.bytes(of: path), path: path)
  }

  /// Reads bytes; `path` is for messages.
  /// - Throws: `FormatError` with the line, and row and column where it is about a cell.
  public init(_ bytes: [UInt8], path: String) throws(FormatError) {
    guard bytes.count < Int(UInt32.max) else {
      throw FormatError(
        path: path, reason: "the table has more than 4 GB", remedy: "cut it into several")
    }
    var parser = CSVParser(bytes, path: path)
    try parser.checkText()
    var cells = CSVCells(size: bytes.count)
    guard let first = try parser.next(into: &cells) else {
      throw FormatError(
        path: path, line: 1, reason: "the table is empty", remedy: "it needs a header")
    }
    let names = (0..<cells.count).map { String(decoding: cells[$0], as: UTF8.self) }
    try Self.requireNames(names, path: path, line: first)
    let delimiter = Character(Unicode.Scalar(parser.delimiter))
    var lines: [Int] = []
    var end = cells.count
    while let line = try parser.next(into: &cells) {
      try Self.requireWidth(
        cells.count - end, of: names, path: path, line: line, row: lines.count + 1,
        delimiter: parser.delimiter)
      end = cells.count
      lines.append(line)
    }
    self.path = path
    self.delimiter = delimiter
    self.cells = cells
    self.lines = lines
    header = names
  }

  /// The bytes of a cell, UTF-8.
  func bytes(row: Int, column: Int) -> ArraySlice<UInt8> {
    cells[(row + 1) * header.count + column]
  }

  /// The text of a cell; rows from 0.
  public func cell(row: Int, column: Int) -> String {
    String(decoding: bytes(row: row, column: column), as: UTF8.self)
  }

  /// The place of a column: exact, else whatever its case.
  public func column(_ name: String) -> Int? {
    header.firstIndex(of: name)
      ?? header.firstIndex { $0.lowercased() == name.lowercased() }
  }

  /// An error about one cell.
  public func error(row: Int, column: Int, reason: String, remedy: String? = nil) -> FormatError {
    FormatError(
      path: path, line: lines[row], row: row + 1,
      reason: "column \(header[column]): \(reason)", remedy: remedy)
  }

  /// Refuses a header that names no column, or two alike.
  static func requireNames(_ header: [String], path: String, line: Int) throws(FormatError) {
    guard header.contains(where: { !$0.trimmingSpaces().isEmpty }) else {
      throw FormatError(
        path: path, line: line, reason: "no column has a name",
        remedy: "start the table with a header")
    }
    var seen: Set<String> = []
    for name in header where !seen.insert(name).inserted {
      throw FormatError(
        path: path, line: line, reason: "two columns are named \"\(name)\"",
        remedy: "give each its own name")
    }
  }

  static func requireWidth(
    _ count: Int, of header: [String], path: String, line: Int, row: Int, delimiter: UInt8
  ) throws(FormatError) {
    guard count != header.count else { return }
    let name =
      switch delimiter {
      case UInt8(ascii: ";"): "semicolon"
      case UInt8(ascii: "\t"): "tab"
      default: "comma"
      }
    throw FormatError(
      path: path, line: line, row: row,
      reason: "the row has \(count) cells, and the header \(header.count)",
      remedy: "put cells that hold a \(name) in quotes")
  }
}
