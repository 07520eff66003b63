internal import GeoCore

/// The cells of one sheet as they stand in its part.
///
/// **Source:** ECMA-376, part 1, 18.3.1 (worksheets: `c`, `v`, `is`, `row`), 18.18.11 (types of cells).
final class XLSXSheet {
  enum Value: Equatable {
    case text(String)
    /// The digits as they stand, and the style.
    case number(String, style: Int)
    case bool(Bool)
    /// Formulas that failed, `#N/A`, and such as were saved without a value.
    case failed
  }

  /// Values by columns, from 0; rows without any are left out.
  private(set) var rows: [[(column: Int, value: Value)]] = []
  /// The number of each row in the sheet.
  private(set) var numbers: [Int] = []
  private(set) var failedCount = 0

  static let mostColumns = 16_384

  private let texts: [String]
  private let isProbe: Bool
  private let run = XLSXTextRun()
  private var row: [(column: Int, value: Value)] = []
  private var rowNumber = 0
  private var column = -1
  private var type = ""
  private var style = 0
  private var digits: [UInt8] = []
  private var isInValue = false
  private var hasFormula = false
  private var size = 0
  private var failure: FormatError?

  /// Reads a sheet.
  /// - Parameter isProbe: whether one row is enough: is there anything?
  /// - Throws: `FormatError` with what cannot be read.
  init(
    _ sheet: XLSXWorkbook.Sheet, of workbook: XLSXWorkbook, texts: [String], isProbe: Bool = false
  ) throws(FormatError) {
    self.texts = texts
    self.isProbe = isProbe
    var stop: () -> Void = {}
    let scanner = XMLScanner(
      begin: { [unowned self] name, attributes in
        begin(name, attributes)
      },
      end: { [unowned self] name in
        end(name, workbook.path)
        if failure != nil || isProbe && !rows.isEmpty { stop() }
      },
      text: { [unowned self] text in
        if isInValue { digits.append(contentsOf: text) } else { run.append(text) }
      })
    stop = { [unowned scanner] in scanner.stop() }
    try workbook.scan(sheet.part, with: scanner)
    if let failure { throw failure }
  }

  private func begin(_ name: String, _ attributes: XMLScanner.Attributes) {
    switch name {
    case "row":
      rowNumber = attributes["r"].flatMap { Int($0) } ?? rowNumber + 1
      row.removeAll(keepingCapacity: true)
      column = -1
    case "c":
      column = attributes["r"].flatMap(Self.column) ?? column + 1
      type = attributes["t"] ?? "n"
      style = attributes["s"].flatMap { Int($0) } ?? 0
      digits.removeAll(keepingCapacity: true)
      _ = run.take()
      hasFormula = false
    case "v":
      isInValue = true
    case "f":
      hasFormula = true
    default: run.begin(name)
    }
  }

  private func end(_ name: String, _ path: String) {
    switch name {
    case "v": isInValue = false
    case "c":
      guard let value = value(path) else { return }
      if value == .failed { failedCount += 1 }
      row.append((column, value))
      size += 48
    case "row":
      guard !row.isEmpty else { return }
      rows.append(row)
      numbers.append(rowNumber)
      guard rows.count & 0xFFF == 0 else { return }
      do throws(FormatError) {
        try MemoryBudget.require(reserved: 2 * size, used: 2 * size, toRead: path)
      } catch {
        failure = error
      }
    default: run.end(name)
    }
  }

  /// The value of the cell that ends; nil when it is empty.
  private func value(_ path: String) -> Value? {
    let text = String(decoding: digits, as: UTF8.self)
    switch type {
    case "inlineStr":
      let inner = run.take()
      size += inner.utf8.count
      return inner.isEmpty ? nil : .text(inner)
    case "str", "d":
      size += text.utf8.count
      return text.isEmpty ? nil : .text(text)
    case "s":
      guard let place = Int(text.trimmingSpaces()), texts.indices.contains(place) else {
        failure =
          failure
          ?? FormatError(
            path: path, row: rowNumber, reason: "a cell names a shared text that is not there",
            remedy: "the file is damaged: save it anew in the program that wrote it")
        return nil
      }
      return texts[place].isEmpty ? nil : .text(texts[place])
    case "e": return .failed
    case "b": return text.isEmpty ? nil : .bool(text == "1" || text == "true")
    default:
      let number = text.trimmingSpaces()
      if number.isEmpty { return hasFormula ? .failed : nil }
      return .number(number, style: style)
    }
  }

  /// The column that a reference such as `AB12` names, from 0.
  private static func column(_ reference: String) -> Int? {
    var column = 0
    for byte in reference.utf8 {
      guard byte >= 0x41, byte <= 0x5A else { break }
      column = 26 * column + Int(byte - 0x40)
      if column > mostColumns { return nil }
    }
    return column > 0 ? column - 1 : nil
  }
}
