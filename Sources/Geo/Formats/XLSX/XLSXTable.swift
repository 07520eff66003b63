internal import GeoCore

/// The columns of a sheet: the first row that holds anything names them.
///
/// **Types:** a column of numbers, dates, dates with times, or bools is one of these; one in which text
/// stands is of text as a whole, so that codes such as `01234` and `13004` stay alike. A column in which
/// some dates have a time of day has one for all. Whole numbers stay whole.
struct XLSXTable {
  private(set) var attributes: Attributes
  private(set) var notices: [String] = []

  /// - Throws: `FormatError` for two columns of one name.
  init(
    _ sheet: XLSXSheet, meanings: [XLSXDates.Meaning], dates: XLSXDates, path: String
  ) throws(FormatError) {
    guard let header = sheet.rows.first else {
      attributes = Attributes(rowCount: 0)
      return
    }
    let width = 1 + (sheet.rows.lazy.compactMap { $0.map(\.column).max() }.max() ?? 0)
    var cells = Cells(meanings: meanings, dates: dates)
    var names: [String?] = Array(repeating: nil, count: width)
    for (place, value) in header { names[place] = cells.text(value, .text) }
    var columns: [Column] = []
    var byColumn: [[(row: Int, value: XLSXSheet.Value)]] = Array(repeating: [], count: width)
    for (row, values) in sheet.rows.dropFirst().enumerated() {
      for (place, value) in values { byColumn[place].append((row, value)) }
    }
    let count = sheet.rows.count - 1
    var seen: Set<String> = []
    for (place, values) in byColumn.enumerated() where names[place] != nil || !values.isEmpty {
      let name = names[place] ?? "Field\(place + 1)"
      guard seen.insert(name).inserted else {
        throw FormatError(
          path: path, row: sheet.numbers.first, reason: "two columns are named \"\(name)\"",
          remedy: "give each its own name")
      }
      columns.append(cells.column(name, values, count: count))
    }
    attributes = columns.isEmpty ? Attributes(rowCount: count) : Attributes(columns: columns)
    if sheet.failedCount > 0 {
      notices.append(
        "\(sheet.failedCount) cells hold an error, or a formula that was saved without its value:"
          + " they are null")
    }
    if cells.impossible > 0 {
      notices.append("\(cells.impossible) cells hold dates that never were: they are null")
    }
  }

  /// What a column holds.
  private enum Sort {
    case text, number, bool, date, dateTime, time
  }

  private struct Cells {
    let meanings: [XLSXDates.Meaning]
    let dates: XLSXDates
    var impossible = 0

    private func meaning(_ style: Int) -> XLSXDates.Meaning {
      meanings.indices.contains(style) ? meanings[style] : .number
    }

    /// The sort of a value; nil for what is null in any column.
    private func sort(_ value: XLSXSheet.Value) -> Sort? {
      switch value {
      case .failed: return nil
      case .text: return .text
      case .bool: return .bool
      case .number(let digits, let style):
        switch meaning(style) {
        case .number: return .number
        case .time, .duration: return .time
        case .dateTime: return .dateTime
        case .date: return Double(digits).map(dates.hasTime) == true ? .dateTime : .date
        }
      }
    }

    mutating func column(
      _ name: String, _ values: [(row: Int, value: XLSXSheet.Value)], count: Int
    ) -> Column {
      let sorts = Set(values.compactMap { sort($0.value) })
      let shared: Sort =
        switch sorts {
        case [.number]: .number
        case [.bool]: .bool
        case [.date]: .date
        case [.dateTime], [.date, .dateTime]: .dateTime
        case [.time]: .time
        default: .text
        }
      var column = Column(name)
      var next = 0
      for (row, value) in values {
        while next < row {
          column.appendNull()
          next += 1
        }
        append(value, as: shared, to: &column)
        next += 1
      }
      while next < count {
        column.appendNull()
        next += 1
      }
      return column
    }

    private mutating func append(_ value: XLSXSheet.Value, as sort: Sort, to column: inout Column) {
      switch (value, sort) {
      case (.failed, _): column.appendNull()
      case (.bool(let flag), .bool): column.append(flag)
      case (.number(let digits, _), .number):
        if let whole = Int(digits) { column.append(whole) } else { column.append(Double(digits)) }
      default: column.append(text(value, sort))
      }
    }

    /// A value as text, in a column of that sort; nil for errors and dates that never were.
    mutating func text(_ value: XLSXSheet.Value, _ sort: Sort) -> String? {
      switch value {
      case .failed: return nil
      case .text(let text): return text
      case .bool(let flag): return flag ? "true" : "false"
      case .number(let digits, let style):
        guard let number = Double(digits) else { return digits }
        let found: String?
        switch meaning(style) {
        case .number: return Int(digits) == nil ? JSONText.number(number) : digits
        case .time, .duration: found = XLSXDates.time(number)
        case .date: found = dates.text(number, withTime: sort == .dateTime || dates.hasTime(number))
        case .dateTime: found = dates.text(number, withTime: true)
        }
        if found == nil { impossible += 1 }
        return found
      }
    }
  }
}
