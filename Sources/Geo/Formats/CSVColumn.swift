/// The typing of a table's columns.
enum CSVColumn {
  /// The column as `CSVFormat` types it.
  static func typed(_ table: CSVTable, _ index: Int) -> Column {
    var isNumeric = true
    var isBool = true
    for row in table.rows where !row[index].isEmpty && (isNumeric || isBool) {
      if isNumeric, numberKind(row[index]) == nil { isNumeric = false }
      if isBool, row[index] != "true", row[index] != "false" { isBool = false }
    }
    var column = Column(table.header[index])
    for row in table.rows {
      let cell = row[index]
      if cell.isEmpty {
        column.appendNull()
      } else if isNumeric {
        column.append(json: cell.utf8, kind: numberKind(cell) ?? .string)
      } else if isBool {
        column.append(cell == "true")
      } else {
        column.append(cell)
      }
    }
    return column
  }

  /// The kind of a number as JSON writes it, finite and, when whole, of 64 bits; nil for any other
  /// text: `01`, `+1`, `.5`, `1.`, `-0` are none.
  static func numberKind(_ text: String) -> Column.Kind? {
    var rest = Substring(text).utf8
    func digits(_ rest: inout Substring.UTF8View) -> Int {
      let run = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
      rest = rest.dropFirst(run.count)
      return run.count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = digits(&rest)
    guard whole == 1 || whole > 1 && !startsWithZero else { return nil }
    if rest.isEmpty { return text != "-0" && Int(text) != nil ? .integer : nil }
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
    guard rest.isEmpty, let value = Double(text), value.isFinite else { return nil }
    return .number
  }
}
