internal import GeoCore

/// Cuts the bytes of a table into records.
struct CSVParser {
  private let bytes: [UInt8]
  private let path: String
  private var offset: Int
  private var line = 1
  let delimiter: UInt8

  /// More columns than this are no table.
  private static let columnLimit = 65_536
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  /// What had to be decided about the text; nil when nothing.
  let notice: String?

  /// - Throws: `FormatError` for text in no encoding that is read.
  init(_ given: [UInt8], path: String) throws(FormatError) {
    let (text, notice) = try CSVEncoding.utf8(given, path: path)
    self.bytes = text
    self.notice = notice
    self.path = path
    offset = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    // Excel's own first line says what stands between the cells.
    let stated = text[offset...].prefix(6)
    if stated.count >= 5, stated.starts(with: "sep=".utf8),
      [0x0A, 0x0D].contains(stated[offset + 5 < text.count ? offset + 5 : offset + 4])
    {
      delimiter = text[offset + 4]
      offset += 5
      line = 1
    } else {
      delimiter = Self.delimiter(of: text[offset...])
    }
  }

  /// The delimiter that the header's line holds most often outside quotes.
  private static func delimiter(of bytes: ArraySlice<UInt8>) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    var counts = [0, 0, 0]
    var isQuoted = false
    var isBlank = true
    for byte in bytes {
      let ends = byte == lineFeed || byte == carriageReturn
      if ends, !isQuoted, !isBlank { break }
      if !ends { isBlank = false }
      if byte == quote { isQuoted.toggle() }
      if !isQuoted, let i = candidates.firstIndex(of: byte) { counts[i] += 1 }
    }
    let best = counts.indices.max { counts[$0] < counts[$1] || counts[$0] == counts[$1] && $0 > $1 }
    return candidates[best ?? 0]
  }

  /// Reads the next record's cells and gives the line on which it starts; nil at the end.
  mutating func next(into cells: inout CSVCells) throws(FormatError) -> Int? {
    cells.removeAll()
    while offset < bytes.count, isLineEnd(bytes[offset]) { skipLineEnd() }
    guard offset < bytes.count else { return nil }
    let start = line
    while true {
      try appendCell(to: &cells)
      guard cells.count <= Self.columnLimit else {
        throw FormatError(
          path: path, line: start, reason: "the row has more than \(Self.columnLimit) cells",
          remedy: "turn the table, so that it has few columns and many rows")
      }
      guard offset < bytes.count else { break }
      if bytes[offset] == delimiter {
        offset += 1
        continue
      }
      skipLineEnd()
      break
    }
    return start
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == Self.lineFeed || byte == Self.carriageReturn
  }

  private mutating func skipLineEnd() {
    let isPair =
      bytes[offset] == Self.carriageReturn && offset + 1 < bytes.count
      && bytes[offset + 1] == Self.lineFeed
    offset += isPair ? 2 : 1
    line += 1
  }

  /// The cell at hand; stops at the delimiter, the line's end or the end.
  private mutating func appendCell(to cells: inout CSVCells) throws(FormatError) {
    defer { cells.endCell() }
    guard offset < bytes.count else { return }
    if bytes[offset] == Self.quote { return try appendQuotedCell(to: &cells) }
    let start = offset
    while offset < bytes.count, bytes[offset] != delimiter, !isLineEnd(bytes[offset]) {
      guard bytes[offset] != Self.quote else {
        throw FormatError(
          path: path, line: line, column: columnNumber,
          reason: "there is a quote inside a cell that is not in quotes",
          remedy: "put the cell in quotes, and double the quotes in it")
      }
      offset += 1
    }
    bytes.withUnsafeBufferPointer { bytes in
      cells.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<offset]))
    }
  }

  private mutating func appendQuotedCell(to cells: inout CSVCells) throws(FormatError) {
    let opening = (line: line, column: columnNumber)
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == Self.quote {
        guard offset + 1 < bytes.count, bytes[offset + 1] == Self.quote else {
          offset += 1
          guard offset == bytes.count || bytes[offset] == delimiter || isLineEnd(bytes[offset])
          else {
            throw FormatError(
              path: path, line: line, column: columnNumber,
              reason: "text follows the closing quote of a cell",
              remedy: "double the quotes inside the cell")
          }
          return
        }
        cells.text.append(byte)
        offset += 2
        continue
      }
      if byte == Self.lineFeed { line += 1 }
      cells.text.append(byte)
      offset += 1
    }
    throw FormatError(
      path: path, line: opening.line, column: opening.column,
      reason: "a quote is opened here and never closed", remedy: "close it, or double it")
  }

  /// The place in its line of the byte at hand, in bytes from 1.
  private var columnNumber: Int {
    let before = bytes[..<offset].lastIndex(where: isLineEnd)
    return offset - (before ?? -1)
  }
}

/// The cells of a record, one after the other in one buffer.
struct CSVCells: Sendable, Equatable {
  fileprivate var text: [UInt8] = []
  /// Cell i is `text[ends[i - 1] ..< ends[i]]`, from 0 for the first.
  private var ends: [Int] = []

  var count: Int { ends.count }

  fileprivate mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// The bytes of a cell.
  subscript(_ i: Int) -> ArraySlice<UInt8> {
    text[(i == 0 ? 0 : ends[i - 1])..<ends[i]]
  }

  fileprivate mutating func endCell() { ends.append(text.count) }
}
