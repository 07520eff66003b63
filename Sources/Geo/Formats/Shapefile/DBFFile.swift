internal import CShapefile
internal import GeoCore

/// One field of a dBASE table.
struct DBFField {
  /// As the file has it.
  var rawName: [UInt8]
  var name = ""
  /// The letter of its type.
  var type: UInt8
  /// Where its bytes stand in a record.
  var range: Range<Int>
  var decimals: Int
}

/// The records and fields of a dBASE table, as bytes.
///
/// What the header says about sizes is checked against the file before libshp reads on.
final class DBFFile {
  let path: String
  let recordCount: Int
  let fieldCount: Int
  let languageDriver: UInt8
  private let recordLength: Int
  private let handle: DBFHandle

  /// - Throws: `FormatError`.
  init(path: String) throws(FormatError) {
    self.path = path
    let head = try InputFile.head(of: path, count: 32)
    guard head.bytes.count == 32 else {
      throw FormatError(
        path: path, reason: "it has \(head.bytes.count) bytes, and its header alone needs 32",
        remedy: "the file is cut off: export it again")
    }
    func number(_ range: Range<Int>) -> Int {
      head.bytes[range].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    let records = number(4..<8)
    let headerSize = number(8..<10)
    recordLength = number(10..<12)
    languageDriver = head.bytes[29]
    guard headerSize >= 33, recordLength >= 1, headerSize <= head.fileSize else {
      throw FormatError(
        path: path, reason: "this is not a dBASE table: its header has no room for fields",
        remedy: "check the file, or give it the ending of its format")
    }
    let room = (head.fileSize - headerSize) / recordLength
    guard records <= room else {
      throw FormatError(
        path: path, reason: "its header says \(records) records, and the file has room for \(room)",
        remedy: "the file is cut off or damaged: export it again")
    }
    var hooks = SAHooks()
    SASetupDefaultHooks(&hooks)
    // What libshp would print, the errors thrown here say.
    hooks.Error = { _ in }
    guard let handle = DBFOpenLL(path, "rb", &hooks) else {
      throw FormatError(
        path: path, reason: "the descriptions of its fields do not fit its records",
        remedy: "the file is damaged: export it again")
    }
    self.handle = handle
    recordCount = records
    fieldCount = Int(DBFGetFieldCount(handle))
    for index in 0..<fieldCount {
      let range = field(index).range
      guard !range.isEmpty, range.lowerBound >= 1, range.upperBound <= recordLength else {
        throw FormatError(
          path: path,
          reason: "field \(index + 1) does not fit its records of \(recordLength) bytes",
          remedy: "the file is damaged: export it again")
      }
    }
  }

  deinit { DBFClose(handle) }

  func field(_ index: Int) -> DBFField {
    let info = handle.pointee
    let start = Int(info.panFieldOffset[index])
    let width = max(0, Int(info.panFieldSize[index]))
    let name = UnsafeRawBufferPointer(start: info.pszHeader + 32 * index, count: 11)
    return DBFField(
      rawName: name.prefix { $0 != 0 }.trimmingTrailing { $0 == 0x20 },
      type: UInt8(bitPattern: info.pachFieldType[index]), range: start..<start + width,
      decimals: Int(info.panFieldDecimals[index]))
  }

  /// The bytes of a record, which stand until the next is asked for.
  func record(_ index: Int) throws(FormatError) -> UnsafeRawBufferPointer {
    guard let bytes = DBFReadTuple(handle, Int32(index)) else {
      throw FormatError(
        path: path, row: index + 1, reason: "the record cannot be read", kind: .inputOutput)
    }
    return UnsafeRawBufferPointer(start: bytes, count: recordLength)
  }

  enum TextKind {
    case ascii
    case utf8
    case other
  }

  /// What the table's text, names included, can be.
  func textKind() throws(FormatError) -> TextKind {
    let fields = (0..<fieldCount).map(field)
    var kind = TextKind.ascii
    func look(_ bytes: some Collection<UInt8>) {
      if kind == .other || bytes.allSatisfy({ $0 < 0x80 }) { return }
      kind = String(validating: bytes, as: UTF8.self) == nil ? .other : .utf8
    }
    for field in fields { look(field.rawName) }
    let texts = fields.filter { $0.type == UInt8(ascii: "C") }
    for index in 0..<recordCount where kind != .other {
      let bytes = try record(index)
      for field in texts {
        let text = UnsafeRawBufferPointer(rebasing: bytes[field.range]).prefix { $0 != 0 }
        look(text[..<(text.endIndex - text.cutCharacter)])
      }
    }
    return kind
  }
}

extension Collection<UInt8> where Self: BidirectionalCollection {
  /// The bytes without those at the end that are to go.
  func trimmingTrailing(_ isUnwanted: (UInt8) -> Bool) -> [UInt8] {
    var end = endIndex
    while end > startIndex, isUnwanted(self[index(before: end)]) { end = index(before: end) }
    return Array(self[..<end])
  }

  /// How many bytes at the end are the start of a UTF-8 character that a field had no more room
  /// for.
  var cutCharacter: Int {
    var tail = 0
    for byte in reversed().prefix(4) {
      tail += 1
      if byte & 0b1100_0000 == 0b1000_0000 { continue }
      let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return needed > tail ? tail : 0
    }
    return 0
  }
}
