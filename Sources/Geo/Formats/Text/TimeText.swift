internal import GeoCore

/// A date, a time of day, or both, as ISO 8601 writes them in full.
///
/// Layers hold them as text. Formats that have types of their own for them (GeoPackage, workbooks)
/// give one to a column when all its values are of one sort; those that have none keep the text.
///
/// Taken are `2025-12-31`; `2025-12-31T23:59`, with seconds, a fraction, and `Z` or an offset such as
/// `+02:00`, also with a blank instead of `T`; `23:59:00`. Days must exist in the Gregorian calendar.
///
/// **Source:** ISO 8601-1:2019; RFC 3339, section 5.6.
struct TimeText: Equatable {
  /// What a column of such texts holds.
  typealias Sort = Column.TimeKind

  var year = 0
  var month = 0
  var day = 0
  var hour = 0
  var minute = 0
  /// With its fraction.
  var second = 0.0
  /// The offset from UTC in minutes; nil when none is stated.
  var offsetMinutes: Int?
  var sort: Sort

  init?(_ text: String) { self.init(Array(text.utf8)[...]) }

  init?(_ text: ArraySlice<UInt8>) {
    var reader = Digits(rest: text)
    sort = .time
    if text.count >= 10, text[text.startIndex + 4] == UInt8(ascii: "-") {
      guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
        reader.skip("-"), let day = reader.number(2),
        (1...12).contains(month), (1...Self.days(inMonth: month, of: year)).contains(day)
      else { return nil }
      (self.year, self.month, self.day) = (year, month, day)
      if reader.rest.isEmpty {
        sort = .date
        return
      }
      guard reader.skip("T") || reader.skip(" ") else { return nil }
      sort = .dateTime
    }
    guard readTime(&reader) else { return nil }
  }

  /// The sort of all values of a column that are there; nil when there is none, or they differ.
  static func sort(of column: Column) -> Sort? {
    var found: Sort?
    for i in column.kinds.indices where !column.isMissing(i) {
      guard column.kinds[i] == .string else { return nil }
      let range = column.textRange(i)
      guard
        let sort = TimeText(column.bytes[(range.lowerBound + 1)..<(range.upperBound - 1)])?.sort,
        found == nil || found == sort
      else { return nil }
      found = sort
    }
    return found
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    switch month {
    case 2: return isLeap ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  private mutating func readTime(_ reader: inout Digits) -> Bool {
    guard let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2),
      hour <= 23, minute <= 59
    else { return false }
    (self.hour, self.minute) = (hour, minute)
    if reader.skip(":") {
      guard let second = reader.seconds(), second < 61 else { return false }
      self.second = second
    } else if sort == .time {
      return false
    }
    if reader.rest.isEmpty { return true }
    guard sort == .dateTime else { return false }
    if reader.skip("Z") {
      offsetMinutes = 0
      return reader.rest.isEmpty
    }
    let isWest = reader.rest.first == UInt8(ascii: "-")
    guard reader.skip("+") || reader.skip("-"), let hours = reader.number(2) else { return false }
    _ = reader.skip(":")
    let minutes = reader.rest.isEmpty ? 0 : reader.number(2) ?? 60
    guard hours <= 14, minutes <= 59, reader.rest.isEmpty else { return false }
    offsetMinutes = (isWest ? -1 : 1) * (60 * hours + minutes)
    return true
  }

  /// What is left to read.
  private struct Digits {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest = rest.dropFirst()
      return true
    }

    /// A number of exactly so many digits.
    mutating func number(_ count: Int) -> Int? {
      guard rest.count >= count else { return nil }
      let start = rest.startIndex
      var value = 0
      for place in start..<(start + count) {
        let digit = rest[place] &- 0x30
        guard digit <= 9 else { return nil }
        value = 10 * value + Int(digit)
      }
      rest = rest[(start + count)...]
      return value
    }

    mutating func seconds() -> Double? {
      guard let whole = number(2) else { return nil }
      guard skip(".") else { return Double(whole) }
      let fraction = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard !fraction.isEmpty else { return nil }
      rest = rest.dropFirst(fraction.count)
      return Double("\(whole)." + String(decoding: fraction, as: UTF8.self))
    }
  }
}

extension TimeText {
  /// Days from 1970-01-01 to the date in the Gregorian calendar.
  ///
  /// **Source:** H. Hinnant, *chrono-Compatible Low-Level Date Algorithms*, 2013,
  /// https://howardhinnant.github.io/date_algorithms.html
  var daysSince1970: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The time of day in seconds.
  var secondsOfDay: Double { Double(3600 * hour + 60 * minute) + second }

  /// A date in full, the inverse of `daysSince1970`.
  static func date(daysSince1970 days: Int) -> String {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func padded(_ value: Int, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
