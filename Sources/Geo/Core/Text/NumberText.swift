/// The one text of a number, whichever way it is written: what values and ids are compared by.
///
/// `1`, `1.0`, `10e-1` and `100E-2` are `1`; `-0.0` is `0`; `1.50` is `1.5`. Nothing is rounded:
/// numbers that differ in any digit have different texts, also beyond 2⁵³.
public enum NumberText {
  /// The digits in full where they and the zeros to the point are at most so many; else a power of
  /// ten behind them.
  private static let mostDigits = 400

  /// The one text of a number, however it is written: `1`, `1.0` and `1e0` are `1`.
  ///
  /// - Parameter text: a number as JSON writes it.
  /// - Returns: the text itself when it is no number.
  public static func canonical(_ text: String) -> String {
    if isPlain(text.utf8) { return text }
    let bytes = Array(text.utf8)
    var digits: [UInt8] = []
    var power = 0
    var at = bytes.first == UInt8(ascii: "-") ? 1 : 0
    var isFraction = false
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(bytes[at])
        if isFraction { power -= 1 }
      case UInt8(ascii: ".") where !isFraction: isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        let written = bytes[(at + 1)...]
        guard let exponent = Int(String(decoding: written, as: UTF8.self)),
          exponent.magnitude < 1 << 40
        else { return text }
        power += exponent
        at = bytes.count
      default: return text
      }
      at += 1
    }
    guard !digits.isEmpty else { return text }
    let zero = UInt8(ascii: "0")
    guard let first = digits.firstIndex(where: { $0 != zero }),
      let last = digits.lastIndex(where: { $0 != zero })
    else { return "0" }
    power += digits.count - 1 - last
    let sign = bytes.first == UInt8(ascii: "-") ? "-" : ""
    return sign + written(digits[first...last], power)
  }

  /// Whether it is a whole number without needless zeros.
  private static func isPlain(_ bytes: String.UTF8View) -> Bool {
    let digits = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
    guard let first = digits.first, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return false
    }
    return first != UInt8(ascii: "0") || digits.count == 1 && bytes.count == 1
  }

  /// Digits times ten to a power.
  private static func written(_ digits: ArraySlice<UInt8>, _ power: Int) -> String {
    let text = String(decoding: digits, as: UTF8.self)
    let point = digits.count + power
    guard digits.count <= mostDigits, abs(point) <= mostDigits, power <= mostDigits else {
      return "\(text)e\(power)"
    }
    if power >= 0 { return text + String(repeating: "0", count: power) }
    if point <= 0 { return "0." + String(repeating: "0", count: -point) + text }
    return "\(text.prefix(point)).\(text.dropFirst(point))"
  }
}
