/// A table of text: a header and rows of as many cells.
///
/// **Reading:** RFC 4180 with these liberties: lines end with LF, CRLF or CR; a byte order mark is
/// skipped; lines without a character are skipped; the delimiter is the one of `,`, `;` and tab
/// that occurs most often in the header outside quotes, the comma on a tie. Spaces belong to the
/// cells. The text is UTF-8.
/// **Complexity:** O(bytes).
///
/// **Source:** RFC 4180, section 2.
public struct CSVTable: Sendable, Equatable {
  public private(set) var header: [String]
  public private(set) var rows: [[String]]
  /// The line, from 1, on which each row starts.
  public private(set) var lines: [Int]
  public private(set) var delimiter: Character
  /// The file it came from, for messages.
  public private(set) var path: String

  /// Reads a file.
  /// - Throws: `FormatError` with the line, and row and column where it is about a cell.
  public init(path: String) throws(FormatError) {
    try self.init(InputFile.bytes(of: path), path: path)
  }

  /// Reads bytes; `path` is for messages.
  /// - Throws: `FormatError` with the line, and row and column where it is about a cell.
  public init(_ bytes: [UInt8], path: String) throws(FormatError) {
    var parser = CSVParser(bytes, path: path)
    try parser.checkText()
    self.path = path
    delimiter = Character(Unicode.Scalar(parser.delimiter))
    guard let first = try parser.next() else {
      throw FormatError(
        path: path, line: 1, reason: "the table is empty", remedy: "it needs a header")
    }
    header = first.cells
    rows = []
    lines = []
    var seen: Set<String> = []
    for name in header where !seen.insert(name).inserted {
      throw FormatError(
        path: path, line: first.line, reason: "two columns are named \"\(name)\"",
        remedy: "give each its own name")
    }
    while let record = try parser.next() {
      guard record.cells.count == header.count else {
        throw FormatError(
          path: path, line: record.line, row: rows.count + 1,
          reason: "the row has \(record.cells.count) cells, and the header \(header.count)",
          remedy: "put cells that hold a \(Self.name(of: delimiter)) in quotes")
      }
      rows.append(record.cells)
      lines.append(record.line)
    }
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

  private static func name(of delimiter: Character) -> String {
    switch delimiter {
    case ";": "semicolon"
    case "\t": "tab"
    default: "comma"
    }
  }
}
