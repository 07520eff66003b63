public import GeoCore

/// Reads a table of text, a header and rows of as many cells, row by row: no row makes a string.
///
/// **Reading:** RFC 4180 with these liberties: lines end with LF, CRLF or CR; a byte order mark is
/// skipped; lines without a character are skipped; the delimiter is the one of `,`, `;` and tab
/// that occurs most often in the header outside quotes, the comma on a tie, or what a first line
/// `sep=;` says. Spaces belong to the cells. The text is UTF-8, or in another encoding that
/// `CSVEncoding` knows.
///
/// A copy reads on from where it was taken, over the same bytes: for a second pass, copy the rows
/// before the first.
///
/// **Complexity:** O(bytes); holds the file and one row.
///
/// **Source:** RFC 4180, section 2.
public struct CSVRows: Sendable {
  private var parser: CSVParser
  private var cells = CSVCells()
  /// The cells of the first row: the names of the columns.
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
    parser = try CSVParser(bytes, path: path)
    self.path = path
    guard let first = try parser.next(into: &cells) else {
      throw FormatError(
        path: path, line: 1, reason: "the table is empty", remedy: "it needs a header")
    }
    let cells = cells
    header = (0..<cells.count).map { String(decoding: cells[$0], as: UTF8.self) }
    line = first
    try requireNames()
  }

  /// What had to be decided about the text; nil when nothing.
  public var notice: String? { parser.notice }

  /// Whether cells may have decimal commas and other habits of French spreadsheets.
  public var mayBeFrench: Bool { parser.delimiter == UInt8(ascii: ";") }

  /// The number of a cell of the row at hand, with a decimal point, or in a French table with a comma;
  /// nil for what is none.
  public func number(ofCell column: Int) -> Double? {
    let cell = cells[column]
    if let value = DecimalNumber.value(cell) { return value }
    guard mayBeFrench, let text = CSVFrench.number(cell, spaces: true) else { return nil }
    return DecimalNumber.value(text[...])
  }

  /// What separates cells: `,`, `;`, a tab, or what a first line says.
  public var delimiter: Character { Character(Unicode.Scalar(parser.delimiter)) }

  /// Goes to the next row; false at the end.
  /// - Throws: `FormatError` with the line, and the row where it has more or fewer cells than the
  ///   header.
  public mutating func next() throws(FormatError) -> Bool {
    guard let start = try parser.next(into: &cells) else { return false }
    line = start
    rowCount += 1
    try requireWidth()
    return true
  }

  /// The bytes of a cell of the row at hand.
  public func bytes(ofCell column: Int) -> ArraySlice<UInt8> { cells[column] }

  /// The text of a cell of the row at hand.
  public func text(ofCell column: Int) -> String {
    String(decoding: bytes(ofCell: column), as: UTF8.self)
  }

  /// The place of a column: exact, else whatever its case.
  public func column(_ name: String) -> Int? {
    header.firstIndex(of: name)
      ?? header.firstIndex { $0.lowercased() == name.lowercased() }
  }

  /// An error about a cell of the row at hand.
  public func error(column: Int, reason: String, remedy: Remedy? = nil) -> FormatError {
    FormatError(
      path: path, line: line, row: rowCount, reason: "column \(header[column]): \(reason)",
      remedy: remedy)
  }

  /// Refuses a header that names no column, or two alike.
  private func requireNames() throws(FormatError) {
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

  private func requireWidth() throws(FormatError) {
    guard cells.count != header.count else { return }
    let name =
      switch delimiter {
      case ";": "semicolon"
      case "\t": "tab"
      default: "comma"
      }
    throw FormatError(
      path: path, line: line, row: rowCount,
      reason: "the row has \(cells.count) cells, and the header \(header.count)",
      remedy: "put cells that hold a \(name) in quotes")
  }
}
