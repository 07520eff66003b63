/// The parameter `datetime`: an instant, or an interval that may be open at one end.
///
/// Collections of results have no property of time, so that every feature fits every interval; what is
/// no interval is refused all the same.
///
/// **Source:** OGC 17-069r4, requirement 7.15.4; RFC 3339.
enum DateTimeInterval {
  /// Whether a text is an instant or an interval.
  static func isValid(_ text: String) -> Bool {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    switch ends.count {
    case 1: return isInstant(ends[0])
    case 2:
      let areOpen = ends.map { $0.isEmpty || $0 == ".." }
      if areOpen == [true, true] { return false }
      guard zip(ends, areOpen).allSatisfy({ $1 || isInstant($0) }) else { return false }
      return areOpen.contains(true) || ends[0].prefix(10) <= ends[1].prefix(10)
    default: return false
    }
  }

  /// A day, or a day and a time with its zone.
  private static func isInstant(_ text: Substring) -> Bool {
    let isDay =
      fits(text.prefix(10), "dddd-dd-dd") && inRange(text, 5, 1...12) && inRange(text, 8, 1...31)
    guard isDay else { return false }
    var rest = text.dropFirst(10)
    if rest.isEmpty { return true }
    guard rest.first == "T" || rest.first == "t", fits(rest.dropFirst().prefix(8), "dd:dd:dd"),
      inRange(rest, 1, 0...23), inRange(rest, 4, 0...59), inRange(rest, 7, 0...60)
    else { return false }
    rest = rest.dropFirst(9)
    if rest.first == "." {
      let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      if digits.isEmpty { return false }
      rest = rest.dropFirst(1 + digits.count)
    }
    return rest == "Z" || rest == "z" || fits(rest, "+dd:dd") || fits(rest, "-dd:dd")
  }

  private static func fits(_ text: Substring, _ form: String) -> Bool {
    text.count == form.count
      && zip(text, form).allSatisfy { $1 == "d" ? $0.isASCII && $0.isNumber : $0 == $1 }
  }

  private static func inRange(_ text: Substring, _ start: Int, _ range: ClosedRange<Int>) -> Bool {
    Int(text.dropFirst(start).prefix(2)).map(range.contains) ?? false
  }
}
