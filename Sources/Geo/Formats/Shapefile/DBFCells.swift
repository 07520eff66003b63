internal import GeoCore

/// One column of a dBASE table as it is read: text (`C`), numbers (`N`, `F`), dates (`D`), bools
/// (`L`); whole numbers and numbers in binary (`I`, `O`), as FoxPro and dBASE 7 have them.
///
/// Blanks are null in every type; so are asterisks in a number, `00000000` in a date and `?` in a
/// bool, and days that no calendar has, which are counted. Text loses the blanks after it.
struct DBFCells {
  private(set) var column: Column
  private let field: DBFField
  private let decoder: DBFDecoder
  private let path: String
  private var cut = 0
  private var notFinite = 0
  private var noDates = (count: 0, first: nil as (text: String, row: Int)?)

  /// - Throws: `FormatError` for a field whose width cannot hold its type.
  init(_ field: DBFField, decoder: DBFDecoder, path: String) throws(FormatError) {
    self.field = field
    self.decoder = decoder
    self.path = path
    column = Column(field.name)
    let width = [UInt8(ascii: "I"): 4, UInt8(ascii: "O"): 8, UInt8(ascii: "D"): 8][field.type]
    guard width == nil || width == field.range.count else {
      throw FormatError(
        path: path,
        reason: "the field \(field.name) is \(field.range.count) bytes wide, and its "
          + "type \(typeName) has \(width ?? 0)",
        remedy: "the file is damaged: export it again")
    }
  }

  private var typeName: String { String(Unicode.Scalar(field.type)) }

  /// What had to be decided, each a sentence.
  var notices: [String] {
    var notices: [String] = []
    if isUnread { notices.append("column \(field.name): its type \(typeName) is read as null") }
    if cut > 0 {
      notices.append("column \(field.name): \(cut) texts end inside a character, which is dropped")
    }
    if notFinite > 0 {
      notices.append("column \(field.name): \(notFinite) infinite or undefined values are null")
    }
    if let first = noDates.first {
      notices.append(
        "column \(field.name): \(noDates.count) values that are no dates are null"
          + " (first: \(JSONText.encode(first.text)) in row \(first.row))")
    }
    return notices
  }

  /// Types whose values stand in another file or in a form of their own.
  private var isUnread: Bool { !"CNFDLIO".utf8.contains(field.type) }

  /// Appends the value in a record.
  /// - Throws: `FormatError` for text that is not of the encoding, or no number.
  mutating func append(_ record: UnsafeRawBufferPointer, row: Int) throws(FormatError) {
    let bytes = UnsafeRawBufferPointer(rebasing: record[field.range])
    switch field.type {
    case UInt8(ascii: "C"): try appendText(bytes, row)
    case UInt8(ascii: "N"), UInt8(ascii: "F"): try appendNumber(bytes, row)
    case UInt8(ascii: "D"): appendDate(bytes, row)
    case UInt8(ascii: "L"): try appendBool(bytes, row)
    case UInt8(ascii: "I"):
      column.append(Int(Int32(littleEndian: bytes.loadUnaligned(as: Int32.self))))
    case UInt8(ascii: "O"):
      let value = Double(
        bitPattern: UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)))
      if !value.isFinite { notFinite += 1 }
      column.append(value)
    default: column.appendNull()
    }
  }

  private mutating func appendText(_ bytes: UnsafeRawBufferPointer, _ row: Int)
    throws(FormatError)
  {
    var end = bytes.firstIndex(of: 0) ?? bytes.count
    while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
    if end == 0 { return column.appendNull() }
    guard let decoded = decoder.decoded(UnsafeRawBufferPointer(rebasing: bytes[..<end])) else {
      throw error(
        row, "holds text that is not \(decoder.encoding.name)",
        "name the true encoding in a .cpg file beside it, such as UTF-8 or 1252")
    }
    if decoded.isCut { cut += 1 }
    column.append(decoded.text)
  }

  private mutating func appendNumber(_ bytes: UnsafeRawBufferPointer, _ row: Int)
    throws(FormatError)
  {
    guard let text = Self.trimmed(bytes), text.utf8.first != UInt8(ascii: "*") else {
      return column.appendNull()
    }
    // Whole numbers with a sign or zeros before them are whole numbers still.
    if field.decimals == 0, let value = Int(text) { return column.append(value) }
    if let value = DecimalNumber.value(text) { return column.append(value) }
    // Writers on Windows put infinities and NaN as 1.#INF and 1.#QNAN.
    if Double(text).map({ !$0.isFinite }) ?? text.contains("#") {
      notFinite += 1
      return column.appendNull()
    }
    throw error(
      row, "holds \(JSONText.encode(text)), which is no number",
      text.contains(",") ? "write decimals with a point" : "mend the value, or export it again")
  }

  private mutating func appendDate(_ bytes: UnsafeRawBufferPointer, _ row: Int) {
    guard let text = Self.trimmed(bytes), text != "00000000", text != "0" else {
      return column.appendNull()
    }
    let isDigits = text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    let year = text.prefix(4)
    let month = text.dropFirst(4).prefix(2)
    let day = text.dropFirst(6)
    guard isDigits, text.utf8.count == 8,
      let number = Int(year), let monthNumber = Int(month), let dayNumber = Int(day), number > 0,
      CalendarDay.exists(number, monthNumber, dayNumber)
    else {
      if noDates.first == nil { noDates.first = (text, row) }
      noDates.count += 1
      return column.appendNull()
    }
    column.append("\(year)-\(month)-\(day)")
  }

  private mutating func appendBool(_ bytes: UnsafeRawBufferPointer, _ row: Int)
    throws(FormatError)
  {
    switch Self.trimmed(bytes) {
    case nil, "?": column.appendNull()
    case "T", "t", "Y", "y", "1": column.append(true)
    case "F", "f", "N", "n", "0": column.append(false)
    case let text?:
      throw error(
        row, "holds \(JSONText.encode(text)), which is neither true nor false",
        "mend the value, or export it again")
    }
  }

  /// The text without blanks and NUL around it; nil when nothing remains.
  private static func trimmed(_ bytes: UnsafeRawBufferPointer) -> String? {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0 || byte == 0x09 }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }),
      let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return nil }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }

  private func error(_ row: Int, _ reason: String, _ remedy: Remedy) -> FormatError {
    FormatError(
      path: path, row: row, reason: "the field \(field.name) \(reason)", remedy: remedy)
  }
}
