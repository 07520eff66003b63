/// How a workbook counts days, and what its number formats make of numbers.
///
/// **Days:** from 1900-01-01 as day 1, with a 29 February 1900 that never was as day 60, or from
/// 1904-01-01 as day 0 where the workbook says so. Times of day are fractions, to the millisecond.
///
/// **Source:** ECMA-376, part 1, 18.8.30 (`numFmt`), 18.8.31 (`numFmts`), 18.17.4 (dates and times).
struct XLSXDates {
  /// What a number in a cell stands for.
  enum Meaning: Equatable {
    case number, date, dateTime, time, duration
  }

  var countsFrom1904 = false

  /// The meaning of the formats that workbooks need not declare.
  static func meaning(ofBuiltIn id: Int) -> Meaning {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: .date
    case 22: .dateTime
    case 18...21, 32...35, 45, 47, 55, 56: .time
    case 46: .duration
    default: .number
    }
  }

  /// The meaning of a format's code, by its first section: letters in quotes, behind a backslash, and in
  /// brackets (colours, conditions, locales) say nothing, but for hours, minutes or seconds in brackets,
  /// which run on beyond a day.
  static func meaning(of code: String) -> Meaning {
    var letters: [Character] = []
    var isDuration = false
    var rest = code.lowercased()[...]
    while let character = rest.popFirst() {
      switch character {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inner = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inner.count + 1)
        if let first = inner.first, "hms".contains(first), inner.allSatisfy({ $0 == first }) {
          isDuration = true
        }
      case ";": rest = ""
      // "General" and "Standard" are no codes of dates.
      case "g" where rest.hasPrefix("eneral"): rest = rest.dropFirst(6)
      case "s" where rest.hasPrefix("tandard"): rest = rest.dropFirst(7)
      default: letters.append(character)
      }
    }
    if isDuration { return .duration }
    let hasDay = letters.contains { "dy".contains($0) }
    let hasTime = letters.contains { "hs".contains($0) }
    // Months and minutes have one letter.
    let hasMonth = letters.contains("m") && !hasTime
    switch (hasDay || hasMonth, hasTime) {
    case (true, false): return .date
    case (true, true): return .dateTime
    case (false, true): return .time
    case (false, false): return .number
    }
  }

  private static let millisecondsOfDay = 86_400_000

  /// A day and the milliseconds since it began; nil for days that never were, and for what is too far
  /// away.
  private func moment(_ serial: Double) -> (day: Int, milliseconds: Int)? {
    guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
    let total = Int((serial * Double(Self.millisecondsOfDay)).rounded())
    let (days, rest) = total.quotientAndRemainder(dividingBy: Self.millisecondsOfDay)
    if countsFrom1904 { return (days - 24_107, rest) }
    guard days >= 1, days != 60 else { return nil }
    // 1970-01-01 is day 25,569.
    return (days - (days < 60 ? 25_568 : 25_569), rest)
  }

  /// A date or a date with its time as ISO 8601; nil for days that never were.
  func text(_ serial: Double, withTime: Bool) -> String? {
    guard let (day, milliseconds) = moment(serial) else { return nil }
    let date = TimeText.date(daysSince1970: day)
    return withTime ? date + "T" + Self.clock(milliseconds) : date
  }

  /// Whether a date has a time of day with it.
  func hasTime(_ serial: Double) -> Bool { moment(serial).map { $0.milliseconds > 0 } ?? false }

  /// A time of day, or how long something takes: `30:00:00`; nil for what is negative.
  static func time(_ serial: Double) -> String? {
    guard serial.isFinite, serial >= 0, serial < 1e6 else { return nil }
    return clock(Int((serial * Double(millisecondsOfDay)).rounded()))
  }

  private static func clock(_ milliseconds: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let seconds = milliseconds / 1000
    var text = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    let rest = milliseconds % 1000
    if rest > 0 { text += "." + (rest < 10 ? "00" : rest < 100 ? "0" : "") + "\(rest)" }
    return text
  }
}
