import GeoCore

/// Dates as attribute tables write them.
enum CalendarDate {
  /// Whether the text is a day of the Gregorian calendar, `2024-06-27` or `20240627`, with or
  /// without a time after it (`2024-06-27T12:00:00Z`).
  static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    if bytes.count == 8, let year = number(0..<4), let month = number(4..<6),
      let day = number(6..<8)
    {
      return CalendarDay.exists(year, month, day)
    }
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      CalendarDay.exists(year, month, day)
    else { return false }
    if bytes.count == 10 { return true }
    guard bytes.count >= 16, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      bytes[13] == UInt8(ascii: ":"), let hour = number(11..<13), let minute = number(14..<16)
    else { return false }
    return hour < 24 && minute < 60
  }
}
