/// Cells of tables of text.
public enum CSVText {
  /// Appends a cell, in quotes where it needs them. **Source:** RFC 4180, section 2.
  /// - Parameter isAlone: whether the row has no other cell. A line without a character would be
  ///   skipped: the one empty cell of a row shows its quotes.
  public static func append(
    _ cell: String, delimiter: UInt8, isAlone: Bool = false, to line: inout [UInt8]
  ) {
    let utf8 = cell.utf8
    let needsQuotes =
      utf8.contains { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      || isAlone && cell.isEmpty
    guard needsQuotes else {
      line.append(contentsOf: utf8)
      return
    }
    line.append(0x22)
    for byte in utf8 {
      if byte == 0x22 { line.append(0x22) }
      line.append(byte)
    }
    line.append(0x22)
  }
}
