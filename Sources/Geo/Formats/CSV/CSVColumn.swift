internal import GeoCore

/// The type of a table's column, as `CSVFormat` states it, and the room that its values take:
/// found in a first pass over the cells, used in a second, which then appends without growing.
///
/// With `readsFrench` a column that is not numeric so may be of numbers, dates or bools as `CSVFrench`
/// reads them, again when all its cells are.
struct CSVColumn {
  /// What a column of French cells holds.
  enum French {
    case number, date, bool
  }

  private let readsFrench: Bool
  private var isNumeric = true
  private var isBool = true
  private var isFrenchNumber = true
  private var isSpacedNumber = true
  private var isFrenchDate = true
  private var isFrenchBool = true
  /// Whether some cell has a decimal comma: an ordinary space may set thousands apart then.
  private(set) var hasComma = false
  /// Whether all cells are whole numbers if points set thousands apart, and some have such points.
  private var isPointed = true
  private var hasPoint = false
  /// Whether some cell has a point that sets no thousands apart.
  private var hasDecimalPoint = false
  private var isEmpty = true
  private var valueCount = 0
  /// The size of the values as JSON text, were they numbers or bools.
  private(set) var plainSize = 0
  /// Their size, were they strings.
  private(set) var stringSize = 0

  init(readsFrench: Bool = false) {
    self.readsFrench = readsFrench
    if !readsFrench {
      (isFrenchNumber, isSpacedNumber, isFrenchDate, isFrenchBool) = (false, false, false, false)
      isPointed = false
    }
  }

  /// How the column is read in spite of JSON's rules; nil for all others.
  var french: French? {
    guard readsFrench, !isNumeric, !isBool, !isEmpty else { return nil }
    if isFrenchNumber || isSpacedNumber && hasComma { return .number }
    return isFrenchDate ? .date : isFrenchBool ? .bool : nil
  }

  /// Whether the column is read as decimals that may have been meant as thousands: `1.234`, `12.345`.
  var mayHaveThousands: Bool { isNumeric && isPointed && hasPoint }

  /// Whether the column has points that can only be of decimals: `1.5`.
  var hasDecimals: Bool { isNumeric && hasDecimalPoint }

  /// Takes a cell of the first pass.
  mutating func survey(_ cell: ArraySlice<UInt8>) {
    valueCount += 1
    guard !cell.isEmpty else {
      plainSize += Self.nullSize
      stringSize += Self.nullSize
      return
    }
    if isNumeric, Self.numberKind(cell) == nil { isNumeric = false }
    if isBool, !Self.isTrue(cell), !Self.isFalse(cell) { isBool = false }
    isEmpty = false
    if readsFrench { surveyFrench(cell) }
    plainSize += cell.count
    stringSize += JSONText.encodedCount(cell)
  }

  private mutating func surveyFrench(_ cell: ArraySlice<UInt8>) {
    if isFrenchNumber, CSVFrench.number(cell, spaces: false) == nil { isFrenchNumber = false }
    if isSpacedNumber, CSVFrench.number(cell, spaces: true) == nil { isSpacedNumber = false }
    if isSpacedNumber, !hasComma { hasComma = cell.contains(UInt8(ascii: ",")) }
    if isPointed {
      let groups = cell.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      let isWhole =
        (1...3).contains(groups[0].count) && groups[0].first != UInt8(ascii: "0")
        && groups.dropFirst().allSatisfy { $0.count == 3 }
        && groups.allSatisfy { $0.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
      isPointed = isWhole || groups.count == 1 && groups[0].elementsEqual("0".utf8)
      if groups.count > 1 {
        if isWhole { hasPoint = true } else { hasDecimalPoint = true }
      }
    } else if !hasDecimalPoint {
      hasDecimalPoint = cell.contains(UInt8(ascii: "."))
    }
    if isFrenchDate, CSVFrench.date(cell) == nil { isFrenchDate = false }
    if isFrenchBool, !cell.elementsEqual("VRAI".utf8), !cell.elementsEqual("FAUX".utf8) {
      isFrenchBool = false
    }
  }

  /// An empty column with room for all values surveyed.
  func column(named name: String) -> Column {
    var column = Column(name)
    column.reserve(values: valueCount, bytes: isNumeric || isBool ? plainSize : stringSize)
    return column
  }

  /// Appends a cell of the second pass.
  func append(_ cell: ArraySlice<UInt8>, to column: inout Column) {
    if cell.isEmpty {
      column.appendNull()
    } else if let french {
      append(french, cell, to: &column)
    } else if isNumeric {
      column.append(json: cell, kind: Self.numberKind(cell) ?? .string)
    } else if isBool {
      column.append(Self.isTrue(cell))
    } else {
      column.append(String(decoding: cell, as: UTF8.self))
    }
  }

  private func append(_ french: French, _ cell: ArraySlice<UInt8>, to column: inout Column) {
    switch french {
    case .number:
      let number = CSVFrench.number(cell, spaces: true) ?? []
      column.append(json: number, kind: Self.numberKind(number[...]) ?? .string)
    case .date: column.append(String(decoding: CSVFrench.date(cell) ?? [], as: UTF8.self))
    case .bool: column.append(cell.elementsEqual("VRAI".utf8))
    }
  }

  private static let nullSize = "null".utf8.count
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
    guard rest.isEmpty, DecimalNumber.value(text) != nil else { return nil }
    return .number
  }
}
