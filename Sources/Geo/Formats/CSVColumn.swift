/// The typing of a table's columns.
enum CSVColumn {
  /// The column as `CSVFormat` types it.
  static func typed(_ table: CSVTable, _ index: Int) -> Column {
    var isNumeric = true
    var isBool = true
    let rows = 0..<table.rowCount
    for row in rows {
      let cell = table.bytes(row: row, column: index)
      if cell.isEmpty { continue }
      if isNumeric, numberKind(cell) == nil { isNumeric = false }
      if isBool, !isTrue(cell), !isFalse(cell) { isBool = false }
      if !isNumeric, !isBool { break }
    }
    var column = Column(table.header[index])
    for row in rows {
      let cell = table.bytes(row: row, column: index)
      if cell.isEmpty {
        column.appendNull()
      } else if isNumeric {
        column.append(json: cell, kind: numberKind(cell) ?? .string)
      } else if isBool {
        column.append(isTrue(cell))
      } else {
        column.append(String(decoding: cell, as: UTF8.self))
      }
    }
    return column
  }

  private static func isTrue(_ cell: ArraySlice<UInt8>) -> Bool { cell.elementsEqual("true".utf8) }
  private static func isFalse(_ cell: ArraySlice<UInt8>) -> Bool {
    cell.elementsEqual("false".utf8)
  }

  /// The kind of a number as JSON writes it, finite and, when whole, of 64 bits; nil for any other
  /// text: `01`, `+1`, `.5`, `1.`, `-0` are none.
  static func numberKind(_ text: ArraySlice<UInt8>) -> Column.Kind? {
    var rest = text
    func digits(_ rest: inout ArraySlice<UInt8>) -> Int {
      let run = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
      rest = rest.dropFirst(run.count)
      return run.count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = digits(&rest)
    guard whole == 1 || whole > 1 && !startsWithZero else { return nil }
    if rest.isEmpty {
      let isMinusZero = text.elementsEqual("-0".utf8)
      return !isMinusZero && Int(String(decoding: text, as: UTF8.self)) != nil ? .integer : nil
    }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits(&rest) > 0 else { return nil }
    }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      guard digits(&rest) > 0 else { return nil }
    }
    guard rest.isEmpty, let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite
    else { return nil }
    return .number
  }
}
