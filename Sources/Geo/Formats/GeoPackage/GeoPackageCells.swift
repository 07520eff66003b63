import Foundation
internal import GeoCore

/// Turns cells of SQLite tables into values of a column.
///
/// INTEGER gives an integer, REAL a number in its shortest text, TEXT (dates too) a string, an
/// INTEGER 0 or 1 in a BOOLEAN column a bool, BLOB a string in Base64, NULL null.
struct GeoPackageCells {
  var column: Column
  private let isBoolean: Bool
  /// How many infinities became null, JSON having no text for them.
  private(set) var infinities = 0

  /// - Parameter declaredType: the type that the table declares, such as `BOOLEAN`.
  init(_ name: String, declaredType: String) {
    column = Column(name)
    switch declaredType.uppercased() {
    case "DATE": column.declaredTime = .date
    case "DATETIME": column.declaredTime = .dateTime
    default: break
    }
    isBoolean = ["BOOLEAN", "BOOL"].contains(declaredType.uppercased())
  }

  /// Appends the cell `index` of the row at hand; false when it is text that is not UTF-8.
  mutating func append(_ row: GeoPackageStatement, _ index: Int) -> Bool {
    switch row.storage(index) {
    case .null: column.appendNull()
    case .integer:
      let value = row.integer(index)
      if isBoolean, value == 0 || value == 1 {
        column.append(value == 1)
      } else {
        column.append(value)
      }
    case .real:
      let value = row.double(index)
      if !value.isFinite { infinities += 1 }
      column.append(value)
    case .text: return append(utf8: row.text(index))
    case .blob: column.append(Data(row.blob(index)).base64EncodedString())
    }
    return true
  }

  private mutating func append(utf8: UnsafeRawBufferPointer) -> Bool {
    var isPlain = true
    for byte in utf8 {
      isPlain = isPlain && byte >= 0x20 && byte < 0x80 && byte != 0x22 && byte != 0x5C
    }
    if isPlain {
      column.bytes.append(0x22)
      column.bytes.append(contentsOf: utf8)
      column.bytes.append(0x22)
      column.kinds.append(.string)
      column.ends.append(column.bytes.count)
      return true
    }
    guard let text = String(validating: utf8, as: UTF8.self) else { return false }
    column.append(text)
    return true
  }
}
